//! The same request as a `curl` command, with the credential as a variable.

use super::request::{Body, HeaderValue, Request};
use crate::domain::export::VARIABLE;

/// The command that sends `request`; credentials are never in it.
#[must_use]
pub fn command(request: &Request) -> String {
    let mut lines = vec![format!("curl -X {} {}", request.method.name(), quoted(&request.url))];
    for (name, value) in &request.headers {
        lines.push(match value {
            HeaderValue::Plain(value) => format!("-H {}", quoted(&format!("{name}: {value}"))),
            HeaderValue::Credential { before, after, .. } => {
                format!("-H \"{}\"", in_double_quotes(&format!("{name}: {before}"), after))
            }
        });
    }
    if let Some(kind) = request.body.content_type() {
        lines.push(format!("-H {}", quoted(&format!("Content-Type: {kind}"))));
    }
    if let Body::Json(text) = &request.body {
        lines.push(format!("-d {}", quoted(text)));
    }
    lines.join(" \\\n  ")
}

fn in_double_quotes(before: &str, after: &str) -> String {
    let escape = |text: &str| {
        text.chars().fold(String::new(), |mut out, character| {
            if matches!(character, '"' | '\\' | '$' | '`') {
                out.push('\\');
            }
            out.push(character);
            out
        })
    };
    format!("{}${VARIABLE}{}", escape(before), escape(after))
}

/// Quoted for a POSIX shell, whatever it holds.
#[must_use]
pub fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::request::Method;
    use crate::domain::secret::Secret;
    use serde_json::json;

    #[test]
    fn holds_everything_but_the_credential() {
        let mut request =
            Request::new(Method::Post, "https://example.org/keys").with_json(&json!({"description": "it's"}));
        let value = HeaderValue::Credential {
            before: "ApiKey ".to_owned(),
            secret: Secret::new("essu_hidden"),
            after: String::new(),
        };
        request.headers.push(("Authorization".to_owned(), value));
        assert_eq!(
            command(&request),
            "curl -X POST 'https://example.org/keys' \\\n  -H \"Authorization: ApiKey $API_KEY\" \\\n  \
             -H 'Content-Type: application/json' \\\n  -d '{\"description\":\"it'\\''s\"}'"
        );
    }
}
