//! The pages of a list that its backend pages.

use crate::browser::page as document;
use crate::domain::query::Query;
use crate::erase::view;
use leptos::html;
use leptos::prelude::*;

/// From so many pages on, one can go to any of them by its number.
const MANY: u32 = 4;

/// Goes from page to page.
pub fn pager(query: RwSignal<Query>, pages: Memo<u32>) -> AnyView {
    let page = Memo::new(move |_| query.with(|query| query.page));
    let go = move |to: u32| {
        query.update(|query| query.page = to.clamp(1, pages.get_untracked().max(1)));
        document::focus("page-number");
    };
    let many = Memo::new(move |_| pages.get() >= MANY);
    let at_start = Memo::new(move |_| page.get() <= 1);
    let at_end = Memo::new(move |_| page.get() >= pages.get());
    let step = move |label: &'static str, off: Memo<bool>, to: fn(u32, u32) -> u32| {
        view! {
            <button type="button" class="button" aria-disabled=move || off.get().then_some("true")
                on:click=move |_| if !off.get_untracked() { go(to(page.get_untracked(), pages.get_untracked())) }>
                {label}
            </button>
        }
    };
    view! {
        <nav class="acts" aria-label="Pages" hidden=move || pages.get() <= 1 && page.get() == 1>
            {move || many.get().then(|| step("First page", at_start, |_, _| 1))}
            {step("Previous page", at_start, |page, _| page.saturating_sub(1))}
            <span id="page-number" tabindex="-1" role="status">{move || format!("Page {} of {}", page.get(), pages.get().max(1))}</span>
            {step("Next page", at_end, |page, _| page.saturating_add(1))}
            {move || many.get().then(|| step("Last page", at_end, |_, pages| pages))}
            {move || many.get().then(|| any(pages, go))}
        </nav>
    }
}

/// Goes to the page of a number.
fn any(pages: Memo<u32>, go: impl Fn(u32) + Copy + Send + Sync + 'static) -> AnyView {
    let input = NodeRef::<html::Input>::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(input) = input.get_untracked() else { return };
        if let Ok(to) = input.value().trim().parse() {
            go(to);
        }
        input.set_value("");
    };
    view! {
        <form class="acts" novalidate on:submit=submit>
            <label for="go-to-page">"Go to page"</label>
            <input id="go-to-page" class="input auto" type="number" min="1" step="1" max=move || pages.get().to_string()
                inputmode="numeric" node_ref=input/>
        </form>
    }
}
