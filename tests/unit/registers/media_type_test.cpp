// First bytes against declared types.
#include "engine/registers/media_type.hpp"

#include <gtest/gtest.h>

namespace ladder::registers {
namespace media_type_test {

using namespace std::string_literals;

TEST(MediaType, IsKnownByItsFirstBytes) {
    EXPECT_EQ(looks_like("%PDF-1.4\n"), "application/pdf");
    EXPECT_EQ(looks_like("\x89PNG\r\n\x1a\n rest"s), "image/png");
    EXPECT_EQ(looks_like("\xff\xd8\xff\xe0"s), "image/jpeg");
    EXPECT_EQ(looks_like("PK\x03\x04 rest"s), "application/zip");
    EXPECT_EQ(looks_like("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"s), "application/x-ole-storage");
    EXPECT_EQ(looks_like("Dear Chief Constable,\r\n\tyours \xc2\xa3"s), "text");
    EXPECT_EQ(looks_like("MZ\x90\x00 program"s), "other");
    EXPECT_EQ(looks_like("\xa3 in Latin-1"s), "other");
}

TEST(MediaType, IsRefusedWhereTheBytesSayAnother) {
    EXPECT_EQ(type_fault("application/pdf", "application/pdf"), "");
    EXPECT_EQ(type_fault("text/plain; charset=utf-8", "text"), "");
    EXPECT_EQ(
        type_fault(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/zip"
        ),
        ""
    );
    EXPECT_EQ(type_fault("application/msword", "application/x-ole-storage"), "");
    EXPECT_NE(type_fault("application/pdf", "text"), "");
    EXPECT_NE(type_fault("image/png", "image/jpeg"), "");
    EXPECT_NE(type_fault("text/csv", "application/zip"), "");
    EXPECT_NE(type_fault("application/msword", "application/zip"), "");
}

}  // namespace media_type_test
}  // namespace ladder::registers
