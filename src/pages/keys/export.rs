//! Hands the shown keys over as a file.

use super::View;
use crate::browser::{clock, download, page};
use crate::components::icon::Icon;
use crate::components::lazy::lazy_page;
use crate::domain::capability::Paging;
use crate::domain::report::{Form, Line};
use crate::domain::select;
use crate::domain::words::count;
use crate::erase::view;
use leptos::prelude::*;

lazy_page!(forms_in in manage(view: super::View) => super::forms(view));

pub(super) fn menu(view: View) -> AnyView {
    let opened = RwSignal::new(false);
    view! {
        <button type="button" class="button" popovertarget="export-menu"><Icon name="down"/>"Export"</button>
        <div id="export-menu" class="menu" popover="auto" role="group" aria-label="Export" on:toggle=move |_| if !opened.get_untracked() { opened.set(true) }>
            <p class="soft">{if view.can.paging == Paging::Server { "All keys that match, without secrets" } else { "The keys shown, without secrets" }}</p>
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

/// Where the backend pages, all that match are read first.
fn save(view: View, form: Form) {
    page::close_menu("export-menu");
    if view.can.paging == Paging::Server {
        view.gather(move |keys| {
            let sort = view.query.with_untracked(|query| query.sort);
            let keys = select::sorted(keys, sort);
            let lines: Vec<_> =
                keys.iter().filter(|key| form.holds(key)).map(|key| Line { key, creator: None }).collect();
            hand_over(view, form, &lines);
        });
    } else {
        save_shown(view, form);
    }
}

fn save_shown(view: View, form: Form) {
    view.shown.with_untracked(|shown| {
        view.shelf.with_untracked(|shelf| {
            let keys = shown.iter().filter_map(|at| shelf.entries.get(*at)).map(|entry| &entry.key);
            let lines: Vec<_> = keys
                .filter(|key| form.holds(key))
                .map(|key| Line { key, creator: shelf.creator(key) })
                .collect();
            hand_over(view, form, &lines);
        });
    });
}

fn hand_over(view: View, form: Form, lines: &[Line]) {
    let policy = untrack(|| view.state.connections.policy());
    let text = form.write(lines, clock::now(), &policy);
    let number = lines.len();
    let (name, media_type) = form.file();
    if download::text(name, media_type, &text) {
        view.state.notices.done(format!("{} in {name}.", count(number, "key is", "keys are")));
    } else {
        view.state.notices.failed("The browser didn't start the download.");
    }
}
