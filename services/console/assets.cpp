#include "services/console/assets.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace ladder::console {

namespace {

// Whether a coding is named in Accept-Encoding and not with a weight of 0.
bool takes(std::string_view accepted, std::string_view coding) {
    while (!accepted.empty()) {
        const auto comma = std::min(accepted.size(), accepted.find(','));
        const auto item = accepted.substr(0, comma);
        accepted.remove_prefix(std::min(accepted.size(), comma + 1));
        const auto name = http::trim(item.substr(0, item.find(';')));
        const auto weight = item.find("q=0");
        const bool refused = weight != std::string_view::npos &&
                             item.find_first_of("123456789", weight) == std::string_view::npos;
        if (http::equal_names(name, coding)) {
            return !refused;
        }
    }
    return false;
}

http::Response response_of(const Asset& asset, std::string_view accepted) {
    http::Response response;
    response.content_type = asset.type;
    response.headers = {
        {"Cache-Control", "public, max-age=31536000, immutable"}, {"Vary", "Accept-Encoding"}};
    if (takes(accepted, "br")) {
        response.headers.push_back({"Content-Encoding", "br"});
        response.body = asset.brotli;
    } else if (takes(accepted, "gzip")) {
        response.headers.push_back({"Content-Encoding", "gzip"});
        response.body = asset.gzip;
    } else {
        response.body = asset.plain;
    }
    return response;
}

}  // namespace

std::string assets_path() {
    return fmt::format("/assets/{}/", assets_hash);
}

void add_assets(http::Router& router) {
    for (const auto& asset : assets()) {
        router.add(
            "GET",
            assets_path() + std::string{asset.name},
            [&asset](const http::Request& request, const http::Reply& reply) {
                reply.send(response_of(asset, request.header("Accept-Encoding")));
            }
        );
    }
}

}  // namespace ladder::console
