//! The pages of a list that its backend pages.

use super::View;
use crate::browser::page;
use crate::erase::view;
use leptos::prelude::*;

pub(super) fn pager(view: View) -> impl IntoView {
    let pages = move || view.shelf.with(|shelf| shelf.pages.unwrap_or(1)).max(1);
    let page = Memo::new(move |_| view.query.with(|query| query.page));
    let go = move |to: u32| {
        view.query.update(|query| query.page = to);
        page::focus("page-number");
    };
    let at_start = move || page.get() <= 1;
    let at_end = move || page.get() >= pages();
    view! {
        <nav class="acts" aria-label="Pages" hidden=move || pages() == 1 && page.get() == 1>
            <button type="button" class="button" aria-disabled=move || at_start().then_some("true")
                on:click=move |_| if !at_start() { go(page.get() - 1) }>
                "Previous page"
            </button>
            <span id="page-number" tabindex="-1" role="status">{move || format!("Page {} of {}", page.get(), pages())}</span>
            <button type="button" class="button" aria-disabled=move || at_end().then_some("true")
                on:click=move |_| if !at_end() { go(page.get() + 1) }>
                "Next page"
            </button>
        </nav>
    }
}
