// C2SP signed notes: text, a blank line, signature lines (c2sp.org/signed-note).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/ledger/note_key.hpp"

namespace ladder::ledger {

// Larger notes, and notes with more signatures, are refused.
inline constexpr std::size_t note_bytes_max = std::size_t{1024} * 1024;
inline constexpr std::size_t note_signatures_max = 100;

// One signature line.
struct Signature {
    std::string name;
    std::uint32_t id = 0;
    std::string bytes;  // what follows the id

    bool is_of(const VerifierKey& key) const { return name == key.name && id == key.id; }

    // "— name base64\n".
    std::string line() const;

    friend bool operator==(const Signature&, const Signature&) = default;
};

// A note taken apart: nothing of it is believed yet.
struct Note {
    std::string text;  // with its last newline
    std::vector<Signature> signatures;

    std::string encode() const;
};

// Errors: invalid_argument unless the bytes are a note, saying what is wrong.
[[nodiscard]] base::Result<Note> parse_note(std::string_view bytes);

// The signature of a text. For a cosigning key `time_s` (seconds since the epoch) is part of it;
// others ignore it.
Signature sign(std::string_view text, const SignerKey& key, std::int64_t time_s = 0);

// The time of a cosignature in seconds since the epoch; 0 for a plain signature.
// Errors: data_loss if the signature is not that of this key over this text.
[[nodiscard]] base::Result<std::int64_t> verify_signature(
    std::string_view text, const Signature& signature, const VerifierKey& key
);

// That the note carries a signature of this key and that each it carries verifies.
// Errors: data_loss if one does not; failed_precondition if there is none.
[[nodiscard]] base::Result<void> verify_note(const Note& note, const VerifierKey& key);

}  // namespace ladder::ledger
