// The CSV reader: one pass, a table of the bytes that mean something.
#include "engine/evidence/csv.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include <fmt/format.h>

namespace ladder::evidence {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// Bytes at which plain text stops: separators, quotes, line ends and control characters.
constexpr std::array<bool, 256> make_stops() {
    std::array<bool, 256> stops{};
    for (std::size_t byte = 0; byte < 0x20; ++byte) {
        stops[byte] = byte != '\t';
    }
    stops['"'] = true;
    stops[','] = true;
    stops[0x7F] = true;
    return stops;
}
constexpr auto stops = make_stops();

bool is_stop(char c) {
    return stops[static_cast<unsigned char>(c)];
}

// The length of the UTF-8 sequence at the start of `text`; 0 if it is not one (Unicode 15, table
// 3-7).
std::size_t sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const auto first = byte(0);
    const auto second = byte(1);
    if (first < 0x80) {
        return 1;
    }
    if (first >= 0xC2 && first <= 0xDF) {
        return continues(1) ? 2 : 0;
    }
    if (first >= 0xE0 && first <= 0xEF) {
        const bool overlong = first == 0xE0 && second < 0xA0;
        const bool surrogate = first == 0xED && second > 0x9F;
        return continues(1) && continues(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const bool overlong = first == 0xF0 && second < 0x90;
        const bool beyond = first == 0xF4 && second > 0x8F;
        return continues(1) && continues(2) && continues(3) && !overlong && !beyond ? 4 : 0;
    }
    return 0;
}

}  // namespace

std::size_t first_invalid_utf8(std::string_view text) {
    constexpr std::uint64_t high_bits = 0x8080808080808080U;
    std::size_t at = 0;
    while (at < text.size()) {
        if (at + sizeof(std::uint64_t) <= text.size()) {
            std::uint64_t word = 0;
            std::memcpy(&word, text.data() + at, sizeof word);
            if ((word & high_bits) == 0) {
                at += sizeof word;
                continue;
            }
        }
        const auto length = sequence_length(text.substr(at));
        if (length == 0) {
            return at;
        }
        at += length;
    }
    return std::string_view::npos;
}

CsvReader::CsvReader(std::string_view text) : text_{text} {
    if (text_.starts_with(byte_order_mark)) {
        at_ = byte_order_mark.size();
    }
}

bool CsvReader::next() {
    if (over_ || at_ >= text_.size()) {
        return false;
    }
    fields_.clear();
    begins_.clear();
    unquoted_.clear();
    bad_ = false;
    row_over_ = false;
    row_begin_ = at_;
    line_ = next_line_;
    if (rows_ == 0 && (text_.starts_with("\xFF\xFE") || text_.starts_with("\xFE\xFF"))) {
        fail(at_, "the file is UTF-16", "save it as UTF-8", true);
        return true;
    }
    if (++rows_ > csv_rows_max + 1) {  // one more, for the header
        fail(
            at_,
            fmt::format("the file has more than {} rows", csv_rows_max),
            "split it, and import the parts one by one",
            true
        );
        return true;
    }
    while (!row_over_) {
        if (!read_field()) {
            return true;
        }
    }
    check_bytes();
    return true;
}

bool CsvReader::read_field() {
    const auto begin = at_;
    if (begins_.size() == csv_columns_max) {
        return fail(
            begin,
            fmt::format("the row has more than {} columns", csv_columns_max),
            "keep to the columns of the import's layout"
        );
    }
    if (at_ < text_.size() && text_[at_] == '"') {
        return read_quoted();
    }
    while (at_ < text_.size() && !is_stop(text_[at_])) {
        ++at_;
    }
    if (at_ < text_.size() && text_[at_] == '"') {
        return fail(
            at_,
            "a quote inside an unquoted field",
            "put the whole field in quotes and double this one"
        );
    }
    end_field(begin, text_.substr(begin, at_ - begin));
    return !bad_;
}

