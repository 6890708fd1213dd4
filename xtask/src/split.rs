//! Splits the app: code that `lazy_page!` names goes into files of its own, loaded when it is needed.
//!
//! Splitting has its place between the compiler and wasm-bindgen, and both are called by trunk. So
//! trunk is shown a `wasm-bindgen` that is xtask itself: it splits, lets the real one do its work
//! on the part that is loaded first, and finishes the others.

mod loaders;
mod names;

use crate::failure::{Failure, Result};
use crate::{fingerprint, process, project, tools};
use sha2::{Digest, Sha256};
use std::env;
use std::ffi::{OsStr, OsString};
use std::fmt::Write;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_split_cli_support::{Options, transform};

/// How the names of files begin that a first visit does not load.
const LAZY: &str = "lazy-";
const STAND_IN: &str = "wasm-bindgen";
/// Where the real program is, told by the xtask that calls trunk to the one that trunk calls.
const REAL: &str = "LATCHKEY_WASM_BINDGEN";
/// How the splitter names what two parts or more need; there are many of those, and most are tiny.
const SHARED: &str = "chunk_";
/// Shared parts below this size come in one file.
const SMALL: usize = 8 * 1024;
/// As trunk calls it for the first part, by `index.html`.
const WASM_OPT: [&str; 7] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Makes trunk, called by this command, build an app in parts.
pub fn prepare(trunk: &mut Command) -> Result<()> {
    let bin = folder().join("bin");
    empty(&bin)?;
    empty(&parts())?;
    let link = bin.join(STAND_IN);
    env::current_exe().and_then(|own| symlink(own, &link)).map_err(Failure::file("make", &link))?;
    let path = tools::search_path();
    let in_front = env::join_paths([bin].into_iter().chain(env::split_paths(&path))).unwrap_or(path);
    trunk.env(REAL, tools::command(STAND_IN).get_program()).env("PATH", in_front);
    trunk.args(["--features", "split"]);
    Ok(())
}

/// Puts the parts that are loaded later beside what trunk built.
pub fn deliver(dist: &Path) -> Result<()> {
    rename_by_content(dist)?;
    for part in fingerprint::files_under(&parts(), |_| false)? {
        let to = dist.join(&part);
        fs::copy(parts().join(&part), &to).map_err(Failure::file("write", &to))?;
    }
    Ok(())
}

/// Trunk names the first part by what the compiler made. What becomes of that depends on the splitter
/// too, and a browser keeps for good what has a hash in its name.
fn rename_by_content(dist: &Path) -> Result<()> {
    let page = dist.join("index.html");
    let html = fs::read_to_string(&page).map_err(Failure::file("read", &page))?;
    let files = fingerprint::files_under(dist, |_| false)?;
    let old = files.iter().find(|file| file.extension() == Some(OsStr::new("js")));
    let Some(old) = old.and_then(|file| file.file_stem()?.to_str()) else { return Ok(()) };
    minify(&dist.join(format!("{old}.js")))?;
    let ends = [".js", "_bg.wasm"];
    let read = |end| {
        let path = dist.join(format!("{old}{end}"));
        fs::read(&path).map_err(Failure::file("read", &path))
    };
    let contents = [read(ends[0])?, read(ends[1])?];
    let stem = old.rsplit_once('-').map_or(old, |(stem, _)| stem);
    let new = format!("{stem}-{}", hash(&contents.concat()));
    for end in ends {
        let to = dist.join(format!("{new}{end}"));
        fs::rename(dist.join(format!("{old}{end}")), &to).map_err(Failure::file("write", &to))?;
    }
    fs::write(&page, html.replace(old, &new)).map_err(Failure::file("write", &page))
}

/// Trunk's own minifier does not know all that wasm-bindgen writes, and leaves it as it is then.
fn minify(script: &Path) -> Result<()> {
    let mut esbuild = tools::command("esbuild");
    esbuild.arg(script).args(["--minify", "--format=esm", "--target=es2022", "--log-level=warning"]);
    esbuild.arg("--allow-overwrite").arg(format!("--outfile={}", script.display()));
    if process::run(&mut esbuild)? {
        return Ok(());
    }
    Err(Failure::new("esbuild refused the app's script.", "The lines above say why."))
}

/// Whether a first visit does without this file.
pub fn is_lazy(file: &Path) -> bool {
    file.file_name().is_some_and(|name| name.to_string_lossy().starts_with(LAZY))
}

/// Whether this process was started as trunk's `wasm-bindgen`.
pub fn is_stand_in() -> bool {
    env::args_os().next().is_some_and(|own| Path::new(&own).file_name() == Some(OsStr::new(STAND_IN)))
}

