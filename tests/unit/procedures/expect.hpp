// What a refusal names, as tests read it.
#pragma once

#include <gmock/gmock.h>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/unit/procedures/procedure_desk.hpp"

namespace ladder::procedures::sample {

// Expects a refusal that names exactly these, "gate:id" and "field:path" in order, and says the
// words.
inline void expect_refused(
    const base::Result<Events>& result,
    base::Code code,
    const std::vector<std::string>& names,
    const std::string& words = {}
) {
    ASSERT_FALSE(result.has_value()) << "it was accepted";
    EXPECT_EQ(base::to_string(result.error().code), base::to_string(code))
        << result.error().message;
    EXPECT_THAT(named(result.error()), testing::ElementsAreArray(names)) << result.error().message;
    EXPECT_THAT(result.error().message, testing::HasSubstr(words));
}

inline void expect_accepted(const base::Result<Events>& result) {
    EXPECT_TRUE(result.has_value()) << result.error().message;
}

}  // namespace ladder::procedures::sample
