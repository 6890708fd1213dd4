//! The script that loads the parts of the app, as a part of wasm-bindgen's own.

use crate::failure::{Failure, Result};
use hosting::policy::integrity;
use std::fmt::Write;

/// What wasm-bindgen makes the first part import its loaders from; they end up beside the import.
pub const NAME: &str = "./__wasm_split.js";
/// Loads that file once and takes a part out of it, as `fetch` would answer.
const PACKED: &str = r#"let pack;
const packed = async (from, to) => {
    pack ??= FETCH.then((answer) => {
        if (!answer.ok) throw new Error(`${answer.status} for ${answer.url}`);
        return answer.arrayBuffer();
    });
    try {
        const bytes = await pack;
        return new Response(bytes.slice(from, to), { headers: { "content-type": "application/wasm" } });
    } catch (error) {
        pack = undefined;
        throw error;
    }
};
"#;
/// The script that takes parts out of the file of that name.
pub fn unpacking(file: &str, content: &[u8]) -> String {
    PACKED.replace("FETCH", &fetching(file, content))
}

/// How a file beside the script is loaded, which fails when it is not this one.
pub fn fetching(file: &str, content: &[u8]) -> String {
    let hash = integrity(content);
    format!("fetch(new URL(\"./{file}\", import.meta.url), {{ integrity: \"{hash}\" }})")
}

/// The script of wasm-bindgen with the loaders in it, so that a first visit needs no file more.
pub fn put_into(script: &str, loaders: &str) -> Result<String> {
    let own = |line: &&str| !line.starts_with("import ");
    let names: Vec<&str> = loaders
        .lines()
        .filter_map(|line| line.strip_prefix("export const ")?.split_once(' ').map(|(name, _)| name))
        .collect();
    let body: Vec<&str> = loaders
        .lines()
        .filter(own)
        .map(|line| if line.starts_with("export const ") { &line["export ".len()..] } else { line })
        .collect();
    let mut text = format!(
        "const loaders = (() => {{\n{}\nreturn {{ {} }};\n}})();\n",
        body.join("\n"),
        names.join(", ")
    );
    let mut found = false;
    for line in script.lines() {
        let import = line
            .strip_prefix("import * as ")
            .and_then(|rest| rest.split_once(" from "))
            .filter(|(_, from)| from.trim_end_matches(';').trim_matches(['"', '\'']) == NAME);
        found |= import.is_some();
        let _ = match import {
            Some((name, _)) => writeln!(text, "const {name} = loaders;"),
            None => writeln!(text, "{line}"),
        };
    }
    if found != names.is_empty() {
        return Ok(text);
    }
    Err(strange("wasm-bindgen does not import the loaders in the way that is known."))
}

/// That a tool's output has another form than is known.
pub fn strange(what: &str) -> Failure {
    Failure::new(what, "See xtask/src/split.rs: the versions of splitter and wasm-bindgen belong together.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loaders_take_the_place_of_their_import() {
        let script = "import * as import1 from \"./__wasm_split.js\"\nimport * as import2 from \"./__wasm_split.js\"\nlet wasm;\n";
        let loaders = "import { initSync } from \"./main.js\";\nfunction load() {}\nexport const __wasm_split_load_a = load;\n";
        let text = put_into(script, loaders).unwrap();
        assert!(!text.contains("import "));
        assert!(!text.contains("export "));
        assert!(text.contains("const __wasm_split_load_a = load;\nreturn { __wasm_split_load_a };"));
        assert!(text.ends_with("const import1 = loaders;\nconst import2 = loaders;\nlet wasm;\n"));
    }

    #[test]
    fn an_import_in_another_form_is_told() {
        assert!(put_into("import x from \"./__wasm_split.js\"\n", "export const a = 1;\n").is_err());
    }
}
