// The program `ladder`.
#include <iostream>

#include "services/cli/run.hpp"

int main(int argc, char** argv) {
    return ladder::cli::run(argc, argv, std::cout, std::cerr);
}
