#include "services/cli/explanations.hpp"

#include <sstream>
#include <string_view>

#include "engine/evidence/explain.hpp"

namespace ladder::cli {

namespace {

constexpr std::size_t line_width = 100;

// One line, broken at spaces; what follows a break stands four further in.
void append_wrapped(std::string& text, std::string_view line) {
    const auto indent = std::min(line.find_first_not_of(' '), line.size());
    const std::string hanging(indent + 4, ' ');
    bool first = true;
    while (true) {
        const auto room = first ? line_width : line_width - hanging.size();
        text += first ? "" : hanging;
        if (line.size() <= room) {
            break;
        }
        auto end = line.rfind(' ', room);
        if (end == std::string_view::npos || end <= indent) {
            end = room;
        }
        text.append(line.substr(0, end)).append("\n");
        line.remove_prefix(std::min(line.size(), end + (line[end] == ' ' ? 1 : 0)));
        first = false;
    }
    text.append(line).append("\n");
}

}  // namespace

std::string wrapped(std::string_view line) {
    std::string text;
    append_wrapped(text, line);
    return text;
}

std::string explained(const v1::Explanation& explanation) {
    std::istringstream lines{evidence::render(explanation)};
    std::string text;
    for (std::string line; std::getline(lines, line);) {
        append_wrapped(text, "  " + line);
    }
    return text;
}

}  // namespace ladder::cli
