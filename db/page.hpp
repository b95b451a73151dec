// Pages of a list. Tokens are opaque, name the last row given, and fit only the list they came
// from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"

namespace ladder::db {

// Rows of a page where nothing is asked for, and at most; of lists of figures more.
inline constexpr std::int32_t page_normal = 100;
inline constexpr std::int32_t page_most = 1000;

struct PageRequest {
    std::int32_t size = 0;  // 0: the list's own default
    std::string token;      // of the page before; empty: the first page
};

template <class T>
struct Page {
    std::vector<T> items;
    std::string next_token;  // empty: this was the last page
};

// Where a page begins: after `key`, in the list as it stood at `bound`.
struct Cursor {
    std::int64_t bound = -1;  // journal size when the first page was read; -1: no page was read yet
    std::vector<std::string> key;  // of the last row given; empty: from the beginning
};

// `list` is what the token must fit: the list's name and its filters.
std::string encode_cursor(std::string_view list, const Cursor& cursor);

// Errors: invalid_argument for page_token if it was not made by encode_cursor for the same list.
[[nodiscard]] base::Result<Cursor> decode_cursor(std::string_view list, std::string_view token);

// The number of rows of a page. Errors: invalid_argument for page_size below 0 or above `most`.
[[nodiscard]] base::Result<std::int32_t> page_size_of(
    const PageRequest& page, std::int32_t normal, std::int32_t most
);

}  // namespace ladder::db
