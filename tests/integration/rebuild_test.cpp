// Read models made anew from the journal.
#include "db/rebuild.hpp"

#include "tests/integration/ground.hpp"

namespace ladder::db {
namespace {

class Rebuild : public OnBoth {
protected:
    Rebuild() {
        ground_.publish_and_register();
        auto state = ground_.open_case(1);
        state = ground_.raise_trigger(ground_.raise_concern(state, "Detections"), "2011-03-31");
        auto decision = remain("Wait and see");
        auto& settlement = *decision.add_settlements();
        settlement.set_proposal("p1");
        settlement.set_accepted(false);
        ground_.act(state, decision, casework::sample::hmcic());
    }

    Ground ground_{GetParam()};
};

LADDER_ON_BOTH(Rebuild);

TEST_P(Rebuild, RepairsWhateverWasDoneToTheReadModels) {
    const auto before = ground_.dump_read_models();
    ground_.tamper("DELETE FROM case_row");
    ground_.tamper("UPDATE proposal_row SET state = 'x'");
    ground_.tamper(
        "INSERT INTO body_row SELECT 'bodies/none', from_position, to_position, kind, "
        "content FROM body_row WHERE name = 'bodies/force-1'"
    );
    ASSERT_NE(ground_.dump_read_models(), before);
    const auto report = must(rebuild(ground_.database()));
    EXPECT_EQ(ground_.dump_read_models(), before);
    EXPECT_EQ(report.events, 8);
    EXPECT_EQ(report.rows, 10);
}

TEST_P(Rebuild, LeavesEverythingAsItWasIfAnEventCannotBeRead) {
    ground_.tamper("UPDATE journal SET payload = salt WHERE position = 5");
    const auto before = ground_.dump_read_models();
    const auto failed = rebuild(ground_.database());
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, base::Code::data_loss);
    EXPECT_EQ(ground_.dump_read_models(), before);
}

TEST_P(Rebuild, LetsTheWriterGoOn) {
    must(rebuild(ground_.database()));
    const auto state = ground_.read_case("cases/force-1-general-1");
    EXPECT_EQ(ground_.raise_concern(state, "After").version(), state.version() + 1);
}

}  // namespace
}  // namespace ladder::db
