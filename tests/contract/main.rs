//! What the app sends to each backend, and what it makes of recorded answers. Answers of `ZenML`
//! are those of a real server; Elastic's and the Search API's are written after their references.
#![allow(clippy::unwrap_used, reason = "a test that panics has failed, which is what it is for")]

mod cloud_connect;
mod config;
mod config_addresses;
mod config_template_fields;
mod config_templates;
mod connect_clusters;
mod connect_keys;
mod elastic_access;
mod elastic_cloud;
mod elastic_codes;
mod elastic_errors;
mod elastic_keys;
mod elastic_own;
mod elastic_projects;
mod elastic_roles;
mod elastic_unknown;
mod every_call;
mod hostile;
mod misleading;
mod properties;
mod search_api;
mod search_api_writes;
mod support;
mod zenml;
mod zenml_account_errors;
mod zenml_accounts;
mod zenml_errors;
mod zenml_keys;
mod zenml_list;
mod zenml_one;
mod zenml_secret;
mod zenml_set_up;
mod zenml_token;
