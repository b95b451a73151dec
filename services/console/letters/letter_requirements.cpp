// What a public letter requires: each with its day, its answer, what shows it, and its judgement.
#include <algorithm>

#include <fmt/format.h>

#include "services/console/letters/letter_parts.hpp"
#include "services/console/letters/shared.hpp"
#include "services/console/words.hpp"

namespace ladder::letters {

namespace {

using console::Data;
using console::ProcedureSeen;
using console::Visit;

// The latest entry of a record about a requirement; null if there is none.
const v1::Entry* about(
    const Visit& visit,
    const ProcedureSeen& seen,
    std::string_view record,
    const std::string& requirement
) {
    const v1::Entry* found = nullptr;
    for (const auto* entry : console::standing(visit, seen, record)) {
        found = entry->key() == requirement ? entry : found;
    }
    return found;
}

const v1::Deadline* deadline_of(const ProcedureSeen& seen, const std::string& requirement) {
    const v1::Deadline* found = nullptr;
    for (const auto& deadline : seen.procedure.deadlines()) {
        found = deadline.key() == requirement ? &deadline : found;
    }
    return found;
}

// What can be recorded about a requirement now; the first is the next.
std::vector<Data> acts_on(
    const Visit& visit,
    const ProcedureSeen& seen,
    const std::string& place,
    const v1::Entry& requirement
) {
    std::vector<Data> acts;
    const bool out = seen.procedure.stage() == "sent" || seen.procedure.stage() == "published";
    if (visit.known || !out) {
        return acts;
    }
    const auto add = [&](const char* record, bool wanted) {
        const auto* found = definition::find_record(*seen.definition, record);
        if (wanted && found != nullptr && console::may_record(visit, seen, *found)) {
            auto& act = acts.emplace_back(Data::type::object);
            act.set("link", fmt::format("{}/record/{}?key={}", place, record, requirement.id()));
            act.set("act", visit.desk->templates.text("letter", std::string{"act."} + record));
        }
    };
    const bool answered = about(visit, seen, "response", requirement.id()) != nullptr;
    const bool judged = about(visit, seen, "judgement", requirement.id()) != nullptr;
    add("response", !answered);
    add("judgement", answered && !judged);
    add("evidence", !judged);
    add("extension", !judged && deadline_of(seen, requirement.id()) != nullptr);
    return acts;
}

void put_due(Data& row, const Visit& visit, const ProcedureSeen& seen, const v1::Entry& entry) {
    const auto* deadline = deadline_of(seen, entry.id());
    const auto due = deadline == nullptr ? value_of(entry, "due") : deadline->due_on();
    row.set("due", console::day_in_words(due));
    const bool open = deadline != nullptr && deadline->ended_on().empty();
    row.set("overdue", Data{open && due < day_shown(visit)});
    const auto* extended = about(visit, seen, "extension", entry.id());
    console::put_text(
        row, "extended", extended == nullptr ? std::string{} : value_of(*extended, "reasons")
    );
    if (extended != nullptr) {
        row.set("extended_by", visit.people().title(value_of(*extended, "authority")));
        row.set("first_due", console::day_in_words(value_of(entry, "due")));
    }
}

}  // namespace

void put_requirements(
    console::Data& data,
    const console::Visit& visit,
    const console::ProcedureSeen& seen,
    const std::string& place
) {
    std::vector<Data> rows;
    for (const auto* entry : console::standing(visit, seen, "requirement")) {
        auto& row = rows.emplace_back(Data::type::object);
        row.set("number", std::to_string(rows.size()));
        row.set("what", value_of(*entry, "text"));
        row.set("of", console::word_in_words(value_of(*entry, "of")));
        put_due(row, visit, seen, *entry);
        const auto* response = about(visit, seen, "response", entry->id());
        row.set("answered", Data{response != nullptr});
        if (response != nullptr) {
            row.set("answer", value_of(*response, "text"));
            row.set("answered_on", console::day_in_words(response->effective_on()));
        }
        const auto* evidence = about(visit, seen, "evidence", entry->id());
        console::put_text(
            row, "evidence", evidence == nullptr ? std::string{} : value_of(*evidence, "shown_by")
        );
        const auto* judgement = about(visit, seen, "judgement", entry->id());
        row.set("judged", Data{judgement != nullptr});
        if (judgement != nullptr) {
            const auto verdict = value_of(*judgement, "verdict");
            row.set("verdict", console::word_in_words(verdict));
            row.set("colour", verdict == "met" ? "green" : verdict == "not_met" ? "red" : "yellow");
            row.set("judgement", value_of(*judgement, "reasons"));
        }
        row.set("acts", console::list_of(acts_on(visit, seen, place, *entry)));
    }
    data.set("has_requirements", Data{!rows.empty()});
    data.set("requirements", console::list_of(std::move(rows)));
    data.set(
        "may_require",
        Data{
            !visit.known && seen.procedure.stage() == "drafting" &&
            console::may_record(
                visit, seen, *definition::find_record(*seen.definition, "requirement")
            )}
    );
}

}  // namespace ladder::letters
