//! The question before something is done to a cluster. What was entered stays when it is not done.

use super::questions::{self, Question};
use super::trouble::{trouble, waiting};
use super::{Ask, Page, Standing};
use crate::browser::page as document;
use crate::components::busy::BusyButton;
use crate::components::confirm::Confirm;
use crate::components::icon::Icon;
use crate::components::modal::Modal;
use crate::domain::cluster::Cluster;
use crate::domain::cluster::change::ClusterChange;
use crate::domain::cluster::draft::name_error;
use crate::domain::words;
use crate::erase::view;
use crate::state::clusters::{Patience, Target, Trouble};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the dialog and what it sends share.
#[derive(Clone, Copy)]
pub(super) struct Asking {
    pub page: Page,
    pub ask: Ask,
    /// The cluster as the owner last saw it here.
    pub target: RwSignal<Target>,
    pub patience: Patience,
    /// The new name.
    pub name: RwSignal<String>,
    /// Whether one is signed in with the key that is rotated.
    pub own: RwSignal<bool>,
    wrong: RwSignal<Option<String>>,
    confirm: RwSignal<Confirm>,
    pub busy: RwSignal<bool>,
    trouble: RwSignal<Option<Trouble>>,
}

pub(super) fn dialog(page: Page, ask: Ask) -> AnyView {
    let Standing::There(seen) = page.standing.get_untracked() else { return ().into_any() };
    let name = seen.cluster.shown_name().to_owned();
    let question = questions::of(ask, &words::isolated(&name));
    let asking = Asking {
        page,
        ask,
        patience: Patience::new(),
        name: RwSignal::new(seen.cluster.name.clone()),
        own: RwSignal::new(page.is_own(ask)),
        wrong: RwSignal::new(None),
        confirm: RwSignal::new(confirm(ask, &seen.cluster)),
        busy: RwSignal::new(false),
        trouble: RwSignal::new(None),
        target: RwSignal::new(Target { seen, blindly: false }),
    };
    document::focus(if ask == Ask::Rename { "cluster-name" } else { "cluster-cancel" });
    let cancel = Callback::new(move |()| asking.close());
    let (press, look) = (question.press, question.look);
    // It may be called something else by the time it is asked again.
    let title = Signal::derive(move || {
        let name = asking.target.with(|target| words::isolated(target.seen.cluster.shown_name()));
        questions::of(ask, &name).title
    });
    let open = Signal::derive(move || asking.confirm.get().is_open().get());
    let done_already = Memo::new(move |_| asking.is_done_already());
    let off = Signal::derive(move || open.get() || done_already.get());
    view! {
        <Modal id="cluster-ask" title=title cancel=cancel>
            <form aria-labelledby="cluster-ask" on:submit=move |event| asking.submit(&event) novalidate>
                <div class="body">
                    {body(asking, &question)}
                    {waiting(asking.patience)}
                    {move || asking.trouble.get().map(|it| trouble(question.not_done, it))}
                    {move || asking.may_be_leaving().then(|| view! {
                        <p>"If it was, the cluster is gone from the list in a while. Disconnecting it once more does no harm."</p>
                    })}
                    {move || done_already.get().then(|| questions::done_already(ask)).flatten().map(|text| view! { <p role="status">{text}</p> })}
                    {move || asking.may_be_rotated().then(|| view! {
                        <p><b>"Rotate again for a key that you can save."</b>" If it was rotated, the key in use works for 7 more days."</p>
                    })}
                </div>
                <div class="foot">
                    <button type="button" id="cluster-cancel" class="button" on:click=move |_| asking.close()>"Cancel"</button>
                    <BusyButton class=look busy=asking.busy off=off>{press}</BusyButton>
                </div>
            </form>
        </Modal>
    }
}

/// What has to be typed: the name of what is lost.
fn confirm(ask: Ask, cluster: &Cluster) -> Confirm {
    Confirm::new((ask == Ask::Disconnect).then(|| cluster.shown_name().to_owned()))
}

fn body(asking: Asking, question: &Question) -> AnyView {
    let told = question.about.iter().map(|text| view! { <p>{*text}</p> }).collect_view();
    view! {
        {told}
        {(asking.ask == Ask::Rename).then(|| name_field(asking))}
        {matches!(asking.ask, Ask::Rotate(_)).then(|| own_field(asking))}
        {(matches!(asking.ask, Ask::EndOld(_)) && asking.page.may_be_own(asking.ask)).then(|| view! {
            <p>"If you are signed in with an old one, you have to sign in again with the new one."</p>
        })}
        {move || asking.confirm.get().field()}
        {move || asking.target.with(|target| target.seen.revision.is_none()).then(|| view! {
            <p class="soft"><Icon name="warn"/>" This browser can't have the service check that nobody changes the cluster meanwhile: what somebody else changes in the same second would be overwritten."</p>
        })}
    }
}

