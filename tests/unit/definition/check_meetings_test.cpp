// Kinds of meetings that nobody could hold.
#include <gmock/gmock.h>

#include "tests/unit/definition/small_ruleset.hpp"

namespace ladder::definition {
namespace check_meetings_test {

const std::string kinds = R"(- id: group
  title: The group
  legal_basis: practice
  chair: chief_inspector
  members: [secretariat]
  next_meeting: next_group
)";

const std::string deadlines = R"(- id: next_group
  title: The next meeting
  legal_basis: practice
  due: {count: 6, unit: weeks}
)";

// What check() says of the meeting kinds, as "path: message".
std::vector<std::string> findings_of(
    const std::string& kinds_text,
    const std::string& deadlines_text = deadlines,
    const std::string& may = "may: [record_fact, open_case, run_meeting]"
) {
    auto files = edited("roles.yaml", "may: [record_fact, open_case]", may);
    files.push_back({"meeting-kinds.yaml", kinds_text});
    files.push_back({"deadlines.yaml", deadlines_text});
    const auto loaded = load(files);
    EXPECT_TRUE(loaded.has_value());
    std::vector<std::string> told;
    for (const auto& finding : check(loaded->definition, loaded->sources)) {
        if (finding.path.starts_with("meeting_kinds")) {
            told.push_back(finding.path + ": " + finding.issue.message());
        }
    }
    return told;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    return text.replace(text.find(from), from.size(), to);
}

TEST(MeetingKind, WithoutAFaultIsTaken) {
    EXPECT_THAT(findings_of(kinds), testing::IsEmpty());
}

TEST(MeetingKind, HasAChairMembersAndABasis) {
    EXPECT_THAT(
        findings_of("- id: group\n  title: The group\n  chair: chief\n"),
        testing::UnorderedElementsAre(
            "meeting_kinds[0].chair: there is no role 'chief'",
            "meeting_kinds[0]: 'group' has no members",
            "meeting_kinds[0].legal_basis: the law or policy behind it is missing"
        )
    );
    EXPECT_THAT(
        findings_of(replaced(kinds, "[secretariat]", "[secretariat, clerk]")),
        testing::ElementsAre("meeting_kinds[0].members[1]: there is no role 'clerk'")
    );
}

TEST(MeetingKind, SetsADeadlineThatExistsAndCanBeComputed) {
    EXPECT_THAT(
        findings_of(replaced(kinds, "next_group", "next_grup")),
        testing::ElementsAre("meeting_kinds[0].next_meeting: there is no deadline 'next_grup'")
    );
    EXPECT_THAT(
        findings_of(kinds, replaced(deadlines, "  due: {count: 6, unit: weeks}\n", "")),
        testing::ElementsAre(
            "meeting_kinds[0].next_meeting: the deadline 'next_group' leaves its day open, and "
            "closing a meeting names none"
        )
    );
}

TEST(MeetingKind, NeedsSomebodyWhoRunsMeetings) {
    EXPECT_THAT(
        findings_of(kinds, deadlines, "may: [record_fact, open_case, publish]"),
        testing::ElementsAre("meeting_kinds: no role may run a meeting")
    );
}

}  // namespace check_meetings_test
}  // namespace ladder::definition
