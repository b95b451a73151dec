// What a page says once, after something was done on the page before: carried in a cookie that
// only this session can read.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "services/console/form.hpp"

namespace ladder::console {

inline constexpr std::string_view notice_cookie = "ladder-notice";

struct Notice {
    std::string kind;  // "token_made": the key of its text
    Form values;       // what the text or the page names, such as a secret that is shown once
};

// The cookie's value: sealed under a key made of the session's cookie, so that nobody else can read
// it or put words into a page. Works on every node.
std::string seal_notice(const Notice& notice, std::string_view session_cookie);

// Nothing if it is not whole, or of another session.
std::optional<Notice> open_notice(std::string_view sealed, std::string_view session_cookie);

}  // namespace ladder::console
