#include "services/http/actor_header.hpp"

#include <fmt/format.h>

#include "services/http/json_text.hpp"
#include "services/http/message.hpp"

namespace ladder::http {

namespace {

constexpr std::size_t person_characters_max = 200;
constexpr std::size_t role_characters_max = 63;
constexpr std::string_view capacity_prefix = "capacity=";

base::Error unauthenticated(std::string_view problem) {
    return {
        base::Code::unauthenticated,
        fmt::format(
            "{}; write {}: <person>; capacity=<role>, as in "
            "{}: a.officer@hmic.example; capacity=hmcic",
            problem,
            actor_header,
            actor_header
        ),
        {}};
}

std::size_t count_characters(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) {
        count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
    }
    return count;
}

// Neither control characters nor those of the C1 block (U+0080 to U+009F).
bool is_printable(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
        if (c < 0x20 || c == 0x7F || (c == 0xC2 && next < 0xA0)) {
            return false;
        }
    }
    return true;
}

// Role ids have underscores ("ppsg_secretariat"), unlike the ids of names.
bool is_role_id(std::string_view text) {
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789_-";
    return !text.empty() && text.size() <= role_characters_max &&
           text.find_first_not_of(allowed) == std::string_view::npos;
}

}  // namespace

base::Result<v1::Actor> parse_actor(std::string_view header) {
    const auto semicolon = header.find(';');
    const auto person = trim(header.substr(0, semicolon));
    if (trim(header).empty()) {
        return unauthenticated("the request does not say who acts");
    }
    if (person.empty() || find_invalid_utf8(person) != std::string_view::npos ||
        !is_printable(person) || count_characters(person) > person_characters_max) {
        return unauthenticated("the person must be 1 to 200 printable characters in UTF-8");
    }
    if (semicolon == std::string_view::npos) {
        return unauthenticated("the capacity is missing");
    }
    const auto rest = trim(header.substr(semicolon + 1));
    const auto capacity = rest.substr(0, capacity_prefix.size()) == capacity_prefix
                              ? rest.substr(capacity_prefix.size())
                              : std::string_view{};
    if (!is_role_id(capacity)) {
        return unauthenticated(
            "after the ';' must stand capacity= and the id of a role: lower-case letters, digits, "
            "underscores and hyphens"
        );
    }
    v1::Actor actor;
    actor.set_person(std::string{person});
    actor.set_capacity(std::string{capacity});
    return actor;
}

std::string actor_text(const v1::Actor& actor) {
    return fmt::format("{}; {}{}", actor.person(), capacity_prefix, actor.capacity());
}

}  // namespace ladder::http
