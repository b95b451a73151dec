// `ladder indicator impact`: whose ground moved when figures were revised.
#include <algorithm>
#include <memory>
#include <ostream>
#include <string>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "ladder/v1/evaluation_service.pb.h"
#include "services/cli/commands.hpp"
#include "services/cli/explanations.hpp"
#include "services/cli/remote.hpp"

namespace ladder::cli {

namespace {

struct ImpactOptions {
    std::string import;
    std::string body;
    bool explain = false;
};

std::string figure_words(const v1::Observation& figure) {
    return figure.indicator().empty() ? std::string{"none"}
                                      : fmt::format(
                                            "{} (revision {}, published {})",
                                            number(figure.value()),
                                            figure.revision(),
                                            figure.published_on()
                                        );
}

void tell_impact(std::ostream& out, const v1::RevisionImpact& impact, bool explain) {
    out << '\n' << bare(impact.case_name()) << ' ' << impact.proposal() << '\n';
    out << wrapped("  " + impact.text());
    if (!impact.decisions().empty()) {
        out << fmt::format(
            "  Decisions that rest on it: {}\n", fmt::join(impact.decisions(), ", ")
        );
    }
    for (const auto& revision : impact.revisions()) {
        const auto& figure = revision.has_now() ? revision.now() : revision.before();
        out << wrapped(fmt::format(
            "  {} of {} at {}: {}; now {}",
            figure.indicator(),
            bare(figure.body()),
            figure.period_end(),
            figure_words(revision.before()),
            figure_words(revision.now())
        ));
    }
    if (impact.revisions().empty()) {
        out << "  The total of the group was revised, by figures of other bodies\n";
    }
    if (explain) {
        out << explained(impact.explanation());
    }
}

base::Result<int> list_impacts(Session& session, const ImpactOptions& options) {
    v1::ListRevisionImpactsRequest request;
    request.set_import(full("imports", options.import));
    request.set_body(full("bodies", options.body));
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    int looked_at = 0;
    auto all = ask_all<v1::ListRevisionImpactsResponse>(
        session,
        "EvaluationService/ListRevisionImpacts",
        request,
        [&](auto& page) {
            looked_at = std::max(looked_at, page.looked_at());
            return page.mutable_impacts();
        }
    );
    if (!all) {
        return all.error();
    }
    all->set_looked_at(looked_at);
    Output output{
        &*all,
        pointers_to(all->impacts()),
        {{"CASE", "ID", "INDICATOR", "PERIOD END", "BEFORE", "NOW", "MARGIN", "WAS", "DECISIONS"},
         {}},
        {},
        {}};
    int flips = 0;
    for (const auto& impact : all->impacts()) {
        flips += impact.flips() ? 1 : 0;
        output.table.rows.push_back(
            {bare(impact.case_name()),
             impact.proposal(),
             impact.indicator(),
             impact.period_end(),
             word_of(impact.before()),
             word_of(impact.now()),
             fmt::format("{:+.2f}%", impact.margin_now()),
             fmt::format("{:+.2f}%", impact.margin_before()),
             or_dash(fmt::format("{}", fmt::join(impact.decisions(), " ")))}
        );
    }
    output.note = fmt::format(
        "{} would turn out otherwise, {} lost half of their margin or more; {} triggers and "
        "decisions rest on figures that were revised",
        flips,
        all->impacts_size() - flips,
        looked_at
    );
    print(session.out, session.format, output);
    if (session.format == Format::table) {
        for (const auto& impact : all->impacts()) {
            tell_impact(session.out, impact, options.explain);
        }
    }
    return exit_ok;
}

}  // namespace

void add_indicator_impact(CLI::App& noun, Session& session) {
    auto& impact = *noun.add_subcommand(
        "impact", "triggers and decisions whose ground moved when figures were revised"
    );
    impact.fallthrough()->footer(
        "Without --import: every revision known now that was not when a trigger was raised or "
        "cleared.\n"
        "The margin is how far the body's own figure lies from where the trigger turns, in per "
        "cent.\nExample: ladder indicator impact --import 7 --explain"
    );
    auto options = std::make_shared<ImpactOptions>();
    impact.add_option("--import", options->import, "only what this import changed");
    impact.add_option("--body", options->body, "only this body");
    impact.add_flag("--explain", options->explain, "with the clauses and figures as they are now");
    on_run(impact, session, [options](Session& now) { return list_impacts(now, *options); });
}

}  // namespace ladder::cli
