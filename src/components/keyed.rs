//! A list whose items keep their state while others come and go.

use leptos::prelude::*;
use std::sync::Arc;

type Keys = Arc<dyn Fn() -> Vec<String> + Send + Sync>;
type Item = Arc<dyn Fn(String) -> AnyView + Send + Sync>;

/// One view for each of the keys, in their order. One function for all lists of the app, whatever
/// they list: the machinery behind it exists once.
pub fn keyed(
    keys: impl Fn() -> Vec<String> + Send + Sync + 'static,
    item: impl Fn(String) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    erased(Arc::new(keys), Arc::new(item))
}

fn erased(keys: Keys, item: Item) -> AnyView {
    let list = ForProps::builder().each(move || keys()).key(String::clone).children(move |key| item(key));
    For(list.build()).into_any()
}
