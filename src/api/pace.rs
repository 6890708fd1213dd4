//! How fast a service wants to be asked: what its answers say of that, and how long to wait.
//! Source: Elastic Cloud API reference, rate limiting; the waits are those of Elastic's Terraform
//! provider.

use super::request::Response;

/// How often a read is sent at most when the service asks to slow down.
pub const MOST_TRIES: u32 = 5;
/// The longest wait before the next try, in milliseconds.
pub const LONGEST: u64 = 30_000;
/// The first wait, in milliseconds; each later one is twice as long.
const FIRST: u64 = 1_000;
/// Below this part of the allowance, calls are spread over the interval.
const LOW: u32 = 20;

const TOO_MANY: u16 = 429;

/// Whether the service refused a call because there were too many.
#[must_use]
pub fn is_too_many(response: &Response) -> bool {
    response.status == TOO_MANY
}

/// How long to wait before a read is sent again, in milliseconds, after so many tries; none when it
/// is not to be sent again, or only after longer than anyone would wait.
#[must_use]
pub fn before_retry(tries: u32, response: &Response) -> Option<u64> {
    if tries >= MOST_TRIES {
        return None;
    }
    let backoff = FIRST.saturating_mul(1 << tries.saturating_sub(1).min(10)).min(LONGEST);
    match super::wire::retry_after(response).map(|seconds| u64::from(seconds) * 1_000) {
        Some(asked) if asked > LONGEST => None,
        Some(asked) => Some(asked.max(backoff)),
        None => Some(backoff),
    }
}

/// How long any next call should wait after this answer, in milliseconds: nothing while the
/// allowance lasts, more as it runs out. A page may not be let to read it; then nothing is known.
#[must_use]
pub fn after(response: &Response) -> u64 {
    let number = |name: &str| response.header(name).and_then(leading_number);
    let (Some(limit), Some(remaining)) = (number("x-ratelimit-limit"), number("x-ratelimit-remaining"))
    else {
        return 0;
    };
    let interval = response.header("x-ratelimit-interval").and_then(interval).unwrap_or(60_000);
    if remaining == 0 {
        return interval.min(LONGEST);
    }
    if u64::from(remaining) * u64::from(LOW) > u64::from(limit) {
        return 0;
    }
    (interval / u64::from(remaining)).min(LONGEST)
}

/// `60`, `60s`, `1m` or `500ms` in milliseconds.
fn interval(text: &str) -> Option<u64> {
    let number = u64::from(leading_number(text)?);
    let unit = match text.trim().trim_start_matches(|c: char| c.is_ascii_digit()).trim() {
        "" | "s" | "sec" | "seconds" => 1_000,
        "ms" => 1,
        "m" | "min" | "m0s" => 60_000,
        "h" => 3_600_000,
        _ => return None,
    };
    Some(number.saturating_mul(unit))
}

fn leading_number(text: &str) -> Option<u32> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn answer(status: u16, headers: &[(&str, &str)]) -> Response {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Response { status, headers, body: String::new() }
    }

    #[test]
    fn waits_double_up_to_half_a_minute_and_end_after_five_tries() {
        let refused = answer(429, &[]);
        let waits: Vec<_> = (1..=5).map(|tries| before_retry(tries, &refused)).collect();
        assert_eq!(waits, [Some(1_000), Some(2_000), Some(4_000), Some(8_000), None]);
    }

    #[test]
    fn what_the_service_asks_for_is_kept_unless_it_is_too_long() {
        assert_eq!(before_retry(1, &answer(429, &[("retry-after", "7")])), Some(7_000));
        assert_eq!(before_retry(4, &answer(429, &[("retry-after", "2")])), Some(8_000));
        assert_eq!(before_retry(1, &answer(429, &[("retry-after", "90")])), None);
    }

    #[test]
    fn calls_are_spread_as_the_allowance_runs_out() {
        let left = |remaining: &str| {
            after(&answer(
                200,
                &[
                    ("x-ratelimit-limit", "100"),
                    ("x-ratelimit-remaining", remaining),
                    ("x-ratelimit-interval", "60s"),
                ],
            ))
        };
        assert_eq!(left("100"), 0);
        assert_eq!(left("6"), 0);
        assert_eq!(left("5"), 12_000);
        assert_eq!(left("0"), 30_000);
        assert_eq!(after(&answer(200, &[])), 0);
    }

    #[test]
    fn intervals_are_read_in_any_unit() {
        for (text, millis) in
            [("60", 60_000), ("60s", 60_000), ("1m", 60_000), ("500ms", 500), ("1h", 3_600_000)]
        {
            assert_eq!(interval(text), Some(millis), "{text}");
        }
        assert_eq!(interval("soon"), None);
    }

    proptest! {
        #[test]
        fn no_header_is_too_odd(limit in ".*", remaining in ".*", interval in ".*", tries: u32) {
            let odd = answer(429, &[
                ("x-ratelimit-limit", &limit),
                ("x-ratelimit-remaining", &remaining),
                ("x-ratelimit-interval", &interval),
                ("retry-after", &interval),
            ]);
            prop_assert!(after(&odd) <= LONGEST);
            prop_assert!(before_retry(tries, &odd).is_none_or(|wait| wait <= LONGEST));
        }
    }
}
