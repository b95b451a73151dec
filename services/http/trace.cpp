#include "services/http/trace.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace ladder::http {

namespace {

// The header allows lower case only.
bool is_hex(std::string_view text) {
    return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool is_zero(std::string_view text) {
    return text.find_first_not_of('0') == std::string_view::npos;
}

std::mt19937_64 seeded() {
    std::random_device device;
    std::seed_seq seed{device(), device(), device(), device()};
    return std::mt19937_64{seed};
}

}  // namespace

std::string trace_id_of(std::string_view traceparent) {
    constexpr std::size_t size = 55;
    // A later version may append fields after another hyphen; version ff is invalid.
    if (traceparent.size() < size || traceparent[2] != '-' || traceparent[35] != '-' ||
        traceparent[52] != '-') {
        return {};
    }
    const auto version = traceparent.substr(0, 2);
    const auto trace = traceparent.substr(3, 32);
    const auto parent = traceparent.substr(36, 16);
    const auto flags = traceparent.substr(53, 2);
    const bool ends = traceparent.size() == size || (version != "00" && traceparent[size] == '-');
    if (!ends || version == "ff" || !is_hex(version) || !is_hex(trace) || !is_hex(parent) ||
        !is_hex(flags) || is_zero(trace) || is_zero(parent)) {
        return {};
    }
    return std::string{trace};
}

TraceIds::TraceIds() : random_{seeded()} {}

std::string TraceIds::next() {
    std::string id;
    do {
        id = fmt::format("{:016x}{:016x}", random_(), random_());
    } while (is_zero(id));
    return id;
}

}  // namespace ladder::http
