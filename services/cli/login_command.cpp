// `ladder login` and `ladder logout`: the token of this user for a server.
#include <iostream>
#include <ostream>
#include <unistd.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "ladder/v1/access_service.pb.h"
#include "services/cli/commands.hpp"
#include "services/cli/remote.hpp"
#include "services/cli/secret_file.hpp"

namespace ladder::cli {

namespace {

// The token of --token-file, or the line that is given on the standard input.
base::Result<std::string> token_given(Session& session) {
    if (!session.config().token_file.empty()) {
        return read_secret_file(session.config().token_file);
    }
    if (session.terminal) {
        session.err << "Paste the token and press Enter: " << std::flush;
    }
    std::string line;
    std::getline(std::cin, line);
    return line;
}

base::Result<int> login(Session& session) {
    const auto path = token_path_of(session.config().server);
    if (path.empty()) {
        return base::Error{
            base::Code::failed_precondition,
            "there is no home directory to keep the token in; use --token-file",
            {}};
    }
    const auto token = token_given(session);
    if (!token) {
        return token.error();
    }
    auto client = connect(session);
    if (!client) {
        return client.error();
    }
    const auto me = client->call<v1::WhoAmIRequest, v1::WhoAmIResponse>(
        "/ladder.v1.AccessService/WhoAmI", {}, {{"Authorization", "Bearer " + *token}}
    );
    if (!me) {
        return me.error();
    }
    if (const auto kept = write_secret_file(path, *token + "\n"); !kept) {
        return kept.error();
    }
    session.out << fmt::format(
        "signed in to {} as {} ({})\n",
        session.config().server,
        me->person().person(),
        fmt::join(me->capacities(), ", ")
    );
    return exit_ok;
}

base::Result<int> logout(Session& session) {
    const auto path = token_path_of(session.config().server);
    const bool gone = !path.empty() && ::unlink(path.c_str()) == 0;
    session.out << fmt::format(
        "{} {}; `ladder user revoke` ends the token itself\n",
        gone ? "forgot the token for" : "there was no token for",
        session.config().server
    );
    return exit_ok;
}

base::Result<int> who_am_i(Session& session) {
    const auto me = ask<v1::WhoAmIResponse>(session, "AccessService/WhoAmI", v1::WhoAmIRequest{});
    if (!me) {
        return me.error();
    }
    Output output{&*me, {&*me}, {{"FIELD", "VALUE"}, {}}, {}, {}};
    output.table.rows = {
        {"person", me->person().person()},
        {"name", me->person().name()},
        {"title", me->person().title()},
        {"organisation", me->person().organisation()},
        {"capacities", or_dash(fmt::format("{}", fmt::join(me->capacities(), ", ")))},
        {"this call", or_dash(me->capacity())},
        {"sees up to", word_of(me->marking_max())}};
    print(session.out, session.format, output);
    return exit_ok;
}

}  // namespace

void add_login(CLI::App& program, Session& session) {
    auto& login_verb = *program.add_subcommand("login", "keep a token for a server");
    login_verb.fallthrough()->footer(
        "Reads the token from --token-file or the standard input, tries it, and keeps it where\n"
        "only you may read it.\n"
        "Example: ladder login --server http://127.0.0.1:8420 --token-file ~/ladder.token"
    );
    on_run(login_verb, session, login);
    auto& logout_verb = *program.add_subcommand("logout", "forget the token for a server");
    logout_verb.fallthrough()->footer("Example: ladder logout --server http://127.0.0.1:8420");
    on_run(logout_verb, session, logout);
    auto& who = *program.add_subcommand("whoami", "who calls, and in which capacities");
    who.fallthrough()->footer("Example: ladder whoami --token-file ~/ladder.token");
    on_run(who, session, who_am_i);
}

}  // namespace ladder::cli
