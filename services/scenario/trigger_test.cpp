#include "services/scenario/trigger_test.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/evidence/evaluate.hpp"

namespace ladder::scenario {

namespace {

using Words = std::vector<std::string>;

std::vector<evidence::BodyEntry> bodies_of(const TriggerTest& test) {
    std::set<std::string> names;
    for (const auto& series : test.figures) {
        for (const auto& [force, values] : series.values) {
            names.insert(force);
        }
    }
    for (const auto& [body, kind] : test.kinds) {
        names.insert(body);
    }
    std::vector<evidence::BodyEntry> bodies;
    bodies.reserve(names.size());
    for (const auto& name : names) {
        const auto kind = test.kinds.find(name);
        bodies.push_back(
            {"bodies/" + name,
             name,
             kind == test.kinds.end() ? v1::BODY_KIND_POLICE_FORCE : kind->second,
             v1::COUNTRY_ENGLAND}
        );
    }
    return bodies;
}

v1::PeerGroupSet peers_of(const TriggerTest& test) {
    v1::PeerGroupSet peers;
    peers.set_name("peerGroupSets/test");
    peers.set_group("most_similar");
    peers.set_method("test");
    peers.set_effective_from("2000-01-01");
    for (const auto& [force, similar] : test.most_similar) {
        auto* group = peers.add_groups();
        group->set_body("bodies/" + force);
        for (const auto& peer : similar) {
            group->add_peers("bodies/" + peer);
        }
    }
    return peers;
}

std::size_t place_in(const std::vector<evidence::BodyEntry>& bodies, const std::string& force) {
    const auto found = std::find_if(bodies.begin(), bodies.end(), [&](const auto& body) {
        return body.title == force;
    });
    return static_cast<std::size_t>(found - bodies.begin());
}

evidence::Panels made_up_panels(const TriggerTest& test) {
    auto bodies = bodies_of(test);
    Words indicators;
    std::vector<evidence::Figure> figures;
    for (const auto& series : test.figures) {
        indicators.push_back(series.indicator);
        for (const auto& [force, values] : series.values) {
            for (std::size_t i = 0; i < values.size(); ++i) {
                if (std::isnan(values[i])) {
                    continue;
                }
                evidence::Figure figure;
                figure.indicator = indicators.size() - 1;
                figure.body = place_in(bodies, force);
                figure.period_end = series.period_ends[i];
                figure.published_on = series.period_ends[i];
                figure.value = values[i];
                figure.quality = values[i] < 0 ? v1::QUALITY_NEGATIVE_COUNT : v1::QUALITY_GOOD;
                figures.push_back(figure);
            }
        }
    }
    auto panels = evidence::build_panels(std::move(bodies), indicators, figures, {peers_of(test)});
    panels.assessments = test.assessments;
    return panels;
}

// "force trigger indicator" and, unless it is quiet or unknown, the outcome.
std::string in_short(const v1::Finding& finding) {
    auto text = finding.body().substr(std::string_view{"bodies/"}.size()) + " " +
                finding.trigger() + " " + finding.indicator();
    switch (finding.outcome()) {
        case v1::EPISODE_OUTCOME_RAISED:
            return text + " raised";
        case v1::EPISODE_OUTCOME_HELD:
            return text + " held";
        case v1::EPISODE_OUTCOME_CLEARED:
            return text + " cleared";
        default:
            return text;
    }
}

struct Said {
    Words findings;
    Words quiet;
    Words unknown;
};

Said what_is_said(
    const definition::Ruleset& ruleset, const evidence::Panels& panels, base::Date period_end
) {
    evidence::EvaluateOptions options;
    options.include_quiet = true;
    Said said;
    for (const auto& finding : evidence::evaluate(ruleset, panels, period_end, options).findings) {
        auto& lines = finding.outcome() == v1::EPISODE_OUTCOME_QUIET     ? said.quiet
                      : finding.outcome() == v1::EPISODE_OUTCOME_UNKNOWN ? said.unknown
                                                                         : said.findings;
        lines.push_back(in_short(finding));
    }
    std::sort(said.findings.begin(), said.findings.end());
    return said;
}

// The lines expected that are not among those said.
Words missing(const Words& expected, const Words& said) {
    Words lacking;
    std::copy_if(
        expected.begin(),
        expected.end(),
        std::back_inserter(lacking),
        [&](const auto& line) { return std::find(said.begin(), said.end(), line) == said.end(); }
    );
    return lacking;
}

}  // namespace

std::vector<Failure> run(const TriggerTest& test, const definition::Ruleset& ruleset) {
    const auto panels = made_up_panels(test);
    std::vector<Failure> failures;
    for (const auto& expected : test.expectations) {
        const auto fail = [&](std::string text) {
            failures.push_back(
                {test.file, test.line, test.name, expected.period_end + ": " + std::move(text)}
            );
        };
        const auto period_end = base::parse_date(expected.period_end);
        if (!period_end) {
            fail(period_end.error().message);
            continue;
        }
        const auto said = what_is_said(ruleset, panels, *period_end);
        if (said.findings != expected.findings) {
            fail(fmt::format(
                "findings: expected [{}], got [{}]",
                fmt::join(expected.findings, ", "),
                fmt::join(said.findings, ", ")
            ));
        }
        if (const auto lacking = missing(expected.quiet, said.quiet); !lacking.empty()) {
            fail(fmt::format("quiet: expected also [{}]", fmt::join(lacking, ", ")));
        }
        if (const auto lacking = missing(expected.unknown, said.unknown); !lacking.empty()) {
            fail(fmt::format("unknown: expected also [{}]", fmt::join(lacking, ", ")));
        }
    }
    return failures;
}

}  // namespace ladder::scenario
