//! The command line: what may be typed, and what is meant by it.

use crate::build::Profile;
use crate::dist::{self, Host};
use crate::failure::{Failure, Result};
use crate::test::{Extent, Part};
use crate::up;
use lexopt::{Arg, Parser, ValueExt};
use std::num::NonZeroU16;

/// What `cargo xtask help` prints.
pub const HELP: &str = "\
cargo xtask up [--port 8080] [--keys N] [--zenml]
    Build the app, serve it with a sandbox of its backends and N demo keys.
    --zenml also starts a real ZenML server (needs Python 3.10 to 3.14).
cargo xtask test [full] [unit|supply|fuzz|browser|e2e|hosts|engines|fastapi|zenml]...
    Run all tests, or the parts named. With full, also those that take hours.
cargo xtask build [--debug]
    Build the app into dist/, compress it and check its size.
cargo xtask dist --config FILE [--base /keys/] [--out DIR] [--target nginx|caddy|netlify|cloudflare|s3|github-pages]
    Write a folder that is ready to be uploaded, with what its host has to be told.
cargo xtask fuzz [--runs N]
    Give N inputs to each of all readers of what comes from outside.
cargo xtask bench
    Measure the built app in Chromium.
";

const FUZZ_RUNS: u64 = 1_000_000;
const DEFAULT_PORT: NonZeroU16 = NonZeroU16::new(8080).unwrap();

/// What was asked for.
#[derive(Debug, PartialEq)]
pub enum Command {
    /// Print the help.
    Help,
    /// Start the demo.
    Up(up::Options),
    /// Run these parts of the tests.
    Test(Vec<Part>, Extent),
    /// Build the app.
    Build(Profile),
    /// Write what is uploaded.
    Dist(dist::Options),
    /// Look for inputs that make it fall over, so many for each reader.
    Fuzz(u64),
    /// Measure the app.
    Bench,
}

/// Reads the command line.
pub fn parse(mut parser: Parser) -> Result<Command> {
    let command = read(&mut parser);
    command.map_err(|error| {
        Failure::new(format!("{}.", capitalized(&error.to_string())), "Try: cargo xtask help")
    })
}

fn read(parser: &mut Parser) -> std::result::Result<Command, lexopt::Error> {
    match parser.next()? {
        None | Some(Arg::Long("help") | Arg::Short('h')) => Ok(Command::Help),
        Some(Arg::Value(name)) => match name.string()?.as_str() {
            "help" => Ok(Command::Help),
            "up" => read_up(parser),
            "test" => read_test(parser),
            "build" => read_build(parser),
            "dist" => read_dist(parser),
            "fuzz" => read_fuzz(parser),
            "bench" => no_more(parser).map(|()| Command::Bench),
            other => Err(format!("there is no command {other:?}").into()),
        },
        Some(other) => Err(other.unexpected()),
    }
}

fn read_up(parser: &mut Parser) -> std::result::Result<Command, lexopt::Error> {
    let mut options = up::Options { port: DEFAULT_PORT, keys: None, zenml: false };
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("port") => options.port = parser.value()?.parse()?,
            Arg::Long("keys") => options.keys = Some(parser.value()?.parse()?),
            Arg::Long("zenml") => options.zenml = true,
            other => return Err(other.unexpected()),
        }
    }
    Ok(Command::Up(options))
}

fn read_test(parser: &mut Parser) -> std::result::Result<Command, lexopt::Error> {
    let (mut parts, mut extent) = (Vec::new(), Extent::Short);
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Value(name) if name == "full" => extent = Extent::Full,
            Arg::Value(name) => parts.push(name.parse_with(Part::named)?),
            other => return Err(other.unexpected()),
        }
    }
    if parts.is_empty() {
        parts.extend(Part::ALL);
    }
    Ok(Command::Test(parts, extent))
}

fn read_fuzz(parser: &mut Parser) -> std::result::Result<Command, lexopt::Error> {
    let mut runs = FUZZ_RUNS;
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("runs") => runs = parser.value()?.parse()?,
            other => return Err(other.unexpected()),
        }
    }
    Ok(Command::Fuzz(runs))
}

fn read_build(parser: &mut Parser) -> std::result::Result<Command, lexopt::Error> {
    match parser.next()? {
        None => Ok(Command::Build(Profile::Release)),
        Some(Arg::Long("debug")) => no_more(parser).map(|()| Command::Build(Profile::Debug)),
        Some(other) => Err(other.unexpected()),
    }
}

fn read_dist(parser: &mut Parser) -> std::result::Result<Command, lexopt::Error> {
    let (mut config, mut base, mut out, mut host) = (None, "/".to_owned(), None, Host::Nginx);
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("config") => config = Some(parser.value()?.into()),
            Arg::Long("base") => base = parser.value()?.string()?,
            Arg::Long("out") => out = Some(parser.value()?.into()),
            Arg::Long("target") => host = parser.value()?.parse_with(Host::named)?,
            other => return Err(other.unexpected()),
        }
    }
    let config = config.ok_or("dist needs --config FILE, the config.json of this deployment")?;
    Ok(Command::Dist(dist::Options { config, base, out, host }))
}

fn no_more(parser: &mut Parser) -> std::result::Result<(), lexopt::Error> {
    parser.next()?.map_or(Ok(()), |extra| Err(extra.unexpected()))
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command> {
        parse(Parser::from_args(line.split_whitespace()))
    }

    #[test]
    fn up_has_defaults_and_options() {
        let plain = up::Options { port: DEFAULT_PORT, keys: None, zenml: false };
        assert_eq!(parsed("up").unwrap(), Command::Up(plain));
        let chosen = up::Options { port: NonZeroU16::new(9000).unwrap(), keys: Some(5), zenml: true };
        assert_eq!(parsed("up --port=9000 --zenml --keys 5").unwrap(), Command::Up(chosen));
    }

    #[test]
    fn dist_goes_to_the_root_of_an_nginx_by_itself() {
        let plain = dist::Options { config: "a.json".into(), base: "/".into(), out: None, host: Host::Nginx };
        assert_eq!(parsed("dist --config a.json").unwrap(), Command::Dist(plain));
        let chosen = dist::Options {
            config: "b.json".into(),
            base: "/keys/".into(),
            out: Some("here".into()),
            host: Host::GithubPages,
        };
        let line = "dist --base /keys/ --target github-pages --out here --config=b.json";
        assert_eq!(parsed(line).unwrap(), Command::Dist(chosen));
    }

    #[test]
    fn test_without_a_part_means_every_part() {
        assert_eq!(parsed("test").unwrap(), Command::Test(Part::ALL.to_vec(), Extent::Short));
        assert_eq!(
            parsed("test zenml unit").unwrap(),
            Command::Test(vec![Part::Zenml, Part::Unit], Extent::Short)
        );
        assert_eq!(parsed("test full fuzz").unwrap(), Command::Test(vec![Part::Fuzz], Extent::Full));
    }

    #[test]
    fn what_is_not_known_is_named_with_the_way_out() {
        for (line, named) in [
            ("down", "down"),
            ("up --port 99999", "99999"),
            ("up --port 0", "\"0\""),
            ("up --fast", "--fast"),
            ("test slow", "slow"),
            ("build --debug twice", "twice"),
            ("bench now", "now"),
            ("dist", "--config"),
            ("dist --config a.json --target apache", "apache"),
        ] {
            let sentence = parsed(line).unwrap_err().to_string();
            assert!(sentence.contains(named), "{line}: {sentence}");
            assert!(sentence.ends_with("Try: cargo xtask help"), "{line}: {sentence}");
        }
    }
}
