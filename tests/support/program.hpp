// main() of the programs among the tests.
#pragma once

#include <exception>
#include <iostream>
#include <string_view>

namespace ladder::tests {

// What run() gives as the exit code; 1, with its words on stderr, if it throws.
template <class Run>
int run_program(std::string_view name, const Run& run) {
    try {
        return run();
    } catch (const std::exception& error) {
        std::cerr << name << ": " << error.what() << "\n";
        return 1;
    }
}

}  // namespace ladder::tests
