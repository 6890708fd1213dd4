//! The secret of the new key, until it is saved.

use super::Page;
use crate::domain::query::Query;
use crate::domain::replacement::Replacement;
use crate::erase::view;
use leptos::prelude::*;
use leptos::task::spawn_local;

impl Page {
    /// The new key is there and its secret is not saved: it is in the dialog above, or lost.
    pub(super) fn save(self, one: &Replacement) -> AnyView {
        let (old, new) = (one.old.clone(), one.new.clone());
        let told = self.state.reveal.told();
        let title = format!("Save the secret of {}", new.name);
        let new_id = new.id.clone();
        let saved = move |_| self.state.replacements.saved(&new_id);
        let start_over = {
            let (old_id, new) = (old.id.clone(), new.clone());
            move |_| {
                let (old_id, new_id) = (old_id.clone(), new.id.clone());
                let (state, place, revoking) = (self.state, self.place.get_value(), self.revoking);
                spawn_local(async move {
                    let listed = || {
                        let shelf = state.inventory.shelf(&place);
                        shelf.with_untracked(|shelf| shelf.live().find(|key| key.id == new_id).cloned())
                    };
                    // A key that is not listed here may be so because the list is an old one.
                    if listed().is_none() && state.inventory.read(&place, &Query::default()).await.is_err() {
                        state.notices.failed("The keys could not be read. Nothing was revoked.");
                        return;
                    }
                    match listed() {
                        Some(key) => {
                            revoking.key.try_set(Some(key));
                        }
                        None => state.replacements.give_up(&old_id),
                    }
                });
            }
        };
        view! {
            <section class="card narrow" aria-labelledby="save-title">
                <h2 id="save-title">{title}</h2>
                {move || if told.with(Option::is_some) {
                    view! { <p>{if self.readable { "Save it in the dialog." } else { "Its secret is shown now, and only now. Save it in the dialog." }}</p> }
                } else {
                    view! {
                        <p>{if self.readable {
                            "The page was left before it was noted as saved. The list shows the key again: copy it from there."
                        } else {
                            "The page was left before it was noted as saved. A secret can't be shown again."
                        }}</p>
                    }
                }}
                <div class="acts">
                    <button type="button" class="button primary" on:click=saved>"I have saved it"</button>
                    <button type="button" class="button" on:click=start_over>"It is lost: revoke it and start over"</button>
                </div>
            </section>
        }
    }
}
