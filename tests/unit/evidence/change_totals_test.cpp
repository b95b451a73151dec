// Totals over all bodies at two periods, and how they follow figures that are supposed to be
// others.
#include "engine/evidence/change_totals.hpp"

#include <random>

#include <gtest/gtest.h>

namespace ladder::evidence {
namespace change_totals_test {

constexpr std::size_t bodies = 6;
constexpr std::size_t periods = 3;

class TotalsOfChange : public testing::Test {
protected:
    TotalsOfChange() {
        panel.bodies = bodies;
        panel.periods.resize(periods);
        for (std::size_t cell = 0; cell < bodies * periods; ++cell) {
            panel.value.push_back(static_cast<double>(10 * cell));
        }
        for (std::size_t body = 0; body < bodies; ++body) {
            entries.push_back({"bodies/b", "B", kinds.at(body % 2), {}});
        }
    }

    void suppose(std::size_t body, std::size_t period, double value) {
        const auto old_value = std::exchange(panel.value[panel.at(body, period)], value);
        kept.take_in(panel, entries, body, period, old_value);
    }

    void expect_what_a_new_sum_is() {
        for (const auto& [period, baseline] : {std::pair{2, 1}, std::pair{2, 0}, std::pair{1, 0}}) {
            ChangeTotals fresh;
            const auto now = static_cast<std::size_t>(period);
            const auto before = static_cast<std::size_t>(baseline);
            const auto& held = kept.of(panel, entries, now, before);
            const auto& summed = fresh.of(panel, entries, now, before);
            for (std::size_t kind = 0; kind < kinds_max; ++kind) {
                EXPECT_EQ(held.at(kind).possible, summed.at(kind).possible);
                EXPECT_EQ(held.at(kind).members, summed.at(kind).members);
                EXPECT_EQ(held.at(kind).now, summed.at(kind).now);
                EXPECT_EQ(held.at(kind).before, summed.at(kind).before);
            }
        }
    }

    const std::array<v1::BodyKind, 2> kinds{
        v1::BODY_KIND_POLICE_FORCE, v1::BODY_KIND_POLICE_AUTHORITY};
    Panel panel;
    std::vector<BodyEntry> entries;
    ChangeTotals kept;
};

TEST_F(TotalsOfChange, AreOfEachKindAndOfWhoHasBothFigures) {
    panel.value[panel.at(2, 0)] = no_figure;
    panel.value[panel.at(4, 2)] = -1;
    const auto& totals = kept.of(panel, entries, 2, 0);
    const auto& forces = totals.at(kind_index(entries[0]));
    EXPECT_EQ(forces.possible, 3);
    EXPECT_EQ(forces.members, 1);
    EXPECT_EQ(forces.now, panel.value[panel.at(0, 2)]);
    EXPECT_EQ(forces.before, panel.value[panel.at(0, 0)]);
    EXPECT_EQ(totals.at(kind_index(entries[1])).members, 3);
}

TEST_F(TotalsOfChange, FollowWhatIsSupposed) {
    expect_what_a_new_sum_is();
    std::mt19937 random{20'110'331};
    for (int round = 0; round < 200; ++round) {
        const double value = random() % 5 == 0   ? no_figure
                             : random() % 5 == 0 ? -3
                             : random() % 5 == 0 ? 7.5
                                                 : static_cast<double>(random() % 1000);
        suppose(random() % bodies, random() % periods, value);
        expect_what_a_new_sum_is();
    }
}

}  // namespace change_totals_test
}  // namespace ladder::evidence
