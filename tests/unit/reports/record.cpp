#include "tests/unit/reports/record.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include <fmt/format.h>
#include <google/protobuf/text_format.h>

namespace ladder::reports {

namespace {

constexpr auto ruleset_text = R"(
    id: "sample"
    ladders { id: "force" title: "Force"
              stages { id: "low" title: "Low" }
              stages { id: "middle" title: "Middle" }
              stages { id: "high" title: "High" } }
    procedures { id: "peer-support-commission" title: "Commission"
                 stages { id: "asked" title: "Asked" }
                 stages { id: "running" title: "Running" }
                 stages { id: "reported" title: "Reported" outcome: "reported" } }
)";

base::Date date(std::string_view text) {
    const auto parsed = base::parse_date(text);
    if (!parsed) {
        throw std::logic_error(std::string{text});
    }
    return *parsed;
}

}  // namespace

Story::Story(const std::string& body, const std::string& opened_on) {
    state_.set_name("cases/" + body + "-general-1");
    state_.set_body("bodies/" + body);
    state_.set_ladder("force");
    state_.set_ruleset("rulesets/sample@1");
    state_.set_stage("low");
    state_.set_opened_on(opened_on);
}

v1::Decision& Story::add(v1::DecisionOutcome outcome, const std::string& on) {
    auto& decision = *state_.add_decisions();
    decision.set_id(fmt::format("d{}", state_.decisions_size()));
    decision.set_outcome(outcome);
    decision.set_from_stage(state_.stage());
    decision.set_to_stage(state_.stage());
    decision.set_effective_on(on);
    decision.set_ruleset("rulesets/sample@1");
    decision.mutable_decider()->set_person("Ann");
    decision.mutable_decider()->set_capacity("chief");
    *decision.mutable_recorded_at() = base::to_timestamp(base::Instant{date(on)});
    decision.set_position(100 + state_.decisions_size());
    return decision;
}

Story& Story::move(const std::string& to, const std::string& on, const std::string& review) {
    auto& decision = add(v1::DECISION_OUTCOME_MOVE, on);
    decision.set_to_stage(to);
    decision.set_next_review_on(review);
    state_.set_stage(to);
    return *this;
}

Story& Story::remain(const std::string& on, const std::string& review) {
    add(v1::DECISION_OUTCOME_REMAIN, on).set_next_review_on(review);
    return *this;
}

Story& Story::close(const std::string& on) {
    add(v1::DECISION_OUTCOME_CLOSE, on);
    state_.set_closed_on(on);
    return *this;
}

Story& Story::correct(const std::string& decision, const std::string& on) {
    const auto id = fmt::format("d{}", state_.decisions_size() + 1);
    for (auto& one : *state_.mutable_decisions()) {
        if (one.id() == decision) {
            one.set_superseded_by(id);
        }
    }
    add(v1::DECISION_OUTCOME_CORRECT, on).set_supersedes(decision);
    return *this;
}

Story& Story::migrate(const std::string& to_stage, const std::string& on) {
    add(v1::DECISION_OUTCOME_MIGRATE, on).set_to_stage(to_stage);
    state_.set_stage(to_stage);
    return *this;
}

Story& Story::propose(
    const std::string& stage,
    const std::string& on,
    v1::ProposalState state,
    const std::string& decision
) {
    auto& proposal = *state_.add_proposals();
    proposal.set_id(fmt::format("p{}", state_.proposals_size()));
    proposal.set_trigger("rising");
    proposal.set_indicator("robbery");
    proposal.set_proposes(stage);
    proposal.set_raised_on(on);
    proposal.set_state(state);
    proposal.set_decision(decision);
    return *this;
}

Story& Story::deadline(const std::string& due_on, const std::string& ended_on) {
    auto& deadline = *state_.add_deadlines();
    deadline.set_id(fmt::format("l{}", state_.deadlines_size()));
    deadline.set_title("A plan");
    deadline.set_due_on(due_on);
    deadline.set_ended_on(ended_on);
    deadline.set_state(ended_on.empty() ? v1::DEADLINE_STATE_PENDING : v1::DEADLINE_STATE_MET);
    return *this;
}

const definition::Ruleset* sample_ruleset(const std::string& name) {
    static const auto definition = [] {
        v1::RulesetDefinition parsed;
        if (!google::protobuf::TextFormat::ParseFromString(ruleset_text, &parsed)) {
            throw std::logic_error("the ruleset can't be parsed");
        }
        return parsed;
    }();
    static const definition::Ruleset ruleset{"rulesets/sample@1", definition};
    return name == ruleset.name() ? &ruleset : nullptr;
}

Query days(std::string_view from, std::string_view to) {
    Query query;
    if (!from.empty()) {
        query.from = date(from);
    }
    query.to = date(to);
    return query;
}

Report run_over(v1::ReportKind kind, std::vector<Story> stories, const Query& query) {
    auto asked = query.to == base::Date{} ? days("2009-04-01", "2010-03-31") : query;
    asked.kind = kind;
    Known known;
    for (auto& story : stories) {
        known.cases.push_back(std::move(story.state()));
    }
    return run(asked, known, sample_ruleset);
}

std::vector<std::string> rows_of(const Report& report, const std::vector<std::string>& columns) {
    std::vector<std::string> rows;
    for (const auto& row : report.rows) {
        std::string text;
        for (const auto& column : columns) {
            const auto found =
                std::find_if(report.columns.begin(), report.columns.end(), [&](const auto& one) {
                    return one.id() == column;
                });
            text += (text.empty() ? "" : " ") +
                    row.values(static_cast<int>(found - report.columns.begin()));
        }
        rows.push_back(text);
    }
    return rows;
}

std::vector<std::string> sums_of(const Report& report) {
    std::vector<std::string> sums;
    for (const auto& sum : report.sums) {
        sums.push_back(fmt::format("{}={}", sum.key(), sum.value()));
    }
    return sums;
}

}  // namespace ladder::reports
