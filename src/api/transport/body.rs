//! The body of an answer, read piece by piece: it ends where too much comes, and is never a text of the
//! browser's, which nothing could empty.

use gloo_net::http::Response;
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, ReadableStreamReadResult};

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The body as text, at most so many bytes of it, and whether it is longer; none when it breaks off.
pub(super) async fn read(answer: &Response, most: usize) -> Option<(String, bool)> {
    let mut bytes = Vec::new();
    let mut longer = false;
    if let Some(stream) = answer.body() {
        let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
        while let Some(piece) = next(&reader).await? {
            let (begin, more) = (bytes.len(), piece.length() as usize);
            longer = begin + more > most;
            let piece = piece.subarray(0, u32::try_from(most - begin).unwrap_or(u32::MAX));
            bytes.resize(begin + piece.length() as usize, 0);
            piece.copy_to(&mut bytes[begin..]);
            piece.fill(0, 0, piece.length());
            if longer {
                let _ = reader.cancel();
                break;
            }
        }
    }
    Some((text(bytes), longer))
}

/// The next piece, if there is one; none when it breaks off.
#[allow(clippy::option_option, reason = "the inner one is the end, the outer one a failure")]
async fn next(reader: &ReadableStreamDefaultReader) -> Option<Option<Uint8Array>> {
    let read: ReadableStreamReadResult = JsFuture::from(reader.read()).await.ok()?.unchecked_into();
    Some(read.get_value().dyn_into().ok())
}

fn text(bytes: Vec<u8>) -> String {
    let text = String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    text.strip_prefix(BYTE_ORDER_MARK).map(str::to_owned).unwrap_or(text)
}
