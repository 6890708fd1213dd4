//! What an address must look like before a credential is sent there.

const HTTPS: &str = "https://";
const HTTP: &str = "http://";

/// What is wrong with an address and what would be right.
pub(super) type Refusal = (&'static str, &'static str);

/// The base address of a service: encrypted or on this device, nothing after the path.
pub(super) fn base(text: &str) -> Result<String, Refusal> {
    let (scheme, rest) = split(text)?;
    if rest.contains(['?', '#']) {
        return Err(("It has a query or a fragment.", "Remove everything from ? or # on."));
    }
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    check_authority(scheme, authority)?;
    if !path.bytes().all(is_path_byte) || path.split('/').any(|part| part == "." || part == "..") {
        return Err((
            "Its path holds characters that can't stand there.",
            "Use letters, digits and hyphens, without . or .. parts.",
        ));
    }
    Ok(format!("{scheme}{}{}", authority.to_ascii_lowercase(), path.trim_end_matches('/')))
}

/// The address of a page to link to: encrypted or on this device.
pub(super) fn link(text: &str) -> Result<String, Refusal> {
    let (scheme, rest) = split(text)?;
    check_authority(scheme, rest.split(['/', '?', '#']).next().unwrap_or_default())?;
    Ok(text.to_owned())
}

/// Scheme, host and port of a base address, the way a browser writes an origin.
pub(super) fn origin(base: &str) -> String {
    let from = base.find("://").map_or(0, |at| at + 3);
    let end = base[from..].find('/').map_or(base.len(), |at| from + at);
    let origin = &base[..end];
    let default_port = if base.starts_with(HTTPS) { ":443" } else { ":80" };
    origin.strip_suffix(default_port).unwrap_or(origin).to_owned()
}

fn split(text: &str) -> Result<(&'static str, &str), Refusal> {
    let scheme = |scheme: &'static str| {
        let head = text.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then(|| (scheme, &text[scheme.len()..]))
    };
    scheme(HTTPS)
        .or_else(|| scheme(HTTP))
        .ok_or(("It isn't a web address.", "Write an address such as https://api.example.com."))
}

fn check_authority(scheme: &str, authority: &str) -> Result<(), Refusal> {
    if authority.contains('@') {
        return Err((
            "It holds a user name or password.",
            "Remove everything before the @, and the @; sign in inside the app.",
        ));
    }
    let host = host(authority).ok_or((
        "Its host or port can't be read.",
        "Write a host name in ASCII and, if needed, a port from 1 to 65535.",
    ))?;
    if scheme == HTTP && !is_loopback(host) {
        return Err((
            "Plain http would send the credential unencrypted.",
            "Use https; http is for localhost and 127.0.0.1 only.",
        ));
    }
    Ok(())
}

/// The host of an authority that is well formed.
fn host(authority: &str) -> Option<&str> {
    let end = authority.find(']').map_or(0, |at| at + 1);
    let (host, port) = match authority[end..].find(':') {
        Some(at) => (&authority[..end + at], Some(&authority[end + at + 1..])),
        None => (authority, None),
    };
    let port_fits = port.is_none_or(|port| {
        port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port > 0)
    });
    let host_fits = match host.strip_prefix('[') {
        Some(inner) => inner.strip_suffix(']')?.parse::<std::net::Ipv6Addr>().is_ok(),
        None => {
            !host.is_empty()
                && !host.split('.').any(str::is_empty)
                && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte))
        }
    };
    (port_fits && host_fits).then_some(host)
}

fn is_loopback(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    host == "localhost"
        || host.ends_with(".localhost")
        || host == "[::1]"
        || host.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}

fn is_path_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"/-._~%!$&'()*+,;=:@".contains(&byte)
}
