// `ladder ruleset migrate`: moves cases to another version of the rules, each by a decision.
#include <ostream>
#include <vector>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include "services/cli/commands.hpp"
#include "services/cli/errors.hpp"
#include "services/cli/remote.hpp"

namespace ladder::cli {

namespace {

struct MigrateOptions {
    std::vector<std::string> cases;
    std::string to;
    std::vector<std::string> mappings;
    std::vector<std::string> evidence;
    std::string decider;
    std::string decider_capacity;
    std::string effective_on;
    std::string known_on;
};

// "stage:watching=watching_brief", "domain:x=y"; "fact:told=" drops the fact.
base::Result<void> add_mappings(
    v1::MigrateCaseRequest& request, const std::vector<std::string>& texts
) {
    for (const auto& text : texts) {
        const auto colon = text.find(':');
        const auto equals = text.find('=', colon == std::string::npos ? 0 : colon);
        if (colon == std::string::npos || equals == std::string::npos || equals == colon + 1) {
            return base::field_error("--map", "write it as OF:OLD=NEW, such as stage:OLD=NEW");
        }
        auto& mapping = *request.add_mappings();
        mapping.set_of(text.substr(0, colon));
        mapping.set_from(text.substr(colon + 1, equals - colon - 1));
        mapping.set_to(text.substr(equals + 1));
    }
    return {};
}

base::Result<v1::MigrateCaseResponse> migrate_one(
    const Session& session, v1::MigrateCaseRequest request, const std::string& name
) {
    const auto state = fetch_case(session, name);
    if (!state) {
        return state.error();
    }
    request.set_name(state->name());
    request.set_etag(state->etag());
    set_mutation(session, request);
    return ask<v1::MigrateCaseResponse>(session, "CaseService/MigrateCase", request);
}

base::Result<v1::MigrateCaseRequest> request_from(
    const Session& session, const MigrateOptions& options
) {
    v1::MigrateCaseRequest request;
    request.set_ruleset(full("rulesets", options.to));
    if (const auto added = add_mappings(request, options.mappings); !added) {
        return added.error();
    }
    if (!options.decider.empty() || !options.decider_capacity.empty()) {
        request.mutable_decider()->set_person(options.decider);
        request.mutable_decider()->set_capacity(options.decider_capacity);
    }
    request.set_reasons(session.reason);
    request.mutable_evidence()->Assign(options.evidence.begin(), options.evidence.end());
    request.set_effective_on(options.effective_on);
    request.set_known_on(options.known_on);
    return request;
}

// Each case by itself: one that can't go does not hold up the others, and is told with the reason.
base::Result<int> migrate_cases(Session& session, const MigrateOptions& options) {
    if (options.cases.size() > 1 && !session.request_id.empty()) {
        return base::field_error("--request-id", "names one request; give one case with it");
    }
    const auto request = request_from(session, options);
    if (!request) {
        return request.error();
    }
    std::vector<v1::MigrateCaseResponse> responses;
    int refused = 0;
    for (const auto& name : options.cases) {
        auto response = migrate_one(session, *request, name);
        if (!response) {
            ++refused;
            session.err << name << '\n';
            print(session.err, response.error());
            continue;
        }
        responses.push_back(std::move(*response));
    }
    Output output{nullptr, {}, {{"CASE", "RULESET", "FROM", "TO", "ETAG"}, {}}, {}, {}};
    for (const auto& response : responses) {
        output.items.push_back(&response);
        const auto& state = response.case_();
        const auto& decision = response.decision();
        output.table.rows.push_back(
            {state.name(),
             state.ruleset(),
             decision.from_stage(),
             decision.to_stage(),
             state.etag()}
        );
    }
    const v1::MigrateCaseResponse none;
    output.whole = responses.empty() ? &none : &responses.front();
    output.note = fmt::format(
        "{}{} cases moved, {} refused", dry_run_mark(session), responses.size(), refused
    );
    // One message can't hold several responses: JSON has one a line.
    const bool several = session.format == Format::json && responses.size() > 1;
    print(session.out, several ? Format::jsonl : session.format, output);
    return refused == 0 ? exit_ok : exit_failure;
}

}  // namespace

void add_ruleset_migrate(CLI::App& noun, Session& session) {
    auto options = std::make_shared<MigrateOptions>();
    auto& command =
        *noun.add_subcommand("migrate", "move cases to another version, each by a decision");
    command.fallthrough()->footer(
        "What has no counterpart in the new version is listed; name it with --map.\n"
        "Example: ladder ruleset migrate kent-general-1 --to landscape-2009@2 "
        "--map stage:watch=watching_brief --map fact:told= --evidence 'Minutes' --reason '..' "
        "--dry-run"
    );
    command.add_option("cases", options->cases, "the cases")->required();
    command.add_option("--to", options->to, "the version, such as landscape-2009@2")->required();
    command
        .add_option(
            "--map",
            options->mappings,
            "stage:, fact:, domain:, deadline: or role:, and OLD=NEW; fact:OLD= drops it; may be "
            "repeated"
        )
        ->allow_extra_args(false);
    command.add_option("--evidence", options->evidence, "what it rests on; may be repeated")
        ->allow_extra_args(false);
    command.add_option("--decider", options->decider, "who decided [the caller]");
    command.add_option("--decider-capacity", options->decider_capacity, "in which capacity");
    command.add_option("--effective-on", options->effective_on, "when it was so [today]");
    command.add_option(
        "--known-on", options->known_on, "when it was known, if entered later [today]"
    );
    on_run(command, session, [options](Session& now) { return migrate_cases(now, *options); });
}

}  // namespace ladder::cli
