// Names of cases.
#include "engine/record/names.hpp"

#include <gtest/gtest.h>

#include "engine/base/names.hpp"

namespace ladder::record {
namespace names_test {

TEST(CaseNames, CountTheCasesOfABodyAndSubject) {
    EXPECT_EQ(
        next_case_name("bodies/west-midlands", v1::SUBJECT_GENERAL, nullptr),
        "cases/west-midlands-general-1"
    );
    v1::Case previous;
    previous.set_name("cases/west-midlands-counter-terrorism-9");
    EXPECT_EQ(
        next_case_name("bodies/west-midlands", v1::SUBJECT_COUNTER_TERRORISM, &previous),
        "cases/west-midlands-counter-terrorism-10"
    );
}

TEST(CaseNames, StayIdsForTheLongestBody) {
    const std::string longest = "bodies/" + std::string(63, 'a');
    const std::string other = "bodies/" + std::string(62, 'a') + "b";
    for (const auto subject :
         {v1::SUBJECT_GENERAL, v1::SUBJECT_CONFIDENCE, v1::SUBJECT_COUNTER_TERRORISM}) {
        const auto name = next_case_name(longest, subject, nullptr);
        EXPECT_TRUE(base::is_id(name.substr(name.find('/') + 1))) << name;
        EXPECT_NE(name, next_case_name(other, subject, nullptr));
    }
}

}  // namespace names_test
}  // namespace ladder::record
