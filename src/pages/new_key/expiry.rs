//! When the new key ends.

use super::Form;
use crate::browser::clock;
use crate::components::badge::Caution;
use crate::components::now::now;
use crate::domain::draft::Field;
use crate::domain::expiry::{ExpiryChoice, MAX_DAYS, PRESET_DAYS};
use crate::domain::time::{DAY, Timestamp};
use crate::domain::words::count;
use crate::erase::view;
use leptos::prelude::*;

pub(super) fn field(form: Form) -> impl IntoView {
    let max = untrack(|| form.state.connections.policy()).max_lifetime_days;
    let chosen = move || form.draft.with(|draft| draft.expiry);
    // Known by value, so that the date that is being typed keeps its input.
    let on_date = Memo::new(move |_| matches!(chosen(), ExpiryChoice::At(_) | ExpiryChoice::Unset));
    // A key that was made like another may be given a life that is no preset.
    let own = Memo::new(move |_| match chosen() {
        ExpiryChoice::Days(days) if !PRESET_DAYS.contains(&days) => Some(days),
        _ => None,
    });
    view! {
        <fieldset class="field" aria-describedby="key-expiry-end key-expiry-wrong">
            <legend>"Expires"</legend>
            <div class="choices">
                {move || lives(max, own.get()).into_iter().map(|days| option(form, label(days), ExpiryChoice::Days(days))).collect_view()}
                <label>
                    <input type="radio" name="key-expiry" prop:checked=move || on_date.get()
                        on:change=move |_| choose(form, ExpiryChoice::Unset)/>
                    "On a date"
                </label>
                {max.is_none().then(|| option(form, "Never", ExpiryChoice::Never))}
            </div>
            {move || on_date.get().then(|| date(form, max.unwrap_or(MAX_DAYS).min(MAX_DAYS)))}
            <small id="key-expiry-end">{move || end(chosen())}</small>
            {form.wrong(Field::Expiry, "key-expiry-wrong")}
        </fieldset>
    }
}

/// The lives to choose from in days, the shortest first.
fn lives(max: Option<u32>, own: Option<u32>) -> Vec<u32> {
    let presets = PRESET_DAYS.into_iter().filter(|days| max.is_none_or(|max| *days <= max));
    let mut lives: Vec<u32> = presets.chain(own).collect();
    lives.sort_unstable();
    lives
}

fn label(days: u32) -> String {
    match days {
        90 => "3 months".to_owned(),
        180 => "6 months".to_owned(),
        365 => "1 year".to_owned(),
        days => count(days as usize, "day", "days"),
    }
}

fn option(form: Form, label: impl Into<String>, choice: ExpiryChoice) -> AnyView {
    let label: String = label.into();
    view! {
        <label>
            <input type="radio" name="key-expiry" prop:checked=move || form.draft.with(|draft| draft.expiry == choice)
                on:change=move |_| choose(form, choice)/>
            {label}
        </label>
    }
}

fn choose(form: Form, choice: ExpiryChoice) {
    form.draft.update(|draft| draft.expiry = choice);
}

fn date(form: Form, max_days: u32) -> impl IntoView {
    let today = clock::now();
    let last = today.plus(i64::from(max_days) * DAY);
    let given = form.draft.with_untracked(|draft| match draft.expiry {
        ExpiryChoice::At(end) => clock::day(end),
        _ => String::new(),
    });
    let pick = move |event: leptos::ev::Event| {
        let choice = clock::end_of_day(&event_target_value(&event))
            .map_or(ExpiryChoice::Unset, |end| ExpiryChoice::At(on_last_day(end, last)));
        form.draft.update(|draft| draft.expiry = choice);
    };
    view! {
        <div class="field">
            <label for="key-date">"Last day"</label>
            <input id="key-date" class="input auto" type="date" value=given min=clock::day(today) max=clock::day(last)
                aria-describedby="key-expiry-wrong"
                aria-invalid=move || form.error(Field::Expiry).map(|_| "true") on:change=pick/>
        </div>
    }
}

/// The last day that may be chosen ends a little later than the longest life: it counts as that.
fn on_last_day(end: Timestamp, last: Timestamp) -> Timestamp {
    if clock::day(end) == clock::day(last) { end.min(last) } else { end }
}

/// What the choice comes to.
fn end(choice: ExpiryChoice) -> AnyView {
    match choice {
        ExpiryChoice::Never => view! {
            <Caution text="Works until someone revokes it"/>
            " Choose this only if nothing can renew the key: a leaked one stays open."
        }
        .into_any(),
        choice => {
            let now = now();
            view! { {move || choice.end(now.get()).map(clock::local_and_utc)} }.into_any()
        }
    }
}
