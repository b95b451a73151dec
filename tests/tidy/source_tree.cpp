// Reading the source tree, and blanking what is not code.
#include "tests/tidy/source_tree.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

namespace ladder::tidy {
namespace {

namespace fs = std::filesystem;

// Not written by hand, or not ours.
bool is_left_out(const std::string& name) {
    static const std::vector<std::string> names{
        ".git", "build", "install", "var", "node_modules", "gen", ".cache", "data", "golden"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

// Where in C++ text the reading is.
enum class Place { code, line_comment, block_comment, text, character };

// The length of a raw string literal whose opening quote stands at `at`; 0 if it isn't one.
std::size_t raw_literal(std::string_view text, std::size_t at) {
    const auto open = text.find('(', at);
    if (text[at] != '"' || at == 0 || text[at - 1] != 'R' || open == std::string_view::npos) {
        return 0;
    }
    const auto close = fmt::format("){}\"", text.substr(at + 1, open - at - 1));
    const auto end = text.find(close, open);
    return end == std::string_view::npos ? 0 : end + close.size() - at;
}

// The place after the character at `at`; moves `at` over the second character of a pair.
Place step(Place place, std::string_view text, std::size_t& at) {
    const auto next = at + 1 < text.size() ? text[at + 1] : '\0';
    switch (place) {
        case Place::code:
            if (text[at] == '/' && next == '/') {
                return Place::line_comment;
            }
            if (text[at] == '/' && next == '*') {
                return Place::block_comment;
            }
            if (text[at] == '\'' && at > 0 &&
                std::isalnum(static_cast<unsigned char>(text[at - 1]))) {
                return Place::code;  // a digit separator
            }
            return text[at] == '"'    ? Place::text
                   : text[at] == '\'' ? Place::character
                                      : Place::code;
        case Place::line_comment:
            return text[at] == '\n' ? Place::code : place;
        case Place::block_comment:
            return at > 0 && text[at - 1] == '*' && text[at] == '/' ? Place::code : place;
        case Place::text:
        case Place::character:
            if (text[at] == '\\') {
                ++at;
                return place;
            }
            return text[at] == (place == Place::text ? '"' : '\'') ? Place::code : place;
    }
    return place;
}

}  // namespace

std::vector<File> read_source_tree(const std::string& root) {
    std::vector<File> files;
    for (auto it = fs::recursive_directory_iterator{root}; it != fs::recursive_directory_iterator{};
         ++it) {
        if (is_left_out(it->path().filename())) {  // .git is a file in a second work tree
            if (it->is_directory()) {
                it.disable_recursion_pending();
            }
            continue;
        }
        if (!it->is_regular_file() || it->path().extension() == ".binpb") {
            continue;
        }
        std::ifstream in{it->path(), std::ios::binary};
        files.push_back(
            {fs::relative(it->path(), root).generic_string(),
             {std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}}}
        );
    }
    std::sort(files.begin(), files.end(), [](const File& a, const File& b) {
        return a.path < b.path;
    });
    return files;
}

std::vector<std::string> top_level_names(const std::string& root) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator{root}) {
        names.push_back(entry.path().filename());
    }
    return names;
}

bool is_below(std::string_view path, std::string_view folder) {
    return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

bool is_cpp(std::string_view path) {
    return path.ends_with(".cpp") || path.ends_with(".hpp");
}

std::string folder_of(std::string_view path) {
    const auto slash = path.rfind('/');
    return std::string{slash == std::string_view::npos ? "" : path.substr(0, slash)};
}

std::string code_only(std::string_view text) {
    std::string code;
    code.reserve(text.size());
    auto place = Place::code;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto from = at;
        const auto before = place;
        if (const auto raw = place == Place::code ? raw_literal(text, at) : 0; raw > 0) {
            for (const char c : text.substr(at, raw)) {
                code += c == '\n' ? c : ' ';
            }
            at += raw - 1;
            continue;
        }
        place = step(place, text, at);
        for (auto i = from; i <= at && i < text.size(); ++i) {
            const bool kept = text[i] == '\n' || (before == Place::code && place == Place::code);
            code += kept ? text[i] : ' ';
        }
    }
    return code;
}

std::vector<std::string> find_all(
    std::string_view path, std::string_view text, const std::regex& pattern
) {
    std::vector<std::string> found;
    std::size_t line = 1;
    for (std::size_t begin = 0; begin < text.size(); ++line) {
        const auto end = std::min(text.find('\n', begin), text.size());
        const std::string row{text.substr(begin, end - begin)};
        if (std::smatch match; std::regex_search(row, match, pattern)) {
            found.push_back(fmt::format("{}:{}: {}", path, line, match.str()));
        }
        begin = end + 1;
    }
    return found;
}

}  // namespace ladder::tidy
