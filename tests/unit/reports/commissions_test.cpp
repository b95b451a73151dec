// Peer-support commissions as they stood on a day.
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/unit/reports/record.hpp"

namespace ladder::reports {
namespace commissions_test {

using testing::ElementsAre;
using testing::IsEmpty;

Known one_commission() {
    Known known;
    auto& state = known.procedures.emplace_back();
    state.set_name("procedures/a-peer-support-commission-1");
    state.set_definition("peer-support-commission");
    state.set_ruleset("rulesets/sample@1");
    state.set_body("bodies/a");
    state.set_started_on("2009-06-08");
    state.mutable_started_by()->set_person("The authority");
    const auto step = [&](const char* from, const char* to, const char* on) {
        auto& taken = *state.add_steps();
        taken.set_from_stage(from);
        taken.set_to_stage(to);
        taken.set_effective_on(on);
    };
    step("asked", "running", "2009-07-01");
    step("running", "reported", "2009-12-01");
    state.set_stage("reported");
    state.set_ended_on("2009-12-01");
    state.set_outcome("reported");
    known.procedures.emplace_back(state).set_definition("improvement-plan");
    return known;
}

std::vector<std::string> told(Query query) {
    query.kind = v1::REPORT_KIND_COMMISSIONS;
    return rows_of(
        run(query, one_commission(), sample_ruleset),
        {"started_on", "stage", "since", "ended_on", "outcome", "days"}
    );
}

TEST(Commissions, StandWhereTheyStoodOnTheDay) {
    EXPECT_THAT(told(days("", "2009-06-07")), IsEmpty());
    EXPECT_THAT(told(days("", "2009-06-30")), ElementsAre("2009-06-08 asked 2009-06-08   22"));
    EXPECT_THAT(told(days("", "2009-08-25")), ElementsAre("2009-06-08 running 2009-07-01   78"));
    EXPECT_THAT(
        told(days("", "2010-03-31")),
        ElementsAre("2009-06-08 reported 2009-12-01 2009-12-01 reported 176")
    );
    EXPECT_THAT(told(days("2009-12-02", "2010-03-31")), IsEmpty());
}

TEST(Commissions, AreCountedByStage) {
    auto query = days("", "2009-08-25");
    query.kind = v1::REPORT_KIND_COMMISSIONS;
    EXPECT_THAT(
        sums_of(run(query, one_commission(), sample_ruleset)), ElementsAre("running=1", "total=1")
    );
    query.stage = "asked";
    EXPECT_THAT(sums_of(run(query, one_commission(), sample_ruleset)), ElementsAre("total=0"));
}

}  // namespace commissions_test
}  // namespace ladder::reports
