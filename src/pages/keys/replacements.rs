//! The replacements that are under way: both keys together, and what comes next.

use super::View;
use crate::components::icon::Icon;
use crate::components::keyed::keyed;
use crate::components::when::When;
use crate::domain::key::KeyId;
use crate::domain::replacement::{Replacement, Stage};
use crate::erase::view;
use crate::routes::Route;
use leptos::prelude::*;

pub(super) fn list(view: View) -> AnyView {
    let all = Memo::new(move |_| view.place.with_value(|place| view.state.replacements.at(place)));
    view! {
        {move || (view.can.replace && all.with(|all| !all.is_empty())).then(|| view! {
            <section class="stack tight" aria-labelledby="replacements-title">
                <h2 id="replacements-title" class="label">"Being replaced"</h2>
                <ul class="pairs">
                    {keyed(
                        move || all.with(|all| all.iter().map(|one| one.old.id.0.clone()).collect()),
                        move |old| view! { {move || all.with(|all| all.iter().find(|one| one.old.id.0 == old).map(|one| pair(view, one)))} },
                    )}
                </ul>
            </section>
        })}
    }
}

fn pair(view: View, one: &Replacement) -> AnyView {
    let place = view.place.get_value();
    let key = |id: &KeyId| Route::Key(place.clone(), id.0.clone()).path();
    let go_on = Route::Replace(place.clone(), one.old.id.0.clone()).path();
    let (old, new) = (one.old.clone(), one.new.clone());
    let next = match Stage::of(Some(one)) {
        Stage::Create | Stage::Save => "Next: save the new key's secret.",
        Stage::Prove if !view.can.provable => "Next: revoke the old key.",
        Stage::Prove => "Next: try the new key, then revoke the old one.",
        Stage::Revoke => "Next: revoke the old key.",
    };
    let label = format!("Continue replacing {}", old.name);
    view! {
        <li>
            <Icon name="turn"/>
            <span class="grow">
                <a href=key(&old.id) dir="auto">{old.name}</a>" → "<a href=key(&new.id) dir="auto">{new.name}</a>
                <small>"Begun "<When time=one.since past=true short=true/>". "{next}</small>
            </span>
            <a href=go_on class="button" aria-label=label>"Continue"</a>
        </li>
    }
}
