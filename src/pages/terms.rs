//! The terms of an organization and the state of its subscription.

use crate::api::error::Error;
use crate::browser::{clock, page as document};
use crate::components::badge::Caution;
use crate::components::busy::BusyButton;
use crate::components::failure::Failure;
use crate::components::icon::Icon;
use crate::components::now::now;
use crate::domain::agreement::{Acceptance, Subscription, Terms};
use crate::domain::words;
use crate::erase::view;
use crate::routes::{Place, Route};
use crate::state::{State, state};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What was read; nothing while it is being read.
#[derive(Clone, Default)]
struct Agreed {
    terms: Option<Result<Terms, Error>>,
    subscription: Option<Result<Subscription, Error>>,
}

/// The page.
pub fn page(place: Place) -> AnyView {
    document::set_title("Terms and subscription");
    let state = state();
    let agreed = RwSignal::new(Agreed::default());
    let at = StoredValue::new(place.clone());
    let read_terms = Callback::new(move |()| {
        agreed.update(|agreed| agreed.terms = None);
        spawn_local(async move {
            let terms = load_terms(state, &at.get_value()).await;
            agreed.update(|agreed| agreed.terms = Some(terms));
        });
    });
    let read_subscription = Callback::new(move |()| {
        agreed.update(|agreed| agreed.subscription = None);
        spawn_local(async move {
            let subscription = load_subscription(state, &at.get_value()).await;
            agreed.update(|agreed| agreed.subscription = Some(subscription));
        });
    });
    read_terms.run(());
    read_subscription.run(());
    // Each is drawn anew when it changes itself: a tick that is set meanwhile must stay.
    let terms = Memo::new(move |_| agreed.with(|agreed| agreed.terms.clone()));
    let subscription = Memo::new(move |_| agreed.with(|agreed| agreed.subscription.clone()));
    view! {
        <header class="head">
            <div>
                <h1>"Terms and subscription"</h1>
                <p>{move || {
                    let name = at.with_value(|at| state.sessions.holder_name(at));
                    format!("Of {name}, for connected clusters and their services")
                }}</p>
            </div>
        </header>
        <section class="card narrow" aria-labelledby="terms-title">
            <h2 id="terms-title">"Terms"</h2>
            {move || match terms.get() {
                None => view! { <p class="soft" role="status">"Reading…"</p> }.into_any(),
                Some(Err(error)) => {
                    view! { <Failure what="The terms could not be read." error=error retry=read_terms/> }.into_any()
                }
                Some(Ok(Terms { accepted: Some(acceptance) })) => accepted(state, at, &acceptance).into_any(),
                Some(Ok(Terms { accepted: None })) => view! { <Accept place=at.get_value() agreed=agreed/> }.into_any(),
            }}
        </section>
        <section class="card narrow" aria-labelledby="subscription-title">
            <h2 id="subscription-title">"Subscription"</h2>
            {move || match subscription.get() {
                None => view! { <p class="soft" role="status">"Reading…"</p> }.into_any(),
                Some(Err(error)) => {
                    view! { <Failure what="The subscription could not be read." error=error retry=read_subscription/> }.into_any()
                }
                Some(Ok(found)) => subscribed(&found).into_any(),
            }}
        </section>
    }
}

fn accepted(state: State, at: StoredValue<Place>, acceptance: &Acceptance) -> impl IntoView + use<> {
    let shelf = state.inventory.shelf(&at.get_value());
    let by = acceptance.by.clone();
    let at_time = acceptance.at;
    let who = move || {
        let known = shelf.with(|shelf| shelf.members.as_ref().and_then(|members| members.get(&by).cloned()));
        known.map_or_else(|| format!("user {by}"), |name| format!("{name} (user {by})"))
    };
    state.inventory.know_members(&at.get_value());
    let now = now();
    view! {
        <p><span class="badge good"><Icon name="ok"/>"Accepted"</span></p>
        <dl class="facts">
            <dt>"By"</dt>
            <dd>{who}</dd>
            <dt>"On"</dt>
            <dd>
                <time datetime=at_time.rfc3339()>{clock::local_and_utc(at_time)}</time>
                <span class="soft">{move || format!(", {}", words::relative(at_time.min(now.get()), now.get()))}</span>
            </dd>
        </dl>
        {terms_link(state, &at.get_value())}
        {connect_link(state, &at.get_value())}
    }
}

/// What the terms stood in the way of.
fn connect_link(state: State, place: &Place) -> Option<AnyView> {
    let can = state.connections.current(&place.connection)?.kind.backend().capabilities();
    let to = Route::ConnectCluster(place.clone()).path();
    can.clusters.then(|| view! { <div><a href=to class="button">"Connect a cluster"</a></div> }.into_any())
}

