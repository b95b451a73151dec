// Reads JSON text value by value, strictly, and says where and what if it is not JSON.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ladder::http {

struct TextPosition {
    int line = 1;    // from 1
    int column = 1;  // in characters, from 1
};

// The place of a byte offset in UTF-8 text.
TextPosition position_of(std::string_view text, std::size_t offset);

enum class JsonKind { object, array, string, number, boolean, null, none };

// A cursor over one JSON text (RFC 8259) in UTF-8. The first failure stays: every later call
// returns false or nothing, so a caller may check once at the end. Numbers are handed out as text,
// so nothing is rounded here. Borrows the text.
class JsonReader {
public:
    struct Failure {
        std::size_t offset;
        std::string message;  // what is wrong and what would be right
    };
    static constexpr int depth_max = 32;  // of arrays and objects within each other

    explicit JsonReader(std::string_view text);

    // The kind of the value that comes next; none if no value starts there.
    JsonKind kind();

    bool begin_object();
    // Moves to the next member; its value must then be read. False at the object's end.
    bool next_member(std::string& key);
    bool begin_array();
    // Moves to the next element, which must then be read. False at the array's end.
    bool next_element();
    bool read_string(std::string& value);
    // The number's text, as JSON has it: "-1.5e3".
    bool read_number(std::string_view& text);
    bool read_boolean(bool& value);
    bool read_null();
    // Passes over any value.
    bool skip_value();
    // True if only white space is left.
    bool finish();

    // Where the latest key or value began.
    std::size_t token() const { return token_; }
    // Where reading goes on.
    std::size_t offset() const { return at_; }
    std::string_view text() const { return text_; }

    bool ok() const { return !failure_; }
    const std::optional<Failure>& failure() const { return failure_; }
    // Records a failure at `offset` unless there is one. Returns false.
    bool fail(std::size_t offset, std::string message);

private:
    void skip_space();
    bool expect(char c, std::string_view what);
    bool read_word(std::string_view word);
    bool read_escape(std::string& value);
    bool read_hex4(unsigned& unit);
    std::string found() const;

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t token_ = 0;
    int depth_ = 0;
    bool first_ = false;  // no member or element of the innermost container was read
    std::optional<Failure> failure_;
};

}  // namespace ladder::http
