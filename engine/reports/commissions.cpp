// Peer-support commissions: where each stood on the day, and how long it took.
#include <map>
#include <string_view>

#include "engine/reports/table.hpp"

namespace ladder::reports {

namespace {

// The id by which rulesets know the procedure.
constexpr std::string_view commission = "peer-support-commission";

// Where a procedure stood on a day.
struct Standing {
    std::string stage;
    std::string since;
    std::string ended_on;  // empty: it ran
};

Standing standing_on(const v1::Procedure& state, const std::string& day) {
    Standing standing{
        state.steps().empty() ? state.stage() : state.steps(0).from_stage(),
        state.started_on(),
        {}};
    for (const auto& step : state.steps()) {
        if (step.effective_on() <= day) {
            standing.stage = step.to_stage();
            standing.since = step.effective_on();
        }
    }
    if (!state.ended_on().empty() && state.ended_on() <= day) {
        standing.ended_on = state.ended_on();
    }
    return standing;
}

}  // namespace

Report commissions(const Query& query, const Known& known, const FindRuleset& rulesets) {
    Report report;
    set_columns(
        report,
        {{"started_on", "Started on", v1::REPORT_COLUMN_KIND_DATE},
         {"body", "Body", v1::REPORT_COLUMN_KIND_NAME},
         {"stage", "Stage", v1::REPORT_COLUMN_KIND_TEXT},
         {"since", "Since", v1::REPORT_COLUMN_KIND_DATE},
         {"ended_on", "Ended on", v1::REPORT_COLUMN_KIND_DATE},
         {"outcome", "Outcome", v1::REPORT_COLUMN_KIND_TEXT},
         {"days", "Days", v1::REPORT_COLUMN_KIND_NUMBER},
         {"asked_by", "Asked by", v1::REPORT_COLUMN_KIND_TEXT},
         {"capacity", "Capacity", v1::REPORT_COLUMN_KIND_TEXT},
         {"procedure", "Procedure", v1::REPORT_COLUMN_KIND_NAME},
         {"case", "Case", v1::REPORT_COLUMN_KIND_NAME}}
    );
    std::map<std::string_view, std::string_view> ladders;
    for (const auto& state : known.cases) {
        ladders[state.name()] = state.ladder();
    }
    const auto by = base::to_string(query.to);
    const auto from = query.from ? base::to_string(*query.from) : std::string{};
    StageCounts counts;
    for (const auto& state : known.procedures) {
        if (state.definition() != commission || state.started_on() > by ||
            (!query.body.empty() && state.body() != query.body) ||
            (!query.ladder.empty() && ladders[state.case_name()] != query.ladder)) {
            continue;
        }
        const auto standing = standing_on(state, by);
        const bool over = !standing.ended_on.empty();
        if ((over && standing.ended_on < from) ||
            (!query.stage.empty() && standing.stage != query.stage)) {
            continue;
        }
        counts.add(stage_of_procedure(rulesets, state.ruleset(), state.definition(), standing.stage)
        );
        add_row(
            report,
            state.name(),
            {state.started_on(),
             state.body(),
             standing.stage,
             standing.since,
             standing.ended_on,
             over ? state.outcome() : std::string{},
             std::to_string(days_between(state.started_on(), over ? standing.ended_on : by)),
             state.started_by().person(),
             state.started_by().capacity(),
             state.name(),
             state.case_name()}
        );
    }
    order_rows(report);
    counts.add_sums(report);
    add_sum(report, "total", "Commissions", static_cast<double>(report.rows.size()));
    return report;
}

}  // namespace ladder::reports
