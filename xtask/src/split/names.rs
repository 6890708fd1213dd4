//! Short names for what the first part imports from its script: by themselves they hold a hash each, which
//! stands in both files and can't be compressed.

use super::loaders::strange;
use crate::failure::Result;
use std::collections::BTreeMap;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{ImportSection, Module};
use wasmparser::{Import, Imports, Parser, Payload};

/// How many hexadecimal digits wasm-bindgen puts behind a name.
const DIGITS: usize = 16;

/// The same script and the same module, which call things by short names.
pub fn shorten(script: &str, wasm: &[u8]) -> Result<(String, Vec<u8>)> {
    let names = short_names(wasm).ok_or_else(unreadable)?;
    let mut module = Module::new();
    let mut renaming = Renaming { names };
    renaming.parse_core_module(&mut module, Parser::new(0), wasm).map_err(|_| unreadable())?;
    Ok((renamed(script, &renaming.names), module.finish()))
}

fn unreadable() -> crate::failure::Failure {
    strange("What wasm-bindgen made can't be read.")
}

/// A short name for each import that has a hash in its name.
fn short_names(wasm: &[u8]) -> Option<BTreeMap<String, String>> {
    let mut names = BTreeMap::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let Payload::ImportSection(section) = payload.ok()? else { continue };
        for imports in section {
            if let Imports::Single(_, import) = imports.ok()?
                && has_hash(import.name)
            {
                let short = format!("${}", names.len());
                names.entry(import.name.to_owned()).or_insert(short);
            }
        }
    }
    Some(names)
}

fn has_hash(name: &str) -> bool {
    name.rsplit_once('_')
        .is_some_and(|(_, end)| end.len() == DIGITS && end.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// The script with each of the names replaced where it stands as a whole word.
fn renamed(script: &str, names: &BTreeMap<String, String>) -> String {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let mut text = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(start) = rest.find(is_part) {
        let (before, from) = rest.split_at(start);
        let (word, after) = from.split_at(from.find(|c| !is_part(c)).unwrap_or(from.len()));
        text.push_str(before);
        text.push_str(names.get(word).map_or(word, String::as_str));
        rest = after;
    }
    text + rest
}

struct Renaming {
    names: BTreeMap<String, String>,
}

impl Reencode for Renaming {
    type Error = std::convert::Infallible;

    fn parse_imports(
        &mut self,
        section: &mut ImportSection,
        imports: Imports<'_>,
    ) -> std::result::Result<(), Error<Self::Error>> {
        let Imports::Single(at, import) = imports else {
            return utils::parse_imports(self, section, imports);
        };
        let short = self.names.get(import.name).cloned();
        let name = short.as_deref().unwrap_or(import.name);
        utils::parse_imports(self, section, Imports::Single(at, Import { name, ..import }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{EntityType, TypeSection};

    const HASHED: &str = "__wbg_add_0123456789abcdef";

    fn module() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        for name in [HASHED, "__wbindgen_throw", "__wbg_sub_fedcba9876543210"] {
            imports.import("./a_bg.js", name, EntityType::Function(0));
        }
        let mut module = Module::new();
        module.section(&types).section(&imports);
        module.finish()
    }

    #[test]
    fn names_with_a_hash_become_short_in_both_files() {
        let script = format!("const imports = {{ {HASHED}: () => f_{HASHED}, __wbindgen_throw: 0 }};");
        let (script, wasm) = shorten(&script, &module()).unwrap();
        assert_eq!(
            script,
            format!("const imports = {{ $0: () => f_{HASHED}, __wbindgen_throw: 0 }};"),
            "only whole words"
        );
        let names: Vec<_> = short_names(&module()).unwrap().into_values().collect();
        assert_eq!(names, ["$0", "$1"]);
        assert!(wasm.len() < module().len() && short_names(&wasm).unwrap().is_empty());
        wasmparser::validate(&wasm).unwrap();
    }

    #[test]
    fn what_is_no_module_is_told() {
        assert!(shorten("", b"no wasm").is_err());
    }
}
