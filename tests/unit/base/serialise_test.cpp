// Messages as bytes that are always the same.
#include "engine/base/serialise.hpp"

#include <gtest/gtest.h>

#include "ladder/v1/document_service.pb.h"

namespace ladder::base {
namespace serialise_test {

TEST(Serialise, GivesAMapTheSameBytesWhateverTheOrderOfEntry) {
    v1::WriteLetterRequest forwards;
    v1::WriteLetterRequest backwards;
    for (int i = 0; i < 100; ++i) {
        (*forwards.mutable_fields())[std::to_string(i)] = "x";
        (*backwards.mutable_fields())[std::to_string(99 - i)] = "x";
    }
    EXPECT_EQ(serialise(forwards), serialise(backwards));
}

TEST(Serialise, GivesNothingForAnEmptyMessage) {
    EXPECT_EQ(serialise(v1::WriteLetterRequest{}), "");
}

}  // namespace serialise_test
}  // namespace ladder::base
