#include "tests/unit/evidence/world.hpp"

#include <algorithm>
#include <utility>

namespace ladder::evidence {

namespace {

v1::JudgementCondition versus(v1::Comparison comparison, double by_at_least, double p_at_most) {
    v1::JudgementCondition condition;
    condition.set_indicator("crime");
    condition.set_versus(comparison);
    condition.set_is(v1::JUDGEMENT_RESULT_WORSE);
    condition.set_by_at_least(by_at_least);
    condition.set_p_at_most(p_at_most);
    return condition;
}

std::string titled(std::string id) {
    id.front() = static_cast<char>(id.front() - 'a' + 'A');
    return id;
}

}  // namespace

base::Date day(std::string_view text) {
    return base::parse_date(text).value();
}

World& World::body(const std::string& id, v1::BodyKind kind) {
    bodies_.push_back({"bodies/" + id, titled(id), kind, v1::COUNTRY_ENGLAND});
    return *this;
}

v1::IndicatorDefinition& World::indicator(
    const std::string& id, v1::Statistic statistic, v1::PeriodKind period
) {
    auto& made = *definition_.add_indicators();
    made.set_id(id);
    made.set_title(titled(id));
    made.set_unit("offences");
    made.set_polarity(v1::POLARITY_LOWER_IS_BETTER);
    made.set_statistic(statistic);
    made.set_period(period);
    return made;
}

World& World::crime_and_population() {
    indicator("crime", v1::STATISTIC_COUNT, v1::PERIOD_KIND_ROLLING_YEAR)
        .set_population("population");
    indicator("population", v1::STATISTIC_MEASURE, v1::PERIOD_KIND_YEAR)
        .set_polarity(v1::POLARITY_NEITHER);
    return *this;
}

std::vector<std::string> World::indicators() const {
    std::vector<std::string> ids;
    for (const auto& each : definition_.indicators()) {
        ids.push_back(each.id());
    }
    return ids;
}

Figure& World::new_figure(
    const std::string& indicator, const std::string& body, std::string_view end, double value
) {
    Figure made;
    const auto ids = indicators();
    const auto at = std::find(ids.begin(), ids.end(), indicator);
    made.indicator = static_cast<std::size_t>(at - ids.begin());
    const auto entry = std::find_if(bodies_.begin(), bodies_.end(), [&](const auto& each) {
        return each.name == "bodies/" + body;
    });
    made.body = static_cast<std::size_t>(entry - bodies_.begin());
    made.period_end = day(end);
    made.value = value;
    made.revision = 2;
    made.published_on = day(end) + std::chrono::days{105};
    return figures_.emplace_back(made);
}

World& World::figure(
    const std::string& indicator, const std::string& body, std::string_view end, double value
) {
    new_figure(indicator, body, end, value);
    return *this;
}

World& World::share(
    const std::string& indicator,
    const std::string& body,
    std::string_view end,
    double numerator,
    double denominator
) {
    auto& made = new_figure(indicator, body, end, 100 * numerator / denominator);
    made.numerator = numerator;
    made.denominator = denominator;
    return *this;
}

World& World::peers(
    const std::string& id,
    std::string_view from,
    const std::vector<std::pair<std::string, std::vector<std::string>>>& groups
) {
    auto& set = peer_sets_.emplace_back();
    set.set_name("peerGroupSets/" + id);
    set.set_group("most_similar");
    set.set_method(id);
    set.set_effective_from(std::string{from});
    for (const auto& [body, names] : groups) {
        auto& group = *set.add_groups();
        group.set_body("bodies/" + body);
        for (const auto& name : names) {
            group.add_peers("bodies/" + name);
        }
    }
    return *this;
}

v1::TriggerDefinition& World::trigger(const std::string& id, const std::string& indicator) {
    auto& made = *definition_.add_triggers();
    made.set_id(id);
    made.set_title("Trigger " + id);
    made.add_body_kinds(v1::BODY_KIND_POLICE_FORCE);
    made.add_indicators(indicator);
    made.set_severity(v1::SEVERITY_CONCERN);
    made.set_proposes("peer_support");
    return made;
}

Panels World::panels() const {
    return build_panels(bodies_, indicators(), figures_, peer_sets_);
}

v1::Explanation World::judge(
    const std::string& body, std::string_view end, const v1::JudgementCondition& condition
) const {
    const definition::Ruleset ruleset{"rulesets/test@1", definition_};
    return evidence::judge(ruleset, panels(), "bodies/" + body, day(end), condition).value();
}

Evaluation World::evaluate(std::string_view end, const EvaluateOptions& options) const {
    const definition::Ruleset ruleset{"rulesets/test@1", definition_};
    return evidence::evaluate(ruleset, panels(), day(end), options);
}

v1::JudgementCondition versus_baseline(double by_at_least, double p_at_most) {
    return versus(v1::COMPARISON_BASELINE, by_at_least, p_at_most);
}

v1::JudgementCondition versus_peers(
    const std::string& group, double by_at_least, double p_at_most
) {
    auto condition = versus(v1::COMPARISON_PEERS, by_at_least, p_at_most);
    condition.set_group(group);
    return condition;
}

v1::JudgementCondition versus_peers_change(
    const std::string& group, double by_at_least, double p_at_most
) {
    auto condition = versus(v1::COMPARISON_PEERS_CHANGE, by_at_least, p_at_most);
    condition.set_group(group);
    return condition;
}

v1::JudgementCondition versus_target(double by_at_least, double p_at_most) {
    return versus(v1::COMPARISON_TARGET, by_at_least, p_at_most);
}

v1::Condition condition_of(v1::JudgementCondition judgement) {
    v1::Condition condition;
    *condition.mutable_judgement() = std::move(judgement);
    return condition;
}

v1::Condition negation_of(const v1::Condition& condition) {
    v1::Condition negated;
    *negated.mutable_not_() = condition;
    return negated;
}

}  // namespace ladder::evidence
