//! The self-managed clusters that the organization has connected: a store that every backend of the
//! organization looks into, as roles name clusters and a cluster's own key calls the APIs.

mod cluster;
mod key_ring;
mod seed;
mod services;

use chrono::{DateTime, Utc};

use super::scramble;
pub use cluster::{Cluster, License, SelfManaged};
pub use seed::id as seeded_id;
pub use services::{LICENSE_TYPES, Service, read_version};

/// Where AutoOps keeps the data of every cluster: no call can choose.
pub const REGION: &str = "aws-us-east-1";

const KEY_SALT: u64 = 0xc1c5_7e85_0000;
const ID_SALT: u64 = 0xc1c5_1d00_0000;

/// All connected clusters, those that are being disconnected among them.
#[derive(Debug)]
pub struct Clusters {
    list: Vec<Cluster>,
    revisions: u64,
    made: u64,
}

impl Clusters {
    /// So many clusters, by default a few.
    pub fn new(count: Option<usize>) -> Self {
        let mut clusters = Self { list: Vec::new(), revisions: 0, made: 0 };
        for index in 0..count.unwrap_or(seed::USUAL) {
            let cluster = seed::cluster(index, || clusters.make_key());
            clusters.put(cluster);
        }
        clusters
    }

    /// Forgets the clusters whose disconnection has come to its end.
    pub fn settle(&mut self, now: DateTime<Utc>) {
        self.list.retain(|cluster| cluster.gone_at.is_none_or(|instant| now < instant));
    }

    /// Whether this cluster is connected.
    pub fn has(&self, id: &str) -> bool {
        self.get(id).is_some()
    }

    /// All of them, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &Cluster> {
        self.list.iter()
    }

    /// The cluster with this id of Cloud Connect's.
    pub fn get(&self, id: &str) -> Option<&Cluster> {
        self.iter().find(|cluster| cluster.id == id)
    }

    /// The cluster that calls itself by this id.
    pub fn by_own_id(&self, own_id: &str) -> Option<&Cluster> {
        self.iter().find(|cluster| cluster.own.id == own_id)
    }

    /// The cluster whose working key this is.
    pub fn by_key(&self, secret: &str, now: DateTime<Utc>) -> Option<&Cluster> {
        self.iter().find(|cluster| cluster.keys.opens(secret, now))
    }

    /// Stores a cluster in place of the one with its id, or as a new one. It is of a new revision
    /// if anything of it has changed. Answers with its `ETag`.
    pub fn put(&mut self, mut cluster: Cluster) -> String {
        let place = self.list.iter().position(|known| known.id == cluster.id);
        if place.is_none_or(|place| self.list[place] != cluster) {
            self.revisions += 1;
            cluster.revision = self.revisions;
        }
        let etag = cluster.etag();
        match place {
            Some(place) => self.list[place] = cluster,
            None => self.list.push(cluster),
        }
        etag
    }

    /// A secret that was never given out before.
    pub fn make_key(&mut self) -> String {
        self.made += 1;
        format!("essu_{}", scramble::text(self.made, KEY_SALT, 64))
    }

    /// An id that no cluster had before.
    pub fn make_id(&mut self) -> String {
        self.made += 1;
        scramble::hex(self.made, ID_SALT)
    }
}
