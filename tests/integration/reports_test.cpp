// Reports over the journal: as known then beside as known now, and never changed by what is
// recorded later.
#include <gmock/gmock.h>

#include "db/journal.hpp"
#include "engine/ledger/merkle.hpp"
#include "services/api/application.hpp"
#include "services/api/report_reads.hpp"
#include "tests/integration/walk.hpp"

namespace ladder::db {
namespace reports_test {

using casework::sample::day;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

class Reports : public OnBoth {
protected:
    static v1::RunReportResponse run(Ground& ground, const v1::RunReportRequest& request) {
        api::Application app(ground.database(), ground.writer(), [&] { return ground.now(); });
        return must(api::run_report(api::View::everything(app), request));
    }

    static v1::RunReportRequest asked(
        v1::ReportKind kind, std::string_view from, std::string_view to, bool strict
    ) {
        v1::RunReportRequest request;
        request.set_kind(kind);
        request.set_from(std::string(from));
        request.set_to(std::string(to));
        if (strict) {
            request.set_known_at_mode(v1::KNOWN_AT_MODE_STRICT);
        }
        *request.mutable_known_at() = base::to_timestamp(base::end_of(day(to)));
        return request;
    }

    static std::string told(const v1::RunReportResponse& report) {
        std::string text;
        for (const auto& row : report.rows()) {
            text += row.DebugString();
        }
        for (const auto& sum : report.sums()) {
            text += sum.DebugString();
        }
        return text;
    }
};

LADDER_ON_BOTH(Reports);

class InterventionsOfAYear : public Reports {
protected:
    InterventionsOfAYear() {
        ground_.publish_and_register();
        for (int force = 1; force <= 3; ++force) {
            ground_.open_case(force);
        }
        decide(1, "d1", "2011-02-01", "2011-02-01", "2011-02-01");
        // Two decisions of the year that were recorded, and known, after it.
        decide(2, "d1", "2011-03-20", "2011-04-12", "2011-04-10");
        decide(1, "d2", "2011-03-25", "2011-05-02", "2011-05-02");
        // One that was known in the year and entered later.
        decide(3, "d1", "2011-03-01", "2011-06-01", "2011-03-01");
    }

    void decide(
        int force,
        const std::string& id,
        std::string_view effective_on,
        std::string_view recorded_on,
        std::string_view known_on
    ) {
        ground_.on(recorded_on);
        NewEvent recorded{"cases/force-" + std::to_string(force) + "-general-1", {}, {}};
        auto& decision = *recorded.event.mutable_decision_recorded()->mutable_decision();
        decision.set_id(id);
        decision.set_outcome(v1::DECISION_OUTCOME_MOVE);
        decision.set_from_stage("self_improvement");
        decision.set_to_stage(id == "d1" ? "peer_support" : "watching_brief");
        decision.set_effective_on(std::string(effective_on));
        auto work = Ground::recording(
            {recorded}, ground_.new_request_id(), casework::sample::secretariat()
        );
        work.known_on = day(known_on);
        must(ground_.submit(std::move(work)));
    }

    v1::RunReportResponse year(bool strict) {
        auto request = asked(v1::REPORT_KIND_INTERVENTIONS, "2010-04-01", "2011-03-31", strict);
        request.set_compare(true);
        return run(ground_, request);
    }

