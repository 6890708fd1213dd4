//! Compressed neighbours of the built files, and what a first visit weighs against the budget.

use crate::failure::{Failure, Result};
use crate::{fingerprint, report, split};
use flate2::{Compression, GzBuilder};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What a first visit may weigh, in bytes after brotli at its best quality.
pub const BUDGET: u64 = 196_100;

/// One served file and its weight in bytes after brotli.
pub struct Weight {
    file: PathBuf,
    bytes: u64,
}

/// Writes a `.br` and a `.gz` beside every file; the same input always gives the same bytes.
pub fn compress(dist: &Path) -> Result<()> {
    for file in served(dist)? {
        let path = dist.join(file);
        let content = fs::read(&path).map_err(Failure::file("read", &path))?;
        compress_file(&path, &content)?;
    }
    Ok(())
}

/// The same for `folder`; what is compressed in `built` already is taken from there, which saves most of the time.
pub fn compress_as(built: &Path, folder: &Path) -> Result<()> {
    for file in served(folder)? {
        let (path, model) = (folder.join(&file), built.join(&file));
        let content = fs::read(&path).map_err(Failure::file("read", &path))?;
        let neighbours = [neighbour(&model, "br"), neighbour(&model, "gz")];
        if neighbours.iter().all(|it| it.is_file()) && fs::read(&model).is_ok_and(|same| same == content) {
            for (end, from) in ["br", "gz"].into_iter().zip(&neighbours) {
                write_neighbour(&path, end, fs::read(from))?;
            }
        } else {
            compress_file(&path, &content)?;
        }
    }
    Ok(())
}

fn compress_file(path: &Path, content: &[u8]) -> Result<()> {
    write_neighbour(path, "br", brotli(content))?;
    write_neighbour(path, "gz", gzip(content))
}

/// What each file weighs. Those that are loaded later have no part in the first visit.
pub fn weigh(dist: &Path) -> Result<Vec<Weight>> {
    let weigh_one = |file: PathBuf| {
        let path = neighbour(&dist.join(&file), "br");
        let bytes = fs::metadata(&path).map_err(Failure::file("read", &path))?.len();
        Ok(Weight { file, bytes })
    };
    served(dist)?.into_iter().map(weigh_one).collect()
}

/// A table of the weights, their total and the budget.
pub fn table(weights: &[Weight]) -> String {
    let row = |bytes, text: String| format!("{:>11} B  {text}\n", report::grouped(bytes));
    let rows = |lazy: bool| -> String {
        let these = weights.iter().filter(|weight| split::is_lazy(&weight.file) == lazy);
        these.map(|weight| row(weight.bytes, weight.file.display().to_string())).collect()
    };
    let sum = row(total(weights), format!("of {} B", report::grouped(BUDGET)));
    format!("First visit, brotli 11:\n{}{sum}Loaded when needed:\n{}", rows(false), rows(true))
}

/// Fails when a first visit weighs more than the budget.
pub fn check(weights: &[Weight]) -> Result<()> {
    let total = total(weights);
    if total <= BUDGET {
        return Ok(());
    }
    Err(Failure::new(
        format!(
            "A first visit weighs {} bytes, {} over the budget.",
            report::grouped(total),
            report::grouped(total - BUDGET)
        ),
        "Take something out, or look with `twiggy` at what grew.",
    ))
}

fn total(weights: &[Weight]) -> u64 {
    weights.iter().filter(|weight| !split::is_lazy(&weight.file)).map(|weight| weight.bytes).sum()
}

fn served(dist: &Path) -> Result<Vec<PathBuf>> {
    fingerprint::files_under(dist, |path| path.extension().is_some_and(|end| end == "br" || end == "gz"))
}

fn write_neighbour(path: &Path, end: &str, content: io::Result<Vec<u8>>) -> Result<()> {
    let path = neighbour(path, end);
    content.and_then(|content| fs::write(&path, content)).map_err(Failure::file("write", &path))
}

fn neighbour(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(end);
    name.into()
}

fn brotli(content: &[u8]) -> io::Result<Vec<u8>> {
    let settings = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut output = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut output, &settings)?;
    Ok(output)
}

fn gzip(content: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights(bytes: &[u64]) -> Vec<Weight> {
        bytes.iter().map(|bytes| Weight { file: "a.wasm".into(), bytes: *bytes }).collect()
    }

    #[test]
    fn the_budget_itself_is_allowed_and_one_byte_more_is_not() {
        assert!(check(&weights(&[BUDGET - 1, 1])).is_ok());
        let failure = check(&weights(&[BUDGET, 1])).unwrap_err();
        let told = format!("{} bytes, 1 over", report::grouped(BUDGET + 1));
        assert!(failure.to_string().contains(&told), "{failure}");
    }

    #[test]
    fn neighbours_are_written_once_and_are_not_weighed() {
        let folder = tempfile::tempdir().unwrap();
        let dist = folder.path();
        fs::write(dist.join("index.html"), "latchkey ".repeat(1_000)).unwrap();
        compress(dist).unwrap();
        let first = fs::read(dist.join("index.html.gz")).unwrap();
        compress(dist).unwrap();
        assert_eq!(fs::read(dist.join("index.html.gz")).unwrap(), first);
        assert!(!dist.join("index.html.br.br").exists());

        let elsewhere = tempfile::tempdir().unwrap();
        for (name, content) in [("index.html", "latchkey ".repeat(1_000)), ("new.json", "{}".to_owned())] {
            fs::write(elsewhere.path().join(name), content).unwrap();
        }
        fs::write(dist.join("index.html.gz"), "as it was built").unwrap();
        compress_as(dist, elsewhere.path()).unwrap();
        assert_eq!(fs::read(elsewhere.path().join("index.html.gz")).unwrap(), b"as it was built");
        assert!(elsewhere.path().join("new.json.br").exists());
        fs::write(elsewhere.path().join("index.html"), "another").unwrap();
        compress_as(dist, elsewhere.path()).unwrap();
        assert_ne!(fs::read(elsewhere.path().join("index.html.gz")).unwrap(), b"as it was built");

        let weights = weigh(dist).unwrap();
        assert_eq!(weights.len(), 1);
        assert_eq!(weights[0].bytes, fs::metadata(dist.join("index.html.br")).unwrap().len());
        assert!(weights[0].bytes < 100);
        assert!(table(&weights).contains("index.html\n"));
    }
}
