// The names that letters may use.
#include "engine/definition/letter_fields.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

namespace ladder::definition {
namespace letter_fields_test {

TEST(LetterFields, OfAnEntryAreItsRecordsAndAFew) {
    v1::RecordDefinition record;
    record.add_fields()->set_id("due");
    EXPECT_THAT(
        fields_of(record),
        testing::ElementsAre("number", "id", "key", "effective_on", "note", "due")
    );
}

TEST(LetterFields, AreNamedWithinSomething) {
    for (const auto& name : letter_fields()) {
        EXPECT_NE(name.find('.'), std::string::npos) << name;
    }
}

}  // namespace letter_fields_test
}  // namespace ladder::definition
