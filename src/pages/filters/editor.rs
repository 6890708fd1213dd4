//! Makes a filter: a field, what is asked of it, and the value that this takes.

use super::super::asked::Asked;
use super::MENU;
use super::value::{Given, inputs};
use crate::browser::{clock, page};
use crate::components::icon::Icon;
use crate::domain::filter::{Condition, Field, Takes, Test, Value};
use crate::domain::time::DAY;
use crate::erase::view;
use leptos::prelude::*;

pub(super) fn form(asked: Asked) -> AnyView {
    let first = asked.offer.fields.first().copied().unwrap_or(Field::Name);
    let field = RwSignal::new(first);
    let test = RwSignal::new(first.tests().first().copied().unwrap_or(Test::Is));
    let given = Given::new();
    let wrong = RwSignal::new(None::<&'static str>);
    let choose_field = move |event| {
        let Some(chosen) = Field::from_slug(&event_target_value(&event)) else { return };
        field.set(chosen);
        if !chosen.tests().contains(&test.get_untracked()) {
            test.set(chosen.tests().first().copied().unwrap_or(Test::Is));
        }
        wrong.set(None);
    };
    let choose_test = move |event| {
        if let Some(chosen) = Test::from_slug(&event_target_value(&event)) {
            test.set(chosen);
        }
        wrong.set(None);
    };
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if given.typed().into_iter().any(|text| asked.is_secret(text)) {
            given.clear();
            page::close_menu(MENU);
            return;
        }
        let takes = test.get_untracked().takes();
        match Condition::new(field.get_untracked(), test.get_untracked(), given.value(takes)) {
            Ok(condition) => {
                given.clear();
                add_to(asked, condition);
            }
            Err(unfit) => {
                wrong.set(Some(unfit.sentence()));
                page::focus("filter-value");
            }
        }
    };
    let takes = Memo::new(move |_| test.get().takes());
    page::focus("filter-field");
    view! {
        <form class="stack" novalidate on:submit=add>
            <div class="field">
                <label for="filter-field">"Field"</label>
                <select id="filter-field" class="input" autofocus on:change=choose_field>
                    {asked.offer.fields.iter().map(|one| view! { <option value=one.slug()>{one.label()}</option> }).collect_view()}
                </select>
            </div>
            <div class="field">
                <label for="filter-test">"Condition"</label>
                <select id="filter-test" class="input" prop:value=move || test.get().slug() on:change=choose_test>
                    {move || field.get().tests().iter().map(|one| view! {
                        <option value=one.slug() selected=*one == test.get_untracked()>{one.label()}</option>
                    }).collect_view()}
                </select>
            </div>
            {move || inputs(takes.get(), given, wrong)}
            <p class="wrong" id="filter-wrong" role="alert">{move || wrong.get().map(|text| view! { <Icon name="warn"/>{text} })}</p>
            <button type="submit" class="button primary"><Icon name="plus"/>"Add filter"</button>
        </form>
        {ready_made(asked)}
    }
}

/// Filters that are often wanted, one press each.
fn ready_made(asked: Asked) -> AnyView {
    let policy = untrack(|| asked.state.connections.policy());
    let ago = |days: i64| Value::Time(clock::now().plus(-days * DAY));
    let (old, idle) = (i64::from(policy.old_days), i64::from(policy.idle_days));
    let all = [
        (Field::LastUsed, Test::Never, Value::Nothing, "Never used".to_owned()),
        (Field::LastUsed, Test::Before, ago(idle), format!("Last used over {idle} days ago")),
        (Field::LastRotated, Test::Never, Value::Nothing, "Never rotated".to_owned()),
        (Field::Created, Test::Before, ago(old), format!("Created over {old} days ago")),
        (Field::Description, Test::Empty, Value::Nothing, "No description".to_owned()),
    ];
    let offered = all.into_iter().filter(|(field, ..)| asked.offer.fields.contains(field));
    let button = move |(field, test, value, text): (Field, Test, Value, String)| {
        let condition = Condition::new(field, test, value).ok()?;
        let press = move |_| add_to(asked, condition.clone());
        Some(view! { <button type="button" class="button small" on:click=press>{text}</button> })
    };
    view! {
        <div class="ready-made" role="group" aria-label="Ready-made filters">
            {offered.filter_map(button).collect_view()}
        </div>
    }
}

fn add_to(asked: Asked, condition: Condition) {
    page::close_menu(MENU);
    asked.change(|query| {
        if !query.filters.contains(&condition) {
            query.filters.push(condition);
        }
    });
}

/// What the inputs of a test give.
impl Given {
    fn value(self, takes: Takes) -> Value {
        let at = |text: RwSignal<String>| text.with_untracked(|text| clock::at_local(text));
        match takes {
            Takes::Nothing => Value::Nothing,
            Takes::Text => Value::Text(self.text.get_untracked()),
            Takes::Texts => Value::Texts(self.texts.with_untracked(|text| {
                text.lines().map(|line| line.trim_end_matches('\r').to_owned()).collect()
            })),
            Takes::Number => Value::Number(self.number.get_untracked()),
            Takes::Time => at(self.from).map_or(Value::Nothing, Value::Time),
            Takes::Times => match (at(self.from), at(self.to)) {
                (Some(from), Some(to)) => Value::Times(from, to),
                _ => Value::Nothing,
            },
        }
    }
}
