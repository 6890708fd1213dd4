//! Which backend speaks to which kind of service.

use super::backend::{Agreement, Backend};
use super::cloud_connect::CloudConnect;
use super::cluster_desk::ClusterDesk;
use super::desk::HolderDesk;
use super::elastic_cloud::ElasticCloud;
use super::key_desk::KeyDesk;
use super::key_list::KeyList;
use super::search_api::SearchApi;
use super::set_up::SetUp;
use super::tokens::Tokens;
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

    /// What lists keys there; loaded as the next.
    #[must_use]
    pub fn key_list(self) -> &'static dyn KeyList {
        match self {
            Self::ElasticCloud => &ElasticCloud,
            Self::SearchApi => &SearchApi,
            Self::ZenMl => &ZenMl,
        }
    }

    /// What makes, changes and ends keys there. Asked of the kind and not of its backend, so that its code
    /// is loaded with the pages that need it.
    #[must_use]
    pub fn key_desk(self) -> &'static dyn KeyDesk {
        match self {
            Self::ElasticCloud => &ElasticCloud,
            Self::SearchApi => &SearchApi,
            Self::ZenMl => &ZenMl,
        }
    }

    /// The terms of its holders, where it has such; loaded as the above.
    #[must_use]
    pub fn agreement(self) -> Option<&'static dyn Agreement> {
        match self {
            Self::ElasticCloud => Some(&CloudConnect),
            Self::SearchApi | Self::ZenMl => None,
        }
    }

    /// The clusters of its holders, where it has such; loaded as the above.
    #[must_use]
    pub fn cluster_desk(self) -> Option<&'static dyn ClusterDesk> {
        match self {
            Self::ElasticCloud => Some(&CloudConnect),
            Self::SearchApi | Self::ZenMl => None,
        }
    }

    /// What manages the holders there; none where they are only chosen; loaded as the above.
    #[must_use]
    pub fn holder_desk(self) -> Option<&'static dyn HolderDesk> {
        match self {
            Self::ZenMl => Some(&ACCOUNTS_DESK),
            Self::ElasticCloud | Self::SearchApi => None,
        }
    }

    /// What makes short-lived tokens there, where there are such; loaded as the above.
    #[must_use]
    pub fn tokens(self) -> Option<&'static dyn Tokens> {
        match self {
            Self::ZenMl => Some(&ZenMl),
            Self::ElasticCloud | Self::SearchApi => None,
        }
    }

    /// What sets such a service up, where that can be done from outside; loaded as the above.
    #[must_use]
    pub fn set_up(self) -> Option<&'static dyn SetUp> {
        match self {
            Self::ZenMl => Some(&ZenMl),
            Self::ElasticCloud | Self::SearchApi => None,
        }
    }
}
