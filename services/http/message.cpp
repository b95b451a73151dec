#include "services/http/message.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "services/http/json_text.hpp"

namespace ladder::http {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string_view trim(std::string_view text) {
    const auto from = text.find_first_not_of(" \t");
    if (from == std::string_view::npos) {
        return {};
    }
    return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

bool equal_names(std::string_view a, std::string_view b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
               return lower(x) == lower(y);
           });
}

std::string_view Request::header(std::string_view name) const {
    for (const auto& header : headers) {
        if (equal_names(header.name, name)) {
            return header.value;
        }
    }
    return {};
}

void Reply::send(Response response) const {
    // std::function copies what it holds; the response may be large and is moved once.
    auto held = std::make_shared<Response>(std::move(response));
    exchange_->answer([held] { return std::move(*held); });
}

std::string to_json(const RequestRecord& record) {
    return fmt::format(
        R"({{"event":"request","method":{},"path":{},"status":{},"code":"{}","micros":{},)"
        R"("request_bytes":{},"response_bytes":{},"remote":{},"trace_id":{}}})",
        json_quote(record.method),
        json_quote(record.path),
        record.status,
        record.code,
        record.micros,
        record.request_bytes,
        record.response_bytes,
        json_quote(record.remote),
        json_quote(record.trace_id)
    );
}

}  // namespace ladder::http
