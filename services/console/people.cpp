#include "services/console/people.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/access/person.hpp"

namespace ladder::console {

namespace {

// What stands around an identifier in a sentence.
constexpr std::string_view around = " \t\n,;:()[]<>'\"“”‘’";

}  // namespace

std::string People::title(const std::string& person) const {
    if (titles_ == nullptr) {
        return person;
    }
    const auto found = titles_->find(access::key_of(person));
    return found == titles_->end() || found->second.empty() ? person : found->second;
}

std::string People::identifier(const std::string& typed) const {
    const auto wanted = access::key_of(typed);
    const auto& titles = all();
    if (titles.contains(wanted)) {
        return typed;
    }
    const auto found = std::find_if(titles.begin(), titles.end(), [&](const auto& one) {
        return !one.second.empty() && access::key_of(one.second) == wanted;
    });
    return found == titles.end() ? typed : found->first;
}

const db::TitlesByPerson& People::all() const {
    static const db::TitlesByPerson nobody;
    return titles_ == nullptr ? nobody : *titles_;
}

std::string People::in_words(const v1::Actor& actor, const std::string& capacity) const {
    auto words = title(actor.person());
    return capacity.empty() ? words : fmt::format("{}, {}", words, capacity);
}

std::string People::in_text(std::string_view sentence) const {
    std::string told;
    while (!sentence.empty()) {
        const auto begin = std::min(sentence.find_first_not_of(around), sentence.size());
        told += sentence.substr(0, begin);
        sentence.remove_prefix(begin);
        auto word = sentence.substr(0, sentence.find_first_of(around));
        // A full stop ends the sentence, not the address.
        word = word.substr(0, word.find_last_not_of('.') + 1);
        told +=
            word.find('@') == std::string_view::npos ? std::string{word} : title(std::string{word});
        sentence.remove_prefix(word.size());
        const auto stops = std::min(sentence.find_first_not_of('.'), sentence.size());
        told += sentence.substr(0, stops);
        sentence.remove_prefix(stops);
    }
    return told;
}

}  // namespace ladder::console
