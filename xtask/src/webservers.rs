//! Real web servers on loopback that serve what `dist` wrote, by the very files that it wrote for them.

use crate::dist::{self, Host};
use crate::failure::{Failure, Result};
use crate::process::Group;
use crate::{packages, project};
use std::fs;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

const START_LIMIT: Duration = Duration::from_secs(20);

/// A host that serves the app under one base. Ends when dropped.
pub struct WebServer {
    /// What it is and where the app lies, for people.
    pub name: String,
    /// The address of the app.
    pub url: String,
    /// What serves it.
    pub host: Host,
    /// The folder that was written for it.
    pub out: PathBuf,
    /// What it was told by that folder, where it looks for it.
    pub told: PathBuf,
    /// What makes it look again.
    pub reload: Vec<String>,
    _group: Group,
}

/// Writes the folder for a host and serves it.
pub fn start(host: Host, base: &str, port: u16, config: &Path) -> Result<WebServer> {
    let program = if host == Host::Caddy { "caddy" } else { "nginx" };
    packages::ensure(program)?;
    let out = project::target().join(format!("hosts/{program}-{port}"));
    let options =
        dist::Options { config: config.into(), base: base.to_owned(), out: Some(out.clone()), host };
    dist::write_folder(&options)?;
    let told = placed(&out, if host == Host::Caddy { "latchkey.caddy" } else { "latchkey.nginx.conf" })?;
    let (mut command, reload) = match host {
        Host::Caddy => caddy(&out, &told, port)?,
        _ => nginx(&out, &told, port)?,
    };
    let group = Group::spawn(&mut command)?;
    let deadline = Instant::now() + START_LIMIT;
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        if Instant::now() > deadline {
            return Err(Failure::new(format!("{program} did not start."), "The lines above say why."));
        }
        thread::sleep(Duration::from_millis(50));
    }
    let url = format!("http://localhost:{port}{base}");
    Ok(WebServer { name: format!("{program} {base}"), url, host, out, told, reload, _group: group })
}

/// How it is started, and how it is made to read again what it is told.
type Commands = (Command, Vec<String>);

fn nginx(out: &Path, told: &Path, port: u16) -> Result<Commands> {
    let text = format!(
        "daemon off; pid {out}/nginx.pid; error_log stderr warn;\n\
         events {{}}\n\
         http {{\n  include /etc/nginx/mime.types; access_log off;\n  \
         client_body_temp_path {out}/tmp; proxy_temp_path {out}/tmp; fastcgi_temp_path {out}/tmp;\n  \
         uwsgi_temp_path {out}/tmp; scgi_temp_path {out}/tmp;\n  \
         server {{ listen 127.0.0.1:{port}; server_name localhost; include {told}; }}\n}}\n",
        out = out.display(),
        told = told.display(),
    );
    let conf = out.join("nginx.conf");
    fs::write(&conf, text).map_err(Failure::file("write", &conf))?;
    let mut command = Command::new("nginx");
    command.arg("-c").arg(&conf).arg("-p").arg(out).args(["-e", "stderr"]);
    let reload = ["nginx", "-c", text_of(&conf), "-p", text_of(out), "-e", "stderr", "-s", "reload"];
    Ok((command, reload.map(str::to_owned).to_vec()))
}

fn caddy(out: &Path, told: &Path, port: u16) -> Result<Commands> {
    // It is asked to read again at a socket of its own, so that no port is taken for that.
    let admin = format!("unix/{}", out.join("admin.sock").display());
    let text = format!(
        "{{\n\tadmin {admin}\n\tauto_https off\n}}\n\
         http://localhost:{port} {{\n\tbind 127.0.0.1\n\timport {}\n}}\n",
        told.display()
    );
    let conf = out.join("Caddyfile");
    fs::write(&conf, text).map_err(Failure::file("write", &conf))?;
    let mut command = Command::new("caddy");
    // What it keeps of itself has no place in the home of who tests.
    command
        .args(["run", "--adapter", "caddyfile", "--config"])
        .arg(&conf)
        .env("HOME", out)
        .env("XDG_CONFIG_HOME", out)
        .env("XDG_DATA_HOME", out);
    let reload =
        ["caddy", "reload", "--adapter", "caddyfile", "--config", text_of(&conf), "--address", &admin];
    Ok((command, reload.map(str::to_owned).to_vec()))
}

fn text_of(path: &Path) -> &str {
    path.to_str().unwrap_or_default()
}

/// The file for the host, with the site where it lies here.
fn placed(out: &Path, name: &str) -> Result<PathBuf> {
    let path = out.join(name);
    let text = fs::read_to_string(&path).map_err(Failure::file("read", &path))?;
    let here = out.join(format!("placed-{name}"));
    let text = text.replace("/srv/latchkey", &out.join("site").display().to_string());
    fs::write(&here, text).map_err(Failure::file("write", &here))?;
    Ok(here)
}
