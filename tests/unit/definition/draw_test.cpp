// Drawings: that they hold every stage and move, and that nothing lies on anything else.
#include "engine/definition/draw.hpp"

#include <gmock/gmock.h>
#include <map>
#include <regex>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "engine/definition/load.hpp"
#include "tests/unit/definition/from_yaml.hpp"
#include "tests/unit/definition/shipped_ruleset.hpp"

namespace ladder::definition {
namespace draw_test {

using testing::HasSubstr;
using testing::Not;

const Ruleset& shipped() {
    static const Ruleset ruleset{"shipped", load(shipped_ruleset()).value().definition};
    return ruleset;
}

int times(const std::string& text, const std::string& part) {
    int count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++count;
    }
    return count;
}

class EveryMachine : public testing::TestWithParam<std::string> {
protected:
    Machine machine() const {
        for (const auto& each : machines_of(shipped().definition())) {
            if (each.id == GetParam()) {
                return each;
            }
        }
        throw std::runtime_error{"no machine"};
    }
};

TEST_P(EveryMachine, HasABoxForEachStageAndAnArrowForEachMove) {
    const auto drawn = machine();
    const auto svg = draw_svg(drawn, shipped());
    const auto starts = drawn.is_ladder ? 0 : 1;
    EXPECT_EQ(times(svg, "rx=\"6\""), drawn.stages->size());
    EXPECT_EQ(times(svg, "marker-end"), static_cast<int>(drawn.edges.size()) - starts);
    EXPECT_THAT(svg, HasSubstr("<title id=\"drawing-title\">"));
    EXPECT_THAT(svg, HasSubstr("<desc id=\"drawing-description\">"));
}

TEST_P(EveryMachine, PutsNoLaneOrNumberOnAnother) {
    const auto svg = draw_svg(machine(), shipped());
    const std::regex lane{R"re(<path d="M\d+,(\d+) H(-?\d+) V(\d+))re"};
    std::set<int> lanes;
    for (std::sregex_iterator it{svg.begin(), svg.end(), lane}, end; it != end; ++it) {
        EXPECT_TRUE(lanes.insert(std::stoi((*it)[2])).second) << (*it)[0];
        EXPECT_GT(std::stoi((*it)[2]), 0) << (*it)[0];
    }
}

TEST_P(EveryMachine, UsesGreysOnly) {
    const auto svg = draw_svg(machine(), shipped());
    const std::regex colour{R"re(#([0-9a-f]+)")re"};
    for (std::sregex_iterator it{svg.begin(), svg.end(), colour}, end; it != end; ++it) {
        const auto digits = (*it)[1].str();
        const auto part = digits.size() / 3;
        EXPECT_EQ(digits, digits.substr(0, part) + digits.substr(0, part) + digits.substr(0, part));
    }
}

TEST_P(EveryMachine, IsAStateDiagramOfMermaidToo) {
    const auto drawn = machine();
    const auto text = draw_mermaid(drawn, shipped());
    EXPECT_THAT(text, HasSubstr("stateDiagram-v2\n"));
    EXPECT_EQ(times(text, "    state \""), drawn.stages->size());
    for (const auto& edge : drawn.edges) {
        EXPECT_THAT(
            text,
            HasSubstr(" --> s_" + std::regex_replace(std::string{edge.to}, std::regex{"-"}, "_"))
        );
    }
}

std::vector<std::string> all_ids() {
    std::vector<std::string> ids;
    for (const auto& machine : machines_of(shipped().definition())) {
        ids.emplace_back(machine.id);
    }
    return ids;
}

INSTANTIATE_TEST_SUITE_P(Shipped, EveryMachine, testing::ValuesIn(all_ids()), [](const auto& test) {
    return std::regex_replace(test.param, std::regex{"[^a-z0-9]"}, "_");
});

TEST(Draw, EscapesWhatPeopleWrite) {
    auto definition = ruleset_from({.ladder_moves = "- {from: [a], to: b, decided_by: [chief]}\n"});
    definition.mutable_ladders(0)->mutable_stages(0)->set_title("<A> & \"co\"");
    const Ruleset ruleset{"small", definition};
    const auto svg = draw_svg(machine_of(*ruleset.ladder("l")), ruleset);
    EXPECT_THAT(svg, HasSubstr("&lt;A&gt; &amp; &quot;co&quot;"));
    EXPECT_THAT(svg, Not(HasSubstr("<A>")));
}

TEST(Draw, SaysWhoDecidesAndHowManyGatesOfWhichKind) {
    const auto definition = ruleset_from(
        {.ladder_moves =
             "- from: [a]\n  to: b\n  decided_by: [chief, board]\n  exceptional: true\n  gates:\n"
             "    - {id: g, title: T, kind: statutory, condition: {concern: {count: 1}}}\n"
             "    - {id: h, title: T, kind: policy, condition: {concern: {count: 1}}}\n"
             "    - {id: i, title: T, kind: policy, condition: {concern: {count: 1}}}\n"}
    );
    const Ruleset ruleset{"small", definition};
    const auto machine = machine_of(*ruleset.ladder("l"));
    EXPECT_EQ(
        move_in_words(machine.edges[0], ruleset),
        "The chief or The board decides; 1 statutory and 2 policy gates; exceptional"
    );
}

}  // namespace draw_test
}  // namespace ladder::definition
