// What the commands on procedures share: which one, as seen when, and how they answer.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "ladder/v1/procedure_service.pb.h"
#include "services/cli/remote.hpp"
#include "services/cli/session.hpp"

namespace ladder::cli {

struct ProcedureTarget {
    std::string name;
    std::string etag;  // empty: that of the procedure as it is now
    std::string effective_on;
    std::string known_on;
};

// Adds the procedure's name, --etag, --effective-on and --known-on.
void add_target(CLI::App& command, const std::shared_ptr<ProcedureTarget>& target);

// The procedure as --known-at asks. Errors: not_found.
[[nodiscard]] base::Result<v1::Procedure> fetch_procedure(
    const Session& session, const std::string& name
);

// Every page of a list as --known-at asks.
[[nodiscard]] base::Result<v1::ListProceduresResponse> fetch_procedures(
    const Session& session, v1::ListProceduresRequest request
);

// A named person besides the caller; nothing where neither is given.
// Errors: invalid_argument if only half is given.
[[nodiscard]] base::Result<void> set_person(
    v1::Actor* actor, const std::string& person, const std::string& capacity
);

// One line about what was done, or the whole response.
void print_procedure(
    Session& session,
    const google::protobuf::Message& response,
    const v1::Procedure& state,
    const std::string& what
);

// Sends a command on a procedure and prints one line about what it did.
template <class Response, class Request, class Describe>
[[nodiscard]] base::Result<int> act_on(
    Session& session,
    const ProcedureTarget& target,
    std::string_view method,
    Request request,
    const Describe& describe
) {
    request.set_name(full("procedures", target.name));
    request.set_etag(target.etag);
    request.set_effective_on(target.effective_on);
    request.set_known_on(target.known_on);
    set_mutation(session, request);
    const auto response =
        ask_after_look<Response>(session, method, std::move(request), [&](Request& now) {
            return set_etag_of(now, fetch_procedure(session, target.name));
        });
    if (!response) {
        return response.error();
    }
    print_procedure(session, *response, response->procedure(), describe(*response));
    return exit_ok;
}

}  // namespace ladder::cli
