//! Fills the form from the cluster's own answers.

use super::Form;
use crate::components::icon::Icon;
use crate::domain::cluster::draft::Field;
use crate::domain::cluster::pasted::Pasted;
use crate::domain::words;
use crate::erase::view;
use leptos::prelude::*;

pub(super) fn field(form: Form) -> AnyView {
    let read =
        Memo::new(move |_| form.pasted.with(|text| (!text.trim().is_empty()).then(|| Pasted::read(text))));
    let paste = move |event| {
        form.pasted.set(event_target_value(&event));
        if let Some(Ok(pasted)) = read.get_untracked() {
            form.draft.update(|draft| draft.fill(&pasted));
            form.wrong.update(|wrong| wrong.retain(|it| pasted.fields().all(|(field, _)| field != it.field)));
        }
    };
    view! {
        <div class="field">
            <label for="cluster-paste">"Fill in from the cluster (optional)"</label>
            <textarea id="cluster-paste" class="input mono" rows="4" spellcheck="false" autocomplete="off"
                aria-describedby="cluster-paste-help cluster-paste-result"
                aria-invalid=move || read.with(|read| matches!(read, Some(Err(_)))).then_some("true")
                prop:value=move || form.pasted.get() on:input=paste></textarea>
            <small id="cluster-paste-help">"Run "<code>"GET /"</code>" and "<code>"GET /_license"</code>" on the cluster, in Kibana's console or with curl, and paste the answers. They are read here and not sent."</small>
            <div id="cluster-paste-result" role="status">{move || read.get().map(result)}</div>
        </div>
    }
}

fn result(read: Result<Pasted, String>) -> AnyView {
    match read {
        Err(why) => view! { <span class="wrong"><Icon name="warn"/>{why}</span> },
        Ok(pasted) => {
            let filled: Vec<_> = pasted.fields().map(|(field, _)| label(field).to_owned()).collect();
            let expired = pasted.license_state.map(|state| {
                view! { <span class="wrong"><Icon name="warn"/>{format!("The license is {state}: the service may refuse the cluster.")}</span> }
            });
            view! { <span class="soft">{format!("Filled in: {}.", words::list(&filled))}</span>{expired} }
        }
    }
}

fn label(field: Field) -> &'static str {
    match field {
        Field::Name => "name",
        Field::OwnId => "cluster id",
        Field::OwnName => "name in the cluster",
        Field::Version => "stack version",
        Field::License => "license type",
        Field::LicenseUid => "license id",
    }
}
