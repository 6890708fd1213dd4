//! Latchkey: an organization's API keys, managed from the browser.
