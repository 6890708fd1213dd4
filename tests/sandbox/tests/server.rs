//! The program over real connections: serving the app under its policy, and broken deliveries.
#![allow(clippy::expect_used, reason = "a helper that fails fails its test")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const KEYS: &str = "/api/v1/users/auth/keys";
const CREATE: &str = r#"{"description":"lost"}"#;

/// The running program with a small app, ended when dropped.
struct Server {
    process: Child,
    port: u16,
    folder: PathBuf,
}

impl Server {
    fn start(name: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        let app = folder.join("app");
        fs::create_dir_all(&app).expect("a folder for the app");
        let page = "<!doctype html><style>b{}</style><script>let a</script>";
        for (file, text) in [
            ("index.html", page),
            ("app-5d41402abc4b2a76_bg.wasm", "\0asm"),
            ("app-5d41402abc4b2a76_bg.wasm.br", "brotli"),
            ("config.json", r#"{"connections":[]}"#),
        ] {
            fs::write(app.join(file), text).expect("a file of the app");
        }
        let config = folder.join("config.json");
        fs::write(&config, r#"{"connections":[{"base_url":"http://127.0.0.1:4301/"}]}"#).expect("a config");
        let mut process = Command::new(env!("CARGO_BIN_EXE_sandbox"))
            .args(["--port", "0", "--app"])
            .arg(&app)
            .arg("--config")
            .arg(&config)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        let output = process.stdout.take().expect("its output");
        BufReader::new(output).read_line(&mut line).expect("its line");
        let address = line.trim().strip_prefix("sandbox ready on http://127.0.0.1:").expect("the ready line");
        let port = address.parse().expect("a port");
        Self { process, port, folder }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(5))).expect("a timeout");
        stream
    }

    /// Everything that comes back on a connection of its own.
    fn ask(&self, method: &str, target: &str, headers: &str, body: &str) -> String {
        let mut stream = self.connect();
        send(&mut stream, method, target, &format!("{headers}connection: close\r\n"), body);
        read_all(&mut stream)
    }

    fn get(&self, target: &str) -> String {
        self.ask("GET", target, "", "")
    }

    fn order(&self, path: &str, fault: &str) {
        let body = format!(r#"{{"method":"POST","path":"{path}","fault":{fault}}}"#);
        let answer = self.ask("POST", "/_sandbox/faults", "", &body);
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }

    fn count_lost(&self) -> usize {
        self.ask("GET", KEYS, AUTHORIZATION, "").matches("\"lost\"").count()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().expect("the program ends");
        self.process.wait().expect("the program has ended");
    }
}

const AUTHORIZATION: &str = "authorization: ApiKey essu_demo_owner_key\r\n";
const JSON: &str = "authorization: ApiKey essu_demo_owner_key\r\ncontent-type: application/json\r\n";

fn send(stream: &mut TcpStream, method: &str, target: &str, headers: &str, body: &str) {
    let length = body.len();
    let text =
        format!("{method} {target} HTTP/1.1\r\nhost: x\r\n{headers}content-length: {length}\r\n\r\n{body}");
    stream.write_all(text.as_bytes()).expect("the request is sent");
}

fn read_all(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).expect("the connection ends in order");
    String::from_utf8_lossy(&bytes).into_owned()
}

fn header<'a>(answer: &'a str, name: &str) -> Option<&'a str> {
    answer.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

#[test]
fn the_app_is_served_under_its_policy() {
    let server = Server::start("policy");
    for target in ["/", "/index.html", "/connections/elastic?status=active"] {
        let answer = server.get(target);
        assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("<!doctype html>"), "{target}");
        let policy = header(&answer, "content-security-policy").expect("a policy");
        for part in [
            "default-src 'none';",
            "script-src 'wasm-unsafe-eval' 'sha256-",
            "style-src 'self' 'sha256-",
            "connect-src 'self' http://127.0.0.1:4301;",
            "base-uri 'none';",
            "frame-ancestors 'none';",
            "report-uri /_sandbox/csp",
        ] {
            assert!(policy.contains(part), "{policy} lacks {part}");
        }
        assert_eq!(header(&answer, "cache-control"), Some("no-store"));
        assert_eq!(header(&answer, "x-content-type-options"), Some("nosniff"));
        assert_eq!(header(&answer, "referrer-policy"), Some("no-referrer"));
        assert_eq!(header(&answer, "cross-origin-opener-policy"), Some("same-origin"));
        assert_eq!(header(&answer, "cross-origin-resource-policy"), Some("same-origin"));
        assert!(header(&answer, "permissions-policy").is_some());
    }
}

