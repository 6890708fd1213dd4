//! One role of the form while it is being chosen.

use super::Form;
use super::fields::wrong;
use crate::domain::access::RoleAssignment;
use crate::domain::draft::Field;
use crate::domain::grants::Part;
use leptos::prelude::*;

/// A block and its number, which stays when others go.
#[derive(Clone, Copy)]
pub(super) struct Block {
    pub number: usize,
    pub role: RwSignal<RoleAssignment>,
}

/// All blocks of the form.
pub(super) type Blocks = RwSignal<Vec<Block>>;

impl Block {
    /// The id of an element in it.
    pub fn id(self, name: &str) -> String {
        format!("{name}-{}", self.number)
    }

    /// The place of the block among all.
    pub fn at(self, blocks: Blocks) -> usize {
        let ours = |block: &Block| block.number == self.number;
        blocks.with(|blocks| blocks.iter().position(ours)).unwrap_or(usize::MAX)
    }

    /// What is wrong with a part of it.
    pub fn error(self, form: Form, blocks: Blocks, part: Part) -> Option<String> {
        form.error(Field::Grant(self.at(blocks), part))
    }

    /// The sentence below a part that is wrong.
    pub fn wrong(self, form: Form, blocks: Blocks, part: Part) -> AnyView {
        let id = self.id(match part {
            Part::Role => "role-wrong",
            Part::Reach => "reach-wrong",
            Part::Stack => "stack-wrong",
        });
        let sentence = Memo::new(move |_| self.error(form, blocks, part));
        wrong(id, sentence.into())
    }
}
