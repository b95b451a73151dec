// `ladder ruleset prove|draw|diff`: what a ruleset proves, looks like, and changes.
#include <fstream>
#include <ostream>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>
#include <google/protobuf/struct.pb.h>

#include "engine/definition/diff.hpp"
#include "engine/definition/draw.hpp"
#include "engine/definition/prove.hpp"
#include "engine/definition/suggest.hpp"
#include "ladder/v1/ruleset_service.pb.h"
#include "services/cli/commands.hpp"
#include "services/cli/errors.hpp"
#include "services/cli/remote.hpp"
#include "services/cli/ruleset_check.hpp"
#include "services/http/codec.hpp"

namespace ladder::cli {

namespace {

using google::protobuf::Struct;

// A ruleset of the server ("rulesets/x@2"), one that is proposed there ("rulesetProposals/x-1"), or
// one of a folder, which must have no error.
base::Result<std::unique_ptr<definition::Ruleset>> open_ruleset(
    Session& session, const std::string& where
) {
    if (where.starts_with("rulesets/")) {
        v1::GetRulesetRequest request;
        request.set_name(where);
        if (const auto set = set_known_at(session, request); !set) {
            return set.error();
        }
        auto response = ask<v1::GetRulesetResponse>(session, "RulesetService/GetRuleset", request);
        if (!response) {
            return response.error();
        }
        const auto name = response->ruleset().name();
        return std::make_unique<definition::Ruleset>(
            name, std::move(*response->mutable_ruleset()->mutable_definition())
        );
    }
    if (where.starts_with("rulesetProposals/")) {
        v1::GetRulesetProposalRequest request;
        request.set_name(where);
        if (const auto set = set_known_at(session, request); !set) {
            return set.error();
        }
        auto response = ask<v1::GetRulesetProposalResponse>(
            session, "RulesetService/GetRulesetProposal", request
        );
        if (!response) {
            return response.error();
        }
        return std::make_unique<definition::Ruleset>(
            where, std::move(*response->mutable_proposal()->mutable_definition())
        );
    }
    auto checked = check_folder(session, where);
    if (!checked) {
        return checked.error();
    }
    if (!*checked || (*checked)->errors > 0) {
        return base::Error{
            base::Code::invalid_argument, fmt::format("{} is no sound ruleset", where), {}};
    }
    return std::make_unique<definition::Ruleset>(where, std::move((*checked)->loaded.definition));
}

void set_text(Struct& object, const std::string& key, const std::string& value) {
    (*object.mutable_fields())[key].set_string_value(value);
}

Struct& add_object(Struct& object, const std::string& key) {
    return *(*object.mutable_fields())[key]
                .mutable_list_value()
                ->add_values()
                ->mutable_struct_value();
}

void add_text(Struct& object, const std::string& key, const std::string& value) {
    (*object.mutable_fields())[key].mutable_list_value()->add_values()->set_string_value(value);
}

void print_json(Session& session, const Struct& object) {
    session.out << http::to_json(object) << '\n';
}

bool wants_json(const Session& session) {
    return session.format == Format::json || session.format == Format::jsonl;
}

void print_proofs(Session& session, const definition::ProofReport& report) {
    Struct object;
    (*object.mutable_fields())["holds"].set_bool_value(report.holds());
    for (const auto& proof : report.proofs) {
        auto& one = add_object(object, "proofs");
        set_text(one, "requirement", proof.requirement);
        set_text(one, proof.of_ladder ? "ladder" : "procedure", proof.machine);
        set_text(one, "reaching", proof.stage);
        set_text(
            one,
            "verdict",
            proof.verdict == definition::Verdict::proved    ? "proved"
            : proof.verdict == definition::Verdict::avoided ? "avoided"
                                                            : "too_many"
        );
        for (const auto& guard : proof.guards) {
            add_text(one, "guards", guard);
        }
        for (const auto& leg : proof.path) {
            auto& step = add_object(one, "path");
            set_text(step, "from", leg.from);
            set_text(step, "to", leg.to);
            for (const auto& gate : leg.gates) {
                add_text(step, "gates", gate);
            }
        }
    }
    for (const auto& sound : report.soundness) {
        for (const auto& stage : sound.dead_ends) {
            auto& one = add_object(object, "deadEnds");
            set_text(one, sound.of_ladder ? "ladder" : "procedure", sound.machine);
            set_text(one, "stage", stage);
        }
    }
    print_json(session, object);
}

base::Result<int> prove_ruleset(Session& session, const std::string& where) {
    const auto ruleset = open_ruleset(session, where);
    if (!ruleset) {
        return ruleset.error();
    }
    const auto report = definition::prove(**ruleset);
    if (wants_json(session)) {
        print_proofs(session, report);
    } else {
        session.out << definition::in_words(report, **ruleset);
    }
    return report.holds() ? exit_ok : exit_failure;
}

base::Result<int> diff_rulesets(
    Session& session, const std::string& before, const std::string& after
) {
    const auto old_one = open_ruleset(session, before);
    if (!old_one) {
        return old_one.error();
    }
    const auto new_one = open_ruleset(session, after);
    if (!new_one) {
        return new_one.error();
    }
    const auto changes = definition::diff((*old_one)->definition(), (*new_one)->definition());
    if (wants_json(session)) {
        Struct object;
        for (const auto& change : changes) {
            auto& one = add_object(object, "changes");
            set_text(
                one,
                "kind",
                change.kind == definition::ChangeKind::added     ? "added"
                : change.kind == definition::ChangeKind::removed ? "removed"
                                                                 : "changed"
            );
            set_text(one, "where", change.where);
            set_text(one, "what", change.what);
            set_text(one, "before", change.before);
            set_text(one, "after", change.after);
            set_text(one, "text", definition::in_words(change));
        }
        print_json(session, object);
        return exit_ok;
    }
    for (const auto& change : changes) {
        session.out << definition::in_words(change) << '\n';
    }
    session.out << fmt::format("{} differences\n", changes.size());
    return exit_ok;
}

struct DrawOptions {
    std::string where;
    std::string id;
    std::string as = "svg";
    std::string out;
};

base::Result<int> draw(Session& session, const DrawOptions& options) {
    const auto ruleset = open_ruleset(session, options.where);
    if (!ruleset) {
        return ruleset.error();
    }
    std::vector<std::string> ids;
    for (const auto& machine : definition::machines_of((*ruleset)->definition())) {
        ids.emplace_back(machine.id);
        if (machine.id != options.id) {
            continue;
        }
        const auto drawing = options.as == "svg" ? definition::draw_svg(machine, **ruleset)
                                                 : definition::draw_mermaid(machine, **ruleset);
        if (options.out.empty()) {
            session.out << drawing;
            return exit_ok;
        }
        std::ofstream file{options.out, std::ios::binary};
        file << drawing;
        file.close();
        if (!file) {
            return base::Error{
                base::Code::unavailable, fmt::format("{} can't be written", options.out), {}};
        }
        session.out << fmt::format("{} written\n", options.out);
        return exit_ok;
    }
    return base::Error{
        base::Code::not_found,
        fmt::format(
            "no ladder or procedure '{}'; {}", options.id, definition::suggest(options.id, ids)
        ),
        {}};
}

void add_test(CLI::App& noun, Session& session) {
    auto& verb = *noun.add_subcommand("test", "run the tests that a ruleset carries with it");
    auto path = std::make_shared<std::string>();
    auto only = std::make_shared<std::string>();
    verb.fallthrough()->footer(
        "Runs tests/*.yaml of the folder: scenarios, each on a database of its own, and tests of\n"
        "triggers. Exit code: 0 all came out; 1 some did not; 2 the command line is wrong.\n"
        "Example: ladder ruleset test rules/landscape-2009 --only 'consent'"
    );
    verb.add_option("path", *path, "the folder that holds ruleset.yaml")->required();
    verb.add_option("--only", *only, "only tests whose name or file holds this text");
    on_run(verb, session, [path, only](Session& now) { return test_ruleset(now, *path, *only); });
}

}  // namespace

void add_ruleset_tools(CLI::App& noun, Session& session) {
    add_test(noun, session);

    auto where = std::make_shared<std::string>();
    auto& proved =
        *noun.add_subcommand("prove", "that no path gets round what requirements.yaml asks for");
    proved.fallthrough()->footer(
        "For each requirement: PROVED and by which gates, or the shortest path that avoids it, "
        "and\n"
        "at the end what is not proved. Exit code: 0 all proved; 1 something is not.\n"
        "Examples: ladder ruleset prove rules/landscape-2009\n"
        "          ladder ruleset prove rulesets/landscape-2009@2 -o json"
    );
    proved.add_option("ruleset", *where, "a folder, or a version of the server")->required();
    on_run(proved, session, [where](Session& now) { return prove_ruleset(now, *where); });

    auto options = std::make_shared<DrawOptions>();
    auto& drawn = *noun.add_subcommand("draw", "a ladder or procedure as a drawing");
    drawn.fallthrough()->footer(
        "Examples: ladder ruleset draw rules/landscape-2009 police-force --out police-force.svg\n"
        "          ladder ruleset draw rules/landscape-2009 direction-s40 --as mermaid"
    );
    drawn.add_option("ruleset", options->where, "a folder, or a version of the server")->required();
    drawn.add_option("id", options->id, "the ladder or procedure")->required();
    drawn.add_option("--as", options->as, "svg or mermaid [svg]")
        ->check(CLI::IsMember({"svg", "mermaid"}));
    drawn.add_option("--out", options->out, "the file to write [printed]");
    on_run(drawn, session, [options](Session& now) { return draw(now, *options); });

    auto before = std::make_shared<std::string>();
    auto after = std::make_shared<std::string>();
    auto& compared = *noun.add_subcommand("diff", "what is different between two rulesets");
    compared.fallthrough()->footer(
        "Examples: ladder ruleset diff rulesets/landscape-2009@1 rulesets/landscape-2009@2\n"
        "          ladder ruleset diff rulesets/landscape-2009@2 rules/landscape-2009 -o json"
    );
    compared.add_option("before", *before, "a folder, or a version of the server")->required();
    compared.add_option("after", *after, "a folder, or a version of the server")->required();
    on_run(compared, session, [before, after](Session& now) {
        return diff_rulesets(now, *before, *after);
    });
}

}  // namespace ladder::cli
