// Cases and procedures as a report finds them, an act a line, and reports as short texts.
#pragma once

#include <string>
#include <vector>

#include "engine/reports/report.hpp"

namespace ladder::reports {

// A case of a body on a ladder with the stages "low" (0), "middle" (1) and "high" (2).
class Story {
public:
    explicit Story(const std::string& body, const std::string& opened_on = "2009-01-10");

    Story& move(const std::string& to, const std::string& on, const std::string& review = {});
    Story& remain(const std::string& on, const std::string& review = {});
    Story& close(const std::string& on);
    Story& correct(const std::string& decision, const std::string& on);
    // The case goes over to a ruleset in which its stage has another name.
    Story& migrate(const std::string& to_stage, const std::string& on);
    // Proposal p1, p2, ...: raised at a period end, standing as it stands.
    Story& propose(
        const std::string& stage,
        const std::string& on,
        v1::ProposalState state = v1::PROPOSAL_STATE_OPEN,
        const std::string& decision = {}
    );
    Story& deadline(const std::string& due_on, const std::string& ended_on = {});

    v1::Decision& last() { return *state_.mutable_decisions()->rbegin(); }
    v1::Case& state() { return state_; }

private:
    v1::Decision& add(v1::DecisionOutcome outcome, const std::string& on);

    v1::Case state_;
};

// The ruleset of every story.
const definition::Ruleset* sample_ruleset(const std::string& name);

// Runs a report of the year 2009-10 over stories; change the query by the argument.
Report run_over(v1::ReportKind kind, std::vector<Story> stories, const Query& query = {});

// A query for days; an empty `from` means the beginning.
Query days(std::string_view from, std::string_view to);

// The values of some columns, by their ids, of each row: "2009-06-01 bodies/a high".
std::vector<std::string> rows_of(const Report& report, const std::vector<std::string>& columns);

// "high=2" for each sum.
std::vector<std::string> sums_of(const Report& report);

}  // namespace ladder::reports
