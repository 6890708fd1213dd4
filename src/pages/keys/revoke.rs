//! Asks before a key is revoked, and tells how that ended.

use super::View;
use super::row::{is_own, shown_name};
use crate::api::error::Error;
use crate::browser::page;
use crate::components::busy::BusyButton;
use crate::components::failure::Failure;
use crate::components::icon::Icon;
use crate::components::modal::Modal;
use crate::domain::capability::Paging;
use crate::domain::key::{Key, LastUsed, Revoked};
use crate::domain::own_key::IsOwn;
use crate::domain::words;
use crate::erase::view;
use leptos::prelude::*;
use leptos::task::spawn_local;

pub(super) fn dialog(view: View, key: Key) -> impl IntoView {
    let name = shown_name(&key).to_owned();
    let own = is_own(view, &key);
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(None::<Error>));
    let cancel = Callback::new(move |()| {
        if !busy.get_untracked() {
            view.revoking.set(None);
        }
    });
    page::focus("revoke-cancel");
    let target = StoredValue::new(key.clone());
    let called = name.clone();
    let revoke = Callback::new(move |()| {
        busy.set(true);
        failed.set(None);
        let (key, name) = (target.get_value(), called.clone());
        spawn_local(async move {
            let outcome = revoke(view, &key, own).await;
            busy.set(false);
            match outcome {
                Ok(()) => {
                    view.revoking.set(None);
                    // The button that had the focus is gone with its row.
                    page::focus("keys");
                    // Where the backend pages, keys move up from the next page, or this page is no more.
                    if view.can.paging == Paging::Server && !view.place.is_disposed() {
                        view.refresh();
                    }
                }
                Err(error) => {
                    let text = format!("{name}: {} {error}", what(&error));
                    if failed.try_set(Some(error)).is_some() {
                        view.state.notices.failed(text);
                    }
                }
            }
        });
    });
    view! {
        <Modal id="revoke-title" title=format!("Revoke {name}") cancel=cancel alert=true>
            <div class="body">
                {own_key_warning(own)}
                <div class="stack tight">
                    <p>"It can do this, and no longer will:"</p>
                    <ul>{key.access.phrases().into_iter().map(|phrase| view! { <li>{phrase}</li> }).collect_view()}</ul>
                </div>
                <p>{used(key.last_used)}"Everything that uses it stops working at once. This can't be undone."</p>
                <p class="soft mono">{key.id.0.clone()}</p>
                {move || failed.get().map(|error| failure(&error))}
            </div>
            <div class="foot">
                <button type="button" id="revoke-cancel" class="button" on:click=move |_| cancel.run(())>"Cancel"</button>
                <BusyButton class="button danger" busy=busy press=revoke><Icon name="bin"/>"Revoke key"</BusyButton>
            </div>
        </Modal>
    }
}

/// Revokes, and where the answer was lost looks what became of the key.
async fn revoke(view: View, key: &Key, own: IsOwn) -> Result<(), Error> {
    // The page may be gone when the answer comes.
    let (place, query) = (view.place.get_value(), view.query.get_untracked());
    let name = shown_name(key);
    let notices = view.state.notices;
    match view.state.inventory.revoke(&place, &key.id).await {
        Ok(Revoked::Now) => notices.done(format!("{name} is revoked.")),
        Ok(Revoked::Already) => notices.done(format!("{name} was gone already.")),
        Err(error) if error.leaves_outcome_unknown() => {
            let read = view.state.inventory.read(&place, &query).await;
            let gone =
                view.state.inventory.shelf(&place).with_untracked(|shelf| shelf.key(&key.id).is_none());
            if read.is_err() || !gone {
                return Err(error);
            }
            notices
                .done(format!("{name} is revoked. The answer was lost, but the key is gone from the list."));
        }
        Err(error) => return Err(error),
    }
    if own == IsOwn::Yes {
        view.state.forget(&place.connection);
    }
    Ok(())
}

fn failure(error: &Error) -> impl IntoView + use<> {
    view! { <Failure what=what(error) error=error.clone()/> }
}

fn what(error: &Error) -> &'static str {
    if error.leaves_outcome_unknown() {
        "It is not known whether the key was revoked; it was still listed when last read."
    } else {
        "The key was not revoked."
    }
}

fn used(used: LastUsed) -> String {
    match used {
        LastUsed::At(time) => {
            format!("It was last used {}. ", words::relative(time, crate::browser::clock::now()))
        }
        LastUsed::Never => "It was never used. ".to_owned(),
        LastUsed::NotReported => String::new(),
    }
}

fn own_key_warning(own: IsOwn) -> Option<impl IntoView> {
    let text = match own {
        IsOwn::No => return None,
        IsOwn::Yes => {
            "You are signed in with this key. Revoking it signs you out here, and you need another owner's key to come back."
        }
        IsOwn::Maybe => {
            "This may be the key you are signed in with. If it is, revoking it signs you out here, and you need another owner's key to come back."
        }
    };
    Some(view! {
        <div class="note bad"><Icon name="warn"/><div><p><b>{text}</b></p></div></div>
    })
}
