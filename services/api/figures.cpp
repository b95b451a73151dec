#include "services/api/figures.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/definition/grades.hpp"
#include "services/api/register_reads.hpp"

namespace ladder::api {

base::Result<evidence::Panels> read_panels(
    const View& app,
    const definition::Ruleset& ruleset,
    const db::KnownAt& known_at,
    std::int64_t before
) {
    PanelsAsked all;
    for (const auto& indicator : ruleset.definition().indicators()) {
        all.indicators.push_back({indicator.id()});
    }
    auto panels = read_panels(app, all, known_at, before);
    if (!panels) {
        return panels.error();
    }
    for (const auto& kind : definition::assessments_of_triggers(ruleset.definition())) {
        auto judged = assessments_where(app, {{"definition", kind}}, known_at);
        if (!judged) {
            return judged.error();
        }
        std::move(judged->begin(), judged->end(), std::back_inserter(panels->assessments));
    }
    return panels;
}

base::Result<evidence::Panels> read_panels(
    const View& app, const PanelsAsked& asked, const db::KnownAt& known_at, std::int64_t before
) {
    const auto bodies = app.bodies.all({});
    if (!bodies) {
        return bodies.error();
    }
    auto sets = app.bodies.all_peer_group_sets(known_at);
    if (!sets) {
        return sets.error();
    }
    std::vector<evidence::BodyEntry> entries;
    entries.reserve(bodies->size());
    for (const auto& body : *bodies) {
        if (asked.body.empty() || asked.body == body.name()) {
            entries.push_back({body.name(), body.short_title(), body.kind(), body.country()});
        }
    }
    auto known = app.observations.figures(app.reader, asked.indicators, entries, known_at, before);
    if (!known) {
        return known.error();
    }
    std::vector<std::string> ids;
    for (const auto& span : asked.indicators) {
        ids.push_back(span.indicator);
    }
    auto panels = evidence::build_panels(std::move(entries), ids, known->figures, std::move(*sets));
    panels.evidence_position = known->evidence_position;
    return panels;
}

base::Result<void> require_figures(
    const evidence::Panels& panels, base::Date period_end, const std::string& field
) {
    std::set<base::Date> ends;
    for (const auto& [indicator, panel] : panels.by_indicator) {
        ends.insert(panel.periods.begin(), panel.periods.end());
    }
    if (ends.contains(period_end)) {
        return {};
    }
    if (ends.empty()) {
        return base::field_error(
            field, "no figure is known at all; import some with `ladder indicator import`"
        );
    }
    const auto after = ends.upper_bound(period_end);
    std::string nearest;
    if (after != ends.begin()) {
        nearest = base::to_string(*std::prev(after));
    }
    if (after != ends.end()) {
        nearest += (nearest.empty() ? "" : " and ") + base::to_string(*after);
    }
    return base::field_error(
        field,
        fmt::format(
            "no figure known ends on {}; the nearest end on {}",
            base::to_string(period_end),
            nearest
        )
    );
}

}  // namespace ladder::api
