#include "services/console/visit.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "services/http/json_text.hpp"

namespace ladder::console {

std::string Visit::part(std::size_t index) const {
    std::string_view path = request.path;
    path.remove_prefix(std::min<std::size_t>(path.size(), 1));
    for (; index > 0 && !path.empty(); --index) {
        path.remove_prefix(std::min(path.size(), path.find('/')));
        path.remove_prefix(path.empty() ? 0 : 1);
    }
    return http::from_percent(path.substr(0, path.find('/')), false).value_or("");
}

std::string Visit::own_address() const {
    return fmt::format("{}://{}", desk->secure ? "https" : "http", request.header("Host"));
}

const People& Visit::people() const {
    if (!called && desk->people != nullptr) {
        const auto titles =
            desk->people->at(known ? std::optional{known->at} : std::optional<base::Instant>{});
        // Without titles a page still tells all that it has to tell.
        called = titles ? People{*titles} : People{};
    }
    return called ? *called : called.emplace();
}

std::string Visit::link(std::string_view path) const {
    if (!known) {
        return std::string{path};
    }
    const auto mark = path.find('#');
    const auto before = path.substr(0, mark);
    return fmt::format(
        "{}{}known_at={}{}",
        before,
        before.find('?') == std::string_view::npos ? '?' : '&',
        percent_encoded(known->text),
        mark == std::string_view::npos ? std::string_view{} : path.substr(mark)
    );
}

void Visit::begin_session(const std::string& new_cookie) {
    if (!cookie.empty()) {
        // What the browser held is void, whoever may know it; that it is gone already is no matter.
        (void)desk->app.access.sessions.end(cookie).has_value();
    }
    cookie = new_cookie;
    headers.push_back(http::set_cookie(named(access::session_cookie), new_cookie));
}

void Visit::end_session() {
    cookie.clear();
    who.reset();
    headers.push_back(http::end_cookie(named(access::session_cookie)));
}

void Visit::leave_notice(const Notice& left) {
    headers.push_back(http::set_cookie(named(notice_cookie), seal_notice(left, cookie)));
}

std::string local_path(std::string_view to) {
    const bool local =
        to.starts_with('/') && !to.starts_with("//") &&
        std::all_of(to.begin(), to.end(), [](char c) { return c > 0x20 && c < 0x7f && c != '\\'; });
    return local ? std::string{to} : "/";
}

}  // namespace ladder::console
