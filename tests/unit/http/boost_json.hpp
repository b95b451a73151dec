// Boost.JSON as a second opinion on what is JSON.
#pragma once

#include <string>

namespace ladder::http::test {

// True if Boost.JSON's parser, told to take exactly RFC 8259, takes the whole text.
bool boost_accepts(const std::string& text);

}  // namespace ladder::http::test
