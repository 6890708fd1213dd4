//! When the secret that is in use now stops working: in words, and by the clock.

use super::{Dialog, old_alive, until};
use crate::browser::{clock, page};
use crate::components::icon::Icon;
use crate::components::now::now;
use crate::domain::rotation::{self, OFFERED, Retention, USUAL, Unit};
use crate::erase::view;
use leptos::prelude::*;

pub(super) fn field(dialog: Dialog) -> AnyView {
    let retention = dialog.retention;
    // Known by value, so that the number that is being typed keeps its input.
    let other = Memo::new(move |_| retention.with(|retention| matches!(retention, Retention::Other(..))));
    let choose_other = move |_| {
        choose(dialog, Retention::Other(String::new(), Unit::Days));
        page::focus("rotate-amount");
    };
    view! {
        <fieldset class="field" aria-describedby="rotate-end rotate-wrong">
            <legend>{if dialog.ends_old { "The secret in use now stops working" } else { "The old secret stops working" }}</legend>
            <div class="choices">
                {OFFERED.map(|minutes| option(dialog, minutes)).collect_view()}
                <label>
                    <input type="radio" name="rotate-retention" prop:checked=move || other.get() on:change=choose_other/>
                    "Another time"
                </label>
            </div>
            {move || other.get().then(|| amount(dialog))}
            <small id="rotate-end">{move || end(dialog)}</small>
            <span id="rotate-wrong" class="wrong" role="status">
                {move || dialog.wrong.get().map(|sentence| view! { <Icon name="warn"/>{sentence} })}
            </span>
            {move || at_once(dialog)}
        </fieldset>
    }
}

fn choose(dialog: Dialog, retention: Retention) {
    dialog.wrong.set(None);
    dialog.retention.set(retention);
}

fn option(dialog: Dialog, minutes: u32) -> AnyView {
    let choice = Retention::Offered(minutes);
    let same = choice.clone();
    view! {
        <label>
            <input type="radio" name="rotate-retention" prop:checked=move || dialog.retention.with(|chosen| *chosen == same)
                on:change=move |_| choose(dialog, choice.clone())/>
            {rotation::label(minutes)}
        </label>
    }
}

fn amount(dialog: Dialog) -> AnyView {
    let given = || dialog.retention.get_untracked();
    let (typed, unit) = match given() {
        Retention::Other(typed, unit) => (typed, unit),
        Retention::Offered(_) => (String::new(), Unit::Days),
    };
    let change = move |change: &dyn Fn(&mut String, &mut Unit)| {
        dialog.wrong.set(None);
        dialog.retention.update(|retention| {
            if let Retention::Other(typed, unit) = retention {
                change(typed, unit);
            }
        });
    };
    let option = |one: Unit| view! { <option value=one.label() selected=one == unit>{one.label()}</option> };
    view! {
        <div class="field inline">
            <label for="rotate-amount">"After"</label>
            <input id="rotate-amount" class="input auto" type="text" inputmode="numeric" size="6" autocomplete="off" value=typed
                aria-describedby="rotate-end rotate-wrong" aria-invalid=move || dialog.wrong.with(|wrong| wrong.is_some().then_some("true"))
                on:input=move |event| change(&|typed, _| *typed = event_target_value(&event))/>
            <select class="input auto" aria-label="Unit"
                on:change=move |event| change(&|_, unit| *unit = Unit::named(&event_target_value(&event)).unwrap_or(Unit::Days))>
                {Unit::ALL.map(option).collect_view()}
            </select>
        </div>
    }
}

/// What the choice comes to by the clock.
fn end(dialog: Dialog) -> Option<String> {
    let now = now();
    let minutes = dialog.retention.with(|retention| retention.minutes().ok())?;
    let end = rotation::end(now.get(), i64::from(minutes))?;
    Some(format!("It works {}.", until(end)))
}

/// That nothing is left to swap the secret in.
fn at_once(dialog: Dialog) -> Option<AnyView> {
    let now = dialog.retention.with(|retention| *retention == Retention::Offered(0));
    let unseen = dialog.unseen.get();
    if !now || (unseen && dialog.key.with(|key| old_alive(key, clock::now())).is_some()) {
        return None;
    }
    let text = if unseen {
        view! { <b>"Nobody saw the secret that ends, "</b>"so nothing that works now stops." }
    } else {
        let offer = format!(
            " until it has the new one. Choose {} to swap it without a break.",
            rotation::words(USUAL)
        );
        view! { <b>"Everything that uses this key stops working at once"</b>{offer} }
    };
    let (class, icon) = if unseen { ("note plain", "ok") } else { ("note bad", "warn") };
    Some(view! { <div class=class role="status"><Icon name=icon/><div><p>{text}</p></div></div> })
}
