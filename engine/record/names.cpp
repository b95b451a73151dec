#include "engine/record/names.hpp"

#include <charconv>

#include <fmt/format.h>

#include "engine/base/hex.hpp"
#include "engine/base/sha256.hpp"

namespace ladder::record {

namespace {

constexpr std::size_t id_characters_max = 63;
constexpr std::size_t number_characters_max = 6;

int number_of(std::string_view case_name) {
    const auto tail = case_name.substr(case_name.rfind('-') + 1);
    int number = 0;
    std::from_chars(tail.data(), tail.data() + tail.size(), number);
    return number;
}

// The head of an id to which a word of so many characters and a number are yet added.
std::string cut(std::string_view id, std::size_t word_size) {
    const auto room = id_characters_max - number_characters_max - word_size - 2;
    if (id.size() <= room) {
        return std::string{id};
    }
    return fmt::format("{}-{}", id.substr(0, room - 9), base::hex(base::sha256(id)).substr(0, 8));
}

}  // namespace

std::string_view subject_word(v1::Subject subject) {
    switch (subject) {
        case v1::SUBJECT_GENERAL:
            return "general";
        case v1::SUBJECT_CONFIDENCE:
            return "confidence";
        case v1::SUBJECT_COUNTER_TERRORISM:
            return "counter-terrorism";
        default:
            return {};
    }
}

std::string next_case_name(std::string_view body, v1::Subject subject, const v1::Case* previous) {
    const auto word = subject_word(subject);
    const auto id = cut(body.substr(body.find('/') + 1), word.size());
    const int number = previous == nullptr ? 1 : number_of(previous->name()) + 1;
    return fmt::format("cases/{}-{}-{}", id, word, number);
}

std::string procedure_name(
    std::string_view body, v1::Subject subject, std::string_view definition, int number
) {
    const auto id = body.substr(body.find('/') + 1);
    const auto whole = subject == v1::SUBJECT_COUNTER_TERRORISM
                           ? fmt::format("{}-{}-{}", id, subject_word(subject), definition)
                           : fmt::format("{}-{}", id, definition);
    return fmt::format("procedures/{}-{}", cut(whole, 0), number);
}

}  // namespace ladder::record
