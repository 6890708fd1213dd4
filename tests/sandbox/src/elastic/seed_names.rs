//! The demo keys: names, access, expiry and age. Most names are what people write; some are what a
//! page must cope with: one character and 255, markup, right-to-left and Chinese writing, emoji.

use super::organizations::{FORMER_MEMBER, MEMBER, OTHER_OWNERS, OWNER};

/// What a demo key may do.
#[derive(Debug, Clone, Copy)]
pub enum Access {
    /// Organization owner.
    Owner,
    /// Billing admin.
    Billing,
    /// This role on all deployments.
    AllDeployments(&'static str),
    /// This role on so many chosen deployments.
    SomeDeployments(&'static str, usize),
    /// This role, and this stack role, on all projects of a type.
    AllProjects(&'static str, &'static str, Option<&'static str>),
    /// The same on one project of a type.
    OneProject(&'static str, &'static str, Option<&'static str>),
    /// This role on so many of the connected clusters.
    SomeClusters(&'static str, usize),
    /// Several parts at once.
    Mixed,
    /// A role id that no document of today knows.
    FromTheFuture,
}

/// One demo key's pattern.
#[derive(Debug, Clone, Copy)]
pub struct Pattern {
    /// What the console calls the name.
    pub name: &'static str,
    /// What it may do.
    pub access: Access,
    /// Hours until it ends; `None` means never.
    pub hours_left: Option<i64>,
    /// Days since its creation.
    pub age_days: i64,
    /// The creator.
    pub user_id: &'static str,
}

const fn pattern(
    name: &'static str,
    access: Access,
    hours_left: Option<i64>,
    age_days: i64,
    user_id: &'static str,
) -> Pattern {
    Pattern { name, access, hours_left, age_days, user_id }
}

const fn days(count: i64) -> i64 {
    count * 24
}

const BEN: &str = OTHER_OWNERS[0];
const SEOYEON: &str = OTHER_OWNERS[1];

use Access::{
    AllDeployments, AllProjects, Billing, FromTheFuture, Mixed, OneProject, Owner, SomeClusters,
    SomeDeployments,
};

/// 255 characters, the most that Cloud Connect takes for a name; for keys no document says the most.
const LONG_NAME: &str = "metrics for the quarterly capacity review of the retail platform: reads every hosted \
    deployment, feeds the boards in the operations room, asked for by finance in ticket OPS-48213; \
    talk to the platform team before you revoke it: the month's report needs it";

/// The first is the demo owner's key, the second the demo member's.
pub const PATTERNS: [Pattern; 24] = [
    pattern("latchkey-admin", Owner, Some(days(80)), 10, OWNER),
    pattern("dashboards-readonly", AllDeployments("deployment-viewer"), Some(days(150)), 30, MEMBER),
    pattern("ci-logs", SomeDeployments("deployment-editor", 2), Some(days(2)), 88, BEN),
    pattern("nightly-backup", SomeDeployments("deployment-admin", 1), Some(days(20)), 70, OWNER),
    pattern("terraform-prod", Owner, None, 640, FORMER_MEMBER),
    pattern("billing-export", Billing, Some(days(61)), 29, "5120034487761596"),
    pattern(
        "shop-search-indexer",
        OneProject("elasticsearch", "elasticsearch-developer", Some("developer")),
        Some(days(45)),
        44,
        SEOYEON,
    ),
    pattern(LONG_NAME, AllDeployments("deployment-viewer"), Some(days(330)), 35, BEN),
    pattern("結算報表", Billing, Some(days(120)), 60, SEOYEON),
    pattern("<b>bold</b>", SomeDeployments("deployment-viewer", 1), Some(days(12)), 77, FORMER_MEMBER),
    pattern("autoscaler", AllDeployments("deployment-editor"), Some(days(6)), 83, OWNER),
    pattern(
        "soc-triage-bot",
        AllProjects("security", "security-t1-analyst", Some("t1_analyst")),
        Some(days(26)),
        63,
        SEOYEON,
    ),
    pattern("edge-agents", FromTheFuture, Some(days(200)), 14, OWNER),
    pattern("onboarding-demo", SomeDeployments("deployment-viewer", 3), Some(5), 29, BEN),
    pattern(
        "observability-rollout",
        AllProjects("observability", "observability-editor", None),
        Some(days(90)),
        1,
        OWNER,
    ),
    pattern("x", AllDeployments("deployment-admin"), None, 1210, FORMER_MEMBER),
    pattern(
        "catalog-writer",
        OneProject("elasticsearch", "elasticsearch-viewer", Some("catalog_writer")),
        Some(days(74)),
        16,
        SEOYEON,
    ),
    pattern("release-pipeline", Mixed, Some(days(33)), 57, BEN),
    pattern("لقطات الحوادث", SomeDeployments("deployment-admin", 2), Some(days(9)), 171, OWNER),
    pattern("cost-watch", Billing, None, 402, "5120034487761596"),
    pattern(
        "<img src=x onerror=alert(1)>",
        OneProject("elasticsearch", "elasticsearch-admin", Some("admin")),
        Some(days(29)),
        61,
        BEN,
    ),
    pattern(
        "siem-rules-sync",
        AllProjects("security", "security-rule-author", Some("editor")),
        Some(days(181)),
        0,
        SEOYEON,
    ),
    pattern("🏭 factory agents 🤖", SomeClusters("cloud-connected-admin", 2), Some(30), 28, OWNER),
    pattern("break-glass", Owner, Some(days(364)), 1, OWNER),
];
