//! The fields of the form to connect a cluster.

use super::Form;
use crate::components::icon::Icon;
use crate::domain::cluster::draft::{Field, LICENSES};
use crate::erase::view;
use leptos::prelude::*;

/// The input of a field.
pub(super) fn id_of(field: Field) -> &'static str {
    match field {
        Field::Name => "cluster-name",
        Field::OwnId => "cluster-own-id",
        Field::OwnName => "cluster-own-name",
        Field::Version => "cluster-version",
        Field::License => "cluster-license",
        Field::LicenseUid => "cluster-license-uid",
    }
}

pub(super) fn fields(form: Form) -> AnyView {
    view! {
        {line(form, Field::OwnId, "Cluster id", "cluster_uuid in the answer to GET /")}
        {line(form, Field::OwnName, "Name in the cluster", "cluster_name in the answer to GET /")}
        {line(form, Field::Version, "Stack version", "version.number in the answer to GET /")}
        {license(form)}
        {line(form, Field::LicenseUid, "License id", "uid in the answer to GET /_license")}
        {line(form, Field::Name, "Name here (optional)", "What Elastic Cloud calls the cluster. Left empty, the service chooses.")}
        {create_key(form)}
    }
}

fn line(form: Form, field: Field, label: &'static str, help: &'static str) -> AnyView {
    let id = id_of(field);
    let required = (field != Field::Name).then_some("true");
    let input = view! {
        <input id=id class="input" autocomplete="off" autocapitalize="none" spellcheck="false" dir="auto"
            aria-required=required aria-describedby=format!("{id}-help {id}-wrong")
            aria-invalid=move || form.error(field).map(|_| "true")
            prop:value=move || form.draft.with(|draft| field.of(draft).clone())
            on:input=move |event| form.enter(field, event_target_value(&event))/>
    };
    around(form, field, label, help, input)
}

fn license(form: Form) -> AnyView {
    let field = Field::License;
    let id = id_of(field);
    let chosen = Memo::new(move |_| form.draft.with(|draft| field.of(draft).clone()));
    let option = move |kind: &'static str| {
        view! { <option value=kind prop:selected=move || chosen.get() == kind>{kind}</option> }
    };
    // A type that was pasted and is not known stands there too, so that it can be told what is wrong with it.
    let other = move || {
        let kind = chosen.get();
        (!kind.is_empty() && !LICENSES.contains(&kind.as_str()))
            .then(|| view! { <option value=kind.clone() selected>{kind.clone()}</option> })
    };
    let input = view! {
        <select id=id class="input auto" aria-required="true" aria-describedby=format!("{id}-help {id}-wrong")
            aria-invalid=move || form.error(field).map(|_| "true")
            on:change=move |event| form.enter(field, event_target_value(&event))>
            <option value="" prop:selected=move || chosen.with(String::is_empty)>"Choose"</option>
            {LICENSES.map(option).collect_view()}
            {other}
        </select>
    };
    around(form, field, "License type", "type in the answer to GET /_license", input)
}

fn around(form: Form, field: Field, label: &'static str, help: &'static str, input: AnyView) -> AnyView {
    let id = id_of(field);
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {input}
            <small id=format!("{id}-help")>{help}</small>
            <span id=format!("{id}-wrong") class="wrong">
                {move || form.error(field).map(|sentence| view! { <Icon name="warn"/>{sentence} })}
            </span>
        </div>
    }
}

fn create_key(form: Form) -> AnyView {
    view! {
        <div class="field">
            <label class="tick">
                <input type="checkbox" aria-describedby="cluster-key-help"
                    prop:checked=move || form.draft.with(|draft| draft.create_key)
                    on:change=move |event| form.draft.update(|draft| draft.create_key = event_target_checked(&event))/>
                "Create a key for it"
            </label>
            <small id="cluster-key-help">"With it the cluster's own Kibana manages the connection. It opens this cluster only, is shown once, and ends when the cluster is disconnected."</small>
        </div>
    }
}
