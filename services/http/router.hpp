// Which handler answers which path.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "services/http/message.hpp"

namespace ladder::http {

constexpr std::size_t body_bytes_default = std::size_t{1024} * 1024;

// Exact paths first, then patterns, then the first prefix that fits. GET also answers HEAD. Filled
// before the server runs, then read only.
class Router {
public:
    // In a pattern ("/people/{id}/rights") a part in braces stands for any one part of a path that
    // is not empty.
    // Throws std::logic_error if the method has a handler at this path: a bug at start-up.
    void add(
        std::string method,
        std::string path,
        Handler handler,
        std::size_t body_bytes_max = body_bytes_default
    );

    // Answers every path that begins with `prefix` ("/documents/") and has no handler of its own.
    void add_below(std::string method, std::string prefix, Handler handler);

    // Whether the method has a handler at exactly this path.
    bool has(std::string_view method, std::string_view path) const;

    // The most bytes a body may have at this path; the default where nothing answers.
    std::size_t body_bytes_max(std::string_view method, std::string_view path) const;

    // Answers through `reply`: by the handler, or 404 or 405 with Allow as a Connect error.
    void route(Request request, Reply reply) const;

private:
    struct Route {
        std::string method;
        Handler handler;
        std::size_t body_bytes_max;
    };
    using Routes = std::vector<Route>;  // of one path

    const Routes* at(std::string_view path) const;
    const Route* find(std::string_view method, std::string_view path) const;
    Response not_found(const Request& request) const;

    std::map<std::string, Routes, std::less<>> routes_;
    std::map<std::string, Routes, std::less<>> patterns_;
    std::vector<std::pair<std::string, Route>> below_;  // by prefix
};

}  // namespace ladder::http
