#include "engine/casework/gate_every.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/casework/entries.hpp"
#include "engine/casework/shared.hpp"

namespace ladder::casework {

namespace {

using base::Truth;

v1::Entry matter(const std::string& key) {
    v1::Entry entry;
    entry.set_key(key);
    return entry;
}

bool lasts_on(std::string_view day, std::string_view from, std::string_view to) {
    return from <= day && (to.empty() || to >= day);
}

// Whether the entry stands for its key already: a key is gone over once.
bool has_key(const std::vector<v1::Entry>& entries, const v1::Entry& entry) {
    return !entry.key().empty() &&
           std::any_of(entries.begin(), entries.end(), [&](const auto& one) {
               return one.key() == entry.key();
           });
}

Matters entries_of(const v1::EveryCondition& condition, const Circumstances& asked) {
    const auto* procedure = asked.procedure == nullptr
                                ? nullptr
                                : asked.ruleset.procedure(asked.procedure->definition());
    const auto* record =
        procedure == nullptr ? nullptr : definition::find_record(*procedure, condition.record());
    if (record == nullptr) {
        return {
            {}, {}, Truth::unknown, "This can be asked only in a procedure that has the record."};
    }
    const auto day = base::to_string(asked.effective_on);
    Matters matters{
        {},
        fmt::format("of {}", record_words(*record)),
        Truth::no,
        fmt::format(
            "Nothing stands recorded as {} by {}; at least one is needed.",
            record_words(*record),
            date_words(day)
        )};
    for (const auto& entry : asked.procedure->entries()) {
        if (entry.record() == record->id() && stands_on(entry, day)) {
            matters.of.push_back(entry);
        }
    }
    return matters;
}

Matters authorities_of(const Circumstances& asked) {
    if (asked.around.body == nullptr) {
        return {{}, {}, Truth::unknown, "Nothing is known of the body."};
    }
    const auto day = base::to_string(asked.effective_on);
    Matters matters{
        {},
        "responsible authority",
        Truth::unknown,
        fmt::format(
            "The responsible authorities of {} are not known.", asked.around.body->title()
        )};
    for (const auto& relation : asked.around.body->relations()) {
        if (relation.kind() == v1::BODY_RELATION_KIND_RESPONSIBLE_AUTHORITY &&
            lasts_on(day, relation.from(), relation.to())) {
            if (auto entry = matter(relation.body()); !has_key(matters.of, entry)) {
                matters.of.push_back(std::move(entry));
            }
        }
    }
    for (const auto& authority : asked.around.body->responsible_authorities()) {
        if (lasts_on(day, authority.from(), authority.to())) {
            if (auto entry = matter(authority.id()); !has_key(matters.of, entry)) {
                matters.of.push_back(std::move(entry));
            }
        }
    }
    return matters;
}

void add_questions(
    Matters& matters, const definition::Ruleset& ruleset, const std::string& question_set
) {
    const auto* set = ruleset.question_set(question_set);
    if (set == nullptr) {
        return;
    }
    for (const auto& question : set->questions()) {
        if (auto entry = matter(question.id()); !has_key(matters.of, entry)) {
            matters.of.push_back(std::move(entry));
        }
    }
}

Matters questions_of(const v1::EveryCondition& condition, const Circumstances& asked) {
    Matters matters{{}, "question", Truth::unknown, "No questions are named."};
    if (!condition.question_set().empty()) {
        add_questions(matters, asked.ruleset, condition.question_set());
        return matters;
    }
    const auto* procedure = asked.procedure == nullptr
                                ? nullptr
                                : asked.ruleset.procedure(asked.procedure->definition());
    if (procedure != nullptr) {
        for (const auto& record : procedure->records()) {
            for (const auto& set : record.key_question_sets()) {
                add_questions(matters, asked.ruleset, set);
            }
        }
    }
    return matters;
}

}  // namespace

Matters matters_of(const v1::EveryCondition& condition, const Circumstances& asked) {
    switch (condition.of()) {
        case v1::EVERY_OF_RESPONSIBLE_AUTHORITIES:
            return authorities_of(asked);
        case v1::EVERY_OF_QUESTIONS:
            return questions_of(condition, asked);
        default:  // the generated enum is open
            return entries_of(condition, asked);
    }
}

std::string matter_words(const v1::Entry& entry) {
    if (entry.key().empty() || entry.id().empty()) {
        return key_of(entry);
    }
    return fmt::format("{} ({})", entry.key(), entry.id());
}

}  // namespace ladder::casework
