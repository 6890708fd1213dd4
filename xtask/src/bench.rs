//! `cargo xtask bench`: the built app measured in Chromium, by a script that seeds the sandbox as it goes.

use crate::failure::{Failure, Result};
use crate::sandbox::{self, Sandbox};
use crate::{build, chromium, demo, fingerprint, node, process, project, size, tools};
use std::fs;
use std::path::{Path, PathBuf};

const PORT: u16 = 4320;

/// Builds for release, starts a sandbox and runs the measuring script against it.
pub fn bench() -> Result<()> {
    sandbox::check_free(PORT, "Stop what uses it, then run this again.")?;
    build::build_if_changed()?;
    node::install_packages()?;
    let chromium = chromium::ensure()?;
    // Optimized, so that what is measured is the app and not the sandbox.
    let program = sandbox::build(&["--release"])?;
    let origin = demo::origin(PORT);
    let config = demo::write_config("bench", &origin, None)?;
    let app = with_plain_page()?;
    let _sandbox =
        Sandbox::start(&program, &sandbox::Options { port: PORT, app: &app, config: &config, keys: None })?;

    let mut script = tools::command("node");
    script.arg("tests/bench/run.mjs").env("APP_URL", &origin).env("CHROMIUM", chromium);
    if process::run(&mut script)? {
        return Ok(());
    }
    Err(Failure::new("The measurement failed or missed its targets.", "The lines above say which."))
}

/// A folder with the built app and, under `plain`, the page it is measured against: served alike, compressed alike.
fn with_plain_page() -> Result<PathBuf> {
    let folder = project::target().join("bench/app");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(Failure::file("remove", &folder))?;
    }
    copy(&project::dist(), &folder)?;
    let plain = folder.join("plain");
    copy(&project::root().join("tests/bench/plain"), &plain)?;
    // The app's own styles, so that both pages lay out and paint the same.
    copy(&project::root().join("style"), &plain)?;
    size::compress(&plain)?;
    Ok(folder)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    for file in fingerprint::files_under(from, |_| false)? {
        let copied = to.join(&file);
        let parent = copied.parent().unwrap_or(to);
        fs::create_dir_all(parent).map_err(Failure::file("make", parent))?;
        fs::copy(from.join(&file), &copied).map_err(Failure::file("write", &copied))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_copied_with_the_folders_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        fs::create_dir_all(from.join("deep/deeper")).unwrap();
        fs::write(from.join("deep/deeper/file"), "content").unwrap();
        copy(&from, &to).unwrap();
        assert_eq!(fs::read_to_string(to.join("deep/deeper/file")).unwrap(), "content");
        assert!(copy(&folder.path().join("missing"), &to).is_err());
    }
}
