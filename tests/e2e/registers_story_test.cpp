// Registers and versions of the rules, as the desks use them by the command line.
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <sstream>

#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include "tests/e2e/desk.hpp"
#include "tests/support/source_tree_path.hpp"

namespace ladder::e2e {
namespace registers_story {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST(RegistersStory, APeerIsFoundByTheSkillAndTheForceThatIsHelped) {
    const Site site;
    const Desk npia{site, "nia@npia.example", "npia_commission_manager"};
    npia.does(
        {"peer",
         "register",
         "a-smith",
         "--person",
         "a.smith@surrey.example",
         "--title",
         "Ch Supt A. Smith",
         "--home-force",
         "surrey",
         "--skill",
         "major_crime",
         "--accredited-from",
         "2009-01-01",
         "--accredited-by",
         "NPIA 17",
         "--clearance",
         "confidential",
         "--reason",
         "Accredited in January."}
    );
    EXPECT_THAT(npia.does({"peer", "show", "a-smith"}), HasSubstr("Ch Supt A. Smith"));
    const std::vector<std::string> skilled{"peer", "list", "--skill", "major_crime"};
    auto for_notts = skilled;
    for_notts.insert(for_notts.end(), {"--may-help", "nottinghamshire"});
    auto for_surrey = skilled;
    for_surrey.insert(for_surrey.end(), {"--may-help", "surrey"});
    EXPECT_THAT(npia.does(for_notts), HasSubstr("a-smith"));
    EXPECT_THAT(npia.does(for_surrey), Not(HasSubstr("a-smith")));
    EXPECT_THAT(
        npia.does({"peer", "capacity", "--from", "2010-01-01", "--months", "2"}),
        HasSubstr("2010-02")
    );
}

TEST(RegistersStory, ARedFlagOfOthersProposesSupportFromTheQuarterItWasGiven) {
    Site site;
    const Desk secretariat{site, "sam@hmic.example", "ppsg_secretariat"};
    const auto registered = site.post(
        "BodyService/RegisterBodies",
        R"({"bodies": [{"name": "bodies/leeds-cdrp", "kind": "BODY_KIND_CDRP", "title": "Safer Leeds",
            "shortTitle": "Leeds", "country": "COUNTRY_ENGLAND"}], "requestId": "leeds-1"})"
    );
    ASSERT_EQ(registered.status, 200) << boost::json::serialize(registered.body);
    secretariat.does(
        {"assessment",
         "record",
         "caa-flag",
         "leeds-cdrp",
         "--grade",
         "red",
         "--assessed-on",
         "2009-12-09",
         "--published-on",
         "2009-12-09",
         "--known-on",
         "2009-12-09"}
    );
    EXPECT_THAT(secretariat.does({"assessment", "list", "--body", "leeds-cdrp"}), HasSubstr("red"));
    const auto evaluate = [&](const char* period_end, std::vector<std::string> more) {
        std::vector<std::string> arguments{
            "evaluate", "--period-end", period_end, "--body", "leeds-cdrp", "--explain"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return secretariat.does(arguments);
    };
    EXPECT_THAT(evaluate("2009-09-30", {"--dry-run"}), Not(HasSubstr("raised by")));
    const auto raised = evaluate("2009-12-31", {});
    EXPECT_THAT(
        raised,
        AllOf(
            HasSubstr("raised by caa_red_flag"),
            HasSubstr("Judged as asked by caa-flag"),
            HasSubstr("9 December 2009")
        )
    ) << raised;
    EXPECT_THAT(
        secretariat.does({"case", "show", "leeds-cdrp"}), HasSubstr("peer_support is proposed")
    );
}

// A copy of the shipped rules with one text replaced in one file.
std::string changed_rules(
    const Site& site, const std::string& file, const std::string& from, const std::string& to
) {
    const auto folder = site.path("changed");
    std::filesystem::copy(
        tests::in_source_tree("rules/landscape-2009"),
        folder,
        std::filesystem::copy_options::recursive
    );
    const auto path = folder + "/" + file;
    std::ostringstream content;
    content << std::ifstream{path}.rdbuf();
    auto text = content.str();
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    std::ofstream{path} << text;
    return folder;
}

