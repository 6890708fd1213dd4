//! Ids that look random but are the same in every run (the `SplitMix64` sequence).

/// Letters and digits, so many of them.
pub fn text(sequence: u64, salt: u64, length: usize) -> String {
    pick(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", sequence, salt, length)
}

/// An id of 32 hexadecimal digits.
pub fn hex(sequence: u64, salt: u64) -> String {
    pick(b"0123456789abcdef", sequence, salt, 32)
}

fn pick(alphabet: &[u8], sequence: u64, salt: u64, length: usize) -> String {
    let mut state = sequence.wrapping_mul(0xd134_2543_de82_ef95) ^ salt;
    (0..length)
        .map(|_| {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = state;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^= mixed >> 31;
            let index = usize::try_from(mixed % alphabet.len() as u64).unwrap_or(0);
            char::from(alphabet[index])
        })
        .collect()
}
