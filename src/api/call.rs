//! A request together with how its answer is read, so that one file can send them all.

use super::error::Error;
use super::request::{Request, Response};

type Decode<T> = Box<dyn FnOnce(&Response) -> Result<T, Error>>;

/// A request and the reading of its answer.
pub struct Call<T> {
    /// What to send.
    pub request: Request,
    decode: Decode<T>,
}

/// Something that takes several calls, each made from the answer before.
pub enum Step<T> {
    /// Send this; its answer tells the next step.
    Next(Call<Step<T>>),
    /// Done.
    Done(T),
}

impl<T: 'static> Call<T> {
    /// Ties a request to the reading of its answer.
    pub fn new(request: Request, decode: impl FnOnce(&Response) -> Result<T, Error> + 'static) -> Self {
        Self { request, decode: Box::new(decode) }
    }

    /// Takes it apart, for sending.
    #[must_use]
    pub fn into_parts(self) -> (Request, Decode<T>) {
        (self.request, self.decode)
    }

    /// Reads an answer.
    ///
    /// # Errors
    /// The backend's refusal, or that the answer could not be read.
    pub fn read(self, response: &Response) -> Result<T, Error> {
        (self.decode)(response)
    }

    /// The same call whose result is turned into something else.
    #[must_use]
    pub fn map<U: 'static>(self, change: impl FnOnce(T) -> U + 'static) -> Call<U> {
        let decode = self.decode;
        Call::new(self.request, move |response| decode(response).map(change))
    }
}
