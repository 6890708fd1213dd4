//! Reading connected clusters: all that the caller may see, or one with its `ETag`.

use serde_json::{Value, json};

use super::{Call, body};
use crate::elastic::Answer;
use crate::elastic::clusters::{Cluster, Clusters};
use crate::http::Response;

/// The clusters that the caller may see, oldest first.
pub fn list(call: &Call<'_>, clusters: &Clusters) -> Answer {
    let items: Vec<Value> = call.seen(clusters)?.map(Cluster::to_json).collect();
    body::none(call.request)?;
    Ok(Response::json(200, &json!({"items": items})))
}

/// One cluster.
pub fn get(call: &Call<'_>, clusters: &Clusters, id: &str) -> Answer {
    let cluster = call.find(clusters, id)?;
    body::none(call.request)?;
    Ok(with_etag(200, &cluster.to_json(), &cluster.etag()))
}

/// An answer that tells a revision.
pub fn with_etag(status: u16, body: &Value, etag: &str) -> Response {
    Response::json(status, body).with_header("etag", etag)
}
