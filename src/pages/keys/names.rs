//! Labels and notes as a file: out of this browser, and into it.

use super::View;
use crate::browser::{download, file, page};
use crate::components::lazy::lazy_page;
use crate::domain::words::count;
use crate::erase::view;
use crate::pages::naming::LOCAL;
use leptos::prelude::*;
use leptos::task::spawn_local;

lazy_page!(acts_in in manage(view: super::View) => super::acts(view));

const MENU: &str = "names-menu";
const FILE: &str = "key-labels.json";

/// The button and its menu.
pub(super) fn menu(view: View) -> AnyView {
    let opened = RwSignal::new(false);
    view! {
        <button type="button" class="button" popovertarget=MENU>"Labels"</button>
        <div id=MENU class="menu wide" popover="auto" role="group" aria-label="Labels" on:toggle=move |_| if !opened.get_untracked() { opened.set(true) }>
            <p class="soft">{LOCAL}</p>
            {move || opened.get().then(|| acts_in::page(view))}
        </div>
    }
}

fn acts(view: View) -> AnyView {
    let names = view.state.names;
    let save = move |_| {
        page::close_menu(MENU);
        let number = untrack(|| names.count());
        if download::text(FILE, "application/json", &names.file()) {
            view.state
                .notices
                .done(format!("{} in {FILE}, without keys.", count(number, "label is", "labels are")));
        } else {
            view.state.notices.failed("The browser didn't start the download.");
        }
    };
    let take = move |event: leptos::ev::Event| {
        spawn_local(async move {
            let text = file::chosen(&event).await;
            page::close_menu(MENU);
            taken(view, text);
        });
    };
    view! {
        <div class="stack tight">
            <div><button type="button" class="button" on:click=save>{move || format!("Export {}", count(names.count(), "label", "labels"))}</button></div>
            <div class="field">
                <label for="names-file">"Import labels from a file"</label>
                <input id="names-file" class="input" type="file" accept=".json,application/json" on:change=take/>
            </div>
        </div>
    }
}

fn taken(view: View, text: Option<String>) {
    let notices = view.state.notices;
    let Some(text) = text else { return notices.failed("The file could not be read. Nothing was imported.") };
    let told = view.place.with_value(|place| view.state.inventory.take_names(place, &text));
    let Some((imported, kept)) = told else {
        return notices.failed("This is not a file of labels. Nothing was imported.");
    };
    let mut text = format!("{} imported.", count(imported.taken, "label is", "labels are"));
    if imported.unknown > 0 {
        let left_out = count(imported.unknown, "label was", "labels were");
        text = format!("{text} {left_out} not: no key in the list is theirs.");
    }
    if !kept {
        text += " This browser keeps nothing: they last until you reload.";
    }
    if kept && imported.unknown == 0 { notices.done(text) } else { notices.failed(text) }
}
