//! The built page and what it loads: checked by its hash before it runs.

use crate::failure::{Failure, Result};
use hosting::policy::{attribute, integrity};
use std::fs;
use std::path::Path;

/// How trunk begins the script that starts the app, in a page that it made small and in one that it did not.
const STARTS: [&str; 2] = ["<script type=module>", "<script type=\"module\">"];

/// Lets the app's script start the app, where trunk has the page do so. A policy can allow a script by its hash and
/// not what that imports: so the page names the one script, and nothing else can be loaded as one.
pub fn start_by_script(dist: &Path) -> Result<()> {
    let page = dist.join("index.html");
    let html = fs::read_to_string(&page).map_err(Failure::file("read", &page))?;
    let name = between(&html, "from '/", ".js'").ok_or_else(|| strange("its script"))?;
    let read = |end: &str| {
        let path = dist.join(format!("{name}{end}"));
        fs::read(&path).map_err(Failure::file("read", &path))
    };
    let (script, wasm) = (String::from_utf8_lossy(&read(".js")?).into_owned(), read("_bg.wasm")?);
    let script = starting(&script, &format!("{name}_bg.wasm"), &wasm)?;
    let html = naming(&html, &format!("/{name}.js"), script.as_bytes())?;
    let html = with_hash(&html, &format!("/{name}_bg.wasm"), &wasm)?;
    let to = dist.join(format!("{name}.js"));
    fs::write(&to, script).map_err(Failure::file("write", &to))?;
    fs::write(&page, html).map_err(Failure::file("write", &page))
}

/// The script with a last line that starts the app, if its first part has the hash that it should.
fn starting(script: &str, file: &str, wasm: &[u8]) -> Result<String> {
    let (before, _) = script.rsplit_once(" as default").ok_or_else(|| strange("what starts it"))?;
    let start =
        before.rsplit(|c: char| !c.is_alphanumeric() && c != '_' && c != '$').next().unwrap_or_default();
    let hash = integrity(wasm);
    let load = format!("fetch(new URL(\"./{file}\",import.meta.url),{{integrity:\"{hash}\"}})");
    Ok(format!("{}\n{start}({{module_or_path:{load}}});\n", script.trim_end()))
}

/// The page that names the script in the place of one that imports it, and announces it no more.
fn naming(html: &str, path: &str, script: &[u8]) -> Result<String> {
    let start = STARTS.iter().find_map(|start| html.split_once(start));
    let (before, rest) = start.ok_or_else(|| strange("what starts it"))?;
    let (_, after) = rest.split_once("</script>").ok_or_else(|| strange("what starts it"))?;
    let hash = integrity(script);
    let html = format!(
        "{before}<script type=\"module\" crossorigin integrity=\"{hash}\" src=\"{path}\"></script>{after}"
    );
    let announces =
        |tag: &&str| tag.starts_with("link") && tag.contains("modulepreload") && tag.contains(path);
    let link = html.split('<').map(inside).find(announces).map(|tag| format!("<{tag}>"));
    Ok(link.map_or_else(|| html.clone(), |link| html.replacen(&link, "", 1)))
}

/// What of a text after `<` stands before `>`.
fn inside(text: &str) -> &str {
    text.split('>').next().unwrap_or_default()
}

/// The page with the hash of this content at the link to its path.
fn with_hash(html: &str, path: &str, content: &[u8]) -> Result<String> {
    let mut found = false;
    let tags = html.split('<').map(|tag| {
        let hash =
            attribute(inside(tag), "integrity").filter(|_| tag.starts_with("link") && tag.contains(path));
        found |= hash.is_some();
        hash.map_or_else(|| tag.to_owned(), |hash| tag.replace(hash, &integrity(content)))
    });
    let page = tags.collect::<Vec<_>>().join("<");
    if found { Ok(page) } else { Err(strange("the hash of its first part")) }
}

/// What stands between two texts.
fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split_once(after).map(|(found, _)| found)
}

fn strange(what: &str) -> Failure {
    Failure::new(
        format!("The built page doesn't name {what} in the way that is known."),
        "See xtask/src/page.rs: it belongs to the version of trunk that xtask installs.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_was_changed_gets_its_own_hash() {
        let page =
            "<link href=/a.js integrity=sha384-old rel=modulepreload><link href=/b.js integrity=sha384-old>";
        let changed = with_hash(page, "/a.js", b"").unwrap();
        let empty = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        assert_eq!(changed, page.replacen("sha384-old", empty, 1));
        assert!(with_hash(page, "/c.js", b"").is_err());
    }

    #[test]
    fn the_script_starts_the_app_and_the_page_names_it_by_its_hash() {
        for (quote, export) in [
            ("", "export{a as b,$t1 as default,c as initSync}"),
            ("\"", "export { initSync, $t1 as default };\n"),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let page = format!(
                "<head><script>first()</script><script type={quote}module{quote}>import init from '/app-0.js';\nawait init();\
                 </script><link href={quote}/app-0.js{quote} integrity={quote}sha384-x{quote} rel={quote}modulepreload{quote}>\
                 <link as=fetch href={quote}/app-0_bg.wasm{quote} integrity={quote}sha384-y{quote} rel=preload></head>"
            );
            fs::write(folder.path().join("index.html"), page).unwrap();
            fs::write(folder.path().join("app-0.js"), export).unwrap();
            fs::write(folder.path().join("app-0_bg.wasm"), "wasm").unwrap();
            start_by_script(folder.path()).unwrap();
            let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
            let (script, page, wasm) = (read("app-0.js"), read("index.html"), integrity(b"wasm"));
            let start = format!(
                "\n$t1({{module_or_path:fetch(new URL(\"./app-0_bg.wasm\",import.meta.url),{{integrity:\"{wasm}\"}})}});\n"
            );
            assert!(script.starts_with(export.trim_end()) && script.ends_with(&start), "{script}");
            let named = format!(
                "<head><script>first()</script><script type=\"module\" crossorigin integrity=\"{}\" src=\"/app-0.js\"></script>\
                 <link as=fetch href={quote}/app-0_bg.wasm{quote} integrity={quote}{wasm}{quote} rel=preload></head>",
                integrity(script.as_bytes())
            );
            assert_eq!(page, named);
            assert!(start_by_script(folder.path()).is_err(), "once only");
        }
    }
}
