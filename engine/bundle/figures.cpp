// Digests of imports, and panels as known at an evaluation.
#include "engine/bundle/figures.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <unordered_map>

#include <fmt/format.h>

#include "engine/definition/grades.hpp"
#include "engine/record/known.hpp"

namespace ladder::bundle {

namespace {

auto order_of(const evidence::SealedFigure& figure) {
    return std::tie(figure.indicator, figure.body, figure.period_end, figure.revision);
}

std::string words_of(const v1::Observation& observation) {
    return fmt::format(
        "{} of {} to {}, revision {}",
        observation.indicator(),
        observation.body(),
        observation.period_end(),
        observation.revision()
    );
}

// What the envelope and the event of the import say of each of its figures.
std::string contradiction(
    const v1::Observation& observation, base::Date published_on, const SealedImport& import
) {
    const auto recorded_at = base::to_timestamp(import.recorded_at);
    if (observation.recorded_at().seconds() != recorded_at.seconds() ||
        observation.recorded_at().nanos() != recorded_at.nanos()) {
        return "is not recorded when its import was";
    }
    if (observation.entered_later() != (published_on < base::day_of(import.recorded_at))) {
        return "is wrongly marked as entered later, or not marked";
    }
    if (observation.file_digest() != import.event.file_digest()) {
        return "names another file than its import";
    }
    return {};
}

}  // namespace

void Figures::add(const v1::Observation& observation, const World& known, Report& report) {
    const auto complain = [&](std::string_view what) {
        report.find(
            std::nullopt,
            observation.import(),
            fmt::format("the figure {} {}", words_of(observation), what)
        );
    };
    const auto import = known.imports().find(observation.import());
    if (import == known.imports().end()) {
        return complain("is of an import that is not in the bundle");
    }
    const auto period_end = base::parse_date(observation.period_end());
    const auto published_on = base::parse_date(observation.published_on());
    if (!period_end || !published_on) {
        return complain("has no sound date");
    }
    if (auto fault = contradiction(observation, *published_on, import->second); !fault.empty()) {
        complain(fault);
    }
    const evidence::SealedFigure figure{
        keep(observation.indicator()),
        keep(observation.body()),
        *period_end,
        observation.value(),
        observation.has_numerator() ? observation.numerator() : evidence::no_figure,
        observation.has_denominator() ? observation.denominator() : evidence::no_figure,
        *published_on,
        observation.revision(),
        observation.quality(),
        observation.marking()};
    if (!kept_.empty() && order_of(figure) <= order_of(kept_.back().figure)) {
        complain("is out of order, or here twice");
    }
    kept_.push_back({keep(observation.import()), figure});
}

void Figures::check(const World& known, Report& report) {
    struct Sum {
        evidence::FigureDigest digest;
        std::int64_t figures = 0;
    };
    std::map<std::string_view, Sum> sums;
    for (const auto& [import, figure] : kept_) {
        auto& sum = sums[import];
        sum.digest.add(figure);
        ++sum.figures;
    }
    for (const auto& [name, import] : known.imports()) {
        auto& sum = sums[name];
        const auto sealed = import.event.added() + import.event.revised();
        if (sum.figures != sealed) {
            report.find(
                import.position,
                name,
                fmt::format("{} figures were sealed, {} are here", sealed, sum.figures)
            );
        } else if (sealed > 0 && sum.digest.take() != import.event.observations_digest()) {
            report.find(
                import.position, name, "its figures are not those that were sealed at its import"
            );
        } else {
            ++report.imports;
            report.figures += sum.figures;
        }
    }
}

base::Result<evidence::Panels> Figures::panels_for(
    const v1::EvaluationRun& run, const definition::Ruleset& ruleset, const World& known
) const {
    auto bodies = known.bodies();
    std::unordered_map<std::string_view, std::size_t> body_index;
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        body_index[bodies[i].name] = i;
    }
    std::vector<std::string> indicators;
    std::unordered_map<std::string_view, std::size_t> indicator_index;
    for (const auto& indicator : ruleset.definition().indicators()) {
        indicators.push_back(indicator.id());
        indicator_index[indicator.id()] = indicators.size() - 1;
    }
    const record::Moment known_at{
        base::from_micros(run.known_at_us()), run.known_at_mode() == v1::KNOWN_AT_MODE_STRICT};
    std::vector<evidence::Figure> figures;
    std::vector<std::set<base::Date>> periods(indicators.size());
    for (const auto& [import_name, figure] : kept_) {
        const auto body = body_index.find(figure.body);
        const auto indicator = indicator_index.find(figure.indicator);
        const auto import = known.imports().find(import_name);
        if (body == body_index.end() || indicator == indicator_index.end() ||
            import == known.imports().end() || import->second.position >= run.evidence_position() ||
            !record::known_by(
                known_at,
                import->second.recorded_at,
                figure.published_on < base::day_of(import->second.recorded_at),
                figure.published_on
            )) {
            continue;
        }
        const evidence::Figure found{
            indicator->second,
            body->second,
            figure.period_end,
            figure.value,
            figure.numerator,
            figure.denominator,
            figure.revision,
            figure.published_on,
            figure.quality};
        auto* last = figures.empty() ? nullptr : &figures.back();
        if (last != nullptr && last->indicator == found.indicator && last->body == found.body &&
            last->period_end == found.period_end) {
            // Of the revisions known the one published last stands; of one day the later one.
            if (std::tie(found.published_on, found.revision) >
                std::tie(last->published_on, last->revision)) {
                *last = found;
            }
        } else {
            figures.push_back(found);
            periods[found.indicator].insert(found.period_end);
        }
    }
    std::size_t cells = 0;
    for (const auto& of_indicator : periods) {
        cells += of_indicator.size() * bodies.size();
    }
    if (cells > panel_cells_max) {
        return base::Error{
            base::Code::resource_exhausted,
            fmt::format("{} bodies and periods are more than can be judged", cells),
            {}};
    }
    auto panels =
        evidence::build_panels(std::move(bodies), indicators, figures, known.peer_groups(known_at));
    for (const auto& kind : definition::assessments_of_triggers(ruleset.definition())) {
        auto judged = known.assessments(kind, known_at);
        std::move(judged.begin(), judged.end(), std::back_inserter(panels.assessments));
    }
    return panels;
}

}  // namespace ladder::bundle
