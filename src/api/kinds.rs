//! Which backend speaks to which kind of service.

use super::backend::Backend;
use super::elastic_cloud::ElasticCloud;
use super::search_api::SearchApi;
use super::zenml::ZenMl;
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
}
