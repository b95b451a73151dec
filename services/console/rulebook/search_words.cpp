#include "services/console/rulebook/search_words.hpp"

#include <algorithm>
#include <cctype>

namespace ladder::rulebook {

namespace {

std::string lower_case(std::string_view text) {
    std::string lower{text};
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return lower;
}

}  // namespace

SearchWords::SearchWords(std::string_view text) {
    const auto lower = lower_case(text);
    std::string_view rest = lower;
    constexpr std::string_view blanks = " \t\n,;";
    while (!rest.empty()) {
        const auto end = std::min(rest.size(), rest.find_first_of(blanks));
        if (end > 0) {
            words_.emplace_back(rest.substr(0, end));
        }
        rest.remove_prefix(std::min(rest.size(), end + 1));
    }
}

bool SearchWords::are_in(std::initializer_list<std::string_view> texts) const {
    std::vector<std::string> lower;
    for (const auto text : texts) {
        lower.push_back(lower_case(text));
    }
    return !words_.empty() &&
           std::all_of(words_.begin(), words_.end(), [&](const std::string& word) {
               return std::any_of(lower.begin(), lower.end(), [&](const std::string& text) {
                   return text.find(word) != std::string::npos;
               });
           });
}

}  // namespace ladder::rulebook
