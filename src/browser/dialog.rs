//! Opens and closes `<dialog>` elements.

use web_sys::HtmlDialogElement;

/// Opens it above everything else; does nothing when it is open.
pub fn open(dialog: &HtmlDialogElement) {
    if !dialog.open() {
        let _ = dialog.show_modal();
    }
}

/// Closes it.
pub fn close(dialog: &HtmlDialogElement) {
    if dialog.open() {
        dialog.close();
    }
}
