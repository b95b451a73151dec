// `ladder reference`: what records can cite.
#include <ostream>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include "ladder/v1/ruleset_service.pb.h"
#include "services/cli/commands.hpp"
#include "services/cli/remote.hpp"

namespace ladder::cli {

namespace {

base::Result<int> list_references(Session& session, const v1::ListReferencesRequest& asked) {
    auto request = asked;
    request.set_ruleset(full("rulesets", asked.ruleset()));
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    const auto response =
        ask<v1::ListReferencesResponse>(session, "RulesetService/ListReferences", request);
    if (!response) {
        return response.error();
    }
    Output output{
        &*response,
        pointers_to(response->references()),
        {{"REFERENCE", "KIND", "TITLE", "CITATION"}, {}},
        {},
        {}};
    for (const auto& reference : response->references()) {
        output.table.rows.push_back(
            {reference.id(), reference.kind(), reference.title(), reference.citation()}
        );
    }
    output.note = tally(
        response->references_size(),
        "references",
        "they are those of the ruleset; leave out --kind or --search"
    );
    print(session.out, session.format, output);
    return exit_ok;
}

}  // namespace

void add_reference(CLI::App& program, Session& session) {
    auto& noun =
        *program.add_subcommand("reference", "plans, standards, statutes that records can cite");
    noun.require_subcommand(1)->fallthrough();
    auto& list = *noun.add_subcommand("list", "the register of references, in order of id");
    list.fallthrough()->footer("Example: ladder reference list --kind statute --search 'section 40'"
    );
    auto request = std::make_shared<v1::ListReferencesRequest>();
    const auto take = [&](const char* flag,
                          void (*set)(v1::ListReferencesRequest&, std::string),
                          const char* help) {
        list.add_option_function<std::string>(
            flag, [request, set](const std::string& value) { set(*request, value); }, help
        );
    };
    take(
        "--kind",
        [](v1::ListReferencesRequest& r, std::string text) { r.set_kind(std::move(text)); },
        "only of this kind, such as standard"
    );
    take(
        "--search",
        [](v1::ListReferencesRequest& r, std::string text) { r.set_search(std::move(text)); },
        "only with this text"
    );
    take(
        "--ruleset",
        [](v1::ListReferencesRequest& r, std::string text) { r.set_ruleset(std::move(text)); },
        "of this version [the newest]"
    );
    on_run(list, session, [request](Session& now) { return list_references(now, *request); });
}

}  // namespace ladder::cli
