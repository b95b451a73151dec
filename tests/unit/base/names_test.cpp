// Ids and resource names.
#include "engine/base/names.hpp"

#include <gtest/gtest.h>

namespace ladder::base {
namespace names_test {

TEST(IsId, TakesLowerCaseLettersDigitsAndHyphensWithin) {
    for (const auto* id : {"a", "1", "west-midlands", "a--b", "2009-landscape"}) {
        EXPECT_TRUE(is_id(id)) << id;
    }
    for (const auto* id :
         {"", "-a", "a-", "-", "West", "west midlands", "west_midlands", "a/b", "é"}) {
        EXPECT_FALSE(is_id(id)) << id;
    }
}

TEST(IsId, IsAtMost63CharactersLong) {
    EXPECT_TRUE(is_id(std::string(63, 'a')));
    EXPECT_FALSE(is_id(std::string(64, 'a')));
}

TEST(IdOf, GivesTheIdWithinTheCollection) {
    EXPECT_EQ(id_of("bodies/west-midlands", "bodies", "body").value(), "west-midlands");
}

TEST(IdOf, RefusesAnotherCollectionOrShapeAndNamesTheField) {
    for (const auto* name :
         {"", "bodies", "bodies/", "/kent", "cases/kent", "bodies/Kent", "bodies/a/b"}) {
        const auto id = id_of(name, "bodies", "body");
        ASSERT_FALSE(id.has_value()) << name;
        const auto error = id.error();
        EXPECT_EQ(error.code, Code::invalid_argument);
        ASSERT_EQ(error.details.size(), 1U);
        EXPECT_EQ(std::get<v1::FieldViolation>(error.details[0]).field(), "body");
    }
}

}  // namespace names_test
}  // namespace ladder::base