#[component]
fn Accept(place: Place, agreed: RwSignal<Agreed>) -> impl IntoView {
    let state = state();
    let (read_them, busy) = (RwSignal::new(false), RwSignal::new(false));
    let (missing, failed) = (RwSignal::new(false), RwSignal::new(None::<Error>));
    let link = terms_link(state, &place);
    let place = StoredValue::new(place);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        missing.set(!read_them.get_untracked());
        if missing.get_untracked() {
            document::focus("terms-tick");
            return;
        }
        busy.set(true);
        failed.set(None);
        spawn_local(async move {
            let outcome = accept(state, &place.get_value()).await;
            busy.set(false);
            match outcome {
                Ok(accepted) => {
                    agreed.update(|agreed| agreed.terms = Some(Ok(accepted)));
                    state.notices.done("The terms are accepted.");
                }
                Err(error) => failed.set(Some(error)),
            }
        });
    };
    view! {
        <p><Caution text="Not accepted"/></p>
        <p>"Until someone accepts them, no cluster can be connected, so AutoOps and the Elastic Inference Service stay out of reach for your own clusters."</p>
        {link}
        <form class="form tight" aria-label="Accept the terms" on:submit=submit novalidate>
            <div class="field">
                <label class="tick top">
                    <input id="terms-tick" type="checkbox" prop:checked=move || read_them.get()
                        aria-invalid=move || missing.get().then_some("true") aria-describedby="terms-missing"
                        on:change=move |event| read_them.set(event_target_checked(&event))/>
                    "I have read the terms and accept them for the whole organization."
                </label>
                <span id="terms-missing" class="wrong">
                    {move || missing.get().then_some("Tick that you have read the terms.")}
                </span>
            </div>
            {move || failed.get().map(|error| view! { <Failure what="The terms aren't accepted." error=error/> })}
            <div><BusyButton class="button primary" busy=busy>"Accept terms"</BusyButton></div>
        </form>
    }
}

fn terms_link(state: State, place: &Place) -> impl IntoView + use<> {
    let url = state.connections.current(&place.connection).and_then(|connection| connection.terms_url);
    match url {
        Some(url) => view! {
            <p><a href=url target="_blank" rel="noreferrer noopener">"Read the terms (opens a new tab)"</a></p>
        }
        .into_any(),
        None => view! {
            <p class="soft">"The service gives no link to its terms. Set terms_url for this connection in config.json."</p>
        }
        .into_any(),
    }
}

fn subscribed(found: &Subscription) -> impl IntoView + use<> {
    let (look, icon, state, means) = match found {
        Subscription::Trial => (
            "badge accent",
            "clock",
            "Trial".to_owned(),
            "Services for connected clusters can be used while the trial lasts.",
        ),
        Subscription::Active => {
            ("badge good", "ok", "Active".to_owned(), "Services for connected clusters can be used.")
        }
        Subscription::Inactive => (
            "badge bad",
            "off",
            "Inactive".to_owned(),
            "Services that need a subscription are blocked. Ask your billing admin.",
        ),
        Subscription::Unknown(other) => ("badge", "warn", other.clone(), "Latchkey doesn't know this state."),
    };
    view! {
        <p><span class=look><Icon name=icon/>{state}</span></p>
        <p>{means}</p>
    }
}

async fn load_terms(state: State, place: &Place) -> Result<Terms, Error> {
    let agreement = agreement(state, place)?;
    state.sessions.run(&place.connection, |session| agreement.terms(session, &place.holder)).await
}

async fn load_subscription(state: State, place: &Place) -> Result<Subscription, Error> {
    let agreement = agreement(state, place)?;
    state.sessions.run(&place.connection, |session| agreement.subscription(session, &place.holder)).await
}

/// Accepts, and reads again when the answer was lost: accepting twice does no harm, but is not
/// needed to know.
async fn accept(state: State, place: &Place) -> Result<Terms, Error> {
    let agreement = agreement(state, place)?;
    let outcome =
        state.sessions.run(&place.connection, |session| agreement.accept(session, &place.holder)).await;
    match outcome {
        Err(error) if error.leaves_outcome_unknown() => match load_terms(state, place).await {
            Ok(terms) if terms.accepted.is_some() => Ok(terms),
            _ => Err(error),
        },
        // An answer that names nobody is no proof: ask who accepted.
        Ok(Terms { accepted: None }) => load_terms(state, place).await,
        outcome => outcome,
    }
}

fn agreement(state: State, place: &Place) -> Result<&'static dyn crate::api::backend::Agreement, Error> {
    let session = state.sessions.current(&place.connection).ok_or(Error::Stopped)?;
    session.connection.kind.agreement().ok_or(Error::Stopped)
}
