//! Pages whose code is loaded when they are first shown.

use super::icon::Icon;
use crate::browser::{page, timer};
use crate::erase::view;
use crate::state::task;
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// Why a page's code is not there.
pub type NotLoaded = SplitLoaderError;

type Later<T> = Pin<Box<dyn Future<Output = Result<T, NotLoaded>>>>;

/// Makes a module `$name` whose `page` shows the page, after loading the `$chunk` that its code is in.
/// Without the feature `split` the code is part of the app and nothing has to be loaded.
macro_rules! lazy_page {
    ($name:ident in $chunk:ident($arg:ident: $type:ty) => $page:expr) => {
        mod $name {
            use crate::components::lazy::NotLoaded;
            use leptos::prelude::AnyView;

            #[cfg(feature = "split")]
            #[::leptos::wasm_split::wasm_split($chunk, wasm_split_path = ::leptos::wasm_split, fallible, preload(load))]
            fn shown($arg: $type) -> Result<AnyView, NotLoaded> {
                Ok($page)
            }

            #[cfg(not(feature = "split"))]
            async fn load() -> Result<(), NotLoaded> {
                Ok(())
            }

            #[cfg(not(feature = "split"))]
            async fn shown($arg: $type) -> Result<AnyView, NotLoaded> {
                Ok($page)
            }

            /// Loads the code before it is asked for, if it can be had.
            #[allow(dead_code, reason = "one page of a chunk is enough to load it for all")]
            pub(super) fn ahead() {
                crate::components::lazy::ahead(|| Box::pin(load()));
            }

            /// Loads the code and waits for it; whether it is there.
            #[allow(dead_code, reason = "only where something must not be begun without it")]
            pub(super) fn ready() -> std::pin::Pin<Box<dyn Future<Output = bool>>> {
                Box::pin(async { load().await.is_ok() })
            }

            #[allow(dead_code, reason = "only where it is a page, or what one waits for")]
            pub(super) fn page($arg: $type) -> AnyView {
                crate::components::lazy::lazy(
                    || Box::pin(load()),
                    Box::new(move || Box::pin(shown($arg.clone()))),
                )
            }

            /// The same beside a page: nothing stands there until it is loaded.
            #[allow(dead_code, reason = "only where nobody waits for it")]
            pub(super) fn aside($arg: $type) -> AnyView {
                crate::components::lazy::aside(
                    || Box::pin(load()),
                    Box::new(move || Box::pin(shown($arg.clone()))),
                )
            }
        }
    };
}
pub(crate) use lazy_page;

type Make = Box<dyn Fn() -> Later<AnyView> + Send + Sync>;

/// After so many milliseconds code that nobody waits for is asked for again.
const AGAIN: u64 = 5_000;

/// Shows something as soon as its code is loaded, and nothing before.
pub fn aside(load: fn() -> Later<()>, view: Make) -> AnyView {
    let loaded = RwSignal::new(false);
    task::start(async move {
        while load().await.is_err() && loaded.try_get_untracked().is_some() {
            timer::sleep(AGAIN).await;
        }
        loaded.try_set(true);
    });
    view! { {move || loaded.get().then(|| untrack(|| now(view())))} }
}

/// Shows a page as soon as its code is loaded.
pub fn lazy(load: fn() -> Later<()>, page: Make) -> AnyView {
    let loaded = RwSignal::new(None::<bool>);
    let read = Callback::new(move |()| {
        loaded.set(None);
        task::start(async move {
            let outcome = load().await;
            loaded.try_set(Some(outcome.is_ok()));
        });
    });
    read.run(());
    view! {
        {move || match loaded.get() {
            None => view! { <p class="soft" role="status">"Loading…"</p> },
            // With its code there, the page is made at once: it belongs to what shows it.
            Some(true) => untrack(|| now(page())).unwrap_or_else(|| failed(read)),
            Some(false) => failed(read),
        }}
    }
}

/// Loads code that nothing waits for.
pub fn ahead(load: fn() -> Later<()>) {
    leptos::task::spawn_local(async move {
        // Who needs it later asks again, and is told.
        let _ = load().await;
    });
}

/// What comes of work that does not have to wait.
fn now(work: Later<AnyView>) -> Option<AnyView> {
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => outcome.ok(),
        Poll::Pending => None,
    }
}

/// A page that is not there has no heading of its own.
fn heading() -> AnyView {
    let text = "This page could not be loaded.";
    if page::has("h1") {
        view! { <p><b>{text}</b></p> }
    } else {
        view! { <h1 class="label">{text}</h1> }
    }
}

fn failed(again: Callback<()>) -> AnyView {
    view! {
        <div class="note bad" role="alert">
            <Icon name="warn"/>
            <div>
                {heading()}
                <p>"Check the network connection. If Latchkey was updated meanwhile, reload it."</p>
                <div class="acts">
                    <button type="button" class="button" on:click=move |_| again.run(())>"Try again"</button>
                </div>
            </div>
        </div>
    }
}
