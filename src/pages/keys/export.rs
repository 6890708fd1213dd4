//! Hands the shown keys over as a file.

use super::View;
use crate::browser::{clock, download};
use crate::components::icon::Icon;
use crate::components::lazy::lazy_page;
use crate::domain::report::{Form, Line};
use crate::domain::words::count;
use crate::erase::view;
use leptos::prelude::*;

lazy_page!(forms_in in manage(view: super::View) => super::forms(view));

pub(super) fn menu(view: View) -> AnyView {
    let opened = RwSignal::new(false);
    view! {
        <button type="button" class="button" popovertarget="export-menu"><Icon name="down"/>"Export"</button>
        <div id="export-menu" class="menu" popover="auto" role="group" aria-label="Export" on:toggle=move |_| opened.set(true)>
            <p class="soft">"The keys shown, without secrets"</p>
            {move || opened.get().then(|| forms_in::page(view))}
        </div>
    }
}

fn forms(view: View) -> AnyView {
    let forms = Form::ALL.into_iter().filter(move |form| *form != Form::Calendar || view.can.expiry);
    let item = move |form: Form| {
        view! { <li><button type="button" class="button quiet" on:click=move |_| save(view, form)>{form.label()}</button></li> }
    };
    view! { <ul>{forms.map(item).collect_view()}</ul> }
}

fn save(view: View, form: Form) {
    let policy = untrack(|| view.state.connections.policy());
    let (number, text) = view.shown.with_untracked(|shown| {
        view.shelf.with_untracked(|shelf| {
            let keys = shown
                .iter()
                .filter_map(|at| shelf.entries.get(*at))
                .map(|entry| &entry.key)
                .filter(|key| form.holds(key));
            let lines: Vec<_> = keys.map(|key| Line { key, creator: shelf.creator(key) }).collect();
            (lines.len(), form.write(&lines, clock::now(), &policy))
        })
    });
    let (name, media_type) = form.file();
    if download::text(name, media_type, &text) {
        view.state.notices.done(format!("{} in {name}.", count(number, "key is", "keys are")));
    } else {
        view.state.notices.failed("The browser didn't start the download.");
    }
}
