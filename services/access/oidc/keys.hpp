// The public keys of an identity provider (RFC 7517), and what they have signed (RFC 7515, 8037).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"

namespace ladder::oidc {

// All that are known here: signatures by key pairs. Neither "none" nor an HS algorithm has a name.
enum class Algorithm { rs256, ps256, es256, eddsa };

// Nothing for any other name. Names are compared to the letter.
std::optional<Algorithm> algorithm_of(std::string_view name);
std::string_view name_of(Algorithm algorithm);

// A JWS in compact form, cut at its dots.
struct Signed {
    std::string text;       // all of it
    std::string payload;    // header and claims with their dot, as they were signed
    std::string signature;  // decoded
};

// A key of a pair, of 2048 to 8192 bits if RSA, on P-256, or Ed25519. Safe from many threads.
class Key {
public:
    virtual ~Key() = default;
    Key(const Key&) = delete;
    Key& operator=(const Key&) = delete;

    const std::string& id() const { return id_; }  // "kid"; empty: it has none
    // Whether it is a key for this algorithm, and not for another one by its "alg".
    bool fits(Algorithm algorithm) const;
    // `algorithm` must fit.
    virtual bool signed_it(const Signed& jws, Algorithm algorithm) const = 0;

protected:
    Key(std::string id, std::string only) : id_{std::move(id)}, only_{std::move(only)} {}

private:
    virtual bool is_of(Algorithm algorithm) const = 0;

    std::string id_;
    std::string only_;  // "alg"; empty: any
};

// Keys that sign, of one document.
using KeySet = std::vector<std::shared_ptr<const Key>>;

// The keys of a JWKS document that sign; those of other kinds and uses are passed over.
// Errors: invalid_argument if it is no JWKS, is larger than key_set_bytes_max, or has no such key.
inline constexpr std::size_t key_set_bytes_max = 65'536;
[[nodiscard]] base::Result<KeySet> parse_key_set(std::string_view json);

}  // namespace ladder::oidc
