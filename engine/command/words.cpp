#include "engine/command/words.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/base/dates.hpp"

namespace ladder::command {

bool contains(const Strings& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::string listed(const std::vector<std::string>& words) {
    if (words.empty()) {
        return "nobody";
    }
    std::string text = words.front();
    for (std::size_t i = 1; i < words.size(); ++i) {
        text += (i + 1 == words.size() ? " or " : ", ") + words[i];
    }
    return text;
}

std::string counted(std::size_t count, std::string_view noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string role_words(const definition::Ruleset& ruleset, std::string_view role) {
    const auto* found = ruleset.role(role);
    return found == nullptr || found->title().empty()
               ? std::string{role}
               : fmt::format("{} ({})", found->title(), role);
}

std::string roles_words(const definition::Ruleset& ruleset, const Strings& roles) {
    std::vector<std::string> words;
    words.reserve(static_cast<std::size_t>(roles.size()));
    for (const auto& role : roles) {
        words.push_back(role_words(ruleset, role));
    }
    return listed(words);
}

std::string stage_words(const v1::LadderDefinition& ladder, std::string_view stage) {
    const auto* found = definition::find_stage(ladder, stage);
    return found == nullptr || found->title().empty()
               ? std::string{stage}
               : fmt::format("{} ({})", found->title(), stage);
}

std::string_view subject_word(v1::Subject subject) {
    switch (subject) {
        case v1::SUBJECT_CONFIDENCE:
            return "confidence";
        case v1::SUBJECT_COUNTER_TERRORISM:
            return "counter-terrorism";
        default:  // the generated enum is open
            return "general";
    }
}

std::string date_words(std::string_view date) {
    const auto parsed = base::parse_date(date);
    return parsed ? base::in_words(*parsed) : std::string{date};
}

}  // namespace ladder::command
