//! Why something was not done to a cluster, and the way on.

use crate::components::failure::Failure;
use crate::components::icon::Icon;
use crate::domain::cluster::change::Differs;
use crate::erase::view;
use crate::state::clusters::{Patience, Trouble};
use leptos::prelude::*;

/// The trouble; `what` says what was not done, as a sentence.
pub fn trouble(what: &'static str, trouble: Trouble) -> AnyView {
    match trouble {
        Trouble::Refused(error) => view! { <Failure what=what error=error/> },
        Trouble::Differs { how, .. } => differs(what, how),
        Trouble::Gone => note(what, "The cluster isn't connected any more, or you may not see it any more."),
        Trouble::NotDone(_) => note(
            what,
            "The answer was lost, and it wasn't done when the cluster was read again. You can send it again.",
        ),
        Trouble::Unknown(error) => {
            view! { <Failure what="It isn't known whether this was done: the answer was lost." error=error/> }
        }
    }
}

fn note(what: &'static str, why: &'static str) -> AnyView {
    view! {
        <div class="note bad" role="alert"><Icon name="warn"/><div><p><b>{what}" "</b>{why}</p></div></div>
    }
}

fn differs(what: &'static str, how: Vec<Differs>) -> AnyView {
    if how.is_empty() {
        return note(
            what,
            "The cluster changed meanwhile, but nothing that you see here differs. A key may have been rotated. Send it again if it is still right.",
        );
    }
    let row = |it: Differs| {
        view! {
            <tr>
                <th scope="row">{it.what}</th>
                <td><span class="phone-only">"You saw: "</span><bdi>{it.before}</bdi></td>
                <td><span class="phone-only">"It is now: "</span><b><bdi>{it.now}</bdi></b></td>
            </tr>
        }
    };
    view! {
        <div class="note" role="alert"><Icon name="warn"/><div>
            <p><b>{what}" "</b>"Somebody else changed the cluster meanwhile. What you entered is kept: check it against this, then send it again."</p>
            <table class="differs">
                <thead><tr><th scope="col">"What"</th><th scope="col">"You saw"</th><th scope="col">"It is now"</th></tr></thead>
                <tbody>{how.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div></div>
    }
}

/// That the service is busy and is asked again, while it is.
pub fn waiting(patience: Patience) -> AnyView {
    let line = move |(tries, most): (u32, u32)| {
        view! {
            <div class="note plain">
                <span class="spinner spin"><Icon name="turn"/></span>
                <div>
                    <p>{format!("An earlier change of the cluster is still being carried out. Latchkey tries again in a few seconds (try {} of {most}).", tries + 1)}</p>
                    <button type="button" class="button" on:click=move |_| patience.stop()>"Stop waiting"</button>
                </div>
            </div>
        }
    };
    view! { <div role="status">{move || patience.shown().map(line)}</div> }
}
