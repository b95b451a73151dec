// The demonstration loaded into a database of its own, and loaded again.
#include "services/cli/demo_load.hpp"

#include <filesystem>
#include <gmock/gmock.h>
#include <stdlib.h>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "db/migrate.hpp"
#include "services/cli/local.hpp"
#include "tests/support/source_tree_path.hpp"

namespace ladder::scenario {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

class DemoLoad : public testing::Test {
protected:
    void SetUp() override {
        auto name = (fs::temp_directory_path() / "ladder-demo-XXXXXX").string();
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        folder_ = name;
        const auto url = "sqlite:" + (folder_ / "ladder.db").string();
        auto database = db::Database::open(url);
        ASSERT_TRUE(database) << database.error().message;
        const auto migrated = db::migrate(**database, base::to_micros(cli::now()));
        ASSERT_TRUE(migrated) << migrated.error().message;
        cli::Config config;
        config.database = url;
        auto local = cli::Local::open(config, 2);
        ASSERT_TRUE(local) << local.error().message;
        local_ = std::move(*local);
    }
    void TearDown() override {
        local_.reset();
        fs::remove_all(folder_);
    }

    api::Application& app() { return local_->application(); }

    fs::path folder_;
    std::unique_ptr<cli::Local> local_;
    cli::Share share_{tests::in_source_tree("rules"), tests::in_source_tree("deploy/demo/data")};
};

std::vector<std::string> in_short(const std::vector<cli::DemoStep>& steps) {
    std::vector<std::string> lines;
    for (const auto& step : steps) {
        lines.push_back(step.title + ": " + step.outcome + (step.changed ? "" : " (unchanged)"));
    }
    return lines;
}

TEST_F(DemoLoad, BringsEverythingOnce) {
    const auto first = cli::demo_load(app(), share_);
    ASSERT_TRUE(first) << first.error().message;
    EXPECT_THAT(
        in_short(*first),
        ElementsAre(
            "Ruleset: rulesets/landscape-2009@1",
            "Bodies: 86 bodies",
            "Peer groups: 42 groups",
            "Populations: 1,504 figures, 2 with a warning",
            "Recorded crime: 24,940 figures, 8 with a warning",
            "Anti-social behaviour: 473 figures",
            "Workforce: 4,128 figures, 3 with a warning"
        )
    );
    const auto again = cli::demo_load(app(), share_);
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_THAT(
        in_short(*again),
        ElementsAre(
            "Ruleset: nothing new (unchanged)",
            "Bodies: nothing new (unchanged)",
            "Peer groups: nothing new (unchanged)",
            "Populations: nothing new (unchanged)",
            "Recorded crime: nothing new (unchanged)",
            "Anti-social behaviour: nothing new (unchanged)",
            "Workforce: nothing new (unchanged)"
        )
    );
}

TEST_F(DemoLoad, IsKnownFromTheDaysOfItsHistory) {
    ASSERT_TRUE(cli::demo_load(app(), share_));
    const auto known_on = [](std::string_view day) {
        return db::KnownAt{base::end_of(*base::parse_date(day)), false};
    };
    EXPECT_THAT(*app().bodies.all(known_on("2000-07-02")), testing::IsEmpty());
    EXPECT_THAT(*app().bodies.all(known_on("2000-07-03")), testing::SizeIs(86));
    EXPECT_THAT(*app().bodies.all_peer_group_sets(known_on("2008-06-28")), testing::IsEmpty());
    EXPECT_THAT(*app().bodies.all_peer_group_sets(known_on("2008-06-29")), testing::SizeIs(1));
    const db::ObservationFilter robbery{
        {"recorded_robbery"}, "bodies/west-midlands", "2011-03-31", "2011-03-31", false};
    EXPECT_THAT(
        app()
            .observations.list(db::Reader::everything(), robbery, {10, {}}, known_on("2011-07-13"))
            ->items,
        testing::IsEmpty()
    );
    const auto known = app().observations.list(
        db::Reader::everything(), robbery, {10, {}}, known_on("2011-07-14")
    );
    ASSERT_TRUE(known);
    ASSERT_THAT(known->items, testing::SizeIs(1));
    EXPECT_EQ(known->items[0].value(), 9043);
    EXPECT_TRUE(known->items[0].entered_later());
}

TEST_F(DemoLoad, TellsOfEachStepFromItsBeginningToItsEnd) {
    std::vector<std::string> titles;
    std::size_t last_done = 0;
    std::size_t last_total = 0;
    const auto loaded = cli::demo_load(
        app(),
        share_,
        [&](const std::string& title, std::size_t done, std::size_t total) {
            EXPECT_LE(done, total);
            if (titles.empty() || titles.back() != title) {
                EXPECT_EQ(done, 0U) << title;
                EXPECT_EQ(last_done, last_total) << title;
                titles.push_back(title);
            }
            last_done = done;
            last_total = total;
        }
    );
    ASSERT_TRUE(loaded);
    EXPECT_THAT(titles, testing::SizeIs(7));
    EXPECT_EQ(last_done, last_total);
}

TEST_F(DemoLoad, IsFinishedByTheNextCallWhenItWasCutShort) {
    auto incomplete = share_;
    incomplete.demo_data = folder_ / "data";
    fs::copy(share_.demo_data, incomplete.demo_data);
    fs::remove(incomplete.demo_data / "force_workforce_annual_2007_2022.csv");
    const auto cut = cli::demo_load(app(), incomplete);
    ASSERT_FALSE(cut);
    EXPECT_EQ(cut.error().code, base::Code::not_found);
    const auto finished = cli::demo_load(app(), share_);
    ASSERT_TRUE(finished) << finished.error().message;
    EXPECT_FALSE(finished->at(5).changed);
    EXPECT_TRUE(finished->at(6).changed);
}

}  // namespace
}  // namespace ladder::scenario
