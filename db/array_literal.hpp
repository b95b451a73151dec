// PostgreSQL's arrays as texts, which is how whole batches are bound to one statement.
#pragma once

#include <string>
#include <string_view>

namespace ladder::db {

// Builds `{"a","b"}`. https://www.postgresql.org/docs/15/arrays.html#ARRAYS-IO
class ArrayLiteral {
public:
    void add_text(std::string_view text);
    void add_bytes(std::string_view bytes);
    void add(long long number);

    // Ends the literal.
    std::string take();

private:
    void next();

    std::string text_ = "{";
};

}  // namespace ladder::db
