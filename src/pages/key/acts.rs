//! What can be done with a key.

use super::Page;
use crate::components::icon::Icon;
use crate::domain::key::Key;
use crate::erase::view;
use crate::routes::Route;
use leptos::prelude::*;

pub(super) fn acts(page: Page, key: Key) -> AnyView {
    let place = page.place.get_value();
    let like = crate::pages::new_key::address_like(place.clone(), &key.id);
    let replace = Route::Replace(place, key.id.0.clone()).path();
    let usable = page.is_usable(&key);
    view! {
        <div class="acts">
            {(page.can.replace && page.may_write()).then(|| view! {
                <a href=like class="button"><Icon name="copy"/>"Create one like this"</a>
            })}
            {(page.can.replace && usable).then(|| view! {
                <a href=replace class="button"><Icon name="turn"/>"Replace"</a>
            })}
            {(page.can.change && usable && page.is_told()).then(|| change(page, key.clone()))}
            {(page.can.change_access && usable && page.is_told()).then(|| {
                let key = key.clone();
                view! {
                    <button type="button" class="button" on:click=move |_| page.reconfiguring.ask(key.clone())>
                        <Icon name="pen"/>"Edit config"
                    </button>
                }
            })}
            {(page.can.rotate && usable).then(|| {
                let key = key.clone();
                view! {
                    <button type="button" class="button" on:click=move |_| page.rotating.ask(key.clone())>
                        <Icon name="turn"/>"Rotate"
                    </button>
                }
            })}
            {(page.can.revoke && usable).then(|| view! {
                <button type="button" class="button danger" on:click=move |_| page.revoking.key.set(Some(key.clone()))>
                    <Icon name="bin"/>"Revoke"
                </button>
            })}
        </div>
    }
}

fn change(page: Page, key: Key) -> AnyView {
    let (icon, label) = if key.enabled { ("off", "Disable") } else { ("ok", "Enable") };
    let switched = key.clone();
    view! {
        <button type="button" class="button" on:click=move |_| page.changing.edit(key.clone())>
            <Icon name="pen"/>"Edit"
        </button>
        <button type="button" class="button" on:click=move |_| page.changing.switch(switched.clone())>
            <Icon name=icon/>{label}
        </button>
    }
}
