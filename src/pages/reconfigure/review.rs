//! What will be different, before it is sent.

use super::Dialog;
use crate::components::busy::BusyButton;
use crate::components::icon::Icon;
use crate::domain::settings::Change;
use crate::erase::view;
use leptos::prelude::*;

pub(super) fn shown(dialog: Dialog) -> AnyView {
    let changes = Memo::new(move |_| dialog.changes().map(|(_, changes)| changes).unwrap_or_default());
    let any = Memo::new(move |_| changes.with(|changes| !changes.is_empty()));
    let save = Callback::new(move |()| dialog.save());
    view! {
        <div class="body">
            {move || dialog.moved.with(|moved| (!moved.is_empty()).then(|| meanwhile(moved)))}
            {move || any.get().then(|| view! {
                <div class="stack tight">
                    <p>"This will change. Everything else in the config stays as it is."</p>
                    {move || changes.with(|changes| list("Changes", changes))}
                </div>
            })}
            {move || (!any.get()).then(|| view! { <p role="status">"The config is now as you want it. There is nothing left to change."</p> })}
            {dialog.failure()}
        </div>
        <div class="foot">
            <button type="button" class="button" on:click=move |_| dialog.back()>"Back"</button>
            {move || dialog.moved.with(|moved| !moved.is_empty()).then(|| view! {
                <button type="button" class="button" on:click=move |_| dialog.take_theirs()>"Start from what is there now"</button>
            })}
            {move || if any.get() {
                view! { <BusyButton class="button primary" busy=dialog.busy press=save>"Save changes"</BusyButton> }.into_any()
            } else {
                view! { <button type="button" class="button primary" on:click=move |_| dialog.close()>"Close"</button> }.into_any()
            }}
        </div>
    }
    .into_any()
}

fn meanwhile(moved: &[Change]) -> AnyView {
    view! {
        <div class="note" role="alert">
            <Icon name="warn"/>
            <div>
                <p><b>"Nothing was sent: someone else changed the config meanwhile."</b></p>
                {list("Changed meanwhile", moved)}
                <p>"What you would change now is below, held against that."</p>
            </div>
        </div>
    }
}

fn list(label: &'static str, changes: &[Change]) -> AnyView {
    let line = |change: &Change| {
        let before = change.before.clone().map(|text| view! { <del>{text}</del> });
        let after = change.after.clone().map(|text| view! { <ins>{text}</ins> });
        let way = match (&change.before, &change.after) {
            (Some(_), Some(_)) => " becomes ",
            (None, _) => "new: ",
            (_, None) => " is removed",
        };
        view! { <li><b dir="auto">{change.path.clone()}</b><span dir="auto">{before}{way}{after}</span></li> }
    };
    view! { <ul class="changes" aria-label=label>{changes.iter().map(line).collect_view()}</ul> }.into_any()
}
