//! The form that sets up a service which nobody has set up yet, where one wanted to sign in to it.

use super::busy::BusyButton;
use super::failure::Failure;
use super::icon::Icon;
use crate::api::error::Error;
use crate::browser::page;
use crate::config::Connection;
use crate::domain::first_admin::{AdminField, FirstAdminDraft};
use crate::domain::secret::Secret;
use crate::erase::view;
use crate::state::set_up::NotIn;
use crate::state::state;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What goes back to the form for signing in.
#[derive(Clone)]
pub struct Back {
    /// The name to sign in with.
    pub name: String,
    /// What became of setting up, if it was tried.
    pub note: Option<String>,
}

/// What the form is given.
#[derive(Clone)]
pub struct Given {
    /// The connection.
    pub connection: Connection,
    /// The name that was typed to sign in with.
    pub name: String,
    /// Goes back to signing in.
    pub back: Callback<Back>,
    /// Runs when one is signed in.
    pub done: Option<Callback<()>>,
}

/// The state of the form. Passwords stay in their inputs.
#[derive(Clone, Copy)]
struct Form {
    given: StoredValue<Given>,
    wrong: RwSignal<Vec<(AdminField, &'static str)>>,
    failed: RwSignal<Option<(String, Error)>>,
    busy: RwSignal<bool>,
    name: NodeRef<html::Input>,
    username: NodeRef<html::Input>,
    password: NodeRef<html::Input>,
    again: NodeRef<html::Input>,
    ticks: [NodeRef<html::Input>; 3],
}

/// What the service may do, none of which anybody needs; what it says of itself is its makers' business.
const TICKS: [&str; 3] = [
    "Send statistics of its use to its makers",
    "Show announcements of its makers on its own pages",
    "Tell of new versions on its own pages",
];

/// The form.
pub fn form(given: Given) -> AnyView {
    let (id, name, origin) =
        (given.connection.id.clone(), given.connection.name.clone(), given.connection.origin());
    let typed = given.name.clone();
    let form = Form {
        given: StoredValue::new(given),
        wrong: RwSignal::new(Vec::new()),
        failed: RwSignal::new(None),
        busy: RwSignal::new(false),
        name: NodeRef::new(),
        username: NodeRef::new(),
        password: NodeRef::new(),
        again: NodeRef::new(),
        ticks: [NodeRef::new(), NodeRef::new(), NodeRef::new()],
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.submit();
    };
    page::focus(form.id(AdminField::Username));
    let tick = move |(at, text): (usize, &'static str)| {
        view! {
            <div><label class="tick"><input type="checkbox" node_ref=form.ticks[at]/>{text}</label></div>
        }
    };
    let (group, help) = (format!("{id}-may"), format!("{id}-may"));
    let field = move |field, label, node, kind, complete, value: String| {
        form.field(field, label, node, kind, complete, value)
    };
    view! {
        <form class="form tight" aria-label=format!("Set up {name}") on:submit=submit novalidate>
            <p>"Nobody has set up this service yet. You become its administrator. This can be done once only."</p>
            {field(AdminField::Username, "Your username", form.username, "text", "username", typed)}
            {field(AdminField::Password, "Password", form.password, "password", "new-password", String::new())}
            {field(AdminField::Again, "Password again", form.again, "password", "new-password", String::new())}
            {field(AdminField::ServerName, "Name of the service (optional)", form.name, "text", "off", String::new())}
            <fieldset class="field" aria-describedby=group>
                <legend>"The service may"</legend>
                {TICKS.into_iter().enumerate().map(tick).collect_view()}
                <small id=help>"None of this is needed. Its own settings can change it later."</small>
            </fieldset>
            <small class="soft">{format!("Sent to {origin} only. Kept in memory until you sign out or reload.")}</small>
            {move || form.failed.get().map(|(what, error)| view! { <Failure what=what error=error/> })}
            <div class="acts">
                <BusyButton class="button primary" busy=form.busy>"Set up and sign in"</BusyButton>
                <button type="button" class="button" on:click=move |_| form.go_back(None)>"Back to sign-in"</button>
            </div>
        </form>
    }
}

impl Form {
    fn id(self, field: AdminField) -> String {
        let part = match field {
            AdminField::ServerName => "service",
            AdminField::Username => "admin",
            AdminField::Password => "password",
            AdminField::Again => "again",
        };
        self.given.with_value(|given| format!("{}-set-up-{part}", given.connection.id))
    }

