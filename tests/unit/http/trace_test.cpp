// Trace ids from traceparent, and new ones.
#include "services/http/trace.hpp"

#include <set>

#include <gtest/gtest.h>

namespace ladder::http::test {

namespace trace_test {

const std::string trace = "0af7651916cd43dd8448eb211c80319c";
const std::string parent = "b7ad6b7169203331";

TEST(Trace, IsTakenFromAValidTraceparent) {
    EXPECT_EQ(trace_id_of("00-" + trace + "-" + parent + "-01"), trace);
    EXPECT_EQ(trace_id_of("cc-" + trace + "-" + parent + "-01-later"), trace) << "a later version";
}

TEST(Trace, IsNotTakenFromAnInvalidOne) {
    for (const auto& bad :
         {std::string{},
          "00-" + trace + "-" + parent,
          "ff-" + trace + "-" + parent + "-01",
          "00-" + trace + "-" + parent + "-01-more",
          "00-" + trace + "-" + parent + "-01x",
          "00-" + std::string(32, '0') + "-" + parent + "-01",
          "00-" + trace + "-" + std::string(16, '0') + "-01",
          "00-0AF7651916CD43DD8448EB211C80319C-" + parent + "-01",
          "00-" + trace + "_" + parent + "-01"}) {
        EXPECT_EQ(trace_id_of(bad), "") << bad;
    }
}

TEST(Trace, IsNewEachTime) {
    TraceIds ids;
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        const auto id = ids.next();
        EXPECT_EQ(id.find_first_not_of("0123456789abcdef"), std::string::npos);
        EXPECT_EQ(id.size(), 32U);
        seen.insert(id);
    }
    EXPECT_EQ(seen.size(), 1000U);
}

}  // namespace trace_test

}  // namespace ladder::http::test
