//! What the new key may do: one block for each role.

use super::Form;
use super::block::Block;
use super::grant::grant;
use crate::browser::page;
use crate::components::icon::Icon;
use crate::components::keyed::keyed;
use crate::domain::access::{Place, Reach, RoleAssignment};
use crate::domain::draft::Field;
use crate::erase::view;
use leptos::prelude::*;

/// The blocks; made anew when the form is filled in.
pub(super) fn fields(form: Form) -> AnyView {
    form.state.resources.forget_failed();
    view! {
        {move || {
            form.filled.track();
            untrack(|| field(form))
        }}
    }
}

fn field(form: Form) -> AnyView {
    let started = form.draft.with_untracked(|draft| draft.roles.clone());
    let started = if started.is_empty() { vec![unset()] } else { started };
    let blocks = RwSignal::new(Vec::new());
    let next = StoredValue::new(0);
    let add = move |role: RoleAssignment| {
        let number = next.get_value();
        next.set_value(number + 1);
        blocks.update(|blocks: &mut Vec<Block>| blocks.push(Block { number, role: RwSignal::new(role) }));
    };
    // At once, and not by an effect: a draft that is filled in meanwhile must not be overwritten.
    form.draft.update(|draft| draft.roles.clone_from(&started));
    started.into_iter().for_each(add);
    Effect::watch(
        move || blocks.with(|blocks| blocks.iter().map(|block| block.role.get()).collect::<Vec<_>>()),
        move |roles, _, _| form.draft.update(|draft| draft.roles.clone_from(roles)),
        false,
    );
    let remove = Callback::new(move |number: usize| {
        blocks.update(|blocks| blocks.retain(|block| block.number != number));
        page::focus("add-access");
    });
    view! {
        <fieldset class="field" aria-describedby="key-access-wrong">
            <legend>"Access"</legend>
            <div class="roles">
                {keyed(
                    move || blocks.with(|blocks| blocks.iter().map(|block| block.number.to_string()).collect()),
                    move |number| {
                        let block = blocks.with_untracked(|blocks| {
                            blocks.iter().find(|block| block.number.to_string() == number).copied()
                        });
                        block.map(|block| grant(form, blocks, block, remove)).into_any()
                    },
                )}
            </div>
            {form.wrong(Field::Access, "key-access-wrong")}
            <div>
                <button type="button" id="add-access" class="button" on:click=move |_| add(unset())>
                    <Icon name="plus"/>"Add access"
                </button>
            </div>
        </fieldset>
    }
}

/// A block in which nothing was chosen yet: it reaches nothing.
fn unset() -> RoleAssignment {
    RoleAssignment {
        place: Place::Deployments,
        role: String::new(),
        reach: Reach::Only(Vec::new()),
        stack_roles: Vec::new(),
    }
}
