use super::*;

fn draft(name: &str) -> HolderDraft {
    HolderDraft { name: name.to_owned(), ..HolderDraft::new() }
}

fn refused(draft: &HolderDraft) -> Vec<HolderField> {
    let errors = draft.check(None).err().unwrap_or_default();
    errors.into_iter().map(|error| error.field).collect()
}

fn bot() -> Holder {
    Holder { description: " Deploys ".to_owned(), avatar: "bot.png".to_owned(), ..Holder::new("1", " bot ") }
}

#[test]
fn a_good_draft_passes_trimmed() {
    let wide = HolderDraft { full_name: " CI bot\n".to_owned(), ..draft(" ci-bot ") };
    let good = wide.check(None).unwrap();
    assert_eq!((good.name.as_str(), good.full_name.as_str(), good.enabled), ("ci-bot", "CI bot", true));
}

#[test]
fn every_wrong_field_is_named_at_once() {
    let wrong = HolderDraft {
        name: " ".to_owned(),
        full_name: "n".repeat(256),
        description: "d".repeat(65_536),
        avatar: "javascript:alert(1)".to_owned(),
        enabled: true,
    };
    assert_eq!(
        refused(&wrong),
        [HolderField::Name, HolderField::FullName, HolderField::Description, HolderField::Avatar]
    );
}

#[test]
fn lengths_are_counted_in_characters() {
    assert!(refused(&draft(&"🏭".repeat(255))).is_empty());
    assert_eq!(refused(&draft(&"🏭".repeat(256))), [HolderField::Name]);
    let long = HolderDraft { description: "ж".repeat(65_535), ..draft("a") };
    assert!(refused(&long).is_empty());
    let errors = HolderDraft { description: "ж".repeat(65_536), ..draft("a") }.check(None).unwrap_err();
    assert_eq!(errors[0].sentence, "Shorten the description to 65,535 characters; it has 65,536.");
}

#[test]
fn an_address_of_a_picture_is_one_of_the_web_or_none() {
    for (address, good) in [
        ("", true),
        ("https://a.example/b.png", true),
        ("http://a", true),
        ("https://", false),
        ("a.png", false),
    ] {
        let draft = HolderDraft { avatar: address.to_owned(), ..draft("a") };
        assert_eq!(refused(&draft).is_empty(), good, "{address}");
    }
}

#[test]
fn what_was_there_before_is_left_as_it_is() {
    let same = HolderDraft::of(&bot()).check(Some(&bot())).unwrap();
    assert!(same.change(&bot()).is_empty());
    let edited = HolderDraft { name: " bots ".to_owned(), description: "  ".to_owned(), ..same };
    let change = edited.check(Some(&bot())).unwrap().change(&bot());
    let wanted = HolderChange {
        name: Some("bots".to_owned()),
        description: Some(String::new()),
        ..HolderChange::default()
    };
    assert_eq!(change, wanted, "an empty text clears, and what did not change is not sent");
}

#[test]
fn tells_whether_a_change_has_happened() {
    let change = HolderChange { name: Some("bots".to_owned()), ..HolderChange::enabled(false) };
    assert!(!change.fits(&bot()));
    let changed = Holder { name: "bots".to_owned(), enabled: false, ..bot() };
    assert!(change.fits(&changed));
    assert!(!change.fits(&Holder { enabled: true, ..changed }));
}
