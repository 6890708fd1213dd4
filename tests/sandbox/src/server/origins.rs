//! The origins that a configuration's connections have.

use http::Uri;
use serde_json::Value;

/// The origins of a configuration's connections; what can't be read opens nothing.
pub fn of(config: &[u8]) -> Vec<String> {
    let config: Value = serde_json::from_slice(config).unwrap_or_default();
    let connections = config["connections"].as_array().cloned().unwrap_or_default();
    let mut origins: Vec<String> =
        connections.iter().filter_map(|connection| origin(connection["base_url"].as_str()?)).collect();
    origins.sort();
    origins.dedup();
    origins
}

fn origin(url: &str) -> Option<String> {
    let uri: Uri = url.parse().ok()?;
    let scheme = uri.scheme_str()?;
    let host = uri.host()?.to_ascii_lowercase();
    Some(match (scheme, uri.port_u16()) {
        ("http", None | Some(80)) | ("https", None | Some(443)) => format!("{scheme}://{host}"),
        ("http" | "https", Some(port)) => format!("{scheme}://{host}:{port}"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_origin_is_named_once_and_what_is_none_is_left_out() {
        let config = br#"{"connections":[{"base_url":"http://127.0.0.1:4301/x"},
            {"base_url":"https://API.example.com:443"},{"base_url":"http://127.0.0.1:4301"},
            {"base_url":"javascript:1"},{"base_url":7},{}]}"#;
        assert_eq!(of(config), ["http://127.0.0.1:4301", "https://api.example.com"]);
        assert_eq!(of(b"not json"), Vec::<String>::new());
    }
}
