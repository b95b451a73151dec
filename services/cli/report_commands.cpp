// `ladder report`: tables over the whole record.
#include <ostream>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include "services/cli/commands.hpp"
#include "services/cli/remote.hpp"
#include "services/cli/report_text.hpp"

namespace ladder::cli {

namespace {

struct ReportOptions {
    std::string from;
    std::string to;
    std::string stage;
    std::string body;
    std::string ladder;
    std::string compare;  // "now", or a day or moment; empty: no comparison
};

base::Result<int> run_report(Session& session, v1::ReportKind kind, const ReportOptions& options) {
    v1::RunReportRequest request;
    request.set_kind(kind);
    request.set_from(options.from);
    request.set_to(options.to);
    request.set_stage(options.stage);
    request.set_body(full("bodies", options.body));
    request.set_ladder(options.ladder);
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    request.set_compare(!options.compare.empty());
    if (!options.compare.empty() && options.compare != "now") {
        auto at = parse_known_at(options.compare);
        if (!at) {
            return base::field_error("compare", at.error().message);
        }
        *request.mutable_compare_known_at() = std::move(*at);
    }
    const auto response = ask<v1::RunReportResponse>(session, "ReportService/RunReport", request);
    if (!response) {
        return response.error();
    }
    if (session.format == Format::csv) {
        session.out << report_csv(*response);
        return exit_ok;
    }
    Output output{&*response, pointers_to(response->rows()), report_table(*response), {}, {}};
    output.text = report_text(*response);
    print(session.out, session.format, output);
    return exit_ok;
}

struct ReportVerb {
    const char* name;
    v1::ReportKind kind;
    const char* tells;
    const char* example;
};

// clang-format off
constexpr ReportVerb verbs[]{
    {"interventions", v1::REPORT_KIND_INTERVENTIONS,
     "decisions that moved a case or kept it where it stands, by stage",
     "ladder report interventions --from 2009-04-01 --to 2010-03-31 --known-at 2010-03-31 --compare"},
    {"time-in-stage", v1::REPORT_KIND_TIME_IN_STAGE,
     "how long cases stood at each stage",
     "ladder report time-in-stage --stage peer_support"},
    {"re-entry", v1::REPORT_KIND_RE_ENTRY,
     "cases that came back: after closing, or up again after coming down",
     "ladder report re-entry --from 2009-04-01"},
    {"overdue", v1::REPORT_KIND_OVERDUE,
     "deadlines and reviews that are overdue",
     "ladder report overdue --to 2010-03-31 --body nottinghamshire"},
    {"decisions", v1::REPORT_KIND_DECISIONS_AGAINST_PROPOSALS,
     "where people and rules part: what became of proposals, and moves that no rule proposed",
     "ladder report decisions --from 2011-01-01 -o csv"},
    {"commissions", v1::REPORT_KIND_COMMISSIONS,
     "peer-support commissions",
     "ladder report commissions --known-at 2009-08-25"},
};
// clang-format on

void add_verb(CLI::App& noun, Session& session, const ReportVerb& verb) {
    auto& command = *noun.add_subcommand(verb.name, verb.tells);
    command.fallthrough()->footer(fmt::format(
        "With --known-at: as known then; --compare explains each difference from what is known "
        "now\n"
        "(or at the moment given: --compare=2011-03-31). In CSV, lines that begin with '# ' say "
        "what\n"
        "was asked, when, and of which journal.\nExample: {}",
        verb.example
    ));
    auto options = std::make_shared<ReportOptions>();
    command.add_option("--from", options->from, "from this day on [the beginning]");
    command.add_option("--to", options->to, "up to this day [the day of --known-at, or today]");
    command.add_option("--stage", options->stage, "only this stage");
    command.add_option("--body", options->body, "only this body");
    command.add_option("--ladder", options->ladder, "only this ladder");
    command.add_option("--compare", options->compare, "beside what is known now, or at a moment")
        ->expected(0, 1)
        ->default_str("now");
    on_run(command, session, [options, kind = verb.kind](Session& now) {
        return run_report(now, kind, *options);
    });
}

}  // namespace

void add_report(CLI::App& program, Session& session) {
    auto& noun = *program.add_subcommand("report", "tables over the whole record");
    noun.require_subcommand(1)->fallthrough();
    for (const auto& verb : verbs) {
        add_verb(noun, session, verb);
    }
}

}  // namespace ladder::cli
