// References, question sets and document kinds; and that the shipped register of references is
// whole.
#include <fstream>
#include <functional>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "engine/definition/check.hpp"
#include "engine/definition/checks.hpp"
#include "tests/support/source_tree_path.hpp"
#include "tests/unit/definition/shipped_ruleset.hpp"

namespace ladder::definition {
namespace check_registers_test {

std::vector<std::string> found(const v1::RulesetDefinition& definition) {
    const SourceMap sources;
    Findings findings{sources};
    const Ruleset ruleset{"", definition};
    check_registers({ruleset, findings});
    std::vector<std::string> paths;
    for (const auto& finding : findings.take()) {
        paths.push_back(finding.path);
    }
    return paths;
}

v1::RulesetDefinition lawful() {
    v1::RulesetDefinition definition;
    auto& reference = *definition.add_references();
    reference.set_id("police-act");
    reference.set_kind("statute");
    reference.set_citation("1996 c. 16");
    auto& kind = *definition.add_document_kinds();
    kind.set_id("note");
    kind.set_marking(v1::MARKING_PROTECT);
    for (const auto* id : {"rv", "mc"}) {
        auto& set = *definition.add_question_sets();
        set.set_id(id);
        set.set_source("chapter 7");
        auto& question = *set.add_questions();
        question.set_id(std::string{id} + "1");
        question.set_text("Who leads?");
    }
    return definition;
}

struct Row {
    const char* name;
    std::function<void(v1::RulesetDefinition&)> change;
    std::vector<std::string> paths;
};

class CheckRegisters : public testing::TestWithParam<Row> {};

TEST_P(CheckRegisters, FindsWhatIsWrongWhereItStands) {
    auto definition = lawful();
    GetParam().change(definition);
    EXPECT_THAT(found(definition), testing::ElementsAreArray(GetParam().paths));
}

// clang-format off
const Row rows[]{
    {"nothing", [](auto&) {}, {}},
    {"no_such_kind", [](auto& d) { d.mutable_references(0)->set_kind("law"); }, {"references[0].kind"}},
    {"no_citation", [](auto& d) { d.mutable_references(0)->clear_citation(); }, {"references[0].citation"}},
    {"no_marking", [](auto& d) { d.mutable_document_kinds(0)->clear_marking(); }, {"document_kinds[0]"}},
    {"no_questions", [](auto& d) { d.mutable_question_sets(0)->clear_questions(); }, {"question_sets[0].questions"}},
    {"no_source", [](auto& d) { d.mutable_question_sets(1)->clear_source(); }, {"question_sets[1].source"}},
    {"a_question_without_words", [](auto& d) { d.mutable_question_sets(0)->mutable_questions(0)->clear_text(); },
        {"question_sets[0].questions[0].text"}},
    {"one_id_in_two_sets", [](auto& d) { d.mutable_question_sets(1)->mutable_questions(0)->set_id("rv1"); },
        {"question_sets[1].questions[0].id"}},
};
// clang-format on

INSTANTIATE_TEST_SUITE_P(Table, CheckRegisters, testing::ValuesIn(rows), [](const auto& test) {
    return test.param.name;
});

// Each line: the id of a reference, a tab, the row of the seeds' systems that asks for it.
TEST(ShippedReferences, HoldEverythingThatTheSeedsAskToLink) {
    const auto loaded = load(shipped_ruleset());
    ASSERT_TRUE(loaded) << loaded.error().message;
    const Ruleset ruleset{"", loaded->definition};
    std::ifstream links{tests::in_source_tree("tests/fixtures/seed-links.txt")};
    int count = 0;
    for (std::string line; std::getline(links, line);) {
        if (!line.starts_with('#')) {
            const auto id = line.substr(0, line.find('\t'));
            EXPECT_NE(ruleset.reference(id), nullptr) << line;
            ++count;
        }
    }
    EXPECT_EQ(count, 98);
}

}  // namespace check_registers_test
}  // namespace ladder::definition
