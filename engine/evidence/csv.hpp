// A strict reader of CSV (RFC 4180) over a text in memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ladder::evidence {

inline constexpr std::size_t csv_field_bytes_max = std::size_t{64} * 1024;
inline constexpr std::size_t csv_columns_max = 256;
inline constexpr std::int64_t csv_rows_max = 5'000'000;

// A place in the text, both counted from 1; columns count characters, not bytes.
struct CsvPosition {
    int line = 1;
    int column = 1;
};

// What is wrong with a row.
struct CsvProblem {
    CsvPosition position;
    std::string message;
    std::string fix;
    bool ends_reading = false;  // nothing after it can be trusted: next() gives false from here on
};

// Reads rows one after the other: comma, double quotes, LF or CRLF, UTF-8 with or without a byte
// order mark. A row that breaks the rules is given with its problem, and reading goes on at the
// next line. The text must outlive the reader.
class CsvReader {
public:
    explicit CsvReader(std::string_view text);

    // Moves to the next row; false at the end of the text.
    bool next();

    // Null if the row is well formed. Its fields mean nothing otherwise.
    const CsvProblem* problem() const { return bad_ ? &problem_ : nullptr; }

    // The fields, borrowed from the text (or from the reader, where quotes were taken out): they
    // last until next() is called.
    std::span<const std::string_view> fields() const { return fields_; }

    // The line on which the row begins, from 1.
    int line() const { return line_; }

    // The row as it stands, without its line end. Lasts as long as the text.
    std::string_view text() const { return text_.substr(row_begin_, row_end_ - row_begin_); }

    // Where a field of this row begins.
    CsvPosition position_of(std::size_t field) const { return position_at(begins_[field]); }

private:
    bool read_field();
    bool read_quoted();
    void end_field(std::size_t begin, std::string_view content);
    void end_row(std::size_t end);
    bool fail(std::size_t at, std::string message, std::string fix, bool ends_reading = false);
    void skip_line();
    void check_bytes();
    CsvPosition position_at(std::size_t offset) const;

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t row_begin_ = 0;
    std::size_t row_end_ = 0;
    std::int64_t rows_ = 0;
    int line_ = 0;
    int next_line_ = 1;
    bool bad_ = false;
    bool over_ = false;
    bool row_over_ = false;
    CsvProblem problem_;
    std::vector<std::string_view> fields_;
    std::vector<std::size_t> begins_;
    std::deque<std::string> unquoted_;  // a deque: earlier fields stay where they are
};

// The offset of the first byte that is not part of valid UTF-8; npos if there is none.
std::size_t first_invalid_utf8(std::string_view text);

}  // namespace ladder::evidence