TEST(RegistersStory, ANewVersionOfTheRulesIsComparedDrawnAndMovedTo) {
    const Site site;
    const Desk owner{site, "ro@hmic.example", "rules_owner"};
    const Desk secretariat{site, "sam@hmic.example", "ppsg_secretariat"};
    const auto changed = changed_rules(site, "domains.yaml", "- id: level_3", "- id: level_three");
    const std::string shipped = tests::in_source_tree("rules/landscape-2009");
    EXPECT_THAT(
        owner.does({"ruleset", "diff", shipped, changed}),
        AllOf(HasSubstr("level_three"), HasSubstr("2 differences"))
    );
    const auto drawing = site.path("force.svg");
    owner.does({"ruleset", "draw", shipped, "police-force", "--out", drawing});
    EXPECT_GT(std::filesystem::file_size(drawing), 1000U);
    EXPECT_THAT(
        owner.does({"ruleset", "draw", shipped, "public-letter", "--as", "mermaid"}),
        HasSubstr("stateDiagram-v2")
    );

    secretariat.does({"case", "open", "kent", "--reason", "HM Inspector asks for it."});
    secretariat.does(
        {"case",
         "concern",
         "raise",
         "kent-general-1",
         "--title",
         "Organised crime from abroad",
         "--domain",
         "level_3",
         "--evidence",
         "Strategic assessment"}
    );
    const std::string why = "Levels are written out.";
    EXPECT_THAT(
        owner.may_not({"ruleset", "publish", changed, "--reason", why}),
        HasSubstr("a second person approves its next version")
    );
    const std::string in_force = "rulesets/landscape-2009@1";
    EXPECT_THAT(
        owner.does({"ruleset", "propose", changed, "--reason", why, "--etag", in_force}),
        HasSubstr("rulesetProposals/landscape-2009-1 proposed against rulesets/landscape-2009@1")
    );
    EXPECT_THAT(
        secretariat.does({"ruleset", "diff", in_force, "rulesetProposals/landscape-2009-1"}),
        HasSubstr("2 differences")
    );
    const std::vector<std::string> approve{
        "ruleset", "approve", "landscape-2009-1", "--reason", "Compared."};
    EXPECT_THAT(owner.may_not(approve), HasSubstr("another person must approve it"));
    EXPECT_THAT(secretariat.does(approve), HasSubstr("rulesets/landscape-2009@2 published"));
    EXPECT_THAT(
        secretariat.does({"ruleset", "proposals"}),
        AllOf(HasSubstr("approved"), HasSubstr("ro@hmic.example"))
    );
    std::vector<std::string> migrate{
        "ruleset",
        "migrate",
        "kent-general-1",
        "--to",
        "landscape-2009@2",
        "--reason",
        "The new version is in force.",
        "--evidence",
        "Circular 12"};
    EXPECT_THAT(owner.may_not(migrate), HasSubstr("domain:level_3"));
    migrate.insert(migrate.end(), {"--map", "domain:level_3=level_three"});
    EXPECT_THAT(owner.does(migrate), HasSubstr("1 cases moved, 0 refused"));
    EXPECT_THAT(secretariat.does({"case", "show", "kent"}), HasSubstr("level_three"));
}

TEST(RegistersStory, WhatWasPublishedIsKeptWithWhatWasLeftOutAndWhy) {
    const Site site;
    const Desk secretariat{site, "sam@hmic.example", "ppsg_secretariat"};
    const auto path = site.path("report.txt");
    std::ofstream{path} << "What the inspection found.\n";
    const auto document = first_match(
        secretariat.does(
            {"document",
             "add",
             path,
             "--kind",
             "inspection_report",
             "--title",
             "Inspection of Kent",
             "--about",
             "bodies/kent"}
        ),
        "documents/[^ :]+"
    );
    const std::vector<std::string> publication{
        "publication",
        "record",
        "--id",
        "kent-inspection",
        "--title",
        "Inspection of Kent",
        "--of",
        document,
        "--body",
        "kent",
        "--published-on",
        "2010-03-20",
        "--publisher",
        "HMIC",
        "--redact",
        "Paragraph 12|safety_of_person|It names an address"};
    const auto recorded = secretariat.does(publication);
    EXPECT_THAT(recorded, HasSubstr("kent-inspection"));
    EXPECT_THAT(
        secretariat.does({"publication", "list", "--body", "kent", "-o", "json"}),
        HasSubstr("It names an address")
    );
    EXPECT_THAT(
        secretariat.does({"reference", "list", "--search", "official secrets"}),
        HasSubstr("official-secrets-act-1989-s5")
    );
}

}  // namespace registers_story
}  // namespace ladder::e2e
