// The shipped files, read by the shipped layouts: every row is taken, and known totals come out.
#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include <gtest/gtest.h>

#include "engine/evidence/plausibility.hpp"
#include "tests/scenario/files.hpp"
#include "tests/scenario/shipped.hpp"

namespace ladder::scenario {
namespace {

class ShippedFigures : public testing::Test {
protected:
    evidence::ImportReading read(std::size_t file) const {
        return read_by(
            *ruleset_, names_, shipped_files[file].layout, demo_file(shipped_files[file].file)
        );
    }

    // The sum over all bodies of an indicator at a period end.
    static double sum(
        const evidence::ImportReading& reading,
        std::string_view indicator,
        std::string_view period_end
    ) {
        double total = 0;
        for (const auto& figure : reading.figures) {
            if (figure.indicator == indicator && base::to_string(figure.period_end) == period_end) {
                total += figure.value;
            }
        }
        return total;
    }

    std::unique_ptr<const definition::Ruleset> ruleset_ = shipped_ruleset("landscape-2009");
    evidence::BodyNames names_ = names_of(shipped_bodies());
};

TEST_F(ShippedFigures, OfPopulationAreReadWhole) {
    const auto reading = read(0);
    EXPECT_TRUE(reading.clean()) << reading.issues().at(0).message();
    EXPECT_EQ(reading.rows, 774);
    // Households are blank for the 43 forces in 2023 and for Greater Manchester in 2018.
    EXPECT_EQ(reading.empty_cells, 44);
    EXPECT_EQ(reading.figures.size(), 2 * 774U - 44U);
}

TEST_F(ShippedFigures, OfRecordedCrimeAreReadWhole) {
    const auto reading = read(1);
    EXPECT_TRUE(reading.clean()) << reading.issues().at(0).message();
    EXPECT_EQ(reading.rows, 24'940);
    EXPECT_EQ(reading.figures.size(), 24'940U);
    EXPECT_EQ(reading.empty_cells, 0);
    // The issue's own numbers for West Midlands; all forces rose by 1.5 per cent.
    std::map<std::string, double> west_midlands;
    for (const auto& figure : reading.figures) {
        if (figure.body == "bodies/west-midlands" && figure.indicator == "recorded_robbery") {
            west_midlands[base::to_string(figure.period_end)] = figure.value;
        }
    }
    EXPECT_EQ(west_midlands.at("2010-03-31"), 7241);
    EXPECT_EQ(west_midlands.at("2011-03-31"), 9043);
    const auto before = sum(reading, "recorded_robbery", "2010-03-31");
    const auto after = sum(reading, "recorded_robbery", "2011-03-31");
    EXPECT_NEAR(100 * (after - before) / before, 1.5, 0.05);
}

TEST_F(ShippedFigures, KeepTheFiveNegativeCountsWithAWarningEach) {
    const auto reading = read(1);
    EXPECT_EQ(reading.warning_count, 5);
    ASSERT_EQ(reading.warnings.size(), 5U);
    EXPECT_EQ(reading.warnings[0].line(), 1834);
    EXPECT_EQ(reading.warnings[4].line(), 12283);
    std::string negative;
    for (const auto& figure : reading.figures) {
        if (figure.quality == v1::QUALITY_NEGATIVE_COUNT) {
            negative += std::string{figure.body} + " " + base::to_string(figure.period_end) + "\n";
            EXPECT_LT(figure.value, 0);
        }
    }
    EXPECT_EQ(
        negative,
        "bodies/cheshire 2007-06-30\n"
        "bodies/cheshire 2007-09-30\n"
        "bodies/cheshire 2007-12-31\n"
        "bodies/city-of-london 2009-12-31\n"
        "bodies/leicestershire 2009-09-30\n"
    );
}

TEST_F(ShippedFigures, OfAntisocialBehaviourAreReadWhole) {
    const auto reading = read(2);
    EXPECT_TRUE(reading.clean()) << reading.issues().at(0).message();
    EXPECT_EQ(reading.figures.size(), 473U);
}

TEST_F(ShippedFigures, OfTheWorkforceAreReadWhole) {
    const auto reading = read(3);
    EXPECT_TRUE(reading.clean()) << reading.issues().at(0).message();
    EXPECT_EQ(reading.figures.size(), 6 * 688U);
    EXPECT_EQ(reading.empty_cells, 0);
}

// Every doubt about what is shipped, loaded as if it were all new. Each is a true oddity of the
// figures: the City of London's few residents, designated officers who
// were counted as staff before, and a rural force with a third of the next lowest rate.
TEST_F(ShippedFigures, GiveFewDoubtsAndAllOfThemAreKnown) {
    std::vector<evidence::ImportedFigure> figures;
    for (std::size_t file = 0; file < std::size(shipped_files); ++file) {
        const auto reading = read(file);
        figures.insert(figures.end(), reading.figures.begin(), reading.figures.end());
    }
    std::map<std::string_view, evidence::SeenIndicator> by_indicator;
    for (std::size_t i = 0; i < figures.size(); ++i) {
        auto& seen = by_indicator[figures[i].indicator];
        seen.definition = ruleset_->indicator(figures[i].indicator);
        seen.figures.push_back(
            {figures[i].body_number,
             figures[i].period_end,
             figures[i].value,
             evidence::no_figure,
             i}
        );
    }
    std::vector<evidence::SeenIndicator> seen;
    for (auto& [id, indicator] : by_indicator) {
        std::sort(
            indicator.figures.begin(),
            indicator.figures.end(),
            [](const auto& a, const auto& b) {
                return std::tie(a.body, a.period_end) < std::tie(b.body, b.period_end);
            }
        );
        seen.push_back(std::move(indicator));
    }
    const std::vector<std::string_view> bodies{names_.begin(), names_.end()};
    std::string told;
    for (const auto& doubt : evidence::find_doubts({figures, seen, bodies, *ruleset_})) {
        told += doubt.message.substr(0, doubt.message.find("; expected")) + "\n";
    }
    EXPECT_EQ(
        told,
        "359.33 of 'designated_officers_fte' for avon-and-somerset at 2020-03-31 is out of line "
        "with "
        "what it was at 2019-03-31, 0\n"
        "6,600 of 'population' for city-of-london at 2012-06-30 is a change of -10.8% from what it "
        "was "
        "at 2011-06-30, 7,400\n"
        "8,700 of 'population' for city-of-london at 2018-06-30 is a change of +13.0% from what it "
        "was "
        "at 2017-06-30, 7,700\n"
        "313.89 of 'designated_officers_fte' for devon-and-cornwall at 2009-03-31 is out of line "
        "with "
        "what it was at 2008-03-31, 0\n"
        "221.49 of 'designated_officers_fte' for south-yorkshire at 2021-03-31 is out of line with "
        "what it was at 2020-03-31, 0\n"
        "40 of 'recorded_robbery' for dyfed-powys at 2003-03-31 is 0.0814 per 1,000 of a "
        "population of "
        "491,400, where the others have 0.266 to 5.77\n"
        "24 of 'recorded_theft_from_the_person' for dyfed-powys at 2003-03-31 is 0.0488 per 1,000 "
        "of a "
        "population of 491,400, where the others have 0.385 to 7.04\n"
        "44 of 'recorded_theft_from_the_person' for dyfed-powys at 2012-06-30 is 0.0852 per 1,000 "
        "of a "
        "population of 516,400, where the others have 0.259 to 5.25\n"
    );
}

TEST_F(ShippedFigures, AreDatedByWhenTheyCouldBeKnown) {
    for (std::size_t file = 0; file < std::size(shipped_files); ++file) {
        for (const auto& figure : read(file).figures) {
            ASSERT_GE(figure.published_on, figure.period_end + std::chrono::days{30});
            ASSERT_LE(figure.published_on, figure.period_end + std::chrono::days{400});
        }
    }
}

}  // namespace
}  // namespace ladder::scenario
