// Collects what check() finds, each with its place.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/definition/check.hpp"

namespace ladder::definition {

// Where `path` was written, or else the nearest part around it: a missing field has the place of
// the message that lacks it. All zero if no part is known.
Location locate(const SourceMap& sources, std::string_view path);

class Findings {
public:
    explicit Findings(const SourceMap& sources) : sources_{sources} {}  // borrowed

    // `fix` says what would be right.
    void error(std::string path, std::string message, std::string fix);
    void warning(std::string path, std::string message, std::string fix);

    // An error within the text that a field holds: line and column, from 1, are those within it.
    // Of a text that is a file of its own they are the file's.
    void error_within(std::string path, int line, int column, std::string message, std::string fix);

    // All, in order of file, line and column; what has no place comes first, in the order found.
    // Beyond issues_max the rest is only counted, in a last finding.
    std::vector<Finding> take();

private:
    void add(Grade grade, std::string path, std::string message, std::string fix);

    const SourceMap& sources_;
    std::vector<Finding> found_;
    std::size_t dropped_ = 0;  // beyond what is kept for sorting
    bool error_dropped_ = false;
};

}  // namespace ladder::definition