fn name_field(asking: Asking) -> AnyView {
    view! {
        <div class="field">
            <label for="cluster-name">"Name"</label>
            <input id="cluster-name" class="input" autocomplete="off" spellcheck="false" dir="auto"
                aria-describedby="cluster-name-help cluster-name-wrong"
                aria-invalid=move || asking.wrong.with(Option::is_some).then_some("true")
                prop:value=move || asking.name.get()
                on:input=move |event| asking.name.set(event_target_value(&event))/>
            <small id="cluster-name-help">"What the cluster is called in Elastic Cloud. Its own name stays as it is."</small>
            <span id="cluster-name-wrong" class="wrong">{move || asking.wrong.get().map(|text| view! { <Icon name="warn"/>{text} })}</span>
        </div>
    }
}

/// Shown where the key that one is signed in with may be the one that is rotated.
fn own_field(asking: Asking) -> Option<AnyView> {
    asking.page.may_be_own(asking.ask).then(|| {
        view! {
            <label class="tick top">
                <input type="checkbox" prop:checked=move || asking.own.get()
                    on:change=move |event| asking.own.set(event_target_checked(&event))/>
                "I'm signed in with this key. Go on with the new one."
            </label>
        }
    })
}

impl Asking {
    fn may_be_rotated(self) -> bool {
        let unknown = self.trouble.with(|it| matches!(it, Some(Trouble::Unknown(_))));
        unknown && matches!(self.ask, Ask::Rotate(_))
    }

    fn close(self) {
        if self.busy.get_untracked() {
            self.patience.stop();
        } else {
            self.page.ask.set(None);
        }
    }

    /// Whether it may be disconnected by now and nobody knows.
    fn may_be_leaving(self) -> bool {
        self.ask == Ask::Disconnect && self.trouble.with(|it| matches!(it, Some(Trouble::Unknown(_))))
    }

    /// Whether somebody else did it meanwhile.
    fn is_done_already(self) -> bool {
        let Ask::Switch(kind, on) = self.ask else { return false };
        let change = ClusterChange::switched(kind, on);
        self.trouble.with(Option::is_some) && self.target.with(|target| change.fits(&target.seen.cluster))
    }

    fn submit(self, event: &leptos::ev::SubmitEvent) {
        event.prevent_default();
        let held_back =
            || self.confirm.get_untracked().is_open().get_untracked() || untrack(|| self.is_done_already());
        if self.busy.get_untracked() || held_back() {
            return;
        }
        if self.ask == Ask::Rename {
            let wrong =
                self.name.with_untracked(|name| questions::wrong_name(name).or_else(|| name_error(name)));
            self.wrong.set(wrong);
            if self.wrong.with_untracked(Option::is_some) {
                document::focus("cluster-name");
                return;
            }
        }
        let unsure = self.trouble.with_untracked(|it| matches!(it, Some(Trouble::Unknown(_))));
        let name = self.target.with_untracked(|it| words::isolated(it.seen.cluster.shown_name()));
        self.busy.set(true);
        self.trouble.set(None);
        spawn_local(async move {
            let outcome = if unsure { Box::pin(self.act_anew()).await } else { self.act().await };
            self.busy.try_set(false);
            match outcome {
                Ok(()) => self.done(),
                Err(trouble) => self.fail(&name, trouble),
            }
        });
    }

    /// The buttons of the page are drawn anew by what follows.
    fn done(self) {
        if self.page.ask.try_set(None).is_none() {
            document::focus("main");
            self.page.read();
        }
    }

    /// Tells it here, or to all the app when the dialog is gone.
    fn fail(self, name: &str, trouble: Trouble) {
        if let Trouble::Differs { now, how } = &trouble {
            let before = self.target.try_get_untracked();
            // A service that refuses the revision that it just told can't be asked to check it.
            let blindly =
                how.is_empty() && before.as_ref().is_some_and(|it| it.seen.revision == now.revision);
            let renamed = before.is_some_and(|it| it.seen.cluster.shown_name() != now.cluster.shown_name());
            if renamed {
                self.confirm.try_set(confirm(self.ask, &now.cluster));
            }
            self.target.try_set(Target { seen: now.clone(), blindly });
            self.page.standing.try_set(Standing::There(now.clone()));
        }
        if trouble == Trouble::Gone {
            self.page.standing.try_set(Standing::Absent);
        }
        let why = trouble.error().map(|error| format!(" {}", error.whole())).unwrap_or_default();
        let unknown = matches!(trouble, Trouble::Unknown(_));
        if self.trouble.try_set(Some(trouble)).is_some() {
            let question = questions::of(self.ask, name);
            self.page.state.notices.failed(if unknown {
                format!("It isn't known whether this was done: “{}”.{why}", question.title)
            } else {
                format!("{}{why}", question.not_done)
            });
        }
    }
}
