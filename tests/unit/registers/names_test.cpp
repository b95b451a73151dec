// Ids made from titles.
#include "engine/registers/names.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "engine/base/names.hpp"

namespace ladder::registers {
namespace names_test {

TEST(Names, AreMadeOfWordsAndHyphens) {
    EXPECT_EQ(slug("PPSG: note of August!"), "ppsg-note-of-august");
    EXPECT_EQ(id_from({"2010-05-31", "", "ra_1"}), "2010-05-31-ra-1");
}

TEST(Names, ThatAreTooLongKeepTheirHeadAndDiffer) {
    const std::string long_title(80, 'a');
    const auto one = id_from({long_title, "1"});
    const auto two = id_from({long_title, "2"});
    EXPECT_EQ(one.size(), 63U);
    EXPECT_TRUE(base::is_id(one));
    EXPECT_NE(one, two);
    EXPECT_EQ(one.substr(0, 54), two.substr(0, 54));
}

TEST(Names, TakeANumberWhereTheyAreTaken) {
    const auto name = free_name("notes", {"a"}, [](const std::string& taken) {
        return taken == "notes/a" || taken == "notes/a-2";
    });
    EXPECT_EQ(name, "notes/a-3");
}

}  // namespace names_test
}  // namespace ladder::registers