    fn field(
        self,
        field: AdminField,
        label: &'static str,
        node: NodeRef<html::Input>,
        kind: &'static str,
        complete: &'static str,
        value: String,
    ) -> AnyView {
        let (id, wrong_id) = (self.id(field), format!("{}-wrong", self.id(field)));
        let wrong = move || {
            self.wrong.with(|all| all.iter().find(|(one, _)| *one == field).map(|(_, sentence)| *sentence))
        };
        let required = (field != AdminField::ServerName).then_some("true");
        view! {
            <div class="field">
                <label for=id.clone()>{label}</label>
                <input id=id class="input" node_ref=node type=kind autocomplete=complete autocapitalize="none" spellcheck="false"
                    value=value aria-required=required aria-describedby=wrong_id.clone()
                    aria-invalid=move || wrong().map(|_| "true")/>
                <span id=wrong_id class="wrong">{move || wrong().map(|sentence| view! { <Icon name="warn"/>{sentence} })}</span>
            </div>
        }
    }

    fn submit(self) {
        if self.busy.get_untracked() {
            return;
        }
        let text =
            |node: NodeRef<html::Input>| node.get_untracked().map(|input| input.value()).unwrap_or_default();
        let is_on = |at: usize| self.ticks[at].get_untracked().is_some_and(|input| input.checked());
        let draft = FirstAdminDraft {
            server_name: text(self.name),
            username: text(self.username),
            password: Secret::new(text(self.password)),
            again: Secret::new(text(self.again)),
            statistics: is_on(0),
            announcements: is_on(1),
            updates: is_on(2),
        };
        self.failed.set(None);
        let admin = match draft.check() {
            Ok(admin) => admin,
            Err(wrong) => {
                let first = wrong.first().map(|(field, _)| self.id(*field));
                self.wrong.set(wrong);
                if let Some(first) = first {
                    page::focus(first);
                }
                return;
            }
        };
        self.wrong.set(Vec::new());
        let Given { connection, done, .. } = self.given.get_value();
        let Some(desk) = connection.kind.set_up() else { return };
        self.busy.set(true);
        let state = state();
        spawn_local(async move {
            let outcome = state.sessions.set_up(&connection, desk, &admin).await;
            self.busy.try_set(false);
            match outcome {
                Ok(()) => {
                    state.notices.done(format!("{} is set up. You are its administrator.", connection.name));
                    if let Some(done) = done {
                        done.run(());
                    }
                }
                Err(not_in) => {
                    if let Some(text) = self.tell(&connection.name, &admin.username, not_in) {
                        state.notices.failed(text);
                    }
                }
            }
        });
    }

    /// Tells in the form, or in the one for signing in, why one is not in; gives it back where both are gone.
    fn tell(self, service: &str, name: &str, not_in: NotIn) -> Option<String> {
        let (what, error, is_there) = match not_in {
            NotIn::Nothing(error) => (format!("{service} is not set up."), error, false),
            NotIn::Unknown(error) => (
                format!(
                    "It isn't known whether {service} is set up. Go back and sign in: if that works, it is."
                ),
                error,
                false,
            ),
            NotIn::Taken(error) => (String::new(), error, true),
            NotIn::SetUp(error) => (
                format!("{service} is set up, and {name} is its administrator. You aren't signed in yet."),
                error,
                true,
            ),
            NotIn::Perhaps(error) => (
                format!("{service} is set up, by you or by somebody else, and {name} can't sign in."),
                error,
                true,
            ),
        };
        let text = format!("{what} {}", error.whole());
        if self.busy.is_disposed() {
            return Some(text);
        }
        if is_there {
            self.go_back(Some(text));
        } else {
            self.failed.set(Some((what, error)));
        }
        None
    }

    fn go_back(self, note: Option<String>) {
        if self.busy.get_untracked() {
            return;
        }
        let name = self.username.get_untracked().map(|input| input.value()).unwrap_or_default();
        let back = self.given.with_value(|given| given.back);
        back.run(Back { name, note });
    }
}
