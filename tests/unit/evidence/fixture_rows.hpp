// Rows of the CSV files in tests/fixtures/statistics.
#pragma once

#include <string>
#include <vector>

namespace ladder::evidence {

// The cells of every row below the header, split at commas. Fails the test if there is no such
// file.
std::vector<std::vector<std::string>> fixture_rows(const std::string& file);

// Numbers apart by spaces.
std::vector<double> numbers_of(const std::string& cell);

// By how much a value is off, relative to what is expected.
double relative_error(double value, double expected);

}  // namespace ladder::evidence
