#include "services/cli/procedure_target.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace ladder::cli {

void add_target(CLI::App& command, const std::shared_ptr<ProcedureTarget>& target) {
    command.fallthrough();
    command.add_option("name", target->name, "its name, with or without procedures/")->required();
    command.add_option(
        "--etag", target->etag, "the etag you saw; a stale one is refused [that of it now]"
    );
    command.add_option("--effective-on", target->effective_on, "when it was so [today]");
    command.add_option(
        "--known-on", target->known_on, "when it was known, if entered later [today]"
    );
}

base::Result<v1::Procedure> fetch_procedure(const Session& session, const std::string& name) {
    v1::GetProcedureRequest request;
    request.set_name(full("procedures", name));
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    auto response =
        ask<v1::GetProcedureResponse>(session, "ProcedureService/GetProcedure", request);
    if (!response) {
        return response.error();
    }
    return std::move(*response->mutable_procedure());
}

base::Result<v1::ListProceduresResponse> fetch_procedures(
    const Session& session, v1::ListProceduresRequest request
) {
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    return ask_all<v1::ListProceduresResponse>(
        session,
        "ProcedureService/ListProcedures",
        std::move(request),
        [](auto& page) { return page.mutable_procedures(); }
    );
}

base::Result<void> set_person(
    v1::Actor* actor, const std::string& person, const std::string& capacity
) {
    if (person.empty() != capacity.empty()) {
        return base::field_error(
            "--by", "give both --by PERSON and --by-capacity ROLE, or neither"
        );
    }
    actor->set_person(person);
    actor->set_capacity(capacity);
    return {};
}

void print_procedure(
    Session& session,
    const google::protobuf::Message& response,
    const v1::Procedure& state,
    const std::string& what
) {
    Output output{&response, {&response}, {{"PROCEDURE", "STAGE", "ETAG"}, {}}, {}, {}};
    output.table.rows.push_back({state.name(), state.stage(), state.etag()});
    output.text = fmt::format(
        "{}{} {}, at {} ({})\n",
        dry_run_mark(session),
        state.name(),
        what,
        state.stage(),
        state.etag()
    );
    print(session.out, session.format, output);
}

}  // namespace ladder::cli
