// Whether entries of a procedure stand as a gate asks.
#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "engine/casework/entries.hpp"
#include "engine/casework/gate_atoms.hpp"
#include "engine/casework/shared.hpp"

namespace ladder::casework {

namespace {

using base::Truth;

// A record condition with all that it is asked of.
struct RecordQuestion {
    const v1::RecordCondition& condition;
    const Circumstances& asked;
    const v1::ProcedureDefinition& procedure;
    const v1::RecordDefinition& record;
    std::string day;
};

bool has_values(const v1::RecordCondition& condition, const v1::Entry& entry) {
    const auto& tests = condition.where();
    return std::all_of(tests.begin(), tests.end(), [&](const v1::FieldTest& test) {
        return contains(test.is(), value_of(entry, test.field()));
    });
}

// Whether it is such an entry as is asked for, standing or not.
bool is_asked_for(const RecordQuestion& question, const v1::Entry& entry) {
    const auto& condition = question.condition;
    return entry.record() == question.record.id() &&
           (condition.key().empty() || entry.key() == condition.key()) &&
           (!condition.same_key() ||
            same_key(question.procedure, question.record, entry, *question.asked.about)) &&
           has_values(condition, entry) &&
           (!condition.since_stage() || entry.version() > question.asked.procedure->stage_version()
           );
}

std::vector<const v1::Entry*> standing(const RecordQuestion& question) {
    std::vector<const v1::Entry*> found;
    for (const auto& entry : question.asked.procedure->entries()) {
        if (is_asked_for(question, entry) && stands_on(entry, question.day)) {
            found.push_back(&entry);
        }
    }
    return found;
}

std::string condition_words(const RecordQuestion& question) {
    std::string words;
    if (!question.condition.key().empty()) {
        words += fmt::format(" for {}", question.condition.key());
    } else if (question.condition.same_key() && !question.asked.about->key().empty()) {
        words += fmt::format(" for {}", question.asked.about->key());
    }
    for (const auto& test : question.condition.where()) {
        const std::vector<std::string> values{test.is().begin(), test.is().end()};
        words += fmt::format(" with {} {}", test.field(), listed(values));
    }
    if (question.condition.since_stage()) {
        words += " since the present stage began and";
    }
    return words;
}

// Why what was recorded counts no longer, or not yet. Empty: nothing was.
std::string fallen_words(const RecordQuestion& question) {
    const v1::Entry* last = nullptr;
    for (const auto& entry : question.asked.procedure->entries()) {
        if (is_asked_for(question, entry) && !stands_on(entry, question.day)) {
            last = &entry;
        }
    }
    if (last == nullptr) {
        return {};
    }
    if (!last->withdrawn_on().empty() && last->withdrawn_on() <= question.day) {
        return fmt::format(
            " {} was withdrawn on {}.", last->id(), date_words(last->withdrawn_on())
        );
    }
    if (last->effective_on() > question.day) {
        return fmt::format(" {} is of {}.", last->id(), date_words(last->effective_on()));
    }
    return fmt::format(" {} expired on {}.", last->id(), date_words(last->expires_on()));
}

const v1::Entry* latest_of(const std::vector<const v1::Entry*>& entries) {
    return *std::max_element(entries.begin(), entries.end(), [](const auto* a, const auto* b) {
        return a->effective_on() < b->effective_on();
    });
}

// The latest standing entry of another record, about the same thing where that is asked.
const v1::Entry* latest_of_record(const RecordQuestion& question, const std::string& id) {
    const auto* record = definition::find_record(question.procedure, id);
    const v1::Entry* latest = nullptr;
    for (const auto& entry : question.asked.procedure->entries()) {
        const bool about_it = !question.condition.same_key() || entry.key().empty() ||
                              record == nullptr ||
                              same_key(question.procedure, *record, entry, *question.asked.about);
        if (entry.record() == id && about_it && stands_on(entry, question.day) &&
            (latest == nullptr || entry.effective_on() >= latest->effective_on())) {
            latest = &entry;
        }
    }
    return latest;
}

Atom not_enough(const RecordQuestion& question, std::size_t found, std::size_t needed) {
    if (found == 0) {
        return Atom{
            Truth::no,
            fmt::format(
                "Not recorded{} by {}: {}.{}",
                condition_words(question),
                date_words(question.day),
                record_words(question.record),
                fallen_words(question)
            )};
    }
    return Atom{
        Truth::no,
        fmt::format(
            "Recorded {} of {} times needed{} by {}: {}.",
            found,
            needed,
            condition_words(question),
            date_words(question.day),
            record_words(question.record)
        )};
}

Atom in_order(const RecordQuestion& question, const v1::Entry& latest) {
    for (const auto& id : question.condition.not_before()) {
        const auto* earlier = latest_of_record(question, id);
        if (earlier != nullptr && latest.effective_on() < earlier->effective_on()) {
            const auto* record = definition::find_record(question.procedure, id);
            return Atom{
                Truth::no,
                fmt::format(
                    "Too early: {} ({}) is before {} ({}).",
                    record_words(question.record),
                    entry_words(latest),
                    record == nullptr ? id : record_words(*record),
                    entry_words(*earlier)
                )};
        }
    }
    return Atom{
        Truth::yes,
        fmt::format("Recorded: {} ({}).", record_words(question.record), entry_words(latest))};
}

}  // namespace

Atom ask(const v1::RecordCondition& condition, const Circumstances& asked) {
    const auto* procedure = asked.procedure == nullptr
                                ? nullptr
                                : asked.ruleset.procedure(asked.procedure->definition());
    const auto* record =
        procedure == nullptr ? nullptr : definition::find_record(*procedure, condition.id());
    if (record == nullptr) {
        return Atom{Truth::unknown, "This can be asked only in a procedure that has the record."};
    }
    if (condition.same_key() && asked.about == nullptr) {
        return Atom{Truth::unknown, "Nothing is asked about here whose key could be the same."};
    }
    const RecordQuestion question{
        condition, asked, *procedure, *record, base::to_string(asked.effective_on)};
    const auto found = standing(question);
    const auto needed = static_cast<std::size_t>(std::max(condition.count(), 1));
    return found.size() < needed ? not_enough(question, found.size(), needed)
                                 : in_order(question, *latest_of(found));
}

}  // namespace ladder::casework
