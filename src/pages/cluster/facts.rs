//! What is told of a cluster.

use super::Page;
use crate::components::copy::CopyButton;
use crate::components::when::When;
use crate::domain::cluster::Cluster;
use crate::erase::view;
use leptos::prelude::*;

pub(super) fn card(page: Page, cluster: &Cluster) -> AnyView {
    let by = cluster.by.clone();
    let who = move || page.person(&by);
    let text = |text: &str| if text.is_empty() { "not reported".to_owned() } else { text.to_owned() };
    view! {
        <section class="card" aria-labelledby="facts-title">
            <h2 id="facts-title">"Cluster"</h2>
            <dl class="facts">
                <dt>"Name here"</dt><dd dir="auto">{text(&cluster.name)}</dd>
                <dt>"Name in the cluster"</dt><dd dir="auto">{text(&cluster.own.name)}</dd>
                <dt>"Stack version"</dt><dd dir="auto">{text(&cluster.own.version)}</dd>
                <dt>"License"</dt>
                <dd><span dir="auto">{text(&cluster.license.kind)}</span><small class="soft mono">{format!(" {}", cluster.license.uid)}</small></dd>
                <dt>"Connected"</dt>
                <dd>{match cluster.connected {
                    Some(time) => view! { <When time=time past=true/> },
                    None => "not reported".into_any(),
                }}</dd>
                <dt>"Connected by"</dt><dd dir="auto">{who}</dd>
                <dt>"Connection id"</dt><dd class="acts">{id(&cluster.id, "Copy connection id")}</dd>
                <dt>"Cluster id"</dt><dd class="acts">{id(&cluster.own.id, "Copy cluster id")}</dd>
            </dl>
            <p class="soft">"Version and license come from the cluster, which reports them again when they change."</p>
        </section>
    }
}

fn id(id: &str, copy: &'static str) -> AnyView {
    if id.is_empty() {
        return "not reported".into_any();
    }
    let (shown, copied) = (id.to_owned(), id.to_owned());
    view! {
        <span class="mono">{shown}</span>
        <CopyButton label=copy text=Signal::derive(move || copied.clone())/>
    }
}
