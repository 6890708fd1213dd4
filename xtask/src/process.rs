//! Child processes: each leads its own process group, and all of them end when xtask ends.

mod tree;

use crate::failure::{Failure, Result};
use nix::sys::signal::{Signal, kill, killpg};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::Pid;
use std::io::{self, BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use std::{process, thread};

/// How a process is asked to end, and how long it may take to do so. One that does not is killed.
const REQUESTS: [(Signal, Duration); 2] =
    [(Signal::SIGINT, Duration::from_secs(3)), (Signal::SIGTERM, Duration::from_secs(2))];
/// What a shell reports for a command that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

static GROUPS: Mutex<Vec<Pid>> = Mutex::new(Vec::new());
static STOPPING: AtomicBool = AtomicBool::new(false);
static EXIT_CODE: AtomicI32 = AtomicI32::new(INTERRUPTED);

/// Ends every child when it goes out of scope, so also when xtask panics.
pub struct EndAll;

impl Drop for EndAll {
    fn drop(&mut self) {
        end_all();
    }
}

/// Makes Ctrl-C (and a request to terminate) end every child, then xtask.
pub fn end_children_on_interrupt() -> Result<()> {
    ctrlc::set_handler(|| {
        if STOPPING.swap(true, Ordering::SeqCst) {
            return;
        }
        println!("\nStopping…");
        end_all();
        process::exit(EXIT_CODE.load(Ordering::SeqCst));
    })
    .map_err(|error| {
        Failure::new(format!("Cannot listen for Ctrl-C: {error}."), "Run xtask from a terminal.")
    })
}

/// From here on Ctrl-C is the expected way to end, so it counts as success.
pub fn expect_interrupt() {
    EXIT_CODE.store(0, Ordering::SeqCst);
}

/// Runs a command to its end with its output shown; tells whether it succeeded.
pub fn run(command: &mut Command) -> Result<bool> {
    let mut child = Group::spawn(command)?;
    child.wait()
}

/// How a command ended and what it wrote to its standard output.
pub struct Output {
    /// Whether it exited with 0.
    pub success: bool,
    /// Its standard output.
    pub text: String,
}

/// Runs a command to its end and keeps its standard output; `each` sees every line as it comes.
pub fn run_and_keep(command: &mut Command, each: impl Fn(&str)) -> Result<Output> {
    let mut child = Group::spawn(command.stdout(Stdio::piped()))?;
    let mut text = String::new();
    for line in child.lines() {
        each(&line);
        text.push_str(&line);
        text.push('\n');
    }
    Ok(Output { success: child.wait()?, text })
}

/// What a short command prints, when it can be started and succeeds. Nothing of it is shown.
pub fn ask(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A running child and the process group it leads. Ends when dropped.
pub struct Group {
    child: Child,
    pid: Pid,
    program: String,
}

impl Group {
    /// Starts a command as the leader of a new process group, without an input.
    pub fn spawn(command: &mut Command) -> Result<Self> {
        let program = command.get_program().to_string_lossy().into_owned();
        // Checked under the lock, so that a child is either seen by `end_all` or never started.
        let mut groups = GROUPS.lock().unwrap_or_else(PoisonError::into_inner);
        if STOPPING.load(Ordering::SeqCst) {
            drop(groups);
            halt_if_stopping();
            groups = GROUPS.lock().unwrap_or_else(PoisonError::into_inner);
        }
        let child = command.stdin(Stdio::null()).process_group(0).spawn().map_err(|error| {
            Failure::new(
                format!("Cannot start {program}: {error}."),
                "Check that it is installed and on PATH.",
            )
        })?;
        let pid = Pid::from_raw(child.id().cast_signed());
        groups.push(pid);
        Ok(Self { child, pid, program })
    }

    /// The lines of its standard output, if that is piped.
    pub fn lines(&mut self) -> impl Iterator<Item = String> + use<> {
        let output = self.child.stdout.take().map(BufReader::new);
        let lines = output.into_iter().flat_map(|output| output.split(b'\n'));
        lines.map_while(io::Result::ok).map(|line| String::from_utf8_lossy(&line).into_owned())
    }

    /// Whether it still runs.
    pub fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Waits for its end; tells whether it succeeded.
    pub fn wait(&mut self) -> Result<bool> {
        let status = self.child.wait();
        halt_if_stopping();
        status.map(|status| status.success()).map_err(|error| {
            Failure::new(format!("Lost track of {}: {error}.", self.program), "Run the command again.")
        })
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        end(&[self.pid]);
        GROUPS.lock().unwrap_or_else(PoisonError::into_inner).retain(|pid| *pid != self.pid);
    }
}

/// The thread that handles Ctrl-C decides when xtask exits: any other one must not go on or report.
fn halt_if_stopping() {
    while STOPPING.load(Ordering::SeqCst) {
        thread::park();
    }
}

fn end_all() {
    let groups = GROUPS.lock().unwrap_or_else(PoisonError::into_inner).clone();
    end(&groups);
}

/// Asks the groups to end as Ctrl-C would, waits, then kills them and whatever they left in groups of its own.
fn end(groups: &[Pid]) {
    let relatives = tree::descendants(groups);
    for (request, patience) in REQUESTS {
        signal(groups, request);
        let deadline = Instant::now() + patience;
        while groups.iter().any(|group| is_alive(*group)) && Instant::now() < deadline {
            thread::sleep(Duration::from_millis(20));
        }
    }
    signal(groups, Signal::SIGKILL);
    for relative in relatives.into_iter().filter(tree::Relative::is_alive) {
        let _ = kill(relative.pid(), Signal::SIGKILL);
    }
}

fn signal(groups: &[Pid], signal: Signal) {
    for group in groups.iter().filter(|group| is_alive(**group)) {
        // It may have ended since.
        let _ = killpg(*group, signal);
    }
}

/// Whether a group has a member left. Its ended leader is collected first: it would count as one.
fn is_alive(group: Pid) -> bool {
    match waitpid(group, Some(WaitPidFlag::WNOHANG)) {
        Ok(WaitStatus::StillAlive) => true,
        _ => tree::is_group_alive(group).unwrap_or_else(|| killpg(group, None).is_ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_is_kept_and_success_told() {
        let good = run_and_keep(Command::new("sh").args(["-c", "echo one; echo two"]), |_| ()).unwrap();
        assert!(good.success);
        assert_eq!(good.text, "one\ntwo\n");
        assert!(!run(Command::new("sh").args(["-c", "exit 3"])).unwrap());
    }

    #[test]
    fn a_program_that_is_missing_is_named() {
        let failure = run(&mut Command::new("latchkey-no-such-program")).unwrap_err();
        assert!(failure.to_string().contains("latchkey-no-such-program"));
    }

    #[test]
    fn a_dropped_group_takes_its_children_along() {
        let mut group =
            Group::spawn(Command::new("sh").args(["-c", "sleep 300 & echo $!; wait"]).stdout(Stdio::piped()))
                .unwrap();
        let sleeper = Pid::from_raw(group.lines().next().unwrap().parse().unwrap());
        let found = tree::descendants(&[group.pid]);
        let found = found.iter().find(|relative| relative.pid() == sleeper).unwrap();
        assert!(found.is_alive());
        drop(group);
        assert!(!found.is_alive());
    }
}
