//! Tells whether files changed: a digest of their paths and contents.

use crate::failure::{Failure, Result};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// The digest of some files, named relative to `root`, in the order given.
pub fn of_files(root: &Path, files: &[PathBuf]) -> Result<String> {
    let mut digest = Sha256::new();
    for file in files {
        let path = root.join(file);
        let content = fs::read(&path).map_err(Failure::file("read", &path))?;
        let name = file.to_string_lossy();
        // Lengths first, so that no byte can move from a name to a content unnoticed.
        digest.update((name.len() as u64).to_be_bytes());
        digest.update((content.len() as u64).to_be_bytes());
        digest.update(name.as_bytes());
        digest.update(content);
    }
    Ok(digest.finalize().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    }))
}

/// Every file under `root`, sorted, relative to it; `skip` tells which relative paths to pass over.
pub fn files_under(root: &Path, skip: impl Fn(&Path) -> bool) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        let full = root.join(&folder);
        for entry in fs::read_dir(&full).map_err(Failure::file("list", &full))? {
            let entry = entry.map_err(Failure::file("list", &full))?;
            let path = folder.join(entry.file_name());
            if skip(&path) {
                continue;
            }
            if root.join(&path).is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(root: &Path) -> String {
        let files = files_under(root, |path| path == Path::new("skipped")).unwrap();
        of_files(root, &files).unwrap()
    }

    #[test]
    fn contents_names_and_new_files_count_but_skipped_ones_do_not() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("src")).unwrap();
        fs::write(root.join("src/a"), "1").unwrap();
        let first = print(root);
        assert_eq!(print(root), first);

        fs::write(root.join("skipped"), "x").unwrap();
        assert_eq!(print(root), first);

        fs::write(root.join("src/a"), "2").unwrap();
        let changed = print(root);
        assert_ne!(changed, first);

        fs::rename(root.join("src/a"), root.join("src/b")).unwrap();
        assert_ne!(print(root), changed);

        fs::write(root.join("new"), "").unwrap();
        assert_eq!(files_under(root, |_| false).unwrap(), ["new", "skipped", "src/b"].map(PathBuf::from));
    }
}
