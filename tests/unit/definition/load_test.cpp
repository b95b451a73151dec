// Rulesets from their files.
#include "engine/definition/load.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "engine/definition/issues.hpp"
#include "tests/unit/definition/small_ruleset.hpp"

namespace ladder::definition {
namespace load_test {

std::vector<std::string> issues_of(const std::vector<SourceFile>& files) {
    const auto loaded = load(files);
    std::vector<std::string> all;
    if (!loaded) {
        EXPECT_EQ(loaded.error().code, base::Code::invalid_argument);
        for (const auto& detail : loaded.error().details) {
            all.push_back(to_string(std::get<v1::TextIssue>(detail)));
        }
    }
    return all;
}

std::vector<SourceFile> with(SourceFile file) {
    auto files = small_ruleset();
    files.push_back(std::move(file));
    return files;
}

using Strings = std::vector<std::string>;

TEST(Load, PutsEveryFileInItsPlace) {
    const auto loaded = load(small_ruleset());
    ASSERT_TRUE(loaded) << loaded.error().message;
    const auto& definition = loaded->definition;
    EXPECT_EQ(definition.id(), "small-2009");
    EXPECT_EQ(definition.effective_from(), "2009-04-01");
    EXPECT_EQ(definition.roles_size(), 3);
    EXPECT_EQ(definition.domains_size(), 1);
    EXPECT_EQ(definition.facts_size(), 3);
    EXPECT_EQ(definition.indicators_size(), 5);
    EXPECT_EQ(definition.triggers_size(), 1);
    EXPECT_EQ(definition.import_layouts_size(), 2);
    ASSERT_EQ(definition.ladders_size(), 2);
    EXPECT_EQ(definition.ladders(0).id(), "authority");  // in order of file name
    EXPECT_EQ(definition.ladders(1).stages(2).id(), "directed");
}

TEST(Load, RemembersWhereEverythingWasWritten) {
    const auto loaded = load(small_ruleset());
    ASSERT_TRUE(loaded);
    const auto at = [&](const char* path) {
        const auto& place = loaded->sources.at(path);
        return place.file + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
    };
    EXPECT_EQ(at("title"), "ruleset.yaml:2:8");
    EXPECT_EQ(at("roles[1]"), "roles.yaml:4:3");
    EXPECT_EQ(at("roles[1].id"), "roles.yaml:4:7");
    EXPECT_EQ(at("ladders[1]"), "ladders/force.yaml:1:1");
    EXPECT_EQ(
        at("ladders[1].transitions[0].gates[0].condition.all.of[1].fact.id"),
        "ladders/force.yaml:26:26"
    );
    EXPECT_EQ(at("triggers[0].clear_when.not.judgement.versus"), "triggers/rising.yaml:10:29");
}

TEST(Load, GivesTheSameForFilesInAnyOrder) {
    auto files = small_ruleset();
    const auto first = load(files);
    std::reverse(files.begin(), files.end());
    const auto second = load(files);
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->definition.SerializeAsString(), second->definition.SerializeAsString());
}

TEST(Load, TakesSeveralElementsOfOneFile) {
    const auto loaded = load(with({"triggers/more.yaml", "- id: a\n- id: b\n"}));
    ASSERT_TRUE(loaded);
    ASSERT_EQ(loaded->definition.triggers_size(), 3);
    EXPECT_EQ(loaded->definition.triggers(0).id(), "a");
    EXPECT_EQ(loaded->sources.at("triggers[1]").line, 2);
}

TEST(Load, TakesIndicatorsFromOneFileOrAFolder) {
    const auto loaded = load(with({"indicators/more.yaml", "id: more\n"}));
    ASSERT_TRUE(loaded);
    EXPECT_EQ(loaded->definition.indicators_size(), 6);
}

TEST(Load, LeavesDocumentsAndTestsAlone) {
    auto files = with({"README.md", "# \xFF"});
    files.push_back({"ladders/README.md", ": ["});
    files.push_back({"tests/story.yaml", ": ["});
    EXPECT_EQ(issues_of(files), Strings{});
}

TEST(Load, RefusesFilesThatBelongToNoRuleset) {
    const std::string fix =
        ": no such file belongs to a ruleset; move or rename it; a ruleset holds ruleset.yaml, "
        "roles.yaml, domains.yaml, facts.yaml, deadlines.yaml, assessments.yaml, references.yaml, "
        "requirements.yaml, document-kinds.yaml, meeting-kinds.yaml, skills.yaml, "
        "compartments.yaml, "
        "vettings.yaml, indicators.yaml, "
        "indicators/*.yaml, ladders/*.yaml, procedures/*.yaml, triggers/*.yaml, imports/*.yaml, "
        "calendars/*.yaml, question-sets/*.yaml, letters/*.yaml, letters/*.mustache";
    for (const std::string path :
         {"role.yaml",
          "ladders/deep/force.yaml",
          "ladders/.yaml",
          "ladders/force.yml",
          "ladders/force.yaml~",
          "ruleset.json",
          "",
          "/roles.yaml"}) {
        EXPECT_EQ(
            issues_of(with({path, "id: x\n"})), Strings{path.empty() ? fix.substr(2) : path + fix}
        );
    }
}

TEST(Load, RefusesAFileGivenTwice) {
    EXPECT_EQ(
        issues_of(with({"roles.yaml", "[]"})),
        Strings{"roles.yaml: the file is given twice; give each file once"}
    );
}

TEST(Load, NeedsTheHead) {
    EXPECT_EQ(
        issues_of({}),
        Strings{"ruleset.yaml: the ruleset has no ruleset.yaml; add it, with id, title and "
                "effective_from"}
    );
}

TEST(Load, KeepsListsOutOfTheHead) {
    EXPECT_EQ(
        issues_of(edited("ruleset.yaml", "source: made up", "roles: []")),
        Strings{"ruleset.yaml:5:1: unknown key 'roles'; write one of: id, title, effective_from, "
                "effective_to, source, approved_by"}
    );
}

TEST(Load, WantsAListWhereOnlyAListCanBe) {
    EXPECT_EQ(
        issues_of(edited("domains.yaml", "- id: crime\n  title: Crime\n", "id: crime\n")),
        Strings{
            "domains.yaml:1:1: a list belongs here, not a map; begin each element with '- id: ..'"}
    );
    EXPECT_EQ(
        issues_of(edited("domains.yaml", "- id: crime\n  title: Crime\n", "crime\n")),
        Strings{"domains.yaml:1:1: a list belongs here, not 'crime'; begin each element with "
                "'- id: ..'"}
    );
}

TEST(Load, NamesEveryProblemOfEveryFile) {
    auto files = edited("roles.yaml", "may: [record_fact, open_case]", "may: [record_facts]");
    for (auto& file : files) {
        if (file.path == "triggers/rising.yaml") {
            file.text = "id: [";
        }
    }
    EXPECT_EQ(
        issues_of(files),
        (Strings{
            "roles.yaml:6:9: 'record_facts' is not a value of 'may'; did you mean 'record_fact'?",
            "triggers/rising.yaml:1:5: it is opened and never closed; close it"})
    );
}

TEST(Load, StopsListingAtTheLimit) {
    std::string many;
    for (int i = 0; i < 300; ++i) {
        many += "- nonsense: 1\n";
    }
    const auto issues = issues_of(edited("domains.yaml", "- id: crime\n  title: Crime\n", many));
    ASSERT_EQ(issues.size(), issues_max + 1);
    EXPECT_EQ(
        issues.back(), "100 further problems are not listed; mend the first 200 and try again"
    );
}

}  // namespace load_test
}  // namespace ladder::definition
