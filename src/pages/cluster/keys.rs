//! The keys of a cluster: rotating them, and what a rotation still asks for.

use super::{Ask, Page, timeline};
use crate::browser::page as document;
use crate::components::icon::Icon;
use crate::components::now::now;
use crate::domain::cluster::pending::Pending;
use crate::domain::cluster::{Cluster, KeyOf};
use crate::domain::words::capitalized;
use crate::erase::view;
use leptos::prelude::*;

pub(super) fn cards(page: Page, cluster: &Cluster) -> AnyView {
    let is_there = |of: KeyOf| match of {
        KeyOf::Cluster => true,
        KeyOf::Service(kind) => cluster.service(kind).is_some_and(|service| service.enabled),
    };
    let of = |of| if is_there(of) { card(page, of) } else { off(page, of) };
    view! { <div class="stack">{KeyOf::ALL.map(of).collect_view()}</div> }
}

impl Page {
    fn rotations(self, of: KeyOf) -> Memo<Vec<Pending>> {
        let now = now();
        Memo::new(move |_| {
            self.place.with_value(|place| {
                self.id.with_value(|id| self.state.rotations.of(place, id, of, now.get()))
            })
        })
    }
}

/// The keys of a service that was switched off, if rotations of them were noted before.
fn off(page: Page, of: KeyOf) -> AnyView {
    let rotations = page.rotations(of);
    let any = Memo::new(move |_| rotations.with(|all| !all.is_empty()));
    let forget = move |_| {
        page.place.with_value(|place| page.id.with_value(|id| page.state.rotations.ended(place, id, of)));
        document::focus("main");
    };
    let shown = move || {
        let title = capitalized(of.label());
        let label = title.clone();
        view! {
            <section class="card" aria-label=label>
                <h2>{title}</h2>
                <p>{format!("{} is off, so its keys don't work any more, and the rotation that this browser noted is over.", of.label_of_service())}</p>
                <div><button type="button" class="button small" on:click=forget>"Remove from this page"</button></div>
            </section>
        }
    };
    view! { {move || any.get().then(shown)} }
}

fn card(page: Page, of: KeyOf) -> AnyView {
    let title = capitalized(of.label());
    let label = title.clone();
    let rotations = page.rotations(of);
    let end_old = Callback::new(move |()| page.ask(Ask::EndOld(of)));
    let clusters = page.clusters;
    let shown = move || {
        let all = rotations.get();
        let hand_over = page.id.with_value(|id| clusters.with_value(|clusters| clusters.hand_over(id, of)));
        let press = if all.len() > 1 { "End the old keys now" } else { "End the old key now" };
        // All end together. What came before a lost answer is none to end: it may be the key in use.
        let shown = |(index, one): (usize, Pending)| {
            let end_old = (index == 0).then_some((press, end_old));
            timeline::timeline(page.state, &one, of, hand_over.clone(), end_old)
        };
        if all.is_empty() {
            none_known(end_old)
        } else {
            all.into_iter().enumerate().map(shown).collect_view().into_any()
        }
    };
    view! {
        <section class="card" aria-label=label>
            <div class="card-head">
                <h2>{title}</h2>
                <div class="acts">
                    <button type="button" class="button" aria-label=format!("Rotate {}", of.label()) on:click=move |_| page.ask(Ask::Rotate(of))>
                        <Icon name="turn"/>"Rotate"
                    </button>
                </div>
            </div>
            <p class="soft">{format!("{} signs in with it. The service shows no key again and tells nothing of its age.", of.used_by())}</p>
            {shown}
        </section>
    }
}

/// A rotation that was begun elsewhere leaves an old key that nothing tells of.
fn none_known(end_old: Callback<()>) -> AnyView {
    view! {
        <p>"This browser knows of no rotation under way. If the key was rotated elsewhere, its old one works for 7 days from then."</p>
        <div><button type="button" class="button small" on:click=move |_| end_old.run(())>"End old keys"</button></div>
    }
}
