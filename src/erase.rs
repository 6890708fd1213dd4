//! Views without their types.

/// What `leptos::view!` makes, as `AnyView`. A view's own type names every element in it, and each
/// such type brings its own copy of the code that builds, updates and removes it; erased, all views
/// share one.
macro_rules! erased_view {
    ($($tokens:tt)*) => {
        ::leptos::prelude::IntoAny::into_any(::leptos::view! { $($tokens)* })
    };
}
pub(crate) use erased_view as view;
