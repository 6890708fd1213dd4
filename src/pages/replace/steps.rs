//! Where one is on the way.

use crate::components::icon::Icon;
use crate::domain::replacement::Stage;
use crate::erase::view;
use leptos::prelude::*;

/// The steps, those before `at` done; all are done when there is none.
pub(super) fn steps(at: Option<Stage>) -> AnyView {
    let now = at.and_then(|at| Stage::ALL.iter().position(|stage| *stage == at)).unwrap_or(Stage::ALL.len());
    let step = |(index, stage): (usize, &Stage)| {
        let (current, done) = (index == now, index < now);
        view! {
            <li aria-current=current.then_some("step") class:done=done>
                {done.then(|| view! { <Icon name="ok"/> })}
                {label(*stage)}
                {done.then(|| view! { <span class="out-of-sight">", done"</span> })}
            </li>
        }
    };
    view! { <ol class="steps" aria-label="Steps">{Stage::ALL.iter().enumerate().map(step).collect_view()}</ol> }
}

fn label(stage: Stage) -> &'static str {
    match stage {
        Stage::Create => "Create the new key",
        Stage::Save => "Save its secret",
        Stage::Prove => "Try it (optional)",
        Stage::Revoke => "Revoke the old key",
    }
}