bool CsvReader::read_quoted() {
    const auto opening = at_++;
    std::string* unquoted = nullptr;
    auto kept = at_;
    while (true) {
        const auto quote = text_.find('"', at_);
        if (std::min(quote, text_.size()) - opening > csv_field_bytes_max + 1) {
            next_line_ = position_at(opening).line;
            at_ = opening;
            return fail(
                opening,
                fmt::format("a field of more than {} bytes in quotes", csv_field_bytes_max),
                "close the quote that opens here, or shorten the field"
            );
        }
        if (quote == std::string_view::npos) {
            return fail(
                opening,
                "the quote that opens here is never closed",
                "close it; if the file was cut short, send the whole of it",
                true
            );
        }
        next_line_ += static_cast<int>(std::count(
            text_.begin() + static_cast<std::ptrdiff_t>(at_),
            text_.begin() + static_cast<std::ptrdiff_t>(quote),
            '\n'
        ));
        at_ = quote + 1;
        if (at_ < text_.size() && text_[at_] == '"') {
            if (unquoted == nullptr) {
                unquoted = &unquoted_.emplace_back();
            }
            unquoted->append(text_.substr(kept, at_ - kept));
            kept = ++at_;
            continue;
        }
        break;
    }
    auto content = text_.substr(kept, at_ - 1 - kept);
    if (unquoted != nullptr) {
        content = unquoted->append(content);
    }
    const auto control = std::find_if(content.begin(), content.end(), [](char c) {
        return is_stop(c) && c != '"' && c != ',' && c != '\n' && c != '\r';
    });
    if (control != content.end()) {
        return fail(opening, "a control character in the field", "take it out");
    }
    if (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n' && text_[at_] != '\r') {
        return fail(
            at_,
            "text after the closing quote of a field",
            "double each quote that belongs to the field, and end it with one quote"
        );
    }
    end_field(opening, content);
    return !bad_;
}

// Takes a field that was read up to at_, and the separator or line end after it.
void CsvReader::end_field(std::size_t begin, std::string_view content) {
    if (content.size() > csv_field_bytes_max) {
        fail(
            begin, fmt::format("a field of more than {} bytes", csv_field_bytes_max), "shorten it"
        );
        return;
    }
    fields_.push_back(content);
    begins_.push_back(begin);
    if (at_ >= text_.size()) {
        end_row(at_);
        return;
    }
    const auto end = at_;
    switch (text_[at_++]) {
        case ',':
            return;
        case '\n':
            end_row(end);
            return;
        case '\r':
            if (at_ < text_.size() && text_[at_] == '\n') {
                ++at_;
                end_row(end);
                return;
            }
            fail(
                end,
                "a carriage return without a line feed",
                "end lines with LF or CRLF, or put the field in quotes"
            );
            return;
        default:
            fail(end, "a control character in the field", "take it out");
    }
}

void CsvReader::end_row(std::size_t end) {
    row_end_ = end;
    row_over_ = true;
    ++next_line_;
}

// Records the problem, and leaves the reader at the start of the next line. Always false, as the
// answer of what found it.
bool CsvReader::fail(std::size_t at, std::string message, std::string fix, bool ends_reading) {
    bad_ = true;
    over_ = ends_reading;
    problem_ = CsvProblem{position_at(at), std::move(message), std::move(fix), ends_reading};
    if (!row_over_) {
        skip_line();
    }
    return false;
}

void CsvReader::skip_line() {
    const auto line_end = text_.find('\n', at_);
    if (line_end == std::string_view::npos) {
        at_ = text_.size();
        end_row(at_);
        return;
    }
    at_ = line_end + 1;
    end_row(line_end > row_begin_ && text_[line_end - 1] == '\r' ? line_end - 1 : line_end);
}

void CsvReader::check_bytes() {
    const auto invalid = first_invalid_utf8(text());
    if (invalid != std::string_view::npos) {
        fail(row_begin_ + invalid, "bytes that are not UTF-8", "save the file as UTF-8");
    }
}

CsvPosition CsvReader::position_at(std::size_t offset) const {
    CsvPosition position{line_, 1};
    for (const char c : text_.substr(row_begin_, offset - row_begin_)) {
        if (c == '\n') {
            ++position.line;
            position.column = 1;
        } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
            ++position.column;
        }
    }
    return position;
}

}  // namespace ladder::evidence
