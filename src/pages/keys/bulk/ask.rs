//! Asks once before something is done to many keys: which they are, and what it means.

use super::super::View;
use crate::api::error::Error;
use crate::browser::{clock, page};
use crate::components::badge::Caution;
use crate::components::busy::BusyButton;
use crate::components::confirm::Confirm;
use crate::components::icon::Icon;
use crate::components::modal::Modal;
use crate::domain::access::Access;
use crate::domain::bulk::{Deed, Item, MANY};
use crate::domain::key::{Key, LATELY, LastUsed};
use crate::domain::own_key::IsOwn;
use crate::domain::query::Query;
use crate::domain::rotation::{self, OFFERED, USUAL};
use crate::domain::settings::Permissions;
use crate::domain::time::DAY;
use crate::domain::words::{self, count, grouped};
use crate::erase::view;
use crate::pages::revoke::{is_own, shown_name};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// So many are listed at most.
const SHOWN: usize = 300;

/// The keys to deal with and those that are left out because one is signed in with them.
struct Targets {
    keys: Vec<Key>,
    left_out: Vec<Key>,
    maybe_own: Option<String>,
    owners: usize,
}

impl Targets {
    fn of(view: View, deed: Deed) -> Self {
        let own = |key: &Key| view.place.with_value(|place| is_own(view.state, place, key));
        let all = view.selected().into_iter().filter(|key| !is_so(deed, key)).map(|key| (own(&key), key));
        let spares = deed != Deed::Enable;
        let (left_out, mut keys): (Vec<_>, Vec<_>) = all.partition(|(own, _)| spares && *own == IsOwn::Yes);
        // Owners' keys come first to the eye, one's own possible key last to the service.
        keys.sort_by_key(|(own, key)| (*own == IsOwn::Maybe, !key.access.is_owner()));
        let maybe = keys.iter().find(|(own, _)| *own == IsOwn::Maybe);
        Self {
            maybe_own: maybe.map(|(_, key)| shown_name(key).to_owned()),
            owners: keys.iter().filter(|(_, key)| key.access.is_owner()).count(),
            keys: keys.into_iter().map(|(_, key)| key).collect(),
            left_out: left_out.into_iter().map(|(_, key)| key).collect(),
        }
    }
}

/// Whether there is nothing to change.
fn is_so(deed: Deed, key: &Key) -> bool {
    let Deed::Permit(permissions) = deed else { return false };
    key.access.settings().is_none_or(|settings| Permissions::of(settings) == Some(permissions))
}

/// A change of a part of a configuration sends the whole, so that is read anew before.
async fn begin(view: View, deed: Deed, items: Vec<Item<Error>>) {
    let (state, place) = (view.state, view.place.get_value());
    if matches!(deed, Deed::Permit(_))
        && let Err(error) = state.inventory.read(&place, &Query::default()).await
    {
        state.notices.failed(format!(
            "Nothing was changed: the keys could not be read again before. {}",
            error.whole()
        ));
        return;
    }
    state.bulk.begin(&place, deed, items);
}

pub(super) fn ask(view: View, deed: Deed) -> AnyView {
    let Targets { keys, left_out, maybe_own, owners } = Targets::of(view, deed);
    let number = keys.len();
    let none = number == 0;
    let grave = deed != Deed::Enable && (owners > 0 || number > MANY);
    let confirm = Confirm::new(grave.then(|| format!("{} {number}", deed.verb().to_lowercase())));
    let retain =
        RwSignal::new(if let Deed::Rotate { retain_minutes } = deed { retain_minutes } else { USUAL });
    let close = Callback::new(move |()| view.selection.asking.set(None));
    let already = view.selected().iter().filter(|key| is_so(deed, key)).count();
    let items: Vec<Item<_>> = keys.iter().map(|key| Item::waiting(key, shown_name(key))).collect();
    let start = Callback::new(move |()| {
        let deed = match deed {
            Deed::Rotate { .. } => Deed::Rotate { retain_minutes: retain.get_untracked() },
            other => other,
        };
        view.selection.asking.set(None);
        spawn_local(begin(view, deed, items.clone()));
    });
    page::focus("bulk-cancel");
    let what = format!("{} {}", deed.verb(), count(number, "key", "keys"));
    let title = if none { format!("Nothing to {}", deed.verb().to_lowercase()) } else { what.clone() };
    let bad = matches!(deed, Deed::Revoke | Deed::Disable);
    view! {
        <Modal id="bulk-title" title=title cancel=close alert=true>
            <div class="body">
                {left_out.first().map(|key| own_left_out(view, key))}
                {maybe_own.map(|name| own_maybe(view, name))}
                {(already > 0).then(|| view! { <p>{count(already, "selected key has these permissions already.", "selected keys have these permissions already.")}</p> })}
                {(owners > 0).then(|| view! {
                    <div><Caution bad=true text=format!("{} can do everything", count(owners, "of these keys", "of these keys"))/></div>
                })}
                {(!none).then(|| view! {
                    <p>{consequence(view, deed)}{same_access(&keys)}</p>
                    {(deed != Deed::Enable).then(|| in_use(&keys))}
                    {matches!(deed, Deed::Rotate { .. }).then(|| retention(retain, number))}
                    {names(deed, keys)}
                })}
                {confirm.field()}
            </div>
            <div class="foot">
                <button type="button" id="bulk-cancel" class="button" on:click=move |_| close.run(())>
                    {if none { "Close" } else { "Cancel" }}
                </button>
                {(!none).then(|| view! {
                    <BusyButton class=if bad { "button danger" } else { "button primary" } busy=Signal::from(false) off=confirm.is_open() press=start>
                        {(deed == Deed::Revoke).then(|| view! { <Icon name="bin"/> })}
                        {what}
                    </BusyButton>
                })}
            </div>
        </Modal>
    }
}

