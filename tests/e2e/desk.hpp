// Somebody at the command line of a site: who acts, and what must come of it.
#pragma once

#include <regex>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/e2e/site.hpp"

namespace ladder::e2e {

class Desk {
public:
    Desk(const Site& site, std::string person, std::string capacity)
        : site_{site}, person_{std::move(person)}, capacity_{std::move(capacity)} {}

    // Runs `ladder` as this person. What must go well or be refused; gives what was printed.
    std::string does(std::vector<std::string> arguments) const { return run(arguments, 0); }
    std::string may_not(std::vector<std::string> arguments) const { return run(arguments, 1); }

private:
    std::string run(std::vector<std::string>& arguments, int exit_code) const {
        std::string line;
        for (const auto& argument : arguments) {
            line += argument + " ";
        }
        arguments.insert(arguments.end(), {"--acting", person_, "--capacity", capacity_});
        const auto finished = site_.run(arguments);
        EXPECT_EQ(finished.exit_code, exit_code) << line << "\n" << finished.output;
        return finished.output;
    }

    const Site& site_;
    std::string person_;
    std::string capacity_;
};

// The first text of that shape, such as "documents/[^ ]+"; empty if there is none.
inline std::string first_match(const std::string& text, const std::string& shape) {
    std::smatch found;
    return std::regex_search(text, found, std::regex{shape}) ? found.str() : std::string{};
}

}  // namespace ladder::e2e
