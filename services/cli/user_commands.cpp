// `ladder user`: people, their rights, their tokens.
#include <filesystem>
#include <ostream>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "services/cli/commands.hpp"
#include "services/cli/secret_file.hpp"
#include "services/cli/user_desk.hpp"
#include "services/cli/user_options.hpp"
#include "services/cli/user_text.hpp"

namespace ladder::cli {

namespace {

struct NewUser {
    std::string person;
    std::string name;
    std::string title;
    std::string organisation;
    bool service = false;
};

base::Result<int> add_user(Session& session, const std::string& by, const NewUser& options) {
    auto desk = UserDesk::open(session, by);
    if (!desk) {
        return desk.error();
    }
    v1::Person person;
    person.set_person(options.person);
    person.set_name(options.name.empty() ? std::string{} : person_name_of(options.name));
    person.set_title(options.title.empty() ? options.person : options.title);
    person.set_organisation(options.organisation);
    person.set_kind(options.service ? v1::PERSON_KIND_SERVICE : v1::PERSON_KIND_PERSON);
    const auto added = (*desk)->add(person);
    return added ? base::Result<int>{tell_person(session, *added, "registered")}
                 : base::Result<int>{added.error()};
}

base::Result<int> change_user(
    Session& session, const std::string& by, const std::string& name, const v1::PersonChange& change
) {
    auto desk = UserDesk::open(session, by);
    if (!desk) {
        return desk.error();
    }
    const auto changed = (*desk)->change(name, change);
    return changed ? base::Result<int>{tell_person(session, *changed, "changed")}
                   : base::Result<int>{changed.error()};
}

base::Result<int> show_user(Session& session, const std::string& by, const std::string& name) {
    auto desk = UserDesk::open(session, by);
    if (!desk) {
        return desk.error();
    }
    const auto person = (*desk)->get(name);
    if (!person) {
        return person.error();
    }
    print(session.out, session.format, person_output(*person));
    return exit_ok;
}

base::Result<int> list_users(Session& session, const std::string& by, const std::string& role) {
    auto desk = UserDesk::open(session, by);
    if (!desk) {
        return desk.error();
    }
    const auto people = (*desk)->list(role);
    if (!people) {
        return people.error();
    }
    print(session.out, session.format, people_output(*people));
    return exit_ok;
}

base::Result<int> invite_user(
    Session& session, const std::string& by, const std::string& name, bool administrator
) {
    auto desk = UserDesk::open(session, by);
    if (!desk) {
        return desk.error();
    }
    if (administrator) {
        const auto made = make_administrator(**desk, name);
        if (!made) {
            return made.error();
        }
    }
    const auto invitation = (*desk)->invite(name);
    if (!invitation) {
        return invitation.error();
    }
    session.out << fmt::format(
        "{}{}\nOpen it by {}: it is good once, for choosing a password.\n",
        session.config().server,
        invitation->path(),
        moment(invitation->expires_at())
    );
    return exit_ok;
}

struct NewToken {
    std::string name;
    std::string title;
    std::vector<std::string> capacities;
    bool read_only = false;
    int days = 0;
    std::string out;
};

base::Result<int> make_token(Session& session, const std::string& by, const NewToken& options) {
    auto desk = UserDesk::open(session, by);
    if (!desk) {
        return desk.error();
    }
    v1::CreateTokenRequest request;
    request.set_title(options.title.empty() ? "Command line" : options.title);
    request.set_person(options.name.empty() ? std::string{} : person_name_of(options.name));
    for (const auto& role : options.capacities) {
        request.add_capacities(role);
    }
    request.set_read_only(options.read_only);
    request.set_days(options.days);
    const auto made = (*desk)->make_token(request);
    if (!made) {
        return made.error();
    }
    if (!options.out.empty()) {
        if (const auto kept = write_secret_file(options.out, made->secret() + "\n"); !kept) {
            return kept.error();
        }
    }
    if (session.format == Format::table) {
        session.out << (options.out.empty() ? made->secret() : options.out) << '\n';
        session.err << fmt::format(
            "token {} of {}, good until {}\n",
            made->token().id(),
            made->token().person(),
            moment(made->token().expires_at())
        );
    } else {
        print(
            session.out, session.format, {&*made, {&*made}, {{"TOKEN"}, {{made->secret()}}}, {}, {}}
        );
    }
    return exit_ok;
}

base::Result<int> list_tokens(Session& session, const std::string& by, const std::string& name) {
    auto desk = UserDesk::open(session, by);
    if (!desk) {
        return desk.error();
    }
    const auto tokens = (*desk)->tokens(name);
    if (!tokens) {
        return tokens.error();
    }
    print(session.out, session.format, tokens_output(*tokens));
    return exit_ok;
}

base::Result<int> revoke_token(Session& session, const std::string& by, const std::string& id) {
    auto desk = UserDesk::open(session, by);
    if (!desk) {
        return desk.error();
    }
    if (const auto done = (*desk)->revoke(id); !done) {
        return done.error();
    }
    session.out << fmt::format("token {} is revoked\n", id);
    return exit_ok;
}

base::Result<int> sign_out(Session& session, const std::string& by, const std::string& name) {
    auto desk = UserDesk::open(session, by);
    if (!desk) {
        return desk.error();
    }
    const auto ended = (*desk)->sign_out(name);
    if (!ended) {
        return ended.error();
    }
    session.out << fmt::format("{} {} ended\n", *ended, *ended == 1 ? "session" : "sessions");
    return exit_ok;
}

// A subcommand with `--by` and `--database`, by which it works on the database at hand.
template <class Options>
CLI::App& user_verb(
    CLI::App& noun,
    Session& session,
    const std::string& name,
    const std::string& help,
    const std::string& example,
    std::shared_ptr<Options> options,
    std::function<base::Result<int>(Session&, const std::string& by, const Options&)> act
) {
    auto& verb = *noun.add_subcommand(name, help);
    verb.fallthrough()->footer("Example: " + example);
    add_config_flag(verb, session, "database");
    auto by = std::make_shared<std::string>();
    verb.add_option("--by", *by, "work on the database at hand, as this operator");
    on_run(verb, session, [options, by, act](Session& now) { return act(now, *by, *options); });
    return verb;
}

void add_register_verbs(CLI::App& noun, Session& session) {
    auto user = std::make_shared<NewUser>();
    auto& add = user_verb<NewUser>(
        noun,
        session,
        "add",
        "register a person or a service account, without any right",
        "ladder user add a.officer@hmic.example --title 'A. Officer' --organisation HMIC "
        "--reason 'Joined the secretariat'",
        user,
        add_user
    );
    add.add_option("person", user->person, "the identifier that the record names")->required();
    add.add_option("--name", user->name, "the name [made of the identifier]");
    add.add_option("--title", user->title, "the title for people [the identifier]");
    add.add_option("--organisation", user->organisation, "the organisation")->required();
    add.add_flag("--service", user->service, "a program, which signs in by token alone");

    auto shown = std::make_shared<std::string>();
    user_verb<std::string>(
        noun,
        session,
        "show",
        "a person with all rights, past ones included",
        "ladder user show a.officer@hmic.example",
        shown,
        show_user
    )
        .add_option("name", *shown, "the person")
        ->required();
    auto role = std::make_shared<std::string>();
    user_verb<std::string>(
        noun,
        session,
        "list",
        "people in order of name",
        "ladder user list --role ppsg_secretariat",
        role,
        list_users
    )
        .add_option("--role", *role, "only those who hold this role today");
}

void add_change_verbs(CLI::App& noun, Session& session) {
    for (const auto& kind : user_changes()) {
        auto options = std::make_shared<ChangeOptions>();
        auto& verb = user_verb<ChangeOptions>(
            noun,
            session,
            kind.verb,
            kind.help,
            kind.example,
            options,
            [make = kind.make](
                Session& now, const std::string& by, const ChangeOptions& given
            ) -> base::Result<int> {
                const auto change = make(given);
                return change ? change_user(now, by, given.name, *change)
                              : base::Result<int>{change.error()};
            }
        );
        verb.add_option("name", options->name, "the person")->required();
        kind.add_options(verb, *options);
    }
}

void add_token_verbs(CLI::App& noun, Session& session) {
    auto token = std::make_shared<NewToken>();
    auto& make = user_verb<NewToken>(
        noun,
        session,
        "token",
        "make a token, which is shown once",
        "ladder user token --title 'My laptop' --days 30 --out ~/ladder.token",
        token,
        make_token
    );
    make.add_option("name", token->name, "whose, with --by or for a service account [yours]");
    make.add_option("--title", token->title, "what it is for [Command line]");
    // Not --capacity, which says in which capacity this command itself acts.
    make.add_option("--only", token->capacities, "a capacity it is good for [all], repeatable");
    make.add_flag("--read-only", token->read_only, "it may only read");
    make.add_option("--days", token->days, "for how many days [90]");
    make.add_option("--out", token->out, "write it there, for you alone to read");

    auto listed = std::make_shared<std::string>();
    user_verb<std::string>(
        noun,
        session,
        "tokens",
        "tokens that have not ended; never their secret",
        "ladder user tokens",
        listed,
        list_tokens
    )
        .add_option("name", *listed, "whose, with --by or of a service account [yours]");
    auto revoked = std::make_shared<std::string>();
    user_verb<std::string>(
        noun,
        session,
        "revoke",
        "end a token at once",
        "ladder user revoke t0123456789ab",
        revoked,
        revoke_token
    )
        .add_option("token", *revoked, "its id")
        ->required();
    auto out = std::make_shared<std::string>();
    user_verb<std::string>(
        noun,
        session,
        "sign-out",
        "end every session of a person in the console",
        "ladder user sign-out a.officer@hmic.example",
        out,
        sign_out
    )
        .add_option("name", *out, "the person [you]");
}

struct InviteOptions {
    std::string name;
    bool administrator = false;
};

void add_invite(CLI::App& noun, Session& session) {
    auto options = std::make_shared<InviteOptions>();
    auto& verb = user_verb<InviteOptions>(
        noun,
        session,
        "invite",
        "make the one-time link by which a person chooses a password",
        "ladder user invite ann@hmic.example --administrator --by 'Night shift' --database "
        "sqlite:ladder.db",
        options,
        [](Session& now, const std::string& by, const InviteOptions& given) {
            return invite_user(now, by, given.name, given.administrator);
        }
    );
    verb.add_option("name", options->name, "the person")->required();
    verb.add_flag(
        "--administrator", options->administrator, "register them if need be, as an administrator"
    );
}

}  // namespace

void add_user(CLI::App& program, Session& session) {
    auto& noun = *program.add_subcommand("user", "people, their rights, their tokens");
    noun.require_subcommand(1)->fallthrough()->footer(
        "Through the server as whoever is signed in; with --by NAME on the database at hand."
    );
    add_register_verbs(noun, session);
    add_change_verbs(noun, session);
    add_invite(noun, session);
    add_token_verbs(noun, session);
}

}  // namespace ladder::cli
