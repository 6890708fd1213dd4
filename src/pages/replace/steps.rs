//! Where one is on the way.

use crate::components::icon::Icon;
use crate::domain::replacement::Stage;
use crate::erase::view;
use leptos::prelude::*;

/// The steps, those before `at` done; all are done when there is none, but for the try that was left out
/// where the new key is not proven.
pub(super) fn steps(at: Option<Stage>, proven: bool, provable: bool) -> AnyView {
    let stages: Vec<Stage> =
        Stage::ALL.into_iter().filter(|stage| provable || *stage != Stage::Prove).collect();
    let now = at.and_then(|at| stages.iter().position(|stage| *stage == at)).unwrap_or(stages.len());
    let step = |(index, stage): (usize, &Stage)| {
        let left_out = *stage == Stage::Prove && index < now && !proven;
        let (current, done) = (index == now, index < now && !left_out);
        view! {
            <li aria-current=current.then_some("step") class:done=done>
                {done.then(|| view! { <Icon name="ok"/> })}
                {label(*stage)}
                {done.then(|| view! { <span class="out-of-sight">", done"</span> })}
                {left_out.then_some(", left out")}
            </li>
        }
    };
    view! { <ol class="steps" aria-label="Steps">{stages.iter().enumerate().map(step).collect_view()}</ol> }
}

fn label(stage: Stage) -> &'static str {
    match stage {
        Stage::Create => "Create the new key",
        Stage::Save => "Save its secret",
        Stage::Prove => "Try it (optional)",
        Stage::Revoke => "Revoke the old key",
    }
}
