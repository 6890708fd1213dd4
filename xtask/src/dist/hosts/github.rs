//! GitHub Pages: it sends no headers of one's own, so the page says what it can.

use super::{Site, Told};

pub(super) fn files(site: &Site) -> Vec<Told> {
    vec![
        // Every route of the app is answered by this, with the status 404.
        ("site/404.html".to_owned(), site.page()),
        ("site/.nojekyll".to_owned(), String::new()),
    ]
}
