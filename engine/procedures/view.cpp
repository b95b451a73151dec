// What a procedure says of itself.
#include <algorithm>

#include "engine/diary/diary.hpp"
#include "engine/procedures/procedure.hpp"

namespace ladder::procedures {

v1::ProcedureSummary summary_of(const v1::Procedure& state) {
    const auto diary = diary::diary_of(state);
    v1::ProcedureSummary summary;
    summary.set_name(state.name());
    summary.set_definition(state.definition());
    summary.set_ruleset(state.ruleset());
    summary.set_body(state.body());
    summary.set_case_name(state.case_name());
    summary.set_stage(state.stage());
    summary.set_stage_since(state.stage_since());
    summary.set_ended_on(state.ended_on());
    summary.set_outcome(state.outcome());
    summary.set_next_due_on(diary::next_due_on(diary));
    summary.set_open_tasks(diary::open_tasks(diary));
    summary.set_version(state.version());
    summary.set_etag(state.etag());
    return summary;
}

bool stands_on(const v1::Entry& entry, std::string_view day) {
    // ISO dates sort as text.
    return entry.effective_on() <= day &&
           (entry.withdrawn_on().empty() || entry.withdrawn_on() > day) &&
           (entry.expires_on().empty() || entry.expires_on() >= day);
}

std::string_view value_of(const v1::Entry& entry, std::string_view field) {
    const auto& values = entry.values();
    const auto found = std::find_if(values.begin(), values.end(), [&](const auto& value) {
        return value.field() == field;
    });
    return found == values.end() ? std::string_view{} : std::string_view{found->value()};
}

}  // namespace ladder::procedures
