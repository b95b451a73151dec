#include "tests/unit/evidence/fixture_rows.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/support/source_tree_path.hpp"

namespace ladder::evidence {

std::vector<std::vector<std::string>> fixture_rows(const std::string& file) {
    std::ifstream text{tests::in_source_tree("tests/fixtures/statistics/") + file};
    std::vector<std::vector<std::string>> rows;
    std::string line;
    std::getline(text, line);
    while (std::getline(text, line)) {
        std::istringstream cells{line};
        auto& row = rows.emplace_back();
        for (std::string cell; std::getline(cells, cell, ',');) {
            row.push_back(cell);
        }
    }
    EXPECT_FALSE(rows.empty()) << file;
    return rows;
}

std::vector<double> numbers_of(const std::string& cell) {
    std::istringstream words{cell};
    std::vector<double> numbers;
    for (double number = 0; words >> number;) {
        numbers.push_back(number);
    }
    return numbers;
}

double relative_error(double value, double expected) {
    return std::abs(value - expected) / std::max(1e-300, std::abs(expected));
}

}  // namespace ladder::evidence
