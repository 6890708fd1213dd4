//! Which backend speaks to which kind of service.

use super::backend::Backend;
use super::desk::HolderDesk;
use super::elastic_cloud::ElasticCloud;
use super::search_api::SearchApi;
use super::zenml::{ACCOUNTS_DESK, ZenMl};
use crate::config::Kind;

impl Kind {
    /// The backend that speaks this contract.
    #[must_use]
    pub fn backend(self) -> &'static dyn Backend {
        match self {
            Self::ElasticCloud => &ElasticCloud,
            Self::SearchApi => &SearchApi,
            Self::ZenMl => &ZenMl,
        }
    }
    /// What manages the holders there; none where they are only chosen. Asked of the kind and not of
    /// its backend, so that its code is loaded with the page that needs it.
    #[must_use]
    pub fn holder_desk(self) -> Option<&'static dyn HolderDesk> {
        match self {
            Self::ZenMl => Some(&ACCOUNTS_DESK),
            Self::ElasticCloud | Self::SearchApi => None,
        }
    }
}
