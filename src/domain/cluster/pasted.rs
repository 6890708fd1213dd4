//! What a cluster says of itself, pasted as its answers to `GET /` and `GET /_license`.

use super::draft::Field;
use serde_json::{Deserializer, Value};

/// What pasted answers tell.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Pasted {
    found: Vec<(Field, String)>,
    /// The state of the license where it isn't active, such as `expired`.
    pub license_state: Option<String>,
}

impl Pasted {
    /// Reads one answer or both, in any order. Lines that begin with `#`, as a console puts them before each
    /// answer, are skipped.
    ///
    /// # Errors
    /// What is wrong with the text, as a sentence.
    pub fn read(text: &str) -> Result<Self, String> {
        let plain: Vec<_> =
            text.lines().map(|line| if line.trim_start().starts_with('#') { "" } else { line }).collect();
        let plain = plain.join("\n");
        let mut pasted = Self::default();
        for answer in Deserializer::from_str(&plain).into_iter::<Value>() {
            match answer {
                Ok(answer) => pasted.take(&answer),
                Err(error) => {
                    return Err(format!(
                        "This is no JSON from line {}, column {} on. Paste the whole answer, from {{ to }}.",
                        error.line(),
                        error.column()
                    ));
                }
            }
        }
        if pasted.found.is_empty() {
            return Err(
                "Nothing of it is known here. Paste the answers of the cluster to GET / and GET /_license."
                    .to_owned(),
            );
        }
        Ok(pasted)
    }

    /// The fields that it tells.
    pub fn fields(&self) -> impl Iterator<Item = (Field, &String)> {
        self.found.iter().map(|(field, text)| (*field, text))
    }

    fn take(&mut self, answer: &Value) {
        let license = &answer["license"];
        for (field, value) in [
            (Field::OwnId, &answer["cluster_uuid"]),
            (Field::OwnName, &answer["cluster_name"]),
            (Field::Version, &answer["version"]["number"]),
            (Field::License, &license["type"]),
            (Field::LicenseUid, &license["uid"]),
        ] {
            if let Some(text) = value.as_str() {
                self.found.retain(|(other, _)| *other != field);
                self.found.push((field, text.to_owned()));
            }
        }
        if let Some(state) = license["status"].as_str() {
            self.license_state = (state != "active").then(|| state.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::draft::ClusterDraft;
    use super::*;
    use proptest::prelude::*;

    const ROOT: &str = r#"{"name":"node-1","cluster_name":"fra-prod","cluster_uuid":"Zq3kPX8v",
        "version":{"number":"9.3.1","build_flavor":"default"},"tagline":"You Know, for Search"}"#;
    const LICENSE: &str = r#"{"license":{"status":"active","uid":"5e0c2f7a","type":"enterprise"}}"#;

    fn filled(text: &str) -> ClusterDraft {
        let mut draft = ClusterDraft { name: "kept".to_owned(), ..ClusterDraft::default() };
        draft.fill(&Pasted::read(text).unwrap());
        draft
    }

    #[test]
    fn both_answers_fill_the_form_in_any_order() {
        let whole = ClusterDraft {
            name: "kept".to_owned(),
            own_id: "Zq3kPX8v".to_owned(),
            own_name: "fra-prod".to_owned(),
            version: "9.3.1".to_owned(),
            license: "enterprise".to_owned(),
            license_uid: "5e0c2f7a".to_owned(),
            create_key: false,
        };
        assert_eq!(filled(&format!("{ROOT}{LICENSE}")), whole);
        assert_eq!(filled(&format!("# GET /_license 200 OK\n{LICENSE}\n# GET / 200 OK\n{ROOT}\n")), whole);
        assert_eq!(
            filled(ROOT),
            ClusterDraft { license: String::new(), license_uid: String::new(), ..whole }
        );
    }

    #[test]
    fn a_license_that_is_not_active_is_told() {
        assert_eq!(Pasted::read(LICENSE).unwrap().license_state, None);
        let expired = LICENSE.replace("active", "expired");
        assert_eq!(Pasted::read(&expired).unwrap().license_state.as_deref(), Some("expired"));
    }

    #[test]
    fn what_is_no_answer_is_refused_with_its_place() {
        assert!(Pasted::read("{\n \"name\": ").unwrap_err().contains("line 2, column"));
        for text in ["", "  \n", "{}", "[1]", "{\"cluster_uuid\": 3}"] {
            assert!(Pasted::read(text).unwrap_err().starts_with("Nothing of it is known"), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_pasted(text in ".*") {
            let _ = Pasted::read(&text);
            let _ = Pasted::read(&format!("{{\"license\":{text}}}"));
        }
    }
}
