#include "services/access/oidc/json_object.hpp"

#include <charconv>
#include <utility>

#include "services/http/json_reader.hpp"

namespace ladder::oidc {

namespace {

// Beyond the year 5000 nothing is meant.
constexpr double seconds_max = 1e11;

// The JSON text of the value that comes next.
std::string next_value(http::JsonReader& reader) {
    (void)reader.kind();  // passes over white space
    const auto from = reader.offset();
    reader.skip_value();
    return std::string{reader.text().substr(from, reader.offset() - from)};
}

std::optional<std::string> text_of(const std::string& json) {
    http::JsonReader reader{json};
    std::string value;
    return reader.kind() == http::JsonKind::string && reader.read_string(value) && reader.finish()
               ? std::optional{std::move(value)}
               : std::nullopt;
}

}  // namespace

base::Result<JsonObject> JsonObject::parse(std::string_view text) {
    http::JsonReader reader{text};
    JsonObject object;
    reader.begin_object();
    for (std::string name; reader.next_member(name);) {
        auto value = next_value(reader);
        if (!object.members_.emplace(name, std::move(value)).second) {
            reader.fail(reader.token(), "a name is there twice");
        }
    }
    if (!reader.finish() || !reader.ok()) {
        return base::Error{
            base::Code::invalid_argument,
            reader.failure() ? reader.failure()->message : "text after the end of the object",
            {}};
    }
    return object;
}

std::optional<std::string> JsonObject::text(std::string_view name) const {
    const auto found = members_.find(name);
    return found == members_.end() ? std::nullopt : text_of(found->second);
}

std::optional<std::int64_t> JsonObject::seconds(std::string_view name) const {
    const auto found = members_.find(name);
    if (found == members_.end()) {
        return std::nullopt;
    }
    const auto& json = found->second;
    double value = -1;
    const auto [end, error] = std::from_chars(json.data(), json.data() + json.size(), value);
    if (error != std::errc{} || end != json.data() + json.size() || !(value >= 0) ||
        value > seconds_max) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(value);
}

std::optional<std::vector<std::string>> JsonObject::texts(std::string_view name) const {
    if (auto one = text(name)) {
        return std::vector{std::move(*one)};
    }
    auto many = elements(name);
    if (!many) {
        return std::nullopt;
    }
    for (auto& element : *many) {
        auto value = text_of(element);
        if (!value) {
            return std::nullopt;
        }
        element = std::move(*value);
    }
    return many;
}

std::optional<std::vector<std::string>> JsonObject::elements(std::string_view name) const {
    const auto found = members_.find(name);
    if (found == members_.end()) {
        return std::nullopt;
    }
    http::JsonReader reader{found->second};
    if (reader.kind() != http::JsonKind::array || !reader.begin_array()) {
        return std::nullopt;
    }
    std::vector<std::string> values;
    while (reader.next_element()) {
        values.push_back(next_value(reader));
    }
    return reader.finish() ? std::optional{std::move(values)} : std::nullopt;
}

}  // namespace ladder::oidc
