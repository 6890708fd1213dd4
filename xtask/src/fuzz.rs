//! `cargo xtask fuzz`: inputs that nobody thought of, found by libFuzzer, for all that reads what comes from outside.

use crate::failure::{Failure, Result};
use crate::{process, project, report};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is fuzzed.
pub const TARGETS: [&str; 3] = ["answers", "config", "typed"];

/// What cargo-fuzz passes to the compiler, of what needs no nightly one: edges and comparisons are counted.
const FLAGS: [&str; 9] = [
    "--cfg=fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Cllvm-args=-simplifycfg-branch-fold-threshold=0",
    "-Ccodegen-units=1",
    "-Cdebug-assertions",
];

/// As many as there are calls, and more: the last bytes of a seed say which call it answers.
const CALLS: u8 = 96;
/// As many as there are kinds of text that are typed, and more.
const TEXTS: u8 = 9;

/// Gives so many inputs to each target. Ends at the first that panics, hangs or takes too much memory.
pub fn fuzz(runs: u64) -> Result<()> {
    let programs = build()?;
    for target in TARGETS {
        report::step(&title(target, runs), || run(&programs, target, runs))?;
    }
    Ok(())
}

/// What a run is called.
pub fn title(target: &str, runs: u64) -> String {
    format!("Fuzzing: {target}, {} inputs", report::grouped(runs))
}

/// Gives so many inputs to one target.
pub fn run(programs: &Path, target: &str, runs: u64) -> Result<()> {
    let corpus = project::target().join("fuzz/corpus").join(target);
    seed(target, &corpus)?;
    let found = project::target().join("fuzz/found").join(target);
    fs::create_dir_all(&found).map_err(Failure::file("make", &found))?;
    let mut command = Command::new(programs.join(target));
    command.arg(format!("-runs={runs}")).arg(format!("-artifact_prefix={}/", found.display()));
    command.args([
        "-max_len=8192",
        "-timeout=10",
        "-rss_limit_mb=4096",
        "-print_final_stats=1",
        "-verbosity=0",
    ]);
    if process::run(command.arg(corpus))? {
        return Ok(());
    }
    Err(Failure::new(
        format!("An input to {target} made it fall over; the lines above say where."),
        "The input lies under target/fuzz/found: name its file behind the program to see it again.",
    ))
}

/// Builds what is fuzzed; where the programs are.
pub fn build() -> Result<PathBuf> {
    report::step("Building what is fuzzed", compile)
}

fn compile() -> Result<PathBuf> {
    let folder = project::target().join("fuzz/build");
    let host = host()?;
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--release", "--locked", "--quiet", "--target", &host]).arg("--manifest-path");
    cargo.arg(project::root().join("fuzz/Cargo.toml")).arg("--target-dir").arg(&folder);
    // A target that is named keeps the flags from what runs while building.
    if process::run(cargo.env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\u{1f}")))? {
        return Ok(folder.join(host).join("release"));
    }
    Err(Failure::new(
        "What is fuzzed could not be built.",
        "The lines above say why. It needs a C++ compiler, such as g++.",
    ))
}

fn host() -> Result<String> {
    let answer = process::ask(Command::new("rustc").arg("-vV"));
    let host = answer.as_deref().and_then(|text| text.lines().find_map(|line| line.strip_prefix("host: ")));
    host.map(str::to_owned).ok_or_else(|| {
        Failure::new("rustc does not say for what it compiles.", "Check the Rust installation.")
    })
}

/// Puts in what the tests of the contracts have recorded, so that it gets far from the start.
fn seed(target: &str, corpus: &Path) -> Result<()> {
    fs::create_dir_all(corpus).map_err(Failure::file("make", corpus))?;
    let mut texts = Vec::new();
    match target {
        "config" => texts.push(project::root().join("config.json")),
        _ => files(&project::root().join("tests/contract/fixtures"), &mut texts)?,
    }
    for (number, path) in texts.iter().enumerate() {
        let text = fs::read(path).map_err(Failure::file("read", path))?;
        let tails: Vec<Vec<u8>> = match target {
            "answers" => (0..CALLS).map(|call| vec![call, 0, 0, call % 8]).collect(),
            "typed" => (0..TEXTS).map(|which| vec![which]).collect(),
            _ => vec![Vec::new()],
        };
        for (which, tail) in tails.iter().enumerate() {
            let path = corpus.join(format!("seed-{number}-{which}"));
            fs::write(&path, [text.as_slice(), tail].concat()).map_err(Failure::file("write", &path))?;
        }
    }
    Ok(())
}

/// The files in a folder and below, in the order of their names.
fn files(folder: &Path, into: &mut Vec<PathBuf>) -> Result<()> {
    let entries = fs::read_dir(folder).map_err(Failure::file("read", folder))?;
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() { files(&path, into)? } else { into.push(path) }
    }
    Ok(())
}
