#include "services/console/subject/titles.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace ladder::subject {

namespace {

template <class Found>
std::string title_or(const Found* found, std::string_view id) {
    return found == nullptr ? std::string{id} : found->title();
}

bool is_id_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

// Of the word that begins at `at`: hyphens between its characters belong to it.
std::size_t end_of_word(std::string_view sentence, std::size_t at) {
    while (at < sentence.size() &&
           (is_id_character(sentence[at]) || (sentence[at] == '-' && at + 1 < sentence.size() &&
                                              is_id_character(sentence[at + 1])))) {
        ++at;
    }
    return at;
}

// What an item's id may stand after: "Fact f5 recorded".
bool ends_with_item(std::string_view text) {
    constexpr std::array items{
        "Concern ",
        "Deadline ",
        "Decision ",
        "Fact ",
        "Note ",
        "Proposal ",
        "Recommendation ",
        "Task "};
    return std::any_of(items.begin(), items.end(), [&](const auto* item) {
        return text.ends_with(item);
    });
}

// "f5": an item of a case or procedure.
bool is_item_id(std::string_view word) {
    return word.size() > 1 && word.front() >= 'a' && word.front() <= 'z' &&
           word.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

}  // namespace

const v1::LadderDefinition* Titles::ladder(std::string_view id) const {
    return ruleset_ ? ruleset_->ladder(id) : nullptr;
}

std::string Titles::stage(std::string_view ladder_id, std::string_view id) const {
    const auto* on = ladder(ladder_id);
    return title_or(on == nullptr ? nullptr : definition::find_stage(*on, id), id);
}

std::string Titles::alias(std::string_view ladder_id, std::string_view id) const {
    const auto* on = ladder(ladder_id);
    const auto* stage = on == nullptr ? nullptr : definition::find_stage(*on, id);
    if (stage != nullptr) {
        for (const auto& alias : stage->aliases()) {
            if (alias.starts_with("PPSG")) {
                return alias;
            }
        }
    }
    return {};
}

std::string Titles::role(std::string_view id) const {
    return title_or(ruleset_ ? ruleset_->role(id) : nullptr, id);
}

std::string Titles::fact(std::string_view id) const {
    return title_or(ruleset_ ? ruleset_->fact(id) : nullptr, id);
}

std::string Titles::domain(std::string_view id) const {
    return title_or(ruleset_ ? ruleset_->domain(id) : nullptr, id);
}

std::string Titles::indicator(std::string_view id) const {
    return title_or(ruleset_ ? ruleset_->indicator(id) : nullptr, id);
}

std::string Titles::trigger(std::string_view id) const {
    return title_or(ruleset_ ? ruleset_->trigger(id) : nullptr, id);
}

std::string Titles::procedure(std::string_view id) const {
    return title_or(ruleset_ ? ruleset_->procedure(id) : nullptr, id);
}

std::string Titles::procedure_stage(std::string_view procedure_id, std::string_view id) const {
    const auto* of = ruleset_ ? ruleset_->procedure(procedure_id) : nullptr;
    return title_or(of == nullptr ? nullptr : definition::find_stage(*of, id), id);
}

std::string Titles::record(std::string_view procedure_id, std::string_view id) const {
    const auto* of = ruleset_ ? ruleset_->procedure(procedure_id) : nullptr;
    return title_or(of == nullptr ? nullptr : definition::find_record(*of, id), id);
}

std::string Titles::field(
    std::string_view procedure_id, std::string_view record_id, std::string_view id
) const {
    const auto* of = ruleset_ ? ruleset_->procedure(procedure_id) : nullptr;
    const auto* record = of == nullptr ? nullptr : definition::find_record(*of, record_id);
    if (record != nullptr) {
        for (const auto& field : record->fields()) {
            if (field.id() == id) {
                return field.title();
            }
        }
    }
    return spaced(id);
}

std::string Titles::actor(const v1::Actor& actor) const {
    return people_.in_words(
        actor, actor.capacity().empty() ? std::string{} : role(actor.capacity())
    );
}

std::string Titles::title_of_id(std::string_view id) const {
    if (!ruleset_) {
        return {};
    }
    if (const auto* found = ruleset_->role(id)) {
        return found->title();
    }
    // Of others only what can be no word of a sentence.
    if (id.find_first_of("_-") == std::string_view::npos) {
        return {};
    }
    if (const auto* found = ruleset_->procedure(id)) {
        return found->title();
    }
    if (const auto* found = ruleset_->fact(id)) {
        return fmt::format("“{}”", found->title());
    }
    if (const auto* found = ruleset_->indicator(id)) {
        return found->title();
    }
    if (const auto* found = ruleset_->trigger(id)) {
        return fmt::format("“{}”", found->title());
    }
    for (const auto& ladder : ruleset_->definition().ladders()) {
        if (const auto* found = definition::find_stage(ladder, id)) {
            return found->title();
        }
    }
    for (const auto& procedure : ruleset_->definition().procedures()) {
        if (const auto* found = definition::find_stage(procedure, id)) {
            return found->title();
        }
    }
    return {};
}

std::string Titles::title_of_name(std::string_view collection, std::string_view id) const {
    if (collection == "procedures" && ruleset_) {
        for (const auto& procedure : ruleset_->definition().procedures()) {
            if (id.find("-" + procedure.id() + "-") != std::string_view::npos) {
                return procedure.title();
            }
        }
    }
    if (collection == "cases") {
        return "the case";
    }
    return collection == "bodies" ? std::string{id} : std::string{};
}

std::string Titles::plain(std::string_view sentence) const {
    std::string plain;
    for (std::size_t at = 0; at < sentence.size();) {
        if (!is_id_character(sentence[at])) {
            plain += sentence[at++];
            continue;
        }
        const auto end = end_of_word(sentence, at);
        const auto word = sentence.substr(at, end - at);
        const char before = at > 0 ? sentence[at - 1] : ' ';
        const char after = end < sentence.size() ? sentence[end] : ' ';
        if (after == '/' && end + 1 < sentence.size()) {
            const auto name_end = end_of_word(sentence, end + 1);
            // A run of the rules has no page.
            if (word == "evaluations" && before == '(' &&
                sentence.substr(name_end).starts_with(')')) {
                plain.pop_back();
                plain.erase(plain.find_last_not_of(' ') + 1);
                at = name_end + 1;
                continue;
            }
            const auto title = title_of_name(word, sentence.substr(end + 1, name_end - end - 1));
            plain += title.empty() ? std::string{sentence.substr(at, name_end - at)} : title;
            at = name_end;
            continue;
        }
        // A part of an address, or of a path.
        const bool alone = before != '@' && before != '/' && after != '@';
        const auto title = alone ? title_of_id(word) : std::string{};
        if (!title.empty() && before == '(' && after == ')') {
            plain.pop_back();
            plain.erase(plain.find_last_not_of(' ') + 1);
            at = end + 1;
        } else if (is_item_id(word) && ends_with_item(plain)) {
            plain.pop_back();
            at = end;
        } else if (before == '(' && after == ',' && is_item_id(word)) {
            at = end + 1 + (sentence.substr(end + 1).starts_with(' ') ? 1 : 0);
        } else {
            plain += title.empty() ? std::string{word} : title;
            at = end;
        }
    }
    return people_.in_text(plain);
}

std::string kind_in_words(v1::BodyKind kind) {
    switch (kind) {
        case v1::BODY_KIND_POLICE_FORCE:
            return "Police force";
        case v1::BODY_KIND_POLICE_AUTHORITY:
            return "Police authority";
        case v1::BODY_KIND_CDRP:
            return "Crime and disorder reduction partnership";
        case v1::BODY_KIND_CSP:
            return "Community safety partnership";
        case v1::BODY_KIND_LCJB:
            return "Local criminal justice board";
        default:
            return {};
    }
}

std::string country_in_words(v1::Country country) {
    switch (country) {
        case v1::COUNTRY_ENGLAND:
            return "England";
        case v1::COUNTRY_WALES:
            return "Wales";
        default:
            return {};
    }
}

std::string subject_in_words(v1::Subject subject) {
    switch (subject) {
        case v1::SUBJECT_CONFIDENCE:
            return "Confidence";
        case v1::SUBJECT_COUNTER_TERRORISM:
            return "Counter-terrorism";
        default:
            return "General";
    }
}

std::string severity_in_words(v1::Severity severity) {
    auto name = v1::Severity_Name(severity);
    name.erase(0, std::min(name.size(), std::string_view{"SEVERITY_"}.size()));
    std::transform(
        name.begin() + (name.empty() ? 0 : 1),
        name.end(),
        name.begin() + (name.empty() ? 0 : 1),
        [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
    );
    return spaced(name);
}

std::string id_of(std::string_view name) {
    return std::string{name.substr(name.find('/') + 1)};
}

std::string spaced(std::string_view id) {
    std::string words{id};
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

}  // namespace ladder::subject