    Ground ground_{GetParam()};
};

LADDER_ON_BOTH(InterventionsOfAYear);

TEST_P(InterventionsOfAYear, DifferByTheDecisionsThatWereRecordedLate) {
    const auto report = year(false);
    EXPECT_EQ(report.rows_size(), 2);
    ASSERT_EQ(report.differences_size(), 2);
    std::map<std::string, v1::ReportDifference> by_key;
    for (const auto& one : report.differences()) {
        EXPECT_FALSE(one.has_then());
        EXPECT_THAT(one.text(), HasSubstr("Known now and not on 31 March 2011"));
        by_key[one.key()] = one;
    }
    const auto person = casework::sample::secretariat().person();
    EXPECT_THAT(
        by_key["cases/force-2-general-1/decisions/d1"].because(),
        ElementsAre(
            "position 8, decision recorded on 2011-04-12 by " + person + ", known on 2011-04-10"
        )
    );
    EXPECT_THAT(
        by_key["cases/force-1-general-1/decisions/d2"].because(),
        ElementsAre("position 9, decision recorded on 2011-05-02 by " + person)
    );
    EXPECT_EQ(report.sums().rbegin()->value(), 2);
    EXPECT_EQ(report.compared_sums().rbegin()->value(), 4);
    EXPECT_THAT(report.notes(), testing::Contains(HasSubstr("1 event was recorded after")));
}

TEST_P(InterventionsOfAYear, InStrictModeLeaveOutWhatWasEnteredLater) {
    const auto report = year(true);
    EXPECT_EQ(report.rows_size(), 1);
    EXPECT_EQ(report.differences_size(), 3);
    EXPECT_TRUE(report.notes().empty());
}

TEST_P(InterventionsOfAYear, CarryTheirQueryTimeAndJournal) {
    const auto report = year(false);
    EXPECT_EQ(report.query().from(), "2010-04-01");
    EXPECT_TRUE(report.query().compare());
    EXPECT_EQ(report.query().known_at_mode(), v1::KNOWN_AT_MODE_AS_KNOWN);
    EXPECT_EQ(report.journal_size(), ground_.journal_size());
    const auto root =
        must(ground_.database().read([&](soci::session& session) -> base::Result<std::string> {
            const auto head = read_head(session, ground_.database().backend());
            return bytes_of(must(ledger::Frontier::decode(head.frontier)).root());
        }));
    EXPECT_EQ(report.journal_root(), root);
    EXPECT_EQ(must(base::from_timestamp(report.run_at())), ground_.now());
    v1::RunReportRequest now;
    now.set_kind(v1::REPORT_KIND_INTERVENTIONS);
    EXPECT_EQ(run(ground_, now).query().to(), base::to_string(base::day_of(ground_.now())));
}

TEST_P(Reports, AsKnownAtAMomentNeverChangeInStrictMode) {
    const int walks = GetParam() == Backend::sqlite ? 6 : 2;
    for (int seed = 1; seed <= walks; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Walk walk(GetParam(), static_cast<unsigned>(seed));
        std::vector<std::pair<v1::RunReportRequest, std::string>> earlier;
        for (int step = 1; step <= 40; ++step) {
            walk.step();
            if (step % 8 != 0) {
                continue;
            }
            for (int kind = 1; kind < v1::ReportKind_ARRAYSIZE; ++kind) {
                v1::RunReportRequest request;
                request.set_kind(static_cast<v1::ReportKind>(kind));
                request.set_known_at_mode(v1::KNOWN_AT_MODE_STRICT);
                // Whatever is recorded later is recorded today or after.
                *request.mutable_known_at() = base::to_timestamp(
                    base::end_of(base::day_of(walk.ground().now()) - std::chrono::days{1})
                );
                earlier.emplace_back(request, told(run(walk.ground(), request)));
            }
        }
        std::size_t told_of_something = 0;
        for (const auto& [request, text] : earlier) {
            EXPECT_EQ(told(run(walk.ground(), request)), text) << request.DebugString();
            told_of_something += text.find("values") == std::string::npos ? 0 : 1;
        }
        EXPECT_GT(told_of_something, 0U);
    }
}

TEST_P(Reports, RefuseWhatTheyCannotTell) {
    Ground ground(GetParam());
    api::Application app(ground.database(), ground.writer(), [&] { return ground.now(); });
    v1::RunReportRequest request;
    request.set_from("2010-13-01");
    request.set_body("kent");
    const auto refused = api::run_report(api::View::everything(app), request);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::invalid_argument);
    EXPECT_EQ(refused.error().details.size(), 3U);  // kind, from and body
    request.Clear();
    request.set_kind(v1::REPORT_KIND_OVERDUE);
    request.set_from("2010-02-01");
    request.set_to("2010-01-01");
    EXPECT_FALSE(api::run_report(api::View::everything(app), request));
}

}  // namespace reports_test
}  // namespace ladder::db
