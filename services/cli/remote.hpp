// Asks the server.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.hpp"
#include "ladder/v1/case_service.pb.h"
#include "services/cli/session.hpp"
#include "services/http/client.hpp"

namespace ladder::cli {

// A client of the server configured. Errors: invalid_argument for its address.
[[nodiscard]] base::Result<http::Client> connect(const Session& session);

// The headers of every request: the caller's token, of --token-file or as `ladder login` keeps it,
// and the capacity. No token: the server will say what to do.
// Errors: not_found, failed_precondition for the file of the token.
[[nodiscard]] base::Result<std::vector<http::Header>> headers_of(const Session& session);

// Calls one RPC, such as "CaseService/GetCase", as the caller of the session.
// Errors: those of the RPC; unavailable if no server answers, naming its address.
template <class Response, class Request>
[[nodiscard]] base::Result<Response> ask(
    const Session& session, std::string_view method, const Request& request
) {
    auto client = connect(session);
    if (!client) {
        return client.error();
    }
    auto headers = headers_of(session);
    if (!headers) {
        return headers.error();
    }
    return client->call<Request, Response>(
        std::string{"/ladder.v1."}.append(method), request, std::move(*headers)
    );
}

// How often a command that was given no etag looks again.
inline constexpr int looks_max = 5;

// Sends a command. One without an etag is given that of now by `look(request)`: whoever gave none
// has not seen what they act on, so if it was changed between the look and the act, as by what the
// server does in answer to the act before, it is looked at again.
// Errors: those of `look` and of the RPC.
template <class Response, class Request, class Look>
[[nodiscard]] base::Result<Response> ask_after_look(
    const Session& session, std::string_view method, Request request, const Look& look
) {
    if (!request.etag().empty()) {
        return ask<Response>(session, method, request);
    }
    for (int looks = 1;; ++looks) {
        if (const base::Result<void> seen = look(request); !seen) {
            return seen.error();
        }
        auto response = ask<Response>(session, method, request);
        if (response || looks == looks_max || response.error().code != base::Code::aborted) {
            return response;
        }
    }
}

// For `look`: sets the etag of a record that was fetched.
template <class Request, class Record>
[[nodiscard]] base::Result<void> set_etag_of(Request& request, const base::Result<Record>& record) {
    if (!record) {
        return record.error();
    }
    request.set_etag(record->etag());
    return {};
}

// Every page of a list as one response. `items` gives the repeated field of a response.
template <class Response, class Request, class Items>
[[nodiscard]] base::Result<Response> ask_all(
    const Session& session, std::string_view method, Request request, const Items& items
) {
    Response all;
    request.set_page_size(1000);
    do {
        auto page = ask<Response>(session, method, request);
        if (!page) {
            return page.error();
        }
        for (auto& item : *items(*page)) {
            *items(all)->Add() = std::move(item);
        }
        request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return all;
}

// The case as it is, or was known at the session's --known-at. Also by the name of its body, where
// the body has but one that is open (or, with none open, one at all).
// Errors: not_found; invalid_argument if a body has several, naming them.
[[nodiscard]] base::Result<v1::Case> fetch_case(const Session& session, const std::string& name);

}  // namespace ladder::cli
