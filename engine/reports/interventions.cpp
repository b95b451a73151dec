// Decisions that moved a case or kept it where it stands, by stage.
#include <fmt/format.h>

#include "engine/reports/passages.hpp"
#include "engine/reports/table.hpp"

namespace ladder::reports {

namespace {

bool is_intervention(const v1::Decision& decision) {
    return decision.outcome() == v1::DECISION_OUTCOME_MOVE ||
           decision.outcome() == v1::DECISION_OUTCOME_REMAIN;
}

// The newest of the corrections that follow one another from a decision; empty: it stands as it is.
std::string corrected_by(const v1::Decision& decision, const v1::Case& state) {
    auto newest = decision.superseded_by();
    for (const auto& later : state.decisions()) {  // corrections come after what they correct
        if (later.id() == newest && !later.superseded_by().empty()) {
            newest = later.superseded_by();
        }
    }
    return newest;
}

}  // namespace

Report interventions(const Query& query, const Known& known, const FindRuleset& rulesets) {
    Report report;
    set_columns(
        report,
        {{"decided_on", "Decided on", v1::REPORT_COLUMN_KIND_DATE},
         {"body", "Body", v1::REPORT_COLUMN_KIND_NAME},
         {"outcome", "Outcome", v1::REPORT_COLUMN_KIND_TEXT},
         {"from", "From", v1::REPORT_COLUMN_KIND_TEXT},
         {"stage", "Stage", v1::REPORT_COLUMN_KIND_TEXT},
         {"decider", "Decider", v1::REPORT_COLUMN_KIND_TEXT},
         {"capacity", "Capacity", v1::REPORT_COLUMN_KIND_TEXT},
         {"case", "Case", v1::REPORT_COLUMN_KIND_NAME},
         {"decision", "Decision", v1::REPORT_COLUMN_KIND_TEXT},
         {"recorded_on", "Recorded on", v1::REPORT_COLUMN_KIND_DATE},
         {"entered_later", "Entered later", v1::REPORT_COLUMN_KIND_YES_NO},
         {"corrected_by", "Corrected by", v1::REPORT_COLUMN_KIND_TEXT}}
    );
    StageCounts counts;
    int corrected = 0;
    for (const auto& state : known.cases) {
        if ((!query.body.empty() && state.body() != query.body) ||
            (!query.ladder.empty() && state.ladder() != query.ladder)) {
            continue;
        }
        for (const auto& decision : state.decisions()) {
            if (!is_intervention(decision) || !within(query, decision.effective_on()) ||
                (!query.stage.empty() && decision.to_stage() != query.stage)) {
                continue;
            }
            counts.add(
                stage_of_case(rulesets, decision.ruleset(), state.ladder(), decision.to_stage())
            );
            const auto correction = corrected_by(decision, state);
            corrected += correction.empty() ? 0 : 1;
            const auto recorded_at = base::from_timestamp(decision.recorded_at());
            add_row(
                report,
                decision_key(state, decision),
                {decision.effective_on(),
                 state.body(),
                 decision.outcome() == v1::DECISION_OUTCOME_MOVE ? "moved" : "kept",
                 decision.from_stage(),
                 decision.to_stage(),
                 decision.decider().person(),
                 decision.decider().capacity(),
                 state.name(),
                 decision.id(),
                 recorded_at ? base::to_string(base::day_of(*recorded_at)) : std::string{},
                 yes_no(decision.entered_later()),
                 correction}
            );
        }
    }
    order_rows(report);
    counts.add_sums(report);
    add_sum(report, "total", "Interventions", static_cast<double>(report.rows.size()));
    if (corrected > 0) {
        report.notes.push_back(fmt::format(
            "{} corrected since in words or references: each is counted once, as it was taken.",
            corrected == 1 ? "1 decision was" : fmt::format("{} decisions were", corrected)
        ));
    }
    return report;
}

}  // namespace ladder::reports
