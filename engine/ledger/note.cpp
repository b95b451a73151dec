// Signed notes: strict reading, plain and cosigning signatures.
#include "engine/ledger/note.hpp"

#include <fmt/format.h>

#include "engine/ledger/text_form.hpp"

namespace ladder::ledger {

namespace {

constexpr std::string_view line_start = "\xE2\x80\x94 ";  // an em dash and a space
constexpr std::size_t id_bytes = 4;
constexpr std::size_t time_bytes = 8;
constexpr std::size_t ed25519_bytes = 64;

base::Error malformed(std::string what) {
    return base::Error{base::Code::invalid_argument, "not a signed note: " + std::move(what), {}};
}

base::Error not_signed(const VerifierKey& key) {
    return base::Error{
        base::Code::data_loss,
        fmt::format(
            "the signature of {}+{:08x} does not verify: the text is not what that key signed",
            key.name,
            key.id
        ),
        {}};
}

std::string big_endian(std::uint64_t number, std::size_t bytes) {
    std::string text;
    for (std::size_t i = bytes; i-- > 0;) {
        text.push_back(static_cast<char>((number >> (8 * i)) & 0xFFU));
    }
    return text;
}

std::uint64_t from_big_endian(std::string_view bytes) {
    std::uint64_t number = 0;
    for (const char byte : bytes) {
        number = (number << 8U) | static_cast<unsigned char>(byte);
    }
    return number;
}

// What a cosigner signs (c2sp.org/tlog-cosignature, "Ed25519 signed message").
std::string cosigned_message(std::string_view text, std::uint64_t time_s) {
    return fmt::format("cosignature/v1\ntime {}\n{}", time_s, text);
}

base::Result<Signature> parse_line(std::string_view line) {
    if (line.substr(0, line_start.size()) != line_start) {
        return malformed("after the last blank line, each line begins with an em dash and a space");
    }
    line.remove_prefix(line_start.size());
    const auto space = line.find(' ');
    const auto name = line.substr(0, space);
    const auto bytes = space == line.npos ? std::nullopt : from_base64(line.substr(space + 1));
    if (!is_key_name(name) || !bytes || bytes->size() <= id_bytes) {
        return malformed("a signature line is a key name and the base64 of an id and a signature");
    }
    const auto id = from_big_endian(std::string_view{*bytes}.substr(0, id_bytes));
    return Signature{std::string{name}, static_cast<std::uint32_t>(id), bytes->substr(id_bytes)};
}

}  // namespace

std::string Signature::line() const {
    return fmt::format("{}{} {}\n", line_start, name, to_base64(big_endian(id, id_bytes) + bytes));
}

std::string Note::encode() const {
    auto all = text + "\n";
    for (const auto& signature : signatures) {
        all += signature.line();
    }
    return all;
}

base::Result<Note> parse_note(std::string_view bytes) {
    if (bytes.size() > note_bytes_max) {
        return malformed(
            fmt::format("{} bytes, where {} are the most", bytes.size(), note_bytes_max)
        );
    }
    if (!is_note_text(bytes)) {
        return malformed("it is not UTF-8, or has a control character");
    }
    const auto blank = bytes.rfind("\n\n");
    if (blank == bytes.npos || blank + 2 == bytes.size()) {
        return malformed("there is no blank line with signatures after it");
    }
    Note note{std::string{bytes.substr(0, blank + 1)}, {}};
    auto rest = bytes.substr(blank + 2);
    while (!rest.empty()) {
        const auto line = take_line(rest);
        if (!line) {
            return malformed("the last line does not end; it was cut off");
        }
        if (note.signatures.size() == note_signatures_max) {
            return malformed(fmt::format("more than {} signatures", note_signatures_max));
        }
        auto signature = parse_line(*line);
        if (!signature) {
            return signature.error();
        }
        note.signatures.push_back(std::move(*signature));
    }
    return note;
}

Signature sign(std::string_view text, const SignerKey& key, std::int64_t time_s) {
    const auto& verifier = key.verifier;
    if (verifier.type == SignatureType::ed25519) {
        return {verifier.name, verifier.id, ed25519_sign(key, text)};
    }
    const auto time = static_cast<std::uint64_t>(time_s);
    return {
        verifier.name,
        verifier.id,
        big_endian(time, time_bytes) + ed25519_sign(key, cosigned_message(text, time))};
}

base::Result<std::int64_t> verify_signature(
    std::string_view text, const Signature& signature, const VerifierKey& key
) {
    if (!signature.is_of(key)) {
        return not_signed(key);
    }
    const std::string_view bytes{signature.bytes};
    if (key.type == SignatureType::ed25519) {
        if (!ed25519_verify(key, text, bytes)) {
            return not_signed(key);
        }
        return 0;
    }
    if (bytes.size() != time_bytes + ed25519_bytes) {
        return not_signed(key);
    }
    const auto time = from_big_endian(bytes.substr(0, time_bytes));
    const auto message = cosigned_message(text, time);
    if ((time >> 63U) != 0 || !ed25519_verify(key, message, bytes.substr(time_bytes))) {
        return not_signed(key);
    }
    return static_cast<std::int64_t>(time);
}

base::Result<void> verify_note(const Note& note, const VerifierKey& key) {
    bool found = false;
    for (const auto& signature : note.signatures) {
        if (!signature.is_of(key)) {
            continue;
        }
        if (const auto verified = verify_signature(note.text, signature, key); !verified) {
            return verified.error();
        }
        found = true;
    }
    if (!found) {
        return base::Error{
            base::Code::failed_precondition,
            fmt::format(
                "the note has no signature of {}+{:08x}; it is not by that key", key.name, key.id
            ),
            {}};
    }
    return {};
}

}  // namespace ladder::ledger
