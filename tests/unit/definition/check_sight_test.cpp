// Lines of sight, compartments and checks of persons that make no sense.
#include "tests/unit/definition/small_ruleset.hpp"

namespace ladder::definition {
namespace check_sight_test {

// What check() says of sight in the small ruleset with these files added, as "path: message".
std::vector<std::string> findings_of(
    const std::string& sees, const std::string& compartments = {}, const std::string& vettings = {}
) {
    auto files = edited(
        "roles.yaml", "may: [record_fact, open_case]", "may: [record_fact, open_case]\n" + sees
    );
    if (!compartments.empty()) {
        files.push_back({"compartments.yaml", compartments});
    }
    if (!vettings.empty()) {
        files.push_back({"vettings.yaml", vettings});
    }
    const auto loaded = load(files);
    EXPECT_TRUE(loaded.has_value());
    std::vector<std::string> told;
    if (!loaded) {
        return told;
    }
    for (const auto& finding : check(loaded->definition, loaded->sources)) {
        const auto& path = finding.path;
        if (path.find(".sees[") != std::string::npos || path.starts_with("compartments") ||
            path.starts_with("vettings")) {
            told.push_back(
                path.substr(path.find_last_of('.') + 1) + ": " + finding.issue.message()
            );
        }
    }
    return told;
}

using Told = std::vector<std::string>;

TEST(Sight, WithoutAFaultIsTaken) {
    EXPECT_EQ(
        findings_of(
            "  sees:\n    - {of: [case, diary], where: own_body}\n"
            "    - {of: [audit], where: all}\n",
            "- {id: secret, title: Secret, subjects: [counter_terrorism], needs_vetting: [sc]}\n",
            "- {id: sc, title: Security check, marking_max: secret}\n"
        ),
        Told{}
    );
}

TEST(Sight, SaysWhatAndOfWhom) {
    EXPECT_EQ(
        findings_of("  sees:\n    - {where: own_body}\n    - {of: [case]}\n"),
        (Told{
            "sees[0]: the line names nothing that is seen",
            "sees[1]: the line does not say of which bodies"})
    );
}

TEST(Sight, NeedsNoLineForTheRegistersAndSeesTheAuditWhole) {
    EXPECT_EQ(
        findings_of("  sees:\n    - {of: [register, audit], where: own_body}\n"),
        (Told{
            "of[0]: everybody with an account sees the registers", "of[1]: the audit is of no body"}
        )
    );
}

TEST(Sight, IsKeptToWhatTheRulesetHas) {
    EXPECT_EQ(
        findings_of("  sees:\n    - {of: [case], where: all, only: [directoin]}\n"),
        (Told{"only[0]: there is no stage, procedure or compartment 'directoin'"})
    );
}

TEST(Compartment, HoldsSomethingAndAsksForChecksThatAre) {
    EXPECT_EQ(
        findings_of(
            "",
            "- {id: secret, title: Secret, domains: [nowhere], needs_vetting: [sc]}\n"
            "- {id: empty, title: Empty}\n"
        ),
        (Told{
            "domains[0]: there is no domain 'nowhere'",
            "needs_vetting[0]: there is no check of persons 'sc'",
            "compartments[1]: nothing is in the compartment 'empty'"})
    );
}

TEST(Vetting, IsOneThatPeopleHaveAndSaysHowFarItReaches) {
    EXPECT_EQ(
        findings_of("", "", "- {id: lie_detector, title: A machine}\n"),
        (Told{
            "vettings[0]: 'lie_detector' has no highest marking",
            "id: there is no check of persons 'lie_detector'"})
    );
}

}  // namespace check_sight_test
}  // namespace ladder::definition
