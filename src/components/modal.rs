//! A dialog above the page.

use crate::browser::dialog;
use crate::erase::view;
use leptos::html;
use leptos::prelude::*;

/// A modal dialog that is open as long as it is mounted. Esc asks `cancel`; a press beside it does
/// nothing. When it goes, the focus returns to where it was.
#[component]
pub fn Modal(
    /// The id of its heading.
    id: &'static str,
    /// Its heading.
    #[prop(into)]
    title: Signal<String>,
    /// What Esc asks for.
    #[prop(into)]
    cancel: Callback<()>,
    /// Whether it interrupts with something grave.
    #[prop(optional)]
    alert: bool,
    /// What stands in it.
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let shown = StoredValue::new_local(None::<web_sys::HtmlDialogElement>);
    Effect::new(move |_| {
        if let Some(element) = node.get() {
            dialog::open(&element);
            shown.set_value(Some(element));
        }
    });
    on_cleanup(move || {
        if let Some(element) = shown.try_get_value().flatten() {
            dialog::close(&element);
        }
    });
    let escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            cancel.run(());
        }
    };
    // A browser may close it in spite of a refused cancel; what it holds must not go that way.
    let reopen = move |_| {
        if let Some(element) = node.get_untracked() {
            dialog::open(&element);
        }
    };
    view! {
        <dialog
            node_ref=node
            role=alert.then_some("alertdialog")
            aria-labelledby=id
            on:cancel=move |event: leptos::ev::Event| event.prevent_default()
            on:keydown=escape
            on:close=reopen
        >
            <div class="body-head">
                <h2 id=id tabindex="-1">{move || title.get()}</h2>
            </div>
            {children()}
        </dialog>
    }
}
