//! The command line.

use std::path::PathBuf;

use lexopt::prelude::{Long, Short, ValueExt};
use sandbox::Seed;

/// How to call the program.
pub const USAGE: &str = "\
Plays Latchkey's backends on loopback, for demos and tests.

sandbox [--port P] [--api-port Q] [--app DIR] [--config FILE] [--keys N] [--allow-origin URL]...

  --port P            app (with --app) and APIs; default 8080, 0 for any free port
  --api-port Q        the APIs alone, on another origin
  --app DIR           folder of the built app
  --config FILE       served as /config.json in place of the app's own
  --keys N            demo keys of the Elastic organization, at most 10000; default 24
  --allow-origin URL  origin whose pages may call the APIs, repeatable;
                      default: the port's own, as 127.0.0.1 and as localhost";

/// What the command line asks for.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Args {
    pub port: Option<u16>,
    pub api_port: Option<u16>,
    pub app: Option<PathBuf>,
    pub config: Option<PathBuf>,
    pub seed: Seed,
    pub allowed_origins: Vec<String>,
    pub help: bool,
}

impl Args {
    /// Reads the command line; the error is a sentence.
    pub fn parse(mut parser: lexopt::Parser) -> Result<Self, String> {
        let mut args = Self::default();
        args.read(&mut parser).map_err(|error| format!("{error}. See --help."))?;
        args.seed.check()?;
        if args.config.is_some() && args.app.is_none() {
            return Err("--config needs --app: without an app nobody reads it.".to_owned());
        }
        Ok(args)
    }

    fn read(&mut self, parser: &mut lexopt::Parser) -> Result<(), lexopt::Error> {
        while let Some(argument) = parser.next()? {
            match argument {
                Long("port") => self.port = Some(parser.value()?.parse()?),
                Long("api-port") => self.api_port = Some(parser.value()?.parse()?),
                Long("app") => self.app = Some(parser.value()?.into()),
                Long("config") => self.config = Some(parser.value()?.into()),
                Long("keys") => self.seed.keys = parser.value()?.parse()?,
                Long("allow-origin") => {
                    let origin = parser.value()?.string()?;
                    self.allowed_origins.push(origin.trim_end_matches('/').to_owned());
                }
                Long("help") | Short('h') => self.help = true,
                other => return Err(other.unexpected()),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Args, String> {
        Args::parse(lexopt::Parser::from_iter(std::iter::once("sandbox").chain(line.split_whitespace())))
    }

    #[test]
    fn every_option_is_read() {
        let args = parse(
            "--port 4300 --api-port=4301 --app dist --config c.json --keys 7 \
             --allow-origin http://a.example/ --allow-origin http://b.example",
        )
        .expect("a valid line");
        assert_eq!((args.port, args.api_port), (Some(4300), Some(4301)));
        assert_eq!(args.seed.keys, 7);
        assert_eq!(args.allowed_origins, ["http://a.example", "http://b.example"]);
        assert_eq!(args.config, Some(PathBuf::from("c.json")));
    }

    #[test]
    fn mistakes_are_said_in_a_sentence() {
        for line in ["--prot 1", "--port x", "--port 70000", "--keys 10001", "--config c.json", "dist"] {
            assert!(parse(line).is_err(), "{line}");
        }
    }
}
