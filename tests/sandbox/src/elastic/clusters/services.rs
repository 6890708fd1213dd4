//! The services of a cluster: what they need, and what the API tells of them.

use serde_json::{Value, json};

use super::Cluster;

/// Every license type.
pub const LICENSE_TYPES: &[&str] =
    &["trial", "basic", "standard", "dev", "silver", "gold", "platinum", "enterprise"];

/// A service that can be switched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Service {
    /// Monitoring.
    AutoOps,
    /// The inference service.
    Eis,
}

impl Service {
    /// The member of `services`, and the segment of a path.
    pub fn name(self) -> &'static str {
        match self {
            Self::AutoOps => "auto_ops",
            Self::Eis => "eis",
        }
    }

    /// License types with which it may be used.
    pub fn licenses(self) -> &'static [&'static str] {
        match self {
            Self::AutoOps => LICENSE_TYPES,
            Self::Eis => &["trial", "enterprise"],
        }
    }

    /// The first version of the stack that has it.
    pub fn minimum_version(self) -> &'static str {
        match self {
            Self::AutoOps => "7.17.0",
            Self::Eis => "9.3.0",
        }
    }

    /// Whether it works only as long as the organization's subscription does.
    pub fn needs_subscription(self) -> bool {
        self == Self::Eis
    }

    fn documentation(self) -> &'static str {
        match self {
            Self::AutoOps => "https://docs.elastic.example/auto-ops",
            Self::Eis => "https://docs.elastic.example/inference",
        }
    }
}

/// The three numbers of a version such as `9.3.1` or `9.4.0-SNAPSHOT`.
pub fn read_version(text: &str) -> Option<[u32; 3]> {
    let numbers = text.split_once('-').map_or(text, |(numbers, _)| numbers);
    let parts: Vec<u32> = numbers.split('.').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    parts.try_into().ok()
}

impl Cluster {
    /// Whether the service is on.
    pub fn is_on(&self, service: Service) -> bool {
        match service {
            Service::AutoOps => self.auto_ops,
            Service::Eis => self.eis,
        }
    }

    /// Whether license and version do for the service.
    pub fn supports(&self, service: Service) -> bool {
        let (own, least) = (read_version(&self.own.version), read_version(service.minimum_version()));
        service.licenses().contains(&self.license.kind.as_str()) && own.is_some_and(|own| Some(own) >= least)
    }

    /// The `services` member.
    pub fn services(&self) -> Value {
        let mut auto_ops = self.service(Service::AutoOps);
        if let Some(region) = &self.region {
            auto_ops["config"] = json!({"region_id": region});
        }
        let (member, page) = if self.auto_ops { ("service_url", "open") } else { ("connect_url", "connect") };
        let address = format!("https://cloud.elastic.example/auto-ops/{page}?cluster={}", self.id);
        auto_ops["metadata"][member] = address.into();
        json!({"auto_ops": auto_ops, "eis": self.service(Service::Eis)})
    }

    fn service(&self, service: Service) -> Value {
        json!({
            "enabled": self.is_on(service),
            "support": {
                "supported": self.supports(service),
                "valid_license_types": service.licenses(),
                "minimum_stack_version": service.minimum_version(),
            },
            "metadata": {"documentation_url": service.documentation()},
            "subscription": {"required": service.needs_subscription()},
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_by_their_numbers() {
        assert_eq!(read_version("9.10.0-SNAPSHOT"), Some([9, 10, 0]));
        assert!(read_version("9.10.0") > read_version("9.3.0"));
        for text in ["", "9", "9.3", "9.3.x", "9.3.1.2", "v9.3.1"] {
            assert_eq!(read_version(text), None, "{text}");
        }
    }
}
