//! Where the form begins: empty, from a template, or like a key that is there.

use super::Form;
use crate::browser::page;
use crate::components::icon::Icon;
use crate::domain::draft::Draft;
use crate::domain::key::{Key, KeyId};
use crate::domain::template;
use crate::erase::view;
use crate::routes::{Place, Route};
use crate::state::State;
use crate::state::shelf::{Reading, Shelf};
use leptos::prelude::*;

/// The parameter of the address that names a key to begin like.
const LIKE: &str = "like";

/// How the form was filled in, and how it was before.
#[derive(Clone)]
pub(super) struct Filled {
    from: String,
    before: Draft,
    /// Whether the name was filled in too.
    named: bool,
}

/// The address of the form that begins like a key.
pub fn address_like(place: Place, key: &KeyId) -> String {
    let params = form_urlencoded::Serializer::new(String::new()).append_pair(LIKE, &key.0).finish();
    Route::NewKey(place).path_with(&params)
}

/// The form for a key like another.
pub(super) fn like(state: State, place: &Place, key: &Key) -> Draft {
    let taken = state.inventory.shelf(place).with_untracked(Shelf::names);
    let policy = untrack(|| state.connections.policy());
    template::like(key, taken.iter().map(String::as_str), &policy)
}

impl Form {
    /// Fills in the form and keeps what stood there for a way back.
    fn fill(self, from: String, draft: Draft) {
        let before = self.draft.get_untracked();
        let named = before.name != draft.name;
        self.draft.set(draft);
        self.filled.set(Some(Filled { from, before, named }));
    }
}

/// Begins like the key that the address names, as soon as it is known. The address then leads to
/// the plain form again, so that a reload does not fill it in anew.
pub(super) fn take_from_address(form: Form) {
    let search = form.state.address.search().get_untracked();
    let pairs = form_urlencoded::parse(search.trim_start_matches('?').as_bytes());
    let Some(id) = pairs.filter(|(name, _)| name == LIKE).map(|(_, id)| KeyId(id.into_owned())).next() else {
        return;
    };
    let place = form.place.get_value();
    form.state.address.show(&Route::NewKey(place.clone()).path(), true);
    let shelf = form.state.inventory.shelf(&place);
    let done = StoredValue::new(false);
    Effect::new(move |_| {
        let Some(key) = shelf.with(|shelf| shelf.key(&id).cloned()) else {
            if !done.get_value() && matches!(shelf.with(|shelf| shelf.reading.clone()), Reading::Done(_)) {
                done.set_value(true);
                form.state.notices.failed("The key to begin from is not in the list any more.");
            }
            return;
        };
        if !done.get_value() {
            done.set_value(true);
            let draft = like(form.state, &place, &key);
            untrack(|| form.fill(key.name.clone(), draft));
        }
    });
}

/// The templates to begin from.
pub(super) fn templates(form: Form) -> Option<AnyView> {
    let templates = untrack(|| form.state.connections.templates());
    let offered = form.can.access == crate::domain::capability::AccessForm::Roles && !templates.is_empty();
    offered.then(|| {
        let card = |template: template::Template| {
            let (name, purpose) = (template.name.clone(), template.purpose.clone());
            let choose = move |_| {
                let policy = untrack(|| form.state.connections.policy());
                let draft = form.draft.with_untracked(|draft| template.fill(draft, &policy));
                form.fill(template.name.clone(), draft);
                page::focus("key-name");
            };
            view! {
                <button type="button" class="start" on:click=choose>
                    <b>{name}</b>
                    <small>{purpose}</small>
                </button>
            }
        };
        view! {
            <section class="stack tight" aria-labelledby="start-title">
                <h2 id="start-title" class="label">"Start from a template"</h2>
                <div class="starts">{templates.into_iter().map(card).collect_view()}</div>
            </section>
        }
    })
}

/// Says how the form was filled in, with the way back.
pub(super) fn note(form: Form) -> AnyView {
    view! {
        <div class="live" role="status">
            {move || form.filled.get().map(|filled| {
                let (before, named) = (filled.before, filled.named);
                let undo = move |_| {
                    // A name that was typed since is nobody's but the owner's.
                    let name = if named { before.name.clone() } else { form.draft.with_untracked(|draft| draft.name.clone()) };
                    form.draft.set(Draft { name, ..before.clone() });
                    form.filled.set(None);
                    page::focus("key-name");
                };
                view! {
                    <div class="note plain">
                        <Icon name="ok"/>
                        <div><p>"Filled in from "<b dir="auto">{filled.from}</b>". Check everything below."</p></div>
                        <button type="button" class="button" on:click=undo>"Undo"</button>
                    </div>
                }
            })}
        </div>
    }
}
