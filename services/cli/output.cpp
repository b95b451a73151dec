#include "services/cli/output.hpp"

#include <algorithm>
#include <numeric>
#include <ostream>

#include <fmt/format.h>

#include "services/http/codec.hpp"

namespace ladder::cli {

namespace {

constexpr std::size_t column_gap = 2;
constexpr std::size_t column_width_min = 12;
constexpr std::string_view joints = "_-/,";
constexpr std::string_view word_ends = " _-/,";

// Characters, not bytes: continuation bytes of UTF-8 take no room.
std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
    }));
}

// The bytes of the first `width` characters.
std::size_t bytes_of(std::string_view text, std::size_t width) {
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        if ((static_cast<unsigned char>(text[at]) & 0xc0U) != 0x80U && width-- == 0) {
            break;
        }
    }
    return at;
}

// Where a line of at most `most` bytes ends: before a space, or after a joint of an id or a list.
std::size_t line_end(std::string_view text, std::size_t most) {
    const auto space = text.rfind(' ', most);
    if (space != std::string_view::npos && space > 0) {
        return space;
    }
    const auto joint = text.substr(0, most).find_last_of(joints);
    return joint == std::string_view::npos ? most : joint + 1;
}

// Lines of at most `width` characters, broken where words end.
std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
    std::vector<std::string> lines;
    while (width_of(text) > width) {
        const auto end = line_end(text, bytes_of(text, width));
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end);
        while (text.starts_with(' ')) {
            text.remove_prefix(1);
        }
    }
    lines.emplace_back(text);
    return lines;
}

std::size_t total_of(const std::vector<std::size_t>& widths) {
    return std::accumulate(widths.begin(), widths.end(), column_gap * (widths.size() - 1));
}

std::vector<std::size_t> widths_of(const Table& table, std::size_t width) {
    std::vector<std::size_t> widths;
    for (const auto& header : table.headers) {
        widths.push_back(width_of(header));
    }
    for (const auto& row : table.rows) {
        for (std::size_t i = 0; i < widths.size(); ++i) {
            widths[i] = std::max(widths[i], width_of(row[i]));
        }
    }
    while (width != 0 && total_of(widths) > width) {
        const auto widest = std::max_element(widths.begin(), widths.end());
        if (*widest <= column_width_min) {
            break;
        }
        --*widest;
    }
    return widths;
}

// Whether no line must end within a word.
bool words_fit(const Table& table, const std::vector<std::size_t>& widths) {
    return std::all_of(table.rows.begin(), table.rows.end(), [&](const auto& row) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            std::string_view cell{row[i]};
            while (!cell.empty()) {
                const auto end = std::min(cell.find_first_of(word_ends), cell.size() - 1) + 1;
                const auto word = cell.substr(0, cell[end - 1] == ' ' ? end - 1 : end);
                if (width_of(word) > widths[i]) {
                    return false;
                }
                cell.remove_prefix(end);
            }
        }
        return true;
    });
}

void print_row(
    std::ostream& out, const std::vector<std::string>& row, const std::vector<std::size_t>& widths
) {
    std::vector<std::vector<std::string>> cells;
    std::size_t height = 1;
    for (std::size_t i = 0; i < row.size(); ++i) {
        cells.push_back(wrapped(row[i], widths[i]));
        height = std::max(height, cells.back().size());
    }
    for (std::size_t line = 0; line < height; ++line) {
        std::string text;
        std::size_t filled = 0;
        std::size_t wanted = 0;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const auto& cell = line < cells[i].size() ? cells[i][line] : std::string{};
            if (!cell.empty()) {
                text.append(wanted - filled, ' ');
                text += cell;
                filled = wanted + width_of(cell);
            }
            wanted += widths[i] + column_gap;
        }
        out << text << '\n';
    }
}

void print_block(
    std::ostream& out,
    const std::vector<std::string>& headers,
    const std::vector<std::string>& row,
    std::size_t width
) {
    std::size_t label = 0;
    for (const auto& header : headers) {
        label = std::max(label, width_of(header));
    }
    const std::vector<std::size_t> widths{label, width - label - column_gap};
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (row[i] != "-") {
            print_row(out, {headers[i], row[i]}, widths);
        }
    }
}

std::string csv_cell(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted.append(c == '"' ? 2 : 1, c);
    }
    return quoted + '"';
}

void print_csv_row(std::ostream& out, const std::vector<std::string>& row) {
    for (std::size_t i = 0; i < row.size(); ++i) {
        out << (i == 0 ? "" : ",") << csv_cell(row[i]);
    }
    out << "\r\n";
}

void print_for_people(std::ostream& out, const Output& output) {
    if (!output.text.empty()) {
        out << output.text;
    } else if (output.table.rows.empty()) {
        out << "none\n";
    } else {
        print_table(out, output.table);
    }
    if (!output.note.empty()) {
        out << output.note << '\n';
    }
}

}  // namespace

void print_table(std::ostream& out, const Table& table, std::size_t width) {
    const auto widths = widths_of(table, width);
    print_row(out, table.headers, widths);
    for (const auto& row : table.rows) {
        print_row(out, row, widths);
    }
}

void print_wide_table(std::ostream& out, const Table& table, std::size_t width) {
    const auto widths = widths_of(table, width);
    if (total_of(widths) <= width && words_fit(table, widths)) {
        print_table(out, table, width);
        return;
    }
    for (const auto& row : table.rows) {
        out << (&row == &table.rows.front() ? "" : "\n");
        print_block(out, table.headers, row, width);
    }
}

std::string tally(int count, std::string_view things, std::string_view when_none) {
    return fmt::format("{} {}", count, things)
        .append(count == 0 ? fmt::format("; {}", when_none) : std::string{});
}

void print_csv(std::ostream& out, const Table& table) {
    print_csv_row(out, table.headers);
    for (const auto& row : table.rows) {
        print_csv_row(out, row);
    }
}

void print(std::ostream& out, Format format, const Output& output) {
    switch (format) {
        case Format::table:
            print_for_people(out, output);
            break;
        case Format::json:
            if (output.whole != nullptr) {
                out << http::to_indented_json(*output.whole);
            }
            break;
        case Format::jsonl:
            for (const auto* item : output.items) {
                out << http::to_json(*item) << '\n';
            }
            break;
        case Format::csv:
            print_csv(out, output.table);
            break;
    }
}

}  // namespace ladder::cli
