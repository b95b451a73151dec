// Key texts as golang.org/x/mod/sumdb/note and C2SP write them; Ed25519 is libsodium's.
#include "engine/ledger/note_key.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <sodium/crypto_sign_ed25519.h>

#include "engine/ledger/text_form.hpp"

namespace ladder::ledger {

namespace {

constexpr std::string_view signer_prefix = "PRIVATE+KEY+";
constexpr std::size_t id_digits = 8;

static_assert(crypto_sign_ed25519_PUBLICKEYBYTES == 32);
static_assert(crypto_sign_ed25519_SEEDBYTES == 32);

using KeyBytes = std::array<unsigned char, 32>;

struct KeyPair {
    KeyBytes public_key{};
    std::array<unsigned char, crypto_sign_ed25519_SECRETKEYBYTES> secret_key{};
};

KeyPair key_pair(const KeyBytes& seed) {
    KeyPair pair;
    crypto_sign_ed25519_seed_keypair(pair.public_key.data(), pair.secret_key.data(), seed.data());
    return pair;
}

std::string with_type(SignatureType type, const KeyBytes& bytes) {
    std::string all(1, static_cast<char>(type));
    all.append(bytes.begin(), bytes.end());
    return all;
}

std::uint32_t id_of(std::string_view name, SignatureType type, const KeyBytes& public_key) {
    const auto hash = payload_digest(std::string{name} + "\n", with_type(type, public_key));
    std::uint32_t id = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        id = (id << 8U) | hash[i];
    }
    return id;
}

// The parts of "name+id+base64", taken apart but not yet believed.
struct KeyText {
    std::string_view name;
    std::string_view id;
    SignatureType type{};
    KeyBytes bytes{};
};

std::optional<KeyText> take_apart(std::string_view text) {
    const auto first = text.find('+');
    const auto second = first == text.npos ? text.npos : text.find('+', first + 1);
    if (second == text.npos) {
        return std::nullopt;
    }
    KeyText parts;
    parts.name = text.substr(0, first);
    parts.id = text.substr(first + 1, second - first - 1);
    const auto bytes = from_base64(text.substr(second + 1));
    if (!is_key_name(parts.name) || parts.id.size() != id_digits || !bytes ||
        bytes->size() != 1 + parts.bytes.size()) {
        return std::nullopt;
    }
    const auto type = static_cast<SignatureType>(bytes->front());
    if (type != SignatureType::ed25519 && type != SignatureType::cosignature_v1) {
        return std::nullopt;
    }
    parts.type = type;
    std::copy(std::next(bytes->begin()), bytes->end(), parts.bytes.begin());
    return parts;
}

base::Error not_a_key(std::string what) {
    return base::Error{base::Code::invalid_argument, std::move(what), {}};
}

}  // namespace

std::string VerifierKey::text() const {
    return fmt::format("{}+{:08x}+{}", name, id, to_base64(with_type(type, key)));
}

std::string SignerKey::text() const {
    return fmt::format(
        "{}{}+{:08x}+{}",
        signer_prefix,
        verifier.name,
        verifier.id,
        to_base64(with_type(verifier.type, seed))
    );
}

base::Result<SignerKey> signer_key(
    std::string_view name, SignatureType type, const std::array<unsigned char, 32>& seed
) {
    if (!is_key_name(name)) {
        return base::field_error(
            "name", "is not a key name; write one without spaces or '+', such as ladder.example/log"
        );
    }
    const auto pair = key_pair(seed);
    return SignerKey{
        {std::string{name}, id_of(name, type, pair.public_key), type, pair.public_key}, seed};
}

base::Result<VerifierKey> parse_verifier_key(std::string_view text) {
    const auto parts = take_apart(text);
    if (!parts) {
        return not_a_key(
            "not a verifier key; it reads name+hash+base64, such as "
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
        );
    }
    VerifierKey key{
        std::string{parts->name},
        id_of(parts->name, parts->type, parts->bytes),
        parts->type,
        parts->bytes};
    if (key.text() != text) {
        return not_a_key("the verifier key's hash does not fit its name and key: it was changed");
    }
    return key;
}

base::Result<SignerKey> parse_signer_key(std::string_view text) {
    const auto parts = text.substr(0, signer_prefix.size()) == signer_prefix
                           ? take_apart(text.substr(signer_prefix.size()))
                           : std::nullopt;
    if (!parts) {
        return not_a_key(
            "not a signer key; it reads PRIVATE+KEY+name+hash+base64, as `ladder audit keygen` "
            "writes it"
        );
    }
    auto key = signer_key(parts->name, parts->type, parts->bytes);
    if (key && key->text() != text) {
        return not_a_key("the signer key's hash does not fit its name and key: it was changed");
    }
    return key;
}

std::string ed25519_sign(const SignerKey& key, std::string_view message) {
    const auto pair = key_pair(key.seed);
    std::string signature(crypto_sign_ed25519_BYTES, '\0');
    crypto_sign_ed25519_detached(
        reinterpret_cast<unsigned char*>(signature.data()),
        nullptr,
        reinterpret_cast<const unsigned char*>(message.data()),
        message.size(),
        pair.secret_key.data()
    );
    return signature;
}

bool ed25519_verify(const VerifierKey& key, std::string_view message, std::string_view signature) {
    return signature.size() == crypto_sign_ed25519_BYTES &&
           crypto_sign_ed25519_verify_detached(
               reinterpret_cast<const unsigned char*>(signature.data()),
               reinterpret_cast<const unsigned char*>(message.data()),
               message.size(),
               key.key.data()
           ) == 0;
}

}  // namespace ladder::ledger
