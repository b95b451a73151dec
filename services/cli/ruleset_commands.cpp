// `ladder ruleset`: check definitions here, publish them to the server.
#include <ostream>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include "engine/definition/check.hpp"
#include "engine/definition/load.hpp"
#include "ladder/v1/ruleset_service.pb.h"
#include "services/cli/commands.hpp"
#include "services/cli/errors.hpp"
#include "services/cli/remote.hpp"
#include "services/cli/ruleset_check.hpp"

namespace ladder::cli {

namespace {

base::Result<int> check(Session& session, const std::string& path) {
    const auto checked = check_folder(session, path);
    if (!checked) {
        return checked.error();
    }
    if (!*checked) {
        return exit_failure;
    }
    const auto& definition = (*checked)->loaded.definition;
    session.out << fmt::format(
        "{}: {} ladders, {} indicators, {} triggers; {} errors, {} warnings\n",
        definition.id(),
        definition.ladders_size(),
        definition.indicators_size(),
        definition.triggers_size(),
        (*checked)->errors,
        static_cast<int>((*checked)->findings.size()) - (*checked)->errors
    );
    return (*checked)->findings.empty() ? exit_ok : exit_failure;
}

base::Result<int> publish(Session& session, const std::string& path, const std::string& etag) {
    const auto checked = check_folder(session, path);
    if (!checked) {
        return checked.error();
    }
    if (!*checked || (*checked)->errors > 0) {
        return exit_failure;
    }
    v1::PublishRulesetRequest request;
    *request.mutable_definition() = (*checked)->loaded.definition;
    request.set_reasons(session.reason);
    request.set_etag(etag);
    set_mutation(session, request);
    const auto response =
        ask<v1::PublishRulesetResponse>(session, "RulesetService/PublishRuleset", request);
    if (!response) {
        return response.error();
    }
    Output output{&*response, {&*response}, {{"RULESET", "UNCHANGED"}, {}}, {}, {}};
    output.table.rows.push_back({response->ruleset().name(), response->unchanged() ? "yes" : "no"});
    output.text = fmt::format(
        "{}{} {}\n",
        dry_run_mark(session),
        response->ruleset().name(),
        response->unchanged() ? "was the newest version already" : "published"
    );
    print(session.out, session.format, output);
    return exit_ok;
}

base::Result<int> list(Session& session) {
    v1::ListRulesetsRequest request;
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    const auto all = ask_all<v1::ListRulesetsResponse>(
        session,
        "RulesetService/ListRulesets",
        request,
        [](auto& page) { return page.mutable_rulesets(); }
    );
    if (!all) {
        return all.error();
    }
    Output output{
        &*all,
        pointers_to(all->rulesets()),
        {{"RULESET", "PUBLISHED", "BY", "REASONS"}, {}},
        {},
        {}};
    for (const auto& ruleset : all->rulesets()) {
        output.table.rows.push_back(
            {bare(ruleset.name()),
             moment(ruleset.published_at()),
             in_words(ruleset.published_by()),
             ruleset.reasons()}
        );
    }
    print(session.out, session.format, output);
    return exit_ok;
}

}  // namespace

void add_ruleset(CLI::App& program, Session& session) {
    auto& noun = *program.add_subcommand("ruleset", "ladders, triggers and indicators as data");
    noun.require_subcommand(1)->fallthrough();
    auto path = std::make_shared<std::string>();

    auto& checked =
        *noun.add_subcommand("check", "what is wrong with a ruleset's folder, and where");
    checked.fallthrough()->footer(
        "Prints file:line:column: grade: message (fix); exit 1 if there is any finding.\n"
        "Example: ladder ruleset check rules/landscape-2009"
    );
    checked.add_option("path", *path, "the folder that holds ruleset.yaml")->required();
    on_run(checked, session, [path](Session& now) { return check(now, *path); });

    auto& published = *noun.add_subcommand("publish", "publish a new version to the server");
    published.fallthrough()->footer(
        "Example: ladder ruleset publish rules/landscape-2009 --reason 'First version'"
    );
    published.add_option("path", *path, "the folder that holds ruleset.yaml")->required();
    auto etag = std::make_shared<std::string>();
    published.add_option(
        "--etag", *etag, "the version that you compared with, such as rulesets/landscape-2009@1"
    );
    on_run(published, session, [path, etag](Session& now) { return publish(now, *path, *etag); });

    auto& listed = *noun.add_subcommand("list", "the published versions, newest first");
    listed.fallthrough()->footer("Example: ladder ruleset list");
    on_run(listed, session, list);

    add_ruleset_proposals(noun, session);
    add_ruleset_tools(noun, session);
    add_ruleset_migrate(noun, session);
}

}  // namespace ladder::cli
