// Runs the tests that a ruleset carries with it.
#include <algorithm>
#include <cctype>
#include <cmath>
#include <deque>
#include <gmock/gmock.h>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/evidence/evaluate.hpp"
#include "tests/scenario/ruleset_test_file.hpp"
#include "tests/scenario/shipped.hpp"

namespace ladder::scenario {
namespace {

bool names_body(const RulesetTest& test, const std::string& name) {
    return std::any_of(test.figures.begin(), test.figures.end(), [&](const FigureSeries& series) {
        return series.values.contains(name.substr(std::string_view{"bodies/"}.size()));
    });
}

evidence::Panels made_up_panels(const RulesetTest& test, const definition::Ruleset& ruleset) {
    auto bodies = shipped_bodies();
    std::erase_if(bodies, [&](const v1::Body& body) { return !names_body(test, body.name()); });
    std::deque<std::string> names;  // figures borrow them
    std::vector<evidence::ImportedFigure> figures;
    for (const auto& series : test.figures) {
        for (const auto& [force, values] : series.values) {
            const auto& name = names.emplace_back("bodies/" + force);
            for (std::size_t i = 0; i < values.size(); ++i) {
                if (std::isnan(values[i])) {
                    continue;
                }
                evidence::ImportedFigure figure;
                figure.indicator = series.indicator;
                figure.body = name;
                figure.period_end = series.period_ends[i];
                figure.published_on = series.period_ends[i];
                figure.value = values[i];
                figure.quality = values[i] < 0 ? v1::QUALITY_NEGATIVE_COUNT : v1::QUALITY_GOOD;
                figures.push_back(figure);
            }
        }
    }
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
    return panels_of(ruleset, bodies, figures, {peers});
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

class Landscape2009 : public testing::TestWithParam<RulesetTest> {};

TEST_P(Landscape2009, SaysWhatItsTestsExpect) {
    const auto& test = GetParam();
    SCOPED_TRACE(test.file + ":" + std::to_string(test.line) + ": " + test.name);
    const auto ruleset = shipped_ruleset("landscape-2009");
    const auto panels = made_up_panels(test, *ruleset);
    for (const auto& expected : test.expectations) {
        SCOPED_TRACE(expected.period_end);
        evidence::EvaluateOptions options;
        options.include_quiet = true;
        const auto evaluation =
            evidence::evaluate(*ruleset, panels, *base::parse_date(expected.period_end), options);
        std::vector<std::string> findings;
        std::vector<std::string> quiet;
        std::vector<std::string> unknown;
        for (const auto& finding : evaluation.findings) {
            auto& lines = finding.outcome() == v1::EPISODE_OUTCOME_QUIET     ? quiet
                          : finding.outcome() == v1::EPISODE_OUTCOME_UNKNOWN ? unknown
                                                                             : findings;
            lines.push_back(in_short(finding));
        }
        EXPECT_THAT(findings, testing::UnorderedElementsAreArray(expected.findings));
        EXPECT_THAT(quiet, testing::IsSupersetOf(expected.quiet));
        EXPECT_THAT(unknown, testing::IsSupersetOf(expected.unknown));
    }
}

std::string test_name(const testing::TestParamInfo<RulesetTest>& test) {
    std::string name;
    for (const char c : test.param.name) {
        name += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
    }
    return name;
}

INSTANTIATE_TEST_SUITE_P(
    Shipped, Landscape2009, testing::ValuesIn(ruleset_tests("landscape-2009")), test_name
);

}  // namespace
}  // namespace ladder::scenario
