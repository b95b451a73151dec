#include "services/console/multipart.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <vector>

#include "services/http/json_text.hpp"
#include "services/http/message.hpp"

namespace ladder::console {

namespace {

constexpr std::size_t parts_max = 500;
constexpr std::size_t boundary_chars_max = 70;  // RFC 2046 section 5.1.1
constexpr std::size_t file_name_chars_max = 255;
constexpr std::string_view line_end = "\r\n";

base::Error no_multipart() {
    return {base::Code::invalid_argument, "the form can't be read", {}};
}

// A parameter of a header's value: NAME=value or NAME="value", in which browsers write a quote as
// %22. Nothing if there is none.
std::optional<std::string> parameter(std::string_view header, std::string_view name) {
    for (auto at = header.find(';'); at != std::string_view::npos;) {
        auto rest = http::trim(header.substr(at + 1));
        const auto equals = rest.find('=');
        if (equals == std::string_view::npos) {
            return std::nullopt;
        }
        const auto key = http::trim(rest.substr(0, equals));
        rest.remove_prefix(equals + 1);
        std::string value;
        if (rest.starts_with('"')) {
            const auto closes = rest.find('"', 1);
            if (closes == std::string_view::npos) {
                return std::nullopt;
            }
            value = rest.substr(1, closes - 1);
            rest.remove_prefix(closes + 1);
        } else {
            value = http::trim(rest.substr(0, rest.find(';')));
        }
        if (http::equal_names(key, name)) {
            return value;
        }
        const auto next = rest.find(';');
        header = next == std::string_view::npos ? std::string_view{} : rest.substr(next);
        at = header.find(';');
    }
    return std::nullopt;
}

std::string_view header_of(std::string_view headers, std::string_view name) {
    while (!headers.empty()) {
        const auto end = std::min(headers.size(), headers.find(line_end));
        const auto line = headers.substr(0, end);
        headers.remove_prefix(std::min(headers.size(), end + line_end.size()));
        const auto colon = line.find(':');
        if (colon != std::string_view::npos && http::equal_names(line.substr(0, colon), name)) {
            return http::trim(line.substr(colon + 1));
        }
    }
    return {};
}

// Some browsers tell the folder too.
std::string without_folder(std::string_view name) {
    const auto slash = name.find_last_of("/\\");
    return std::string{slash == std::string_view::npos ? name : name.substr(slash + 1)};
}

std::string with_slashes(std::string path) {
    std::replace(path.begin(), path.end(), '\\', '/');
    return path;
}

bool is_text(std::string_view text) {
    return http::find_invalid_utf8(text) == std::string::npos &&
           text.find('\0') == std::string_view::npos;
}

// One part, headers and all, without the line ends around it.
base::Result<void> add_part(
    std::string_view part,
    FilesBy by,
    Multipart& found,
    std::vector<std::pair<std::string, std::string>>& texts
) {
    constexpr std::string_view blank_line = "\r\n\r\n";
    const auto head_ends = part.find(blank_line);
    if (head_ends == std::string_view::npos) {
        return no_multipart();
    }
    const auto headers = part.substr(0, head_ends);
    const auto content = part.substr(head_ends + blank_line.size());
    const auto disposition = header_of(headers, "Content-Disposition");
    const auto name = parameter(disposition, "name");
    if (!disposition.starts_with("form-data") || !name || !is_text(*name)) {
        return no_multipart();
    }
    const auto file_name = parameter(disposition, "filename");
    if (!file_name) {
        if (!is_text(content)) {
            return no_multipart();
        }
        texts.emplace_back(*name, std::string{content});
        return {};
    }
    if (!is_text(*file_name) || file_name->size() > file_name_chars_max) {
        return no_multipart();
    }
    // What a browser sends for a field in which nothing was chosen.
    if (file_name->empty() && content.empty()) {
        return {};
    }
    const auto type = header_of(headers, "Content-Type");
    const auto [at, is_new] = found.files.emplace(
        by == FilesBy::path ? with_slashes(*file_name) : *name,
        Upload{without_folder(*file_name), std::string{type}, std::string{content}}
    );
    return is_new ? base::Result<void>{} : base::Result<void>{no_multipart()};
}

}  // namespace

base::Result<Multipart> parse_multipart(
    std::string_view content_type, std::string_view body, FilesBy by
) {
    const auto boundary = parameter(content_type, "boundary");
    if (!boundary || boundary->empty() || boundary->size() > boundary_chars_max) {
        return no_multipart();
    }
    const auto opens = "--" + *boundary;
    const auto between = std::string{line_end} + opens;
    if (!body.starts_with(opens)) {
        return no_multipart();
    }
    body.remove_prefix(opens.size());
    Multipart found;
    std::vector<std::pair<std::string, std::string>> texts;
    for (std::size_t parts = 0; !body.starts_with("--"); ++parts) {
        const auto end = body.find(between);
        if (!body.starts_with(line_end) || end == std::string_view::npos || parts == parts_max) {
            return no_multipart();
        }
        // The line end before the next boundary is the boundary's own; a part may be without one.
        const auto part = end < line_end.size()
                              ? std::string_view{}
                              : body.substr(line_end.size(), end - line_end.size());
        if (const auto added = add_part(part, by, found, texts); !added) {
            return added.error();
        }
        body.remove_prefix(end + between.size());
    }
    found.form = Form{std::move(texts)};
    return found;
}

}  // namespace ladder::console
