// What every command on one case takes: which case, as seen when, and the two dates.
#pragma once

#include <memory>
#include <ostream>
#include <string>

#include <fmt/format.h>

#include "ladder/v1/case_service.pb.h"
#include "services/cli/remote.hpp"
#include "services/cli/session.hpp"

namespace ladder::cli {

struct CaseTarget {
    std::string name;
    std::string etag;  // empty: that of the case as it is now
    std::string effective_on;
    std::string known_on;
};

// "GATE=REASON" each. Errors: invalid_argument.
[[nodiscard]] base::Result<void> add_overrides(
    google::protobuf::RepeatedPtrField<v1::GateOverride>& into,
    const std::vector<std::string>& overrides
);

// Adds the case's name, --etag, --effective-on and --known-on.
void add_target(CLI::App& command, const std::shared_ptr<CaseTarget>& target);

// The case by its name or its body's, as it is now; says with --verbose what it saw.
// Errors: not_found; unavailable.
template <class Request>
[[nodiscard]] base::Result<void> look_at_case(
    const Session& session, const CaseTarget& target, Request& request
) {
    const auto state = fetch_case(session, target.name);
    if (!state) {
        return state.error();
    }
    request.set_name(state->name());
    request.set_etag(state->etag());
    if (session.verbose) {
        session.err << fmt::format(
            "seen: {} at {}, etag {}\n", state->name(), state->stage(), state->etag()
        );
    }
    return {};
}

// Sends a command on a case and prints one line about what it did.
template <class Response, class Request, class Describe>
[[nodiscard]] base::Result<int> act_on(
    Session& session,
    const CaseTarget& target,
    std::string_view method,
    Request request,
    const Describe& describe
) {
    request.set_name(full("cases", target.name));
    request.set_etag(target.etag);
    request.set_effective_on(target.effective_on);
    if constexpr (requires { request.set_known_on(target.known_on); }) {
        request.set_known_on(target.known_on);
    }
    set_mutation(session, request);
    const auto response =
        ask_after_look<Response>(session, method, std::move(request), [&](Request& now) {
            return look_at_case(session, target, now);
        });
    if (!response) {
        return response.error();
    }
    const auto& state = response->case_();
    Output output{&*response, {&*response}, {{"CASE", "STAGE", "ETAG"}, {}}, {}, {}};
    output.table.rows.push_back({state.name(), state.stage(), state.etag()});
    output.text = fmt::format(
        "{}{} {} ({})\n", dry_run_mark(session), state.name(), describe(*response), state.etag()
    );
    print(session.out, session.format, output);
    return exit_ok;
}

}  // namespace ladder::cli
