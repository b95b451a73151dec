// The walks of all properties together try as many commands as they must.
#include "tests/property/commands.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include <fmt/format.h>

#include "tests/support/source_tree_path.hpp"

namespace ladder::property {
namespace {

// Lines that begin a property of walks.
int properties_of(const std::filesystem::path& file) {
    std::ifstream in{file};
    int found = 0;
    for (std::string line; std::getline(in, line);) {
        found += line.starts_with("WALKS_HOLD(") ? 1 : 0;
    }
    return found;
}

TEST(Commands, OfAllWalksAreAboveAHundredThousandARun) {
    int properties = 0;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator{tests::in_source_tree("tests/property")}) {
        if (entry.path().extension() == ".cpp") {
            properties += properties_of(entry.path());
        }
    }
    const auto commands = properties * commands_min;
    std::cout << fmt::format(
        "{} properties of {} commands: {} at least\n", properties, commands_min, commands
    );
    EXPECT_GE(commands, 100'000);
}

}  // namespace
}  // namespace ladder::property
