#include "services/console/npia/own.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/access/capacities.hpp"
#include "services/console/body_figures.hpp"
#include "services/console/desks.hpp"

namespace ladder::npia {

using console::Visit;

namespace {

// Names of the bodies in scope of the capacity, today.
std::set<std::string> scope_of(const Visit& visit) {
    std::set<std::string> bodies;
    const auto today = console::today_of(visit);
    for (const auto& membership : visit.who->caller.person->memberships()) {
        if (membership.role() == visit.who->caller.capacity &&
            access::holds_on(membership, today)) {
            bodies.insert(membership.bodies().begin(), membership.bodies().end());
        }
    }
    return bodies;
}

// The indicators that triggers run over, by the ruleset that names them.
std::vector<const v1::IndicatorDefinition*> watched(const v1::RulesetDefinition& ruleset) {
    std::set<std::string_view> ids;
    for (const auto& trigger : ruleset.triggers()) {
        ids.insert(trigger.indicators().begin(), trigger.indicators().end());
    }
    std::vector<const v1::IndicatorDefinition*> found;
    for (const auto& indicator : ruleset.indicators()) {
        if (ids.contains(indicator.id())) {
            found.push_back(&indicator);
        }
    }
    return found;
}

}  // namespace

base::Result<std::vector<v1::Body>> own_bodies(const Visit& visit) {
    auto names = scope_of(visit);
    std::vector<v1::Body> own;
    if (names.empty()) {
        return own;
    }
    const auto all = visit.read_all(
        "BodyService/ListBodies", v1::ListBodiesRequest{}, &v1::ListBodiesResponse::bodies
    );
    if (!all) {
        return all.error();
    }
    const auto scope = names;
    for (const auto& body : *all) {
        for (const auto& relation : body.relations()) {
            if (scope.contains(body.name()) &&
                relation.kind() == v1::BODY_RELATION_KIND_MAINTAINS) {
                names.insert(relation.body());
            }
        }
    }
    std::copy_if(all->begin(), all->end(), std::back_inserter(own), [&](const auto& body) {
        return names.contains(body.name());
    });
    std::sort(own.begin(), own.end(), [&](const auto& a, const auto& b) {
        // Their own first.
        return std::pair{!scope.contains(a.name()), a.title()} <
               std::pair{!scope.contains(b.name()), b.title()};
    });
    return own;
}

Direction direction_of(const LatestFigure& figure) {
    if (!figure.before) {
        return Direction::unknown;
    }
    const auto now = figure.latest.value();
    const auto before = figure.before->value();
    if (!(now < before) && !(before < now)) {
        return Direction::same;
    }
    switch (figure.indicator->polarity()) {
        case v1::POLARITY_HIGHER_IS_BETTER:
            return now > before ? Direction::better : Direction::worse;
        case v1::POLARITY_LOWER_IS_BETTER:
            return now < before ? Direction::better : Direction::worse;
        default:
            return Direction::moved;
    }
}

base::Result<std::vector<LatestFigure>> latest_figures(
    const Visit& visit, const v1::RulesetDefinition& ruleset, const std::string& body
) {
    const auto day =
        visit.known ? base::day_of(visit.known->at) : base::day_of(visit.desk->app.clock());
    const auto known = console::figures_of_body(visit, body, base::to_string(day));
    if (!known) {
        return known.error();
    }
    std::vector<LatestFigure> found;
    for (const auto* indicator : watched(ruleset)) {
        const auto series = known->find(indicator->id());
        if (series == known->end()) {
            continue;
        }
        const auto& figures = series->second;
        LatestFigure latest{indicator, figures.back(), {}};
        if (figures.size() > 1) {
            latest.before = figures[figures.size() - 2];
        }
        found.push_back(std::move(latest));
    }
    return found;
}

}  // namespace ladder::npia
