//! S3 behind `CloudFront`: how to upload, the headers, and what answers the app's routes.

use super::{Site, Told};
use hosting::headers::{FIXED, FOR_GOOD, NEVER, POLICY};
use serde_json::{Value, json};

pub(super) fn files(site: &Site) -> Vec<Told> {
    vec![
        ("upload.sh".to_owned(), upload()),
        ("response-headers-policy.json".to_owned(), format!("{:#}\n", headers(site))),
        ("routes.js".to_owned(), routes(&site.base)),
    ]
}

/// The policy holds the hashes of this build: a page that comes with another one does not start.
fn upload() -> String {
    let kept = "--exclude '*' --include '*-????????????????.js' --include '*-????????????????*.wasm'";
    format!(
        r#"#!/bin/sh
# Deploys the site: first what is kept for good, then the headers, then the page that needs both.
# Compressed neighbors stay here: CloudFront compresses by itself.
set -eu
: "${{BUCKET:?Set BUCKET to the name of the bucket.}}"
: "${{POLICY:?Set POLICY to the id of the response headers policy; docs/deploy.md says how it is made.}}"
cd "$(dirname "$0")/site"
aws s3 cp . "s3://$BUCKET" --recursive --cache-control '{FOR_GOOD}' {kept}
VERSION=$(aws cloudfront get-response-headers-policy --id "$POLICY" --query ETag --output text)
aws cloudfront update-response-headers-policy --id "$POLICY" --if-match "$VERSION" \
  --response-headers-policy-config file://../response-headers-policy.json
aws s3 cp . "s3://$BUCKET" --recursive --cache-control '{NEVER}' --exclude '*' --include '*.html' --include '*.json'
"#
    )
}

fn headers(site: &Site) -> Value {
    let of = |(name, value): (&str, &str)| json!({"Header": name, "Value": value, "Override": true});
    let all: Vec<_> = FIXED.into_iter().chain([(POLICY, site.policy.as_str())]).collect();
    // CloudFront wants those that it knows by name to stand in a part of their own.
    let is_custom = |name: &str| {
        ["cross-origin-opener-policy", "cross-origin-resource-policy", "permissions-policy"].contains(&name)
    };
    let custom: Vec<_> = all.iter().copied().filter(|(name, _)| is_custom(name)).map(of).collect();
    json!({
        "Name": "latchkey",
        "SecurityHeadersConfig": {
            "ContentSecurityPolicy": {"Override": true, "ContentSecurityPolicy": site.policy},
            "ContentTypeOptions": {"Override": true},
            "ReferrerPolicy": {"Override": true, "ReferrerPolicy": "no-referrer"},
            "StrictTransportSecurity": {"Override": true, "AccessControlMaxAgeSec": 31_536_000},
        },
        "CustomHeadersConfig": {"Quantity": custom.len(), "Items": custom},
    })
}

fn routes(base: &str) -> String {
    let bare = base.trim_end_matches('/');
    let to_folder = if bare.is_empty() {
        String::new()
    } else {
        format!(
            "  if (request.uri === '{bare}') {{\n    \
             return {{ statusCode: 301, statusDescription: 'Moved', headers: {{ location: {{ value: '{base}' }} }} }};\n  }}\n"
        )
    };
    format!(
        "// A CloudFront function for viewer requests: every route of the app is answered by its one page.\n\
         function handler(event) {{\n  \
         var request = event.request;\n{to_folder}  \
         if (request.uri.indexOf('{base}') === 0 && !/\\.[a-z]+$/.test(request.uri)) request.uri = '{base}index.html';\n  \
         return request;\n}}\n"
    )
}
