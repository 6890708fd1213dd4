//! JSON objects, made without a serializer.

use serde_json::{Map, Value};

/// A JSON object of these members. Serializing each member to a value, as `json!` does, would bring
/// a second serializer into the wasm.
#[must_use]
pub fn object(members: Vec<(&str, Value)>) -> Value {
    let mut object = Map::new();
    for (name, value) in members {
        object.insert(name.to_owned(), value);
    }
    Value::Object(object)
}
