//! One role of the new key: where, which, how far, and what it opens inside.

use super::Form;
use super::block::{Block, Blocks};
use super::opens::opens;
use super::picker::picker;
use super::what::{known, typed};
use crate::components::badge::Caution;
use crate::components::icon::Icon;
use crate::domain::access::{Place, Reach, RoleAssignment};
use crate::domain::grants::Part;
use crate::domain::{role, stack};
use crate::erase::view;
use leptos::prelude::*;

pub(super) fn grant(form: Form, blocks: Blocks, block: Block, remove: Callback<usize>) -> AnyView {
    let role = block.role;
    let place = Memo::new(move |_| role.with(|role| role.place.clone()));
    let label =
        move || role.with(|role| if role.role.is_empty() { "New access".to_owned() } else { role.phrase() });
    // Typing a type of project must not take away the input that is being typed into.
    let is_typed = Memo::new(move |_| place.with(typed));
    // What can't be had is shown as long as it is asked for, to be taken away.
    let asked = Memo::new(move |before: Option<&(Place, bool)>| {
        let asked = role.with(|role| !role.stack_roles.is_empty());
        let before = before.is_some_and(|(at, asked)| *asked && place.with(|place| place == at));
        (place.get(), asked || before)
    });
    let opens_something = Memo::new(move |_| place.with(stack::offered) || asked.with(|(_, asked)| *asked));
    view! {
        <div class="role" role="group" aria-label=label>
            <div class="card-head">
                {super::what::place_select(form, block, place)}
                {move || if is_typed.get() {
                    super::what::typed_fields(form, blocks, block)
                } else {
                    super::what::role_select(form, blocks, block, place)
                }}
                <div class="acts">
                    <button type="button" class="button quiet" aria-label=move || format!("Remove {}", label())
                        on:click=move |_| remove.run(block.number)>
                        <Icon name="bin"/>
                    </button>
                </div>
            </div>
            {block.wrong(form, blocks, Part::Role)}
            {move || role.with(lets).map(|text| view! { <small class="soft">{text}</small> })}
            {move || (place.get() != Place::Organization && known(&place.get())).then(|| reach(form, blocks, block, place))}
            {move || opens_something.get().then(|| opens(form, blocks, block, place))}
            {block.wrong(form, blocks, Part::Stack)}
            {move || role.with(RoleAssignment::caution).map(|text| {
                view! { <div><Caution text=text bad=role.with(|role| role.role == role::OWNER)/></div> }
            })}
        </div>
    }
}

/// What the role lets one do, in a line.
fn lets(grant: &RoleAssignment) -> Option<String> {
    let found = role::find(&grant.role)?;
    if stack::needs_stack(grant) {
        return Some(format!(
            "{} Without access to Elasticsearch and Kibana it counts as Viewer.",
            found.lets
        ));
    }
    Some(found.lets.to_owned())
}

fn reach(form: Form, blocks: Blocks, block: Block, place: Memo<Place>) -> AnyView {
    let many = move || place.with(|place| place.nouns().1);
    let group = block.id("reach");
    let all = Memo::new(move |_| block.role.with(|role| role.reach == Reach::All));
    // What was picked comes back after a look at all.
    let picked = StoredValue::new(Vec::new());
    let choose = move |whole: bool| {
        block.role.update(|role| {
            let before = if whole { Reach::All } else { Reach::Only(picked.get_value()) };
            if let Reach::Only(ids) = std::mem::replace(&mut role.reach, before) {
                picked.set_value(ids);
            }
        });
    };
    view! {
        <div class="stack tight">
            <span class="label soft" aria-hidden="true">"Reaches"</span>
            <div class="choices" role="radiogroup" aria-label="Reach" aria-describedby=block.id("reach-wrong")>
                <label>
                    <input type="radio" name=group.clone() prop:checked=move || !all.get()
                        aria-invalid=move || block.error(form, blocks, Part::Reach).map(|_| "true")
                        on:change=move |_| choose(false)/>
                    {move || format!("Chosen {}", many())}
                </label>
                <label>
                    <input type="radio" name=group prop:checked=move || all.get() on:change=move |_| choose(true)/>
                    {move || format!("All {}, future ones too", many())}
                </label>
            </div>
            {move || (!all.get()).then(|| picker(form, block, &place.get()))}
            {block.wrong(form, blocks, Part::Reach)}
        </div>
    }
}
