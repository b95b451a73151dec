// A public letter from its draft to the last judgement, by the command line alone.
#include <chrono>
#include <fstream>
#include <gmock/gmock.h>
#include <sstream>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/e2e/desk.hpp"

namespace ladder::e2e {
namespace letter_story {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr auto of_case = "nottinghamshire-general-1";
constexpr auto letter = "nottinghamshire-public-letter-1";

std::string day_after_today(int days) {
    const std::chrono::year_month_day day{
        std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()) +
        std::chrono::days{days}};
    return fmt::format(
        "{}-{:02}-{:02}",
        static_cast<int>(day.year()),
        static_cast<unsigned>(day.month()),
        static_cast<unsigned>(day.day())
    );
}

std::string content_of(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
}

class LetterStory : public testing::Test {
protected:
    std::vector<std::string> record(
        const std::string& what, const std::vector<std::string>& values, const std::string& key = {}
    ) const {
        std::vector<std::string> arguments{"procedure", "record", letter, what};
        for (const auto& value : values) {
            arguments.insert(arguments.end(), {"--value", value});
        }
        if (!key.empty()) {
            arguments.insert(arguments.end(), {"--key", key});
        }
        return arguments;
    }

    std::vector<std::string> step(const std::string& to, const std::string& evidence) const {
        return {
            "procedure",
            "step",
            letter,
            "--to",
            to,
            "--reason",
            "What the step asks for is on record.",
            "--evidence",
            evidence,
            "--by",
            "denis@hmic.example",
            "--by-capacity",
            "hmcic"};
    }

    void draft() const {
        secretariat.does({"case", "open", "nottinghamshire", "--reason", "HMI asks for it."});
        secretariat.does(
            {"procedure",
             "start",
             "public-letter",
             "--case",
             of_case,
             "--reason",
             "There is no coherent plan."}
        );
        inspector.does(record(
            "draft",
            {"issues=Serious violence rises.",
             "action_plan=A plan with milestones for each issue.",
             "plan_due=" + first_due}
        ));
        for (const auto* text : {"text=A recovery plan", "text=A lead for violence"}) {
            inspector.does(record("requirement", {text, "due=" + first_due, "of=both"}));
        }
    }

    // Written, signed, and the same version sent to both.
    std::string send() const {
        const std::vector<std::string> words{
            "public-interest-letter", letter, "--field", "reference=HMIC/17"};
        std::vector<std::string> preview{"letter", "preview"};
        preview.insert(preview.end(), words.begin(), words.end());
        std::vector<std::string> write{"letter", "write"};
        write.insert(write.end(), words.begin(), words.end());
        previewed = secretariat.does(preview);
        const auto document = first_match(secretariat.does(write), "documents/[^ ]+");
        secretariat.does(
            record("signature", {"signed_by=denis@hmic.example", "document=" + document})
        );
        secretariat.does(step("signed", "e5"));
        secretariat.does(record(
            "sent_to_chief_constable", {"sent_to=The chief constable", "document=" + document}
        ));
        const auto early = secretariat.may_not(step("sent", "e6"));
        EXPECT_THAT(early, AllOf(HasSubstr("sent_to_authority_chair"), HasSubstr("days_run")));
        secretariat.does(
            record("sent_to_authority_chair", {"sent_to=The chair", "document=" + document})
        );
        secretariat.does(record("requirement_due", {"due=" + first_due}, "e2"));
        secretariat.does(record("requirement_due", {"due=" + first_due}, "e3"));
        secretariat.does(step("sent", "e6"));
        return document;
    }

    Site site;
    Desk secretariat{site, "sam@hmic.example", "ppsg_secretariat"};
    Desk inspector{site, "ann@hmic.example", "hmi"};
    Desk chief{site, "chief@nottinghamshire.example", "chief_constable"};
    std::string first_due = day_after_today(30);
    std::string later_due = day_after_today(60);
    mutable std::string previewed;
};

TEST_F(LetterStory, IsWrittenClearedSignedSentAnsweredAndJudged) {
    draft();
    // Its author can't clear it, and nothing uncleared goes on.
    EXPECT_THAT(inspector.may_not(record("clearance", {"remarks=Clear"})), HasSubstr("another"));
    EXPECT_THAT(secretariat.may_not(step("cleared", "e1")), HasSubstr("cleared_by_another"));
    secretariat.does(record("clearance", {"remarks=Clear"}));
    secretariat.does(step("cleared", "e4"));
    const auto document = send();

    // What was sent is what was previewed, for ever: its hash is in the record.
    const auto shown = secretariat.does({"document", "show", document});
    EXPECT_THAT(first_match(shown, "[0-9a-f]{64}"), Not(testing::IsEmpty())) << shown;
    const auto path = site.path("letter.txt");
    secretariat.does({"document", "get", document, "--to", path});
    EXPECT_EQ(content_of(path), previewed);
    EXPECT_THAT(previewed, AllOf(HasSubstr("HMIC/17"), HasSubstr("A lead for violence")));

    // Sending opened the task to publish it.
    EXPECT_THAT(
        secretariat.does({"task", "list", "--parent", std::string{"procedures/"} + letter}),
        HasSubstr("Publish the letter")
    );
    secretariat.does(
        {"publication",
         "record",
         "--title",
         "Letter to Nottinghamshire",
         "--of",
         document,
         "--body",
         "nottinghamshire",
         "--published-on",
         day_after_today(0),
         "--publisher",
         "HMIC"}
    );
    secretariat.does(record("published", {"where=HMIC website", "document=" + document}));
    secretariat.does(step("published", "e10"));
    EXPECT_THAT(
        secretariat.does({"publication", "list", "--of", document}), HasSubstr("Letter to")
    );

    // The first requirement is answered and shown; the second gets more time.
    chief.does(record("response", {"text=The plan is enclosed."}, "e2"));
    chief.does(record("evidence", {"shown_by=The plan, with milestones"}, "e2"));
    secretariat.does(record(
        "extension",
        {"due=" + later_due, "reasons=The lead is ill.", "authority=denis@hmic.example"},
        "e3"
    ));
    const auto due = secretariat.does(
        {"deadline", "list", "--parent", std::string{"procedures/"} + letter, "-o", "csv"}
    );
    EXPECT_THAT(due, AllOf(HasSubstr(later_due + ",pending"), Not(HasSubstr(first_due)))) << due;

    inspector.does(record("judgement", {"verdict=met", "reasons=The plan stands."}, "e2"));
    EXPECT_THAT(secretariat.may_not(step("satisfied", "e14")), HasSubstr("each_requirement_met"));
    chief.does(record("response", {"text=A lead is named."}, "e3"));
    inspector.does(record("judgement", {"verdict=met", "reasons=A lead is named."}, "e3"));
    secretariat.does(step("satisfied", "e14"));

    // And it reads as one story.
    const auto story = secretariat.does({"case", "show", "nottinghamshire"});
    EXPECT_THAT(
        story,
        AllOf(
            HasSubstr("What happened"),
            HasSubstr("(satisfied)"),
            HasSubstr("What is due"),
            HasSubstr("What is to be done"),
            HasSubstr("Publish the letter")
        )
    ) << story;
    const auto json = secretariat.does({"case", "show", "nottinghamshire", "-o", "json"});
    EXPECT_THAT(json, AllOf(HasSubstr("\"procedures\""), HasSubstr("letter_requirement")));
    EXPECT_THAT(
        secretariat.does({"procedure", "events", letter}),
        HasSubstr("Entry e13 recorded: extension")
    );
}

}  // namespace letter_story
}  // namespace ladder::e2e
