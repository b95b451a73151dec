// A small ruleset without a fault, and ways to put one in.
#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/definition/check.hpp"

namespace ladder::definition {

// Its files. Two ladders, three stages, each kind of gate and indicator, one trigger, one layout.
std::vector<SourceFile> small_ruleset();

// The same with one text replaced, which must occur exactly once in the file.
std::vector<SourceFile> edited(
    const std::string& file, const std::string& from, const std::string& to
);

// An edit of the small ruleset and what check() must say of it.
struct CheckCase {
    const char* name;
    const char* file;
    const char* from;
    const char* to;
    Grade grade;
    const char* path;
    const char* at;    // the text at whose first place, after the edit, the finding points
    const char* text;  // "message; fix"
};

// The edited ruleset loads, and check() finds what the case says, where it says.
void expect_finding(const CheckCase& test);

// For INSTANTIATE_TEST_SUITE_P.
std::string name_of(const testing::TestParamInfo<CheckCase>& test);

}  // namespace ladder::definition
