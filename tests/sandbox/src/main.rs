//! Starts the sandbox on loopback and says so in one line once it listens.

mod args;

use std::process::ExitCode;

use args::Args;
use sandbox::server::{self, App};
use sandbox::{Options, Sandbox};

const DEFAULT_PORT: u16 = 8080;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), String> {
    let args = Args::parse(lexopt::Parser::from_env())?;
    if args.help {
        println!("{}", args::USAGE);
        return Ok(());
    }
    let app = args.app.map(|folder| App::new(folder, args.config)).transpose()?;
    let main = server::bind(args.port.unwrap_or(DEFAULT_PORT), "--port").await?;
    let apis = match args.api_port {
        Some(port) => Some(server::bind(port, "--api-port").await?),
        None => None,
    };
    let port = main.local_addr().map_err(|error| format!("Can't tell the port: {error}."))?.port();
    let allowed_origins = if args.allowed_origins.is_empty() {
        vec![format!("http://127.0.0.1:{port}"), format!("http://localhost:{port}")]
    } else {
        args.allowed_origins
    };
    let sandbox = Sandbox::new(Options { seed: args.seed, allowed_origins });
    println!("sandbox ready on http://127.0.0.1:{port}");
    server::serve(sandbox, app, main, apis).await;
    Ok(())
}
