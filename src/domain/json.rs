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

/// A list as a text to keep.
#[must_use]
pub fn write_list<T>(all: &[T], to_json: fn(&T) -> Value) -> String {
    Value::Array(all.iter().map(to_json).collect()).to_string()
}

/// What a kept text says; what can't be read in it is left out.
#[must_use]
pub fn read_list<T>(text: &str, from_json: fn(&Value) -> Option<T>) -> Vec<T> {
    let value = serde_json::from_str(text).unwrap_or(Value::Null);
    value.as_array().into_iter().flatten().filter_map(from_json).collect()
}
