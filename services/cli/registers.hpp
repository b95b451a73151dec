// What the nouns of the registers share: reading one record, telling what was done to it.
#pragma once

#include <string>
#include <string_view>

#include <fmt/format.h>

#include "services/cli/remote.hpp"

namespace ladder::cli {

// Prints one line about a record after a command: "peers/a-smith registered (v1)".
template <class Response, class State>
int tell_record(
    Session& session, const Response& response, const State& state, std::string_view what
) {
    Output output{&response, {&state}, {{"NAME", "ETAG"}, {}}, {}, {}};
    output.table.rows.push_back({state.name(), state.etag()});
    output.text =
        fmt::format("{}{} {} ({})\n", dry_run_mark(session), state.name(), what, state.etag());
    print(session.out, session.format, output);
    return exit_ok;
}

// The item of that name; null if there is none.
template <class Items>
[[nodiscard]] auto find_named(const Items& items, const std::string& name) -> decltype(&items[0]) {
    for (const auto& item : items) {
        if (item.name() == name) {
            return &item;
        }
    }
    return nullptr;
}

// That a register holds no such name.
[[nodiscard]] inline base::Error no_such(std::string_view what, const std::string& name) {
    return {
        base::Code::not_found,
        fmt::format("there is no {0} '{1}'; `ladder {0} list` shows them", what, name),
        {}};
}

// The etag given, or that of the record as it is now: `Get` reads it. Errors: not_found.
template <class Response, class Request, class State>
[[nodiscard]] base::Result<State> fetch_record(
    const Session& session,
    std::string_view method,
    const std::string& name,
    const State& (Response::*field)() const
) {
    Request request;
    request.set_name(name);
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    const auto response = ask<Response>(session, method, request);
    if (!response) {
        return response.error();
    }
    return ((*response).*field)();
}

}  // namespace ladder::cli
