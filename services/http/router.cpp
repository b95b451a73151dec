#include "services/http/router.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "services/http/connect_error.hpp"
#include "services/http/nearest.hpp"

namespace ladder::http {

namespace {

// "/package.Service/Method"
bool is_procedure(std::string_view path) {
    const auto slash = path.find('/', 1);
    return slash != std::string_view::npos && path.substr(0, slash).find('.') != path.npos &&
           path.find('/', slash + 1) == path.npos;
}

bool accepts(std::string_view offered, std::string_view asked) {
    return offered == asked || (offered == "GET" && asked == "HEAD");
}

std::string_view take_part(std::string_view& path) {
    const auto part = path.substr(0, path.find('/'));
    path.remove_prefix(std::min(path.size(), part.size() + 1));
    return part;
}

bool fits(std::string_view pattern, std::string_view path) {
    if (std::count(pattern.begin(), pattern.end(), '/') !=
        std::count(path.begin(), path.end(), '/')) {
        return false;
    }
    while (!pattern.empty()) {
        const auto expected = take_part(pattern);
        const auto part = take_part(path);
        if (expected.starts_with('{') ? part.empty() : expected != part) {
            return false;
        }
    }
    return path.empty();
}

template <class Routes>
auto route_of(const Routes& routes, std::string_view method) {
    return std::find_if(routes.begin(), routes.end(), [&](const auto& route) {
        return accepts(route.method, method);
    });
}

}  // namespace

void Router::add(
    std::string method, std::string path, Handler handler, std::size_t body_bytes_max
) {
    auto& paths = path.find('{') == std::string::npos ? routes_ : patterns_;
    auto& routes = paths[path];
    if (route_of(routes, method) != routes.end()) {
        throw std::logic_error{fmt::format("two handlers for {} {}", method, path)};
    }
    routes.push_back(Route{std::move(method), std::move(handler), body_bytes_max});
}

void Router::add_below(std::string method, std::string prefix, Handler handler) {
    below_.emplace_back(
        std::move(prefix), Route{std::move(method), std::move(handler), body_bytes_default}
    );
}

bool Router::has(std::string_view method, std::string_view path) const {
    const auto found = routes_.find(path);
    return found != routes_.end() && route_of(found->second, method) != found->second.end();
}

const Router::Routes* Router::at(std::string_view path) const {
    if (const auto exact = routes_.find(path); exact != routes_.end()) {
        return &exact->second;
    }
    const auto pattern = std::find_if(patterns_.begin(), patterns_.end(), [&](const auto& entry) {
        return fits(entry.first, path);
    });
    return pattern == patterns_.end() ? nullptr : &pattern->second;
}

const Router::Route* Router::find(std::string_view method, std::string_view path) const {
    if (const auto* routes = at(path)) {
        const auto route = route_of(*routes, method);
        return route == routes->end() ? nullptr : &*route;
    }
    const auto below = std::find_if(below_.begin(), below_.end(), [&](const auto& entry) {
        return path.starts_with(entry.first) && accepts(entry.second.method, method);
    });
    return below == below_.end() ? nullptr : &below->second;
}

std::size_t Router::body_bytes_max(std::string_view method, std::string_view path) const {
    const auto* route = find(method, path);
    return route == nullptr ? body_bytes_default : route->body_bytes_max;
}

void Router::route(Request request, Reply reply) const {
    if (const auto* route = find(request.method, request.path)) {
        route->handler(std::move(request), std::move(reply));
        return;
    }
    const auto* routes = at(request.path);
    if (routes == nullptr) {
        reply.send(not_found(request));
        return;
    }
    std::string allow;
    for (const auto& route : *routes) {
        allow += fmt::format("{}{}", allow.empty() ? "" : ", ", route.method);
        allow += route.method == "GET" ? ", HEAD" : "";
    }
    auto response = error_response(
        405,
        {base::Code::unimplemented,
         fmt::format("{} does not take {}; use {}", request.path, request.method, allow),
         {}}
    );
    response.headers.push_back({"Allow", allow});
    reply.send(std::move(response));
}

Response Router::not_found(const Request& request) const {
    std::vector<std::string_view> paths;
    paths.reserve(routes_.size());
    for (const auto& route : routes_) {
        paths.emplace_back(route.first);
    }
    const auto shown = std::string_view{request.path}.substr(0, 200);
    const auto meant = nearest(shown, paths);
    const auto hint = meant.empty() ? std::string{} : fmt::format("; did you mean {}?", meant);
    // The protocol says 404 and `unimplemented` for a procedure that is not there.
    if (is_procedure(request.path)) {
        return error_response(
            404, {base::Code::unimplemented, fmt::format("no procedure {}{}", shown, hint), {}}
        );
    }
    return error_response(
        404, {base::Code::not_found, fmt::format("nothing at {}{}", shown, hint), {}}
    );
}

}  // namespace ladder::http
