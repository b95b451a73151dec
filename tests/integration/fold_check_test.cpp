// The background check of the fold finds a list that was broken on purpose, and shows it.
#include "services/worker/fold_check.hpp"

#include <gmock/gmock.h>

#include "services/metrics/metrics.hpp"
#include "tests/integration/ground.hpp"

namespace ladder::worker {
namespace {

using db::must;
using testing::HasSubstr;

class Fold : public db::OnBoth {
protected:
    Fold() {
        ground_.publish_and_register(30);
        ground_.open_case(1);
    }

    // Steps until a whole round has ended.
    void round() {
        const auto before = app_.fold->now().rounds();
        while (app_.fold->now().rounds() == before) {
            must(check_.step());
        }
    }

    db::Ground ground_{GetParam()};
    api::Application app_{ground_.database(), ground_.writer(), [this] { return ground_.now(); }};
    FoldCheck check_{app_};
    metrics::Metrics metrics_{app_, "1.2.3", "abc"};
};

LADDER_ON_BOTH(Fold);

TEST_P(Fold, IsWalkedInSmallStepsRoundAfterRound) {
    EXPECT_EQ(must(check_.step()).checked, fold_check_streams);
    EXPECT_EQ(app_.fold->now().rounds(), 0);
    EXPECT_EQ(must(check_.step()).checked, 32 - fold_check_streams);
    const auto now = app_.fold->now();
    EXPECT_EQ(now.rounds(), 1);
    EXPECT_EQ(now.streams_checked(), 32);
    EXPECT_EQ(now.mismatches(), 0);
    EXPECT_TRUE(now.has_round_ended_at());
}

TEST_P(Fold, ShowsABreakOnTheMetricUntilItIsMended) {
    round();
    metrics_.answered("ok");
    metrics_.answered("ok");
    metrics_.answered("not_found");
    EXPECT_THAT(
        metrics_.text(),
        testing::AllOf(
            HasSubstr("\nladder_fold_mismatches 0\n"),
            HasSubstr("\nladder_journal_events 32\n"),
            HasSubstr("ladder_http_requests_total{code=\"ok\"} 2\n"),
            HasSubstr("version=\"1.2.3\"")
        )
    );
    ground_.tamper("UPDATE body_row SET kind = 'cdrp' WHERE name = 'bodies/force-7'");
    round();
    EXPECT_THAT(metrics_.text(), HasSubstr("\nladder_fold_mismatches 1\n"));
    EXPECT_EQ(app_.fold->now().mismatched_streams(0), "bodies/force-7");
    round();
    EXPECT_THAT(metrics_.text(), HasSubstr("\nladder_fold_mismatches 1\n"));
    ground_.tamper(
        "UPDATE body_row SET kind = (SELECT kind FROM body_row WHERE name = 'bodies/force-8') "
        "WHERE name = 'bodies/force-7'"
    );
    round();
    EXPECT_THAT(metrics_.text(), HasSubstr("\nladder_fold_mismatches 0\n"));
}

}  // namespace
}  // namespace ladder::worker
