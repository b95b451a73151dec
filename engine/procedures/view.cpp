// What a procedure says of itself.
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

}  // namespace ladder::procedures
