// Rows looked up by their names.
#include "db/by_name.hpp"

#include <map>

#include <gtest/gtest.h>

#include "tests/integration/ground.hpp"

namespace ladder::db {
namespace {

class ByName : public OnBoth {
protected:
    ByName() {
        ground_.publish_and_register(250);
        const auto opened = ground_.open_case(1);
        changed_ = ground_.raise_concern(opened, "Detections");
        session_ = ground_.database().connect();
    }

    template <class Value>
    std::multimap<std::string, Value> look_up(
        Model model, std::string_view column, const std::vector<std::string>& names
    ) {
        std::multimap<std::string, Value> found;
        select_by_name<Value>(
            *session_,
            GetParam(),
            model,
            column,
            names,
            [&](const auto& name, const auto& value) { found.emplace(name, value); }
        );
        return found;
    }

    Ground ground_{GetParam()};
    v1::Case changed_;
    std::unique_ptr<soci::session> session_;
};

LADDER_ON_BOTH(ByName);

TEST_P(ByName, GivesTheRowThatHoldsNowAndNoneOfBefore) {
    ASSERT_GT(ground_.count("SELECT count(*) FROM case_row"), 1);
    const auto found = look_up<std::string>(Model::cases, "content", {changed_.name()});
    ASSERT_EQ(found.size(), 1U);
    v1::CaseSummary row;
    ASSERT_TRUE(row.ParseFromString(from_selected(GetParam(), found.begin()->second)));
    EXPECT_EQ(row.etag(), changed_.etag());
}

TEST_P(ByName, GivesNothingForWhatIsNotThereAndOneForWhatIsNamedTwice) {
    const auto found = look_up<long long>(
        Model::cases,
        "from_position",
        {changed_.name(), "cases/none", changed_.name(), R"(cases/{"a", \)"}
    );
    EXPECT_EQ(found.size(), 1U);
    EXPECT_TRUE(look_up<long long>(Model::cases, "from_position", {}).empty());
}

// SQLite refuses a statement whose index is not there.
TEST_P(ByName, FindsTheIndexOfEachModel) {
    for (const auto model : all_models) {
        EXPECT_TRUE(look_up<long long>(model, "from_position", {"none/1", "none/2"}).empty())
            << shape_of(model).table;
    }
}

TEST_P(ByName, TakesMoreNamesThanOneStatement) {
    std::vector<std::string> names;
    for (int force = 1; force <= 250; ++force) {
        names.push_back("bodies/force-" + std::to_string(force));
    }
    EXPECT_EQ(look_up<long long>(Model::bodies, "from_position", names).size(), names.size());
}

}  // namespace
}  // namespace ladder::db
