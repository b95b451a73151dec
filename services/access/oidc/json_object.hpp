// The members of a JSON object: what a token, a key and an answer of the provider are made of.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"

namespace ladder::oidc {

// Read whole and strictly: no name twice, no text after its end. A member of another kind than
// asked for is nothing, so whoever needs one must refuse nothing.
class JsonObject {
public:
    // Errors: invalid_argument, saying what is wrong.
    [[nodiscard]] static base::Result<JsonObject> parse(std::string_view text);

    bool has(std::string_view name) const { return members_.contains(name); }
    std::optional<std::string> text(std::string_view name) const;
    // A NumericDate (RFC 7519, section 2) in whole seconds; a fraction is cut off.
    std::optional<std::int64_t> seconds(std::string_view name) const;
    // A text, or an array of texts.
    std::optional<std::vector<std::string>> texts(std::string_view name) const;
    // The JSON text of each element of an array.
    std::optional<std::vector<std::string>> elements(std::string_view name) const;

private:
    std::map<std::string, std::string, std::less<>> members_;  // the JSON text of each
};

}  // namespace ladder::oidc
