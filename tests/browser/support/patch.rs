//! Puts something in the place of a web API while a test runs.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

/// A property that holds something else until this is dropped.
pub struct Patch {
    object: Object,
    name: JsValue,
    before: JsValue,
}

impl Patch {
    /// Puts `value` in the place of `object[name]`.
    pub fn new(object: impl AsRef<JsValue>, name: &str, value: &JsValue) -> Self {
        let object = Object::from(object.as_ref().clone());
        let name = JsValue::from(name);
        let before = Reflect::get(&object, &name).unwrap();
        assert!(Reflect::set(&object, &name, value).unwrap());
        assert!(Object::is(&Reflect::get(&object, &name).unwrap(), value), "{name:?} can't be replaced");
        Self { object, name, before }
    }
}

impl Drop for Patch {
    fn drop(&mut self) {
        let _ = Reflect::set(&self.object, &self.name, &self.before);
    }
}

/// Something that stands in the global scope, or inside of it: `URL`, `HTMLAnchorElement.prototype`.
pub fn global(path: &str) -> JsValue {
    path.split('.').fold(js_sys::global().into(), |object, name| Reflect::get(&object, &name.into()).unwrap())
}
