//! Finds the key that a pasted secret belongs to, and says how the search goes.

use crate::browser::page;
use crate::components::failure::Failure;
use crate::components::icon::Icon;
use crate::components::lazy::lazy_page;
use crate::components::modal::Modal;
use crate::domain::secret::Secret;
use crate::domain::words::{count, grouped};
use crate::erase::view;
use crate::state::State;
use crate::state::leaked::{Search, Stage};
use leptos::html;
use leptos::prelude::*;

lazy_page!(search_in in manage(of: (super::State, super::Shown)) => super::shown(of.0, of.1));

/// What the dialog shows.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Asking,
    Broken,
    Mute,
    Credential,
    Looking,
    Ended,
}

/// The dialog, while there is a search.
pub fn dialog(state: State) -> AnyView {
    let search = state.leaked.search();
    // Whoever leaves is not led back by what is found later.
    on_cleanup(move || state.leaked.stop());
    let shown = Memo::new(move |_| {
        search.with(|search| {
            search.as_ref().map(|search| match search.stage {
                Stage::Asking => Shown::Asking,
                Stage::Broken => Shown::Broken,
                Stage::Mute => Shown::Mute,
                Stage::Credential => Shown::Credential,
                Stage::Looking => Shown::Looking,
                Stage::Nowhere | Stage::Failed(_) => Shown::Ended,
            })
        })
    });
    // Whoever is asked to sign in again is asked that first, whichever of the two came up later.
    let asking = state.sessions.asking();
    view! { {move || shown.get().filter(|_| asking.get().is_none()).map(|shown| search_in::page((state, shown)))} }
}

/// A button that asks for the secret, for a page of a connection whose secrets tell their keys; nothing
/// for others.
pub fn entry(state: State, connection: &str) -> Option<AnyView> {
    let can = state.connections.current(connection)?.kind.backend().capabilities();
    let connection = StoredValue::new(connection.to_owned());
    can.traceable.then(|| {
        view! {
            <button type="button" class="button" on:click=move |_| connection.with_value(|id| state.leaked.ask(id))>
                <Icon name="find"/>"Find a leaked key"
            </button>
        }
    })
}

fn shown(state: State, shown: Shown) -> AnyView {
    let close = Callback::new(move |()| state.leaked.stop());
    let title = match shown {
        Shown::Asking => "Find a leaked key",
        Shown::Broken => "This key is not whole",
        Shown::Mute => "This key doesn't tell which one it is",
        Shown::Credential => "This is what you sign in with",
        Shown::Looking => "Looking for the key",
        Shown::Ended => "The key was not found",
    };
    page::focus(match shown {
        Shown::Asking => "leaked-secret",
        Shown::Looking => "leaked-stop",
        Shown::Broken | Shown::Mute | Shown::Credential | Shown::Ended => "leaked-title",
    });
    view! {
        <Modal id="leaked-title" title=title cancel=close>
            {match shown {
                Shown::Asking => ask(state),
                Shown::Looking => looking(state),
                Shown::Broken => told(state, view! {
                    <p>"What you pasted looks like a key, but its beginning is missing or broken, so it doesn't tell which key it is. It was not searched for and not sent. Copy the whole key and paste it again."</p>
                }),
                Shown::Mute => told(state, view! {
                    <p>"What you pasted looks like a key of this service. It was not searched for and not sent. If it turned up where it should not be, find its key by name, age or creator, and revoke that one."</p>
                }),
                Shown::Credential => told(state, view! {
                    <p>"What you pasted opens everything that you may do here. It was not searched for, not sent and not kept. Search by a name or an id instead."</p>
                }),
                Shown::Ended => told(state, view! { {move || state.leaked.search().get().map(|search| ended(state, search))} }),
            }}
        </Modal>
    }
}

fn told(state: State, text: AnyView) -> AnyView {
    view! {
        <div class="body">{text}</div>
        <div class="foot">
            <button type="button" class="button primary" on:click=move |_| state.leaked.stop()>"Close"</button>
        </div>
    }
}

fn ask(state: State) -> AnyView {
    let input = NodeRef::<html::Input>::new();
    let wrong = RwSignal::new(false);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(input) = input.get_untracked() else { return };
        let connection =
            state.leaked.search().with_untracked(|search| search.as_ref().map(|one| one.connection.clone()));
        let taken = connection.is_some_and(|id| state.leaked.take(&id, None, &Secret::new(input.value())));
        wrong.set(!taken);
        if !taken {
            let _ = input.focus();
        }
    };
    view! {
        <form on:submit=submit novalidate>
            <div class="body">
                <p>"Paste a key that turned up where it should not be. Its id is read here in your browser; the key itself isn't sent anywhere and isn't kept."</p>
                <div class="field">
                    <label for="leaked-secret">"Leaked key"</label>
                    <input id="leaked-secret" class="input" type="password" autocomplete="off" node_ref=input
                        aria-describedby="leaked-wrong" aria-invalid=move || wrong.get().then_some("true")
                        on:input=move |_| wrong.set(false)/>
                    <span id="leaked-wrong" class="wrong" role="status">
                        {move || wrong.get().then(|| view! { <Icon name="warn"/>"This is not a key of this service. Paste the whole key." })}
                    </span>
                </div>
            </div>
            <div class="foot">
                <button type="button" class="button" on:click=move |_| state.leaked.stop()>"Cancel"</button>
                <button type="submit" class="button primary"><Icon name="find"/>"Find key"</button>
            </div>
        </form>
    }
}

fn looking(state: State) -> AnyView {
    let search = state.leaked.search();
    let numbers = Memo::new(move |_| {
        search.with(|search| search.as_ref().map(|search| (search.looked, search.all))).unwrap_or_default()
    });
    let holders = holders(state);
    let text = move || match numbers.get() {
        (_, None) => "Looking here first…".to_owned(),
        (looked, Some(all)) => {
            format!("Looked in {} of {}", grouped(looked), count(all, holders.0, holders.1))
        }
    };
    view! {
        <div class="body">
            <p>"Only the id of the key that you pasted is looked for. The key itself isn't sent."</p>
            <progress aria-label="Searched" max=move || numbers.get().1.unwrap_or(1).max(1).to_string()
                prop:value=move || numbers.get().0.to_string()></progress>
            <p role="status">{text}</p>
        </div>
        <div class="foot">
            <button type="button" id="leaked-stop" class="button" on:click=move |_| state.leaked.stop()>"Stop"</button>
        </div>
    }
}

fn holders(state: State) -> (&'static str, &'static str) {
    let id = state
        .leaked
        .search()
        .with_untracked(|search| search.as_ref().map(|search| search.connection.clone()));
    let connection = id.and_then(|id| state.connections.current(&id));
    connection.map_or(("place", "places"), |connection| connection.kind.backend().capabilities().holder)
}

fn ended(state: State, search: Search) -> AnyView {
    let (one, many) = holders(state);
    if let Stage::Failed(error) = search.stage {
        let what = match search.unread {
            0 => format!("The {many} could not be listed, so the key was not looked for everywhere."),
            left => {
                format!(
                    "The key is in none of the others, but {} could not be looked at.",
                    count(left, one, many)
                )
            }
        };
        return view! { <Failure what=what error=error/> };
    }
    let looked = count(search.looked, one, many);
    view! {
        <p>{format!("Latchkey looked in {looked}. The key was revoked already, or it belongs to another server.")}</p>
    }
}
