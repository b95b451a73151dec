// The checker of the fault tests sees what a bug of each kind would leave behind: otherwise its
// silence says nothing.
#include <algorithm>
#include <gmock/gmock.h>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/fault/journal_rows.hpp"
#include "tests/fault/on_both.hpp"
#include "tests/fault/under_load.hpp"
#include "tests/process/backends.hpp"
#include "tests/process/ground.hpp"

namespace ladder::fault {
namespace checker_test {

using testing::HasSubstr;

class Checker : public testing::TestWithParam<process::MakeBackend> {
protected:
    Checker() {
        EXPECT_EQ(process::migrate(database_), "");
        process::Server server{database_};
        UnderLoad load{server, database_};
        EXPECT_EQ(load.wait_for(100), "");
        EXPECT_EQ(load.end(), "");
        told_ = load.told();
        headers_ = load.headers();
    }

    [[nodiscard]] std::string check(const std::vector<CaseLoad>& told) const {
        process::Server server{database_};
        return hold_against(told, headers_, server, database_);
    }

    // A case with decisions in it.
    static CaseLoad& decided(std::vector<CaseLoad>& told) {
        return *std::find_if(told.begin(), told.end(), [](const auto& load) {
            return !load.acknowledged.empty();
        });
    }

    std::unique_ptr<process::Backend> backend_ = GetParam()();
    const std::string& database_ = backend_->url();
    std::vector<CaseLoad> told_;
    process::Headers headers_;
};

TEST_P(Checker, SeesWhatABugOfEachKindWouldLeave) {
    EXPECT_EQ(check(told_), "");

    // Acknowledged before it was committed, and then not committed.
    auto told = told_;
    auto& lost = decided(told);
    lost.acknowledged.push_back({"load-lost", lost.etag, 0});
    EXPECT_THAT(check(told), HasSubstr("were acknowledged"));

    // Applied twice: the record has one more than its client was told of.
    told = told_;
    decided(told).acknowledged.pop_back();
    EXPECT_THAT(check(told), HasSubstr("were acknowledged"));

    // Another answer to the same request.
    told = told_;
    ++decided(told).acknowledged.back().answer_hash;
    EXPECT_THAT(check(told), HasSubstr("now gets another answer"));

    // The frontier of the tree dropped: only the size was advanced.
    tamper(database_, "UPDATE log_head SET frontier = ''");
    EXPECT_THAT(check(told_), HasSubstr("frontier"));
}

TEST_P(Checker, SeesALostRequestId) {
    const auto& lost = decided(told_).acknowledged.back().request_id;
    tamper(database_, fmt::format("DELETE FROM request WHERE request_id = '{}'", lost));
    EXPECT_THAT(check(told_), HasSubstr("aborted"));
}

LADDER_FAULT_ON_BOTH(Checker);

}  // namespace checker_test
}  // namespace ladder::fault
