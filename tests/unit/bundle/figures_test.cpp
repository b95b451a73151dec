// Which figures an evaluation is taken to have read.
#include "engine/bundle/figures.hpp"

#include <gtest/gtest.h>

#include "engine/bundle/world.hpp"
#include "tests/unit/bundle/log.hpp"

namespace ladder::bundle {
namespace figures_test {

// The sample's figures were published in April 2011 and recorded in May.
TEST(BundleFigures, AreThoseKnownToAnEvaluationStrictlyOrNot) {
    const sample::Log log;
    World world;
    for (const auto& row : log.rows) {
        world.apply(row.envelope.stream(), row.event, record::recorded_of(row.envelope, false));
    }
    Figures figures;
    Report report;
    for (const auto& figure : log.figures) {
        figures.add(figure, world, report);
    }
    const auto ruleset = world.find_ruleset("");
    v1::EvaluationRun run;
    run.set_evidence_position(static_cast<std::int64_t>(log.rows.size()));
    const auto count = [&](std::string_view known_at, v1::KnownAtMode mode) {
        run.set_known_at_us(base::to_micros(base::end_of(base::parse_date(known_at).value())));
        run.set_known_at_mode(mode);
        const auto panels = figures.panels_for(run, *ruleset, world);
        return panels->by_indicator.find("robbery")->second.periods.size();
    };
    EXPECT_EQ(count("2011-03-31", v1::KNOWN_AT_MODE_AS_KNOWN), 0U);
    EXPECT_GT(count("2011-04-30", v1::KNOWN_AT_MODE_AS_KNOWN), 0U);
    EXPECT_EQ(count("2011-04-30", v1::KNOWN_AT_MODE_STRICT), 0U);
    EXPECT_GT(count("2011-06-30", v1::KNOWN_AT_MODE_STRICT), 0U);
}

}  // namespace figures_test
}  // namespace ladder::bundle
