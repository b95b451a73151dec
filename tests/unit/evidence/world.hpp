// A small world to judge in: bodies, indicators, figures, peers and triggers, a line each.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/definition/ruleset.hpp"
#include "engine/evidence/evaluate.hpp"
#include "engine/evidence/panels.hpp"

namespace ladder::evidence {

base::Date day(std::string_view text);

class World {
public:
    // A force by its id: "kent" is "bodies/kent", titled "Kent".
    World& body(const std::string& id, v1::BodyKind kind = v1::BODY_KIND_POLICE_FORCE);

    // A new indicator, lower is better, titled by its id; change it by the reference.
    v1::IndicatorDefinition& indicator(
        const std::string& id, v1::Statistic statistic, v1::PeriodKind period
    );
    // Indicators "crime" (a count by rolling years) and "population".
    World& crime_and_population();

    World& figure(
        const std::string& indicator, const std::string& body, std::string_view end, double value
    );
    World& share(
        const std::string& indicator,
        const std::string& body,
        std::string_view end,
        double numerator,
        double denominator
    );
    // A set for the group "most_similar" from that day, one line a body: {"kent", {"essex"}}.
    World& peers(
        const std::string& id,
        std::string_view from,
        const std::vector<std::pair<std::string, std::vector<std::string>>>& groups
    );
    v1::TriggerDefinition& trigger(const std::string& id, const std::string& indicator);

    const v1::RulesetDefinition& definition() const { return definition_; }
    v1::RulesetDefinition& definition() { return definition_; }
    std::vector<Figure>& figures() { return figures_; }
    std::vector<std::string> indicators() const;

    Panels panels() const;
    v1::Explanation judge(
        const std::string& body, std::string_view end, const v1::JudgementCondition& condition
    ) const;
    Evaluation evaluate(std::string_view end, const EvaluateOptions& options = {}) const;

private:
    Figure& new_figure(
        const std::string& indicator, const std::string& body, std::string_view end, double value
    );

    v1::RulesetDefinition definition_;
    std::vector<BodyEntry> bodies_;
    std::vector<Figure> figures_;
    std::vector<v1::PeerGroupSet> peer_sets_;
};

// Conditions of the indicator "crime".
v1::JudgementCondition versus_baseline(double by_at_least, double p_at_most = 0);
v1::JudgementCondition versus_peers(
    const std::string& group, double by_at_least, double p_at_most = 0
);
v1::JudgementCondition versus_peers_change(
    const std::string& group, double by_at_least, double p_at_most = 0
);
v1::JudgementCondition versus_target(double by_at_least, double p_at_most = 0);

// A condition that is one judgement, and one that is its negation.
v1::Condition condition_of(v1::JudgementCondition judgement);
v1::Condition negation_of(const v1::Condition& condition);

}  // namespace ladder::evidence
