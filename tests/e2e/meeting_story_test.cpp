// A meeting by the command line, from what is proposed for it to its corrected minutes; and the
// deadlines and tasks that follow.
#include <chrono>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "engine/base/dates.hpp"
#include "tests/e2e/site.hpp"

namespace ladder::e2e {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr auto midlands = "west-midlands-general-1";
constexpr auto gwent = "gwent-general-1";

std::string today() {
    return base::to_string(base::day_of(
        std::chrono::time_point_cast<base::Instant::duration>(std::chrono::system_clock::now())
    ));
}

// What was run came out.
std::string done(const process::Finished& finished) {
    EXPECT_EQ(finished.exit_code, 0) << finished.output;
    return finished.output;
}

std::string refused(const process::Finished& finished) {
    EXPECT_EQ(finished.exit_code, 1) << finished.output;
    return finished.output;
}

// Everything up to the meeting: figures judged, agenda taken over and put in order, pack frozen.
void prepare(const Site& site) {
    done(site.run({"evaluate", "--period-end", "2011-03-31"}));
    done(site.run({"meeting", "plan", "ppsg-7", "--title", "PPSG meeting 7", "--on", today()}));
    EXPECT_THAT(
        done(site.run({"meeting", "propose", "ppsg-7", "-o", "csv"})),
        AllOf(HasSubstr("overview"), HasSubstr("cases/west-midlands-general-1/proposals/p1"))
    );
    EXPECT_THAT(
        done(site.run({"meeting", "agenda", "ppsg-7", "--proposed"})), HasSubstr("6 items")
    );
    done(site.run(
        {"meeting",
         "agenda",
         "ppsg-7",
         "--order",
         "i1,i6,i4",
         "--drop",
         "i2,i3,i5",
         "--add",
         "Any other business"}
    ));
    EXPECT_THAT(
        refused(site.run({"meeting", "agenda", "ppsg-7", "--drop", "i9"})), HasSubstr("no item i9")
    );
    done(site.run({"meeting", "freeze", "ppsg-7"}));
    done(site.run(
        {"meeting",
         "attend",
         "ppsg-7",
         "--chair",
         "carol@hmic=ppsg_chair",
         "--member",
         "denis@hmic=hmcic",
         "--member",
         "dai@acpo=acpo=ACPO",
         "--apologies",
         "ed@hmt=hm_treasury"}
    ));
}

// An outcome that HM Chief Inspector decided.
process::Finished decide(
    const Site& site, const std::string& item, std::vector<std::string> arguments
) {
    arguments.insert(
        arguments.begin(),
        {"meeting",
         "outcome",
         "ppsg-7",
         item,
         "--decider",
         "denis@hmic",
         "--decider-capacity",
         "hmcic",
         "--reason",
         "The group advised it.",
         "--evidence",
         "p1"}
    );
    return site.run(std::move(arguments));
}

TEST(MeetingStory, IsHeldByTheCommandLineFromWhatIsProposedToItsMinutes) {
    const Site site;
    prepare(site);
    done(site.run(
        {"meeting", "recuse", "ppsg-7", "i6", "--person", "dai@acpo", "--reason", "Served there"}
    ));
    done(decide(site, "i4", {"--remain", "--next-review", "2099-12-01"}));
    done(decide(
        site,
        "i6",
        {"--to",
         "peer_support",
         "--next-review",
         "2099-12-01",
         "--accept",
         "p1",
         "--action",
         "Offer support=npia_contact=2099-01-10=west-midlands"}
    ));
    done(site.run({"meeting", "outcome", "ppsg-7", "i1", "--note", "Crime fell."}));
    // What is lacking, all at once; nothing is written.
    const std::vector<std::string> close{
        "meeting", "close", "ppsg-7", "--minutes", "The group met, and advised on one."};
    EXPECT_THAT(
        refused(site.run(close)),
        AllOf(
            HasSubstr("not met: i7/outcome"),
            HasSubstr("not met: i6/recommendation"),
            HasSubstr("not met: i6/open_concern"),
            Not(HasSubstr("i4/")),
            Not(HasSubstr("i1/"))
        )
    );
    EXPECT_THAT(done(site.run({"case", "show", gwent})), Not(HasSubstr("remain")));
    done(site.run(
        {"case",
         "concern",
         "raise",
         midlands,
         "--title",
         "Robbery",
         "--domain",
         domain,
         "--evidence",
         "p1"}
    ));
    for (const auto* fact : {"notified_chief_constable", "notified_authority_chair"}) {
        done(site.run({"case", "fact", "record", midlands, fact, "--evidence", "letter"}));
    }
    done(site.run(
        {"case",
         "recommend",
         midlands,
         "--to",
         "peer_support",
         "--by",
         "carol@hmic",
         "--by-capacity",
         "ppsg_chair",
         "--reason",
         "The group advises it."}
    ));
    done(site.run({"meeting", "outcome", "ppsg-7", "i7", "--note", "None."}));
    // The case changed since its outcome was recorded: nobody decided on that.
    EXPECT_THAT(
        refused(site.run(close)), AllOf(HasSubstr("aborted"), HasSubstr("changed by Ann Lee"))
    );
    done(decide(
        site,
        "i6",
        {"--to",
         "peer_support",
         "--next-review",
         "2099-12-01",
         "--accept",
         "p1",
         "--action",
         "Offer support=npia_contact=2099-01-10=west-midlands"}
    ));
    done(site.run(close));
    EXPECT_THAT(
        done(site.run({"case", "show", midlands})), HasSubstr("peer_support since " + today())
    );
    done(site.run(
        {"meeting",
         "correct",
         "ppsg-7",
         "--minutes",
         "The group met, and advised on two.",
         "--reason",
         "Gwent was left out"}
    ));
    EXPECT_THAT(
        done(site.run({"meeting", "show", "ppsg-7"})),
        AllOf(
            HasSubstr("closed"),
            HasSubstr("advised on two."),
            HasSubstr("advised on one."),
            HasSubstr("Gwent was left out"),
            HasSubstr("Offer support"),
            HasSubstr("dai@acpo (acpo)")
        )
    );
    EXPECT_THAT(
        done(site.run({"meeting", "pack", "ppsg-7", "-o", "csv"})),
        HasSubstr("west-midlands-general-1,self_improvement")
    );
    done(process::run_ladder({"db", "verify", "--database", site.database()}));
}

TEST(MeetingStory, ATaskGoesFromItsQueueToDoneAndAStaleCompletionIsRefused) {
    const Site site;
    done(site.run({"case", "open", "kent", "--reason", "A look."}));
    done(site.run(
        {"task",
         "open",
         "cases/kent-general-1",
         "--title",
         "Visit Kent",
         "--role",
         "ppsg_secretariat",
         "--reason",
         "Nobody has"}
    ));
    EXPECT_THAT(
        done(site.run({"task", "list"})), AllOf(HasSubstr("Visit Kent"), HasSubstr("queued"))
    );
    done(site.run({"task", "claim", "cases/kent-general-1/tasks/t1"}));
    EXPECT_THAT(
        refused(site.run({"task", "complete", "cases/kent-general-1/tasks/t1", "--version", "2"})),
        HasSubstr("aborted")
    );
    done(site.run({"task", "complete", "cases/kent-general-1/tasks/t1"}));
    EXPECT_THAT(done(site.run({"task", "list"})), Not(HasSubstr("Visit Kent")));
}

TEST(MeetingStory, ADeadlineIsSetMovedPausedResumedAndMet) {
    const Site site;
    done(site.run({"case", "open", "kent", "--reason", "A look."}));
    const std::string name = "cases/kent-general-1/deadlines/l1";
    done(site.run(
        {"deadline",
         "set",
         "cases/kent-general-1",
         "plan_due",
         "--due-on",
         "2099-11-30",
         "--reason",
         "Asked for"}
    ));
    EXPECT_THAT(
        done(site.run({"deadline", "list", "-o", "csv"})),
        AllOf(HasSubstr("2099-11-30"), HasSubstr("The body presents its improvement plan"))
    );
    const auto change = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin() + 1, name);
        arguments.insert(arguments.begin(), "deadline");
        arguments.insert(arguments.end(), {"--reason", "The force asked"});
        return site.run(std::move(arguments));
    };
    done(change({"move", "--due-on", "2099-12-15"}));
    EXPECT_THAT(refused(change({"move", "--due-on", "2099-12-15"})), HasSubstr("already"));
    done(change({"pause"}));
    EXPECT_THAT(refused(change({"move", "--due-on", "2099-12-20"})), HasSubstr("resume it first"));
    done(change({"resume"}));
    EXPECT_THAT(done(site.run({"deadline", "list"})), HasSubstr("2099-12-15"));
    done(change({"meet"}));
    EXPECT_THAT(refused(change({"cancel"})), HasSubstr("was met"));
}

}  // namespace
}  // namespace ladder::e2e