#[test]
fn the_policy_follows_the_page_and_the_config() {
    let server = Server::start("follows");
    let before = server.get("/");
    fs::write(server.folder.join("config.json"), r#"{"connections":[{"base_url":"https://api.example"}]}"#)
        .expect("a config");
    std::thread::sleep(Duration::from_millis(20));
    fs::write(server.folder.join("app/index.html"), "<script>let b</script>").expect("a page");
    let after = server.get("/");
    let policy = header(&after, "content-security-policy").expect("a policy");
    assert!(policy.contains("connect-src 'self' https://api.example;"), "{policy}");
    let hash =
        |answer: &str| answer.split("'sha256-").nth(1).expect("a hash").split('\'').next().map(str::to_owned);
    assert_ne!(hash(&before), hash(&after));
    assert!(server.get("/config.json").contains("https://api.example"), "in place of the app's own");
}

#[test]
fn files_are_served_compressed_and_kept_by_their_hash() {
    let server = Server::start("files");
    let wasm = "/app-5d41402abc4b2a76_bg.wasm";
    let answer = server.ask("GET", wasm, "accept-encoding: br\r\n", "");
    assert_eq!(header(&answer, "content-type"), Some("application/wasm"));
    assert_eq!(header(&answer, "content-encoding"), Some("br"));
    assert!(answer.ends_with("brotli"));
    assert!(header(&answer, "cache-control").is_some_and(|value| value.contains("immutable")));
    assert_eq!(header(&server.get(wasm), "content-encoding"), None);
    for target in
        ["/missing.js", "/../config.json", "/..%2fconfig.json", "/app-5d41402abc4b2a76_bg.wasm/x.js"]
    {
        assert!(server.get(target).starts_with("HTTP/1.1 404"), "{target}");
    }
    assert!(server.ask("POST", "/", "", "").starts_with("HTTP/1.1 405"));
}

#[test]
fn the_apis_stand_beside_the_app() {
    let server = Server::start("apis");
    assert!(server.get("/api/v1/account").starts_with("HTTP/1.1 401"));
    let origin = format!("{AUTHORIZATION}origin: http://localhost:{}\r\n", server.port);
    let answer = server.ask("GET", "/api/v1/account", &origin, "");
    assert!(answer.starts_with("HTTP/1.1 200"));
    assert!(header(&answer, "access-control-allow-origin").is_some(), "its own origin by default");
    let large = "x".repeat((1 << 20) + 1);
    assert!(server.ask("POST", "/_sandbox/csp", "", &large).starts_with("HTTP/1.1 413"));
}

#[test]
fn a_dropped_connection_carries_no_byte_but_the_key_is_there() {
    let server = Server::start("drop");
    server.order(KEYS, r#"{"drop":"before"}"#);
    assert_eq!(server.ask("POST", KEYS, JSON, CREATE), "");
    assert_eq!(server.count_lost(), 0);
    server.order(KEYS, r#"{"drop":"after_commit"}"#);
    assert_eq!(server.ask("POST", KEYS, JSON, CREATE), "");
    assert_eq!(server.count_lost(), 1);
}

#[test]
fn a_browsers_own_repetition_does_not_create_twice() {
    let server = Server::start("repetition");
    let mut reused = server.connect();
    send(&mut reused, "OPTIONS", KEYS, "", "");
    let mut start = [0; 12];
    reused.read_exact(&mut start).expect("a first answer");
    server.order(KEYS, r#"{"drop":"after_commit"}"#);
    send(&mut reused, "POST", KEYS, JSON, CREATE);
    let rest = read_all(&mut reused);
    assert!(!rest.contains("\"id\""), "{rest}");
    assert_eq!(server.ask("POST", KEYS, JSON, CREATE), "", "the repetition is dropped too");
    assert_eq!(server.count_lost(), 1);
    assert!(server.ask("POST", KEYS, JSON, CREATE).starts_with("HTTP/1.1 201"), "a later try is not");
}

#[test]
fn delays_and_cuts_reach_the_client() {
    let server = Server::start("cuts");
    server.order(KEYS, r#"{"delay_ms":300}"#);
    let start = Instant::now();
    assert!(server.ask("POST", KEYS, JSON, CREATE).starts_with("HTTP/1.1 201"));
    assert!(start.elapsed() >= Duration::from_millis(300));
    server.order(KEYS, r#"{"truncate":7}"#);
    let answer = server.ask("POST", KEYS, JSON, CREATE);
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
    assert_eq!(body.len(), 7);
    let announced: usize =
        header(head, "content-length").and_then(|text| text.parse().ok()).expect("a length");
    assert!(announced > 100);
}

#[test]
fn a_taken_port_and_a_missing_app_are_said_in_one_sentence() {
    let server = Server::start("taken");
    let port = server.port.to_string();
    for (arguments, remedy) in
        [(["--port", &port], "choose another with --port"), (["--app", "nowhere"], "Build the app first")]
    {
        let output =
            Command::new(env!("CARGO_BIN_EXE_sandbox")).args(arguments).output().expect("the program runs");
        assert_eq!(output.status.code(), Some(1));
        let sentence = String::from_utf8_lossy(&output.stderr);
        assert!(sentence.contains(remedy) && sentence.lines().count() == 1, "{sentence}");
    }
}