fn consequence(view: View, deed: Deed) -> String {
    let unknown = if view.can.usage { "" } else { "This service doesn't tell when a key was last used. " };
    let text = match deed {
        Deed::Revoke => "Everything that uses these keys stops working at once. This can't be undone.",
        Deed::Disable => {
            "Everything that uses these keys stops working at once. You can enable them again later."
        }
        Deed::Permit(Permissions::Read) => {
            "Their permissions become read at once: what writes with these keys stops working. The rest of each config stays as it is."
        }
        Deed::Permit(Permissions::Write) => {
            "Their permissions become write at once. The rest of each config stays as it is."
        }
        Deed::Enable => "These keys work again at once, with the secrets that they have.",
        Deed::Rotate { .. } => {
            "Each key gets a new secret, shown once when all are done. Only the two latest secrets of a key can work: one that an earlier rotation kept alive ends now, also where nobody saw the newer one."
        }
    };
    if deed == Deed::Enable { text.to_owned() } else { format!("{unknown}{text}") }
}

/// What they all may do, where that is the same for each key of a holder.
fn same_access(keys: &[Key]) -> Option<String> {
    let Access::Holder(name) = &keys.first()?.access else { return None };
    Some(format!(" Each can do everything {name} may do."))
}

/// Those that something used lately.
fn in_use(keys: &[Key]) -> Option<AnyView> {
    let since = clock::now().plus(-LATELY * DAY);
    let used = keys.iter().filter(|key| matches!(key.last_used, LastUsed::At(time) if time >= since)).count();
    (used > 0).then(|| {
        let text = count(used, "of these keys was used", "of these keys were used");
        view! { <div class="note"><Icon name="warn"/><div><p><b>{format!("{text} in the last {LATELY} days.")}</b></p></div></div> }
    })
}

/// Until when the old secrets work.
fn retention(retain: RwSignal<u32>, number: usize) -> AnyView {
    let choose = move |event| {
        if let Ok(minutes) = event_target_value(&event).parse() {
            retain.set(minutes);
        }
    };
    let option = move |minutes: u32| {
        view! { <option value=minutes.to_string() selected=minutes == retain.get_untracked()>{rotation::label(minutes)}</option> }
    };
    // A server makes about six secrets a second.
    let slow = move || {
        let minutes = number / 6 / 60;
        (minutes >= 2 && minutes * 2 > retain.get() as usize).then(|| {
            let text = format!("Rotating {} takes about {minutes} minutes. Choose a longer time, or save the new secrets while it goes on.", count(number, "key", "keys"));
            view! { <p class="wrong"><Icon name="warn"/>{text}</p> }
        })
    };
    let end = move || match retain.get() {
        0 => "Everything that uses these keys stops working until it has the new secret.".to_owned(),
        minutes => rotation::end(clock::now(), i64::from(minutes))
            .map(|end| format!("They work until {}.", clock::local_and_utc(end)))
            .unwrap_or_default(),
    };
    view! {
        <div class="field">
            <label for="bulk-retain">"The old secrets stop working"</label>
            <select id="bulk-retain" class="input auto" aria-describedby="bulk-retain-end" on:change=choose>{OFFERED.map(option).collect_view()}</select>
            <small id="bulk-retain-end">{end}</small>
            {slow}
        </div>
    }
}

fn names(deed: Deed, keys: Vec<Key>) -> AnyView {
    let label = format!("Keys to {}", deed.verb().to_lowercase());
    let more = keys.len().saturating_sub(SHOWN);
    view! {
        <ul class="list" tabindex="0" aria-label=label>
            {keys.into_iter().take(SHOWN).map(line).collect_view()}
            {(more > 0).then(|| view! { <li><small>{format!("and {} more", grouped(more))}</small></li> })}
        </ul>
    }
}

fn line(key: Key) -> AnyView {
    let owner = key.access.is_owner();
    view! {
        <li class:bad=owner>
            {owner.then(|| view! { <Icon name="warn"/> })}
            <b dir="auto">{shown_name(&key).to_owned()}</b>
            <small dir="auto">{below(&key)}</small>
        </li>
    }
}

/// What tells a key from others: its access, or where all have the same, what it is for and its use.
fn below(key: &Key) -> String {
    if !matches!(key.access, Access::Holder(_)) {
        return key.access.phrases().join("; ");
    }
    let used = match key.last_used {
        LastUsed::At(time) => Some(format!("last used {}", words::relative(time, clock::now()))),
        LastUsed::Never => Some("never used".to_owned()),
        LastUsed::NotReported => None,
    };
    let described = (!key.description.is_empty()).then(|| key.description.clone());
    described.into_iter().chain(used).collect::<Vec<_>>().join(" · ")
}

fn own_left_out(view: View, key: &Key) -> AnyView {
    let advice = if view.can.replace { "Replace or revoke" } else { "Deal with" };
    view! {
        <div class="note"><Icon name="warn"/><div><p>
            <b dir="auto">{shown_name(key).to_owned()}</b>
            {format!(" is left out: you are signed in with it. {advice} it by itself.")}
        </p></div></div>
    }
}

fn own_maybe(view: View, name: String) -> AnyView {
    let others = if view.can.replace { "another owner's key" } else { "another credential" };
    view! {
        <div class="note bad"><Icon name="warn"/><div><p>
            <b dir="auto">{name}</b>
            {format!(" may be the key you are signed in with. If it is, you are signed out here, and need {others} to come back.")}
        </p></div></div>
    }
}
