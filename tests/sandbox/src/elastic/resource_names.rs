//! Names for any number of generated deployments and projects, no name twice.

use super::deployments::MOST;

const AREAS: [&str; 25] = [
    "checkout",
    "payments",
    "fraud-scoring",
    "catalog",
    "inventory",
    "warehouse-7",
    "loyalty",
    "ad-clicks",
    "recommendations",
    "mobile-backend",
    "identity",
    "k8s",
    "iot-gateway",
    "data-lake",
    "support-desk",
    "returns",
    "café-pos",
    "物流",
    "pricing",
    "newsletter",
    "fleet-telemetry",
    "hr",
    "legal-hold",
    "partner-api",
    "store-locator",
];
const PLACES: [&str; 8] = ["eu", "us-east", "us-west", "apac", "latam", "uk", "nordics", "mea"];
const STAGES: [&str; 5] = ["prod", "staging", "qa", "dev", "dr"];
const TEAMS: [&str; 6] = ["Ada", "Ben", "Team Blue", "Platform", "Data Science", "SRE"];

/// Coprime to [`MOST`], so that the steps reach every combination of the words above.
const STEP: usize = 389;

struct Words {
    area: &'static str,
    place: &'static str,
    stage: &'static str,
}

fn words(index: usize) -> Words {
    let step = index * STEP % MOST;
    Words {
        area: AREAS[step % AREAS.len()],
        place: PLACES[step / AREAS.len() % PLACES.len()],
        stage: STAGES[step / AREAS.len() / PLACES.len() % STAGES.len()],
    }
}

/// A hosted deployment's name: people write them in their own ways.
pub fn deployment(index: usize) -> String {
    let Words { area, place, stage } = words(index);
    match index % 5 {
        0 | 3 => format!("{stage}-{area}-{place}"),
        1 => format!("{area} ({stage}, {})", place.to_uppercase()),
        2 => format!("{}_{area}_{stage}", place.replace('-', "_")),
        _ => format!("{}: {area} {stage} {place}", TEAMS[index % TEAMS.len()]),
    }
}

/// A project's name, with what such a project is for.
pub fn project(kind: &str, index: usize) -> String {
    let uses: [&str; 3] = match kind {
        "elasticsearch" => ["search", "vectors", "suggest"],
        "observability" => ["o11y", "traces", "uptime"],
        _ => ["siem", "edr", "audit"],
    };
    let Words { area, place, stage } = words(index);
    format!("{area}-{}-{place}-{stage}", uses[index % uses.len()])
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_name_comes_twice() {
        let deployments: HashSet<String> = (0..MOST).map(deployment).collect();
        assert_eq!(deployments.len(), MOST);
        for kind in ["elasticsearch", "observability", "security"] {
            let projects: HashSet<String> = (0..MOST).map(|index| project(kind, index)).collect();
            assert_eq!(projects.len(), MOST);
        }
    }
}