/// What the stand-in does: `wasm-bindgen`, with the app split before.
pub fn stand_in() -> Result<bool> {
    let real = env::var_os(REAL).ok_or_else(|| {
        Failure::new(format!("{REAL} is not set."), "Build with `cargo xtask build`, which sets it.")
    })?;
    let mut arguments: Vec<OsString> = env::args_os().skip(1).collect();
    let input = arguments.iter_mut().find(|one| Path::new(one).extension() == Some(OsStr::new("wasm")));
    let Some(input) = input else {
        return process::run(Command::new(real).args(arguments));
    };
    let split = Split::of(Path::new(input))?;
    *input = split.first.clone().into();
    let out = option(&arguments, "--out-dir=").zip(option(&arguments, "--out-name="));
    let Some((folder, name)) = out else {
        return Err(Failure::new("Trunk names no output.", "Use the trunk that xtask installs."));
    };
    // Among those is the table of functions, through which the parts call each other.
    arguments.push("--keep-lld-exports".into());
    if !process::run(Command::new(real).args(&arguments))? {
        return Ok(false);
    }
    let script = Path::new(&folder).join(format!("{name}.js"));
    let text = fs::read_to_string(&script).map_err(Failure::file("read", &script))?;
    let text = loaders::put_into(&text, &split.finish()?)?;
    let module = Path::new(&folder).join(format!("{name}_bg.wasm"));
    let wasm = fs::read(&module).map_err(Failure::file("read", &module))?;
    let (text, wasm) = names::shorten(&text, &wasm)?;
    fs::write(&module, wasm).map_err(Failure::file("write", &module))?;
    fs::write(&script, text).map_err(Failure::file("write", &script))?;
    Ok(true)
}

/// The app in parts.
struct Split {
    /// The part that is loaded first, for wasm-bindgen.
    first: PathBuf,
    /// The others.
    lazy: Vec<PathBuf>,
    /// The script that loads them.
    loaders: String,
}

impl Split {
    fn of(input: &Path) -> Result<Self> {
        let wasm = fs::read(input).map_err(Failure::file("read", input))?;
        let folder = folder().join("raw");
        empty(&folder)?;
        let first = folder.join("first.wasm");
        let mut options = Options::new(&wasm);
        options.output_dir = &folder;
        options.main_out_path = &first;
        options.link_name = loaders::NAME;
        let made = transform(options).map_err(|error| {
            Failure::new(format!("Cannot split the app: {error:#}."), "See xtask/src/split.rs.")
        })?;
        let loaders = folder.join(loaders::NAME);
        let loaders = fs::read_to_string(&loaders).map_err(Failure::file("read", &loaders))?;
        Ok(Self { first, lazy: made.split_modules, loaders })
    }

    /// Optimizes the parts that are loaded later and names them by content; gives the script that loads them.
    fn finish(self) -> Result<String> {
        let mut loaders = self.loaders;
        let mut pack = Vec::new();
        let mut packed = Vec::new();
        for part in self.lazy.iter().filter(|part| part.is_file()) {
            let stem = part.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let call = format!("fetch(new URL(\"./{stem}.wasm\", import.meta.url))");
            if !loaders.contains(&call) {
                if loaders.contains(&stem) {
                    return Err(loaders::strange(
                        "The splitter loads its parts in another way than is known.",
                    ));
                }
                continue; // an empty part, which is never loaded
            }
            let content = optimized(part)?;
            if stem.starts_with(SHARED) && content.len() < SMALL {
                packed.push((call, pack.len(), pack.len() + content.len()));
                pack.extend(content);
                continue;
            }
            let name = store(stem.trim_start_matches("split_"), &content)?;
            loaders = loaders.replace(&call, &loaders::fetching(&name, &content));
        }
        for (call, from, to) in &packed {
            loaders = loaders.replace(call, &format!("packed({from}, {to})"));
        }
        if pack.is_empty() {
            return Ok(loaders);
        }
        Ok(loaders::unpacking(&store("shared", &pack)?, &pack) + &loaders)
    }
}

/// What `wasm-opt` makes of a part.
fn optimized(part: &Path) -> Result<Vec<u8>> {
    let small = part.with_extension("opt");
    let mut wasm_opt = tools::command("wasm-opt");
    wasm_opt.arg(part).args(WASM_OPT).arg("--output").arg(&small);
    if process::run(&mut wasm_opt)? {
        return fs::read(&small).map_err(Failure::file("read", &small));
    }
    Err(Failure::new(format!("wasm-opt refused {}.", part.display()), "The lines above say why."))
}

/// Keeps a file for `deliver`; gives its name.
fn store(stem: &str, content: &[u8]) -> Result<String> {
    let name = format!("{LAZY}{stem}-{}.wasm", hash(content));
    let to = parts().join(&name);
    fs::write(&to, content).map_err(Failure::file("write", &to))?;
    Ok(name)
}

fn option(arguments: &[OsString], name: &str) -> Option<String> {
    arguments.iter().find_map(|one| one.to_str()?.strip_prefix(name).map(ToOwned::to_owned))
}

/// 16 hexadecimal digits, as in trunk's names.
fn hash(content: &[u8]) -> String {
    Sha256::digest(content).iter().take(8).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn folder() -> PathBuf {
    project::target().join("split")
}

fn parts() -> PathBuf {
    folder().join("parts")
}

fn empty(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        fs::remove_dir_all(folder).map_err(Failure::file("remove", folder))?;
    }
    fs::create_dir_all(folder).map_err(Failure::file("make", folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_optimized_alike() {
        let page = fs::read_to_string(project::root().join("index.html")).unwrap();
        let [level, rest @ ..] = &WASM_OPT;
        assert!(page.contains(&format!("data-wasm-opt=\"{}\"", level.trim_start_matches("-O"))));
        assert!(page.contains(&format!("data-wasm-opt-params=\"{}\"", rest.join(" "))));
    }
}
