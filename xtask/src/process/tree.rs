//! The descendants of a process, also those that left its process group (browsers do). Linux only: elsewhere none.

use nix::unistd::Pid;
use std::fs;

/// A process under one of ours, told apart from a later one of the same id by its start time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Relative {
    pid: i32,
    parent: i32,
    group: i32,
    started: u64,
}

impl Relative {
    /// Its process id.
    pub fn pid(&self) -> Pid {
        Pid::from_raw(self.pid)
    }

    /// Whether this same process still runs.
    pub fn is_alive(&self) -> bool {
        read(self.pid).is_some_and(|now| now.started == self.started)
    }
}

/// Every process below the given ones, as of now.
pub fn descendants(of: &[Pid]) -> Vec<Relative> {
    below(&all(), of.iter().map(|pid| pid.as_raw()).collect())
}

/// Whether a process group has a member that runs; unknown where processes cannot be listed.
pub fn is_group_alive(group: Pid) -> Option<bool> {
    let all = all();
    (!all.is_empty()).then(|| all.iter().any(|process| process.group == group.as_raw()))
}

fn all() -> Vec<Relative> {
    let entries = fs::read_dir("/proc").into_iter().flatten();
    entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok()).filter_map(read).collect()
}

fn below(all: &[Relative], mut parents: Vec<i32>) -> Vec<Relative> {
    let mut found = Vec::new();
    while let Some(parent) = parents.pop() {
        let children = all.iter().filter(|process| process.parent == parent);
        for child in children {
            parents.push(child.pid);
            found.push(*child);
        }
    }
    found
}

fn read(pid: i32) -> Option<Relative> {
    parse(pid, &fs::read_to_string(format!("/proc/{pid}/stat")).ok()?)
}

/// Reads state, parent, group (fields 3 to 5) and start time (field 22); the name in parentheses may hold anything.
fn parse(pid: i32, stat: &str) -> Option<Relative> {
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
    let state = fields.next()?;
    let parent = fields.next()?.parse().ok()?;
    let group = fields.next()?.parse().ok()?;
    let started = fields.nth(16)?.parse().ok()?;
    // One that has ended and only waits to be collected is gone.
    (!matches!(state, "Z" | "X")).then_some(Relative { pid, parent, group, started })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_spaces_and_parentheses_is_stepped_over() {
        let stat = "7 (a) b) c) S 3 6 5 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 1 0 99887 1000 10";
        assert_eq!(parse(7, stat), Some(Relative { pid: 7, parent: 3, group: 6, started: 99_887 }));
        assert_eq!(parse(7, &stat.replace(" S ", " Z ")), None);
        assert_eq!(parse(7, "7 (short) S 3"), None);
    }

    #[test]
    fn grandchildren_are_found_and_strangers_are_not() {
        let process = |pid, parent| Relative { pid, parent, group: 0, started: 0 };
        let all = [process(2, 1), process(3, 2), process(4, 3), process(9, 1)];
        let mut pids: Vec<i32> = below(&all, vec![2]).iter().map(|relative| relative.pid).collect();
        pids.sort_unstable();
        assert_eq!(pids, [3, 4]);
    }
}
