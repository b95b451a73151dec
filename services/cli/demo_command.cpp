// `ladder demo`: real figures to try everything on.
#include <ostream>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include "services/cli/commands.hpp"
#include "services/cli/demo_load.hpp"
#include "services/cli/demo_people.hpp"
#include "services/cli/local.hpp"
#include "services/cli/progress.hpp"

namespace ladder::cli {

namespace {

base::Result<Share> share_of(const Session& session, const std::string& data) {
    auto share = find_share(session.config().share, running_binary(session.program));
    if (share && !data.empty()) {
        share->demo_data = data;
    }
    return share;
}

base::Result<int> load(Session& session, const std::string& data) {
    const auto share = share_of(session, data);
    if (!share) {
        return share.error();
    }
    auto local = Local::open(session.config(), 2);
    if (!local) {
        return local.error();
    }
    ProgressLine line{session};
    auto steps = demo_load(
        (*local)->application(),
        *share,
        [&line](const std::string& title, std::size_t done, std::size_t total) {
            line.tell(title, static_cast<std::int64_t>(done), static_cast<std::int64_t>(total));
        }
    );
    line.finish();
    if (!steps) {
        return steps.error();
    }
    UserDesk desk{session, (*local)->application(), "demonstration"};
    const auto people = demo_people(desk);
    if (!people) {
        return people.error();
    }
    steps->push_back(
        {"People", *people == 0 ? "nothing new" : fmt::format("{} people", *people), *people > 0}
    );
    Table table{{"STEP", "OUTCOME"}, {}};
    for (const auto& step : *steps) {
        table.rows.push_back({step.title, step.outcome});
    }
    if (session.format == Format::csv) {
        print_csv(session.out, table);
    } else {
        print_table(session.out, table);
    }
    return exit_ok;
}

}  // namespace

void add_demo(CLI::App& program, Session& session) {
    auto& noun = *program.add_subcommand("demo", "published figures to try everything on");
    noun.require_subcommand(1)->fallthrough();
    auto& verb = *noun.add_subcommand("load", "load the demonstration; again changes nothing");
    verb.fallthrough()->footer(
        "Loads the ruleset landscape-2009, the 43 forces and their authorities, stand-in peer "
        "groups\n"
        "and published figures, with the days on which they could have been known; and people for\n"
        "each desk, without passwords: `ladder user token NAME --by YOU` gives one of them a "
        "token.\n"
        "Example: ladder demo load --database sqlite:ladder.db"
    );
    add_config_flag(verb, session, "database");
    auto data = std::make_shared<std::string>();
    verb.add_option("--data", *data, "the folder of the figures [that of --share]");
    on_run(verb, session, [data](Session& now) { return load(now, *data); });
}

}  // namespace ladder::cli
