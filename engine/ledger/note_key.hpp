// The Ed25519 keys of C2SP signed notes, and their texts.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.hpp"

namespace ladder::ledger {

// The signature type identifiers of c2sp.org/signed-note that we know.
enum class SignatureType : unsigned char {
    ed25519 = 0x01,         // signs the text of a note
    cosignature_v1 = 0x04,  // signs a checkpoint with the time (c2sp.org/tlog-cosignature)
};

// The public half of a key.
struct VerifierKey {
    std::string name;
    std::uint32_t id = 0;
    SignatureType type = SignatureType::ed25519;
    std::array<unsigned char, 32> key{};

    // "name+id in hex+base64 of type and key".
    std::string text() const;

    friend bool operator==(const VerifierKey&, const VerifierKey&) = default;
};

// The private half of a key: a secret, never logged or shown.
struct SignerKey {
    VerifierKey verifier;
    std::array<unsigned char, 32> seed{};

    // "PRIVATE+KEY+name+id in hex+base64 of type and seed".
    std::string text() const;
};

// The key of a seed of 32 random bytes.
// Errors: invalid_argument for a name that signed notes don't allow.
[[nodiscard]] base::Result<SignerKey> signer_key(
    std::string_view name, SignatureType type, const std::array<unsigned char, 32>& seed
);

// Errors: invalid_argument unless the text is a verifier key that text() writes, with its right id.
[[nodiscard]] base::Result<VerifierKey> parse_verifier_key(std::string_view text);

// Errors: invalid_argument unless the text is a signer key that text() writes, with its right id;
// the message shows nothing of it.
[[nodiscard]] base::Result<SignerKey> parse_signer_key(std::string_view text);

// The Ed25519 signature (RFC 8032) of a message: 64 bytes, the same every time.
std::string ed25519_sign(const SignerKey& key, std::string_view message);

bool ed25519_verify(const VerifierKey& key, std::string_view message, std::string_view signature);

}  // namespace ladder::ledger
