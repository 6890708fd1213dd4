//! The files that are uploaded: the built app under its base, with this deployment's `config.json`.

use super::write;
use crate::failure::{Failure, Result};
use crate::{fingerprint, size};
use hosting::policy::PageSources;
use std::fs;
use std::path::{Path, PathBuf};

/// The app as it is to lie on its host.
pub struct Site {
    /// Under which path, from slash to slash.
    pub base: String,
    /// The content security policy as a header says it.
    pub policy: String,
    /// What lies under the base, by its path from there. Compressed neighbors are not among them.
    pub files: Vec<(PathBuf, Vec<u8>)>,
    /// Where it was built.
    pub(super) built: PathBuf,
}

impl Site {
    /// Takes what was built. `in_page` tells whether the page has to say its policy itself.
    pub fn of(dist: &Path, base: &str, config: &str, in_page: bool, origins: &[String]) -> Result<Self> {
        let mut files = Vec::new();
        let is_compressed = |path: &Path| path.extension().is_some_and(|end| end == "br" || end == "gz");
        for file in fingerprint::files_under(dist, is_compressed)? {
            let path = dist.join(&file);
            files.push((file, fs::read(&path).map_err(Failure::file("read", &path))?));
        }
        let names: Vec<_> = files.iter().filter_map(|(file, _)| file.to_str().map(str::to_owned)).collect();
        let mut policy = String::new();
        for (file, content) in &mut files {
            if file == Path::new("config.json") {
                *content = config.as_bytes().to_vec();
            } else if file == Path::new("index.html") {
                let html = moved(&String::from_utf8_lossy(content), base, &names);
                let sources = PageSources::of(&html);
                policy = sources.policy(origins);
                let html = if in_page { with_policy(&html, &sources.meta_policy(origins)) } else { html };
                *content = html.into_bytes();
            }
        }
        Ok(Self { base: base.to_owned(), policy, files, built: dist.to_owned() })
    }

    /// Writes it with compressed neighbors into the folder that is served under its base.
    pub fn write(&self, folder: &Path) -> Result<()> {
        for (file, content) in &self.files {
            write(&folder.join(file), content)?;
        }
        size::compress_as(&self.built, folder)
    }

    /// The paths of the files as their host knows them.
    pub fn paths(&self) -> impl Iterator<Item = String> {
        self.files.iter().map(|(file, _)| format!("{}{}", self.base, file.display()))
    }

    /// The page.
    pub fn page(&self) -> String {
        let page = self.files.iter().find(|(file, _)| file == Path::new("index.html"));
        page.map(|(_, content)| String::from_utf8_lossy(content).into_owned()).unwrap_or_default()
    }
}

/// The page for another base: it names its files from the root of the host.
fn moved(html: &str, base: &str, names: &[String]) -> String {
    let mut html = html.to_owned();
    for name in names {
        html = html.replace(&format!("/{name}"), &format!("{base}{name}"));
    }
    html
}

/// The page with its policy in front of everything that it loads.
fn with_policy(html: &str, policy: &str) -> String {
    let meta = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    match html.find("<meta") {
        Some(at) => format!("{}{meta}{}", &html[..at], &html[at..]),
        None => format!("{meta}{html}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html><html><head><meta charset=utf-8><style>b{}</style>\
        <script type=module integrity=sha256-0 src=/latchkey-00.js></script>\
        <link as=fetch href=/latchkey-00_bg.wasm rel=preload></head>";

    fn site(base: &str, in_page: bool) -> Site {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in [
            ("index.html", PAGE),
            ("config.json", "{}"),
            ("latchkey-00.js", "1"),
            ("latchkey-00_bg.wasm", "2"),
        ] {
            fs::write(folder.path().join(name), content).unwrap();
        }
        size::compress(folder.path()).unwrap();
        Site::of(folder.path(), base, "{\"connections\": 1}", in_page, &["https://a.example".to_owned()])
            .unwrap()
    }

    #[test]
    fn the_page_names_its_files_under_the_base_and_the_policy_knows_it() {
        let (root, keys) = (site("/", false), site("/keys/", false));
        assert_eq!(root.page(), PAGE);
        assert!(
            keys.page().contains("src=/keys/latchkey-00.js")
                && keys.page().contains("href=/keys/latchkey-00_bg.wasm")
        );
        assert_eq!(root.policy, keys.policy);
        assert!(keys.policy.contains("script-src 'wasm-unsafe-eval' 'sha256-0';"));
        assert!(keys.policy.contains("connect-src 'self' https://a.example;"));
        assert_eq!(keys.files.len(), 4);
        assert!(keys.paths().any(|path| path == "/keys/config.json"));
    }

    #[test]
    fn a_page_on_a_host_without_headers_says_its_policy_before_all_else() {
        let page = site("/", true).page();
        let (meta, script) = (page.find("Content-Security-Policy").unwrap(), page.find("<style").unwrap());
        assert!(meta < script && !page.contains("frame-ancestors"));
    }

    #[test]
    fn writing_it_twice_gives_the_same_bytes() {
        let written = || {
            let folder = tempfile::tempdir().unwrap();
            site("/keys/", false).write(folder.path()).unwrap();
            let files = fingerprint::files_under(folder.path(), |_| false).unwrap();
            assert!(files.contains(&PathBuf::from("config.json.br")));
            fingerprint::of_files(folder.path(), &files).unwrap()
        };
        assert_eq!(written(), written());
    }
}
