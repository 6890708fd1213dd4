//! `cargo xtask dist`: a folder that is ready to be uploaded, with what its host has to be told.

mod bom;
mod hosts;
mod limits;
mod site;

use crate::failure::{Failure, Result};
use crate::{build, project, report};
pub use hosts::Host;
use latchkey::config::{Config, Connection};
use site::Site;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What tells a folder that this command made, and may empty, from any other.
const MARK: &str = "made-by-latchkey.txt";
const MARK_TEXT: &str = "cargo xtask dist made this folder and empties it before it writes into it again.\n";

/// What a person may choose.
#[derive(Debug, PartialEq)]
pub struct Options {
    /// The `config.json` of this deployment.
    pub config: PathBuf,
    /// Under which path of the host the app is to lie, from slash to slash.
    pub base: String,
    /// The folder to write; none for one under `target`.
    pub out: Option<PathBuf>,
    /// What serves it.
    pub host: Host,
}

/// Writes the folder and says what is to be done with it.
pub fn dist(options: &Options) -> Result<()> {
    let out = report::step("Writing the folder", || write_folder(options))?;
    println!("{}", options.host.next(&out));
    Ok(())
}

/// Builds what is missing and writes the folder; where that is.
pub fn write_folder(options: &Options) -> Result<PathBuf> {
    let text = fs::read_to_string(&options.config).map_err(Failure::file("read", &options.config))?;
    let origins = origins(&options.config, &text)?;
    check_base(&options.base)?;
    build::build_if_changed()?;
    let in_page = options.host.says_policy_in_page();
    let site = Site::of(&project::dist(), &options.base, &text, in_page, &origins)?;
    limits::check_host(options.host, &site)?;
    let out = options.out.clone().unwrap_or_else(|| project::target().join("deploy"));
    make_room(&out)?;
    site.write(&options.host.folder(&out.join("site"), &options.base))?;
    for (name, content) in options.host.files(&site) {
        write(&out.join(name), content.as_bytes())?;
    }
    write(&out.join("latchkey.cdx.json"), bom::of_app()?.as_bytes())?;
    Ok(out)
}

/// The origins that the app is to call. A file that would not work is refused with every reason.
fn origins(path: &Path, text: &str) -> Result<Vec<String>> {
    let config = Config::read(text);
    let refuse = |why: String, remedy: &str| Err(Failure::new(format!("{}: {why}", path.display()), remedy));
    if !config.problems.is_empty() {
        let why: Vec<_> =
            config.problems.iter().map(|problem| format!("\n  {}", problem.sentence())).collect();
        return refuse(why.concat(), "\nMend that, then run this again.");
    }
    if config.connections.is_empty() {
        return refuse("It names no connection.".to_owned(), "Add one: the page may call nothing else.");
    }
    let origins: BTreeSet<_> = config.connections.iter().map(Connection::origin).collect();
    for origin in &origins {
        if let Some((why, remedy)) = limits::unnamable(origin) {
            return refuse(why, &remedy);
        }
    }
    Ok(origins.into_iter().collect())
}

/// A base that would not work as a path, or would mean something in a host's configuration, is refused.
fn check_base(base: &str) -> Result<()> {
    let plain = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    match base.strip_prefix('/').and_then(|rest| rest.strip_suffix('/')) {
        _ if base == "/" => Ok(()),
        Some(inner) if inner.split('/').all(plain) => Ok(()),
        _ => Err(Failure::new(
            format!("The base {base:?} can't be used."),
            "Write a path such as /keys/, of letters, digits, hyphens and underscores.",
        )),
    }
}

/// Empties the folder of the last time. What somebody else put there is not touched.
fn make_room(out: &Path) -> Result<()> {
    let is_ours = out.join(MARK).is_file();
    let is_empty = !out.exists() || fs::read_dir(out).map_err(Failure::file("read", out))?.next().is_none();
    if !is_ours && !is_empty {
        return Err(Failure::new(
            format!("{} holds something else.", out.display()),
            "Name another folder with --out, or empty this one.",
        ));
    }
    if is_ours {
        fs::remove_dir_all(out).map_err(Failure::file("remove", out))?;
    }
    write(&out.join(MARK), MARK_TEXT.as_bytes())
}

fn write(path: &Path, content: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Failure::file("make", folder))?;
    }
    fs::write(path, content).map_err(Failure::file("write", path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_is_a_plain_path_from_slash_to_slash() {
        for base in ["/", "/keys/", "/a/b-c_1/"] {
            assert!(check_base(base).is_ok(), "{base}");
        }
        for base in ["", "keys/", "/keys", "//", "/a//b/", "/../", "/a b/", "/k;y/", "/k}/", "/ж/"] {
            assert!(check_base(base).is_err(), "{base}");
        }
    }

    #[test]
    fn a_config_that_would_not_work_is_refused_with_each_reason() {
        let at = |text: &str| origins(Path::new("my.json"), text);
        let refused = |text: &str| at(text).unwrap_err().to_string();
        assert!(refused("{").contains("valid JSON at line 1"));
        assert!(refused(r#"{"connections": []}"#).contains("names no connection"));
        let two = refused(
            r#"{"connections": [{"id": "a", "kind": "no", "name": "", "base_url": "http://x.example"}]}"#,
        );
        assert!(two.contains("connections[0].kind") && two.contains("connections[0].base_url"), "{two}");
        let bare = refused(
            r#"{"connections": [{"id": "a", "kind": "zenml", "name": "A", "base_url": "http://[::1]:80"}]}"#,
        );
        assert!(bare.contains("my.json: http://[::1]") && bare.contains("localhost"), "{bare}");
        let good = r#"{"connections": [
            {"id": "a", "kind": "zenml", "name": "A", "base_url": "https://zenml.example.com:443/x"},
            {"id": "b", "kind": "zenml", "name": "B", "base_url": "https://zenml.example.com"},
            {"id": "c", "kind": "elastic-cloud", "name": "C", "base_url": "https://api.elastic-cloud.com"}]}"#;
        assert_eq!(at(good).unwrap(), ["https://api.elastic-cloud.com", "https://zenml.example.com"]);
    }

    #[test]
    fn only_a_folder_of_its_own_is_emptied() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        make_room(&out).unwrap();
        fs::write(out.join("old"), "x").unwrap();
        make_room(&out).unwrap();
        assert!(!out.join("old").exists() && out.join(MARK).exists());
        fs::remove_file(out.join(MARK)).unwrap();
        fs::write(out.join("mine"), "x").unwrap();
        assert!(make_room(&out).is_err());
        assert!(out.join("mine").exists());
    }
}
