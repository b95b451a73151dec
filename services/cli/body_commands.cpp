// `ladder body`: the bodies that stand on ladders, and whom each is compared with.
#include <ostream>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "ladder/v1/body_service.pb.h"
#include "services/cli/body_options.hpp"
#include "services/cli/commands.hpp"
#include "services/cli/message_file.hpp"
#include "services/cli/remote.hpp"

namespace ladder::cli {

namespace {

struct RegisterOptions {
    BodyOptions body;
    std::string file;
    std::string known_on;
};

struct PeersOptions {
    std::string file;
    std::string known_on;
    std::string body;
};

std::string days(const std::string& from, const std::string& to) {
    return from.empty() && to.empty() ? std::string{}
                                      : fmt::format(", {} to {}", or_dash(from), or_dash(to));
}

Table table_of(const google::protobuf::RepeatedPtrField<v1::Body>& bodies) {
    Table table{{"BODY", "KIND", "TITLE", "REGION"}, {}};
    for (const auto& body : bodies) {
        table.rows.push_back(
            {bare(body.name()), word_of(body.kind()), body.title(), or_dash(body.region())}
        );
    }
    return table;
}

// Of a file, or the one that the options describe.
base::Result<v1::RegisterBodiesRequest> bodies_to_register(const RegisterOptions& options) {
    v1::RegisterBodiesRequest request;
    if (!options.file.empty()) {
        if (!options.body.name.empty()) {
            return base::field_error("--file", "name a body or give a file, not both");
        }
        if (const auto read = read_message(options.file, request); !read) {
            return read.error();
        }
        return request;
    }
    if (options.body.name.empty()) {
        return base::field_error("name", "name the body, or give several by --file");
    }
    auto body = body_of(options.body);
    if (!body) {
        return body.error();
    }
    *request.add_bodies() = std::move(*body);
    return request;
}

base::Result<int> register_bodies(Session& session, const RegisterOptions& options) {
    auto request = bodies_to_register(options);
    if (!request) {
        return request.error();
    }
    if (!options.known_on.empty()) {
        request->set_known_on(options.known_on);
    }
    set_mutation(session, *request);
    const auto response =
        ask<v1::RegisterBodiesResponse>(session, "BodyService/RegisterBodies", *request);
    if (!response) {
        return response.error();
    }
    Output output{
        &*response, pointers_to(response->bodies()), table_of(response->bodies()), {}, {}};
    output.note = fmt::format("{}{} registered", dry_run_mark(session), response->bodies_size());
    print(session.out, session.format, output);
    return exit_ok;
}

base::Result<int> list_bodies(Session& session, const std::string& kind) {
    v1::ListBodiesRequest request;
    if (!kind.empty()) {
        const auto value = parse_word<v1::BodyKind>(kind, "--kind");
        if (!value) {
            return value.error();
        }
        request.set_kind(*value);
    }
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    const auto all = ask_all<v1::ListBodiesResponse>(
        session, "BodyService/ListBodies", request, [](auto& page) { return page.mutable_bodies(); }
    );
    if (!all) {
        return all.error();
    }
    Output output{&*all, pointers_to(all->bodies()), table_of(all->bodies()), {}, {}};
    output.note = tally(
        all->bodies_size(),
        "bodies",
        "`ladder body register` adds one, `ladder demo load` the 43 forces and their authorities"
    );
    print(session.out, session.format, output);
    return exit_ok;
}

base::Result<int> show_body(Session& session, const std::string& name) {
    v1::GetBodyRequest request;
    request.set_name(full("bodies", name));
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    const auto response = ask<v1::GetBodyResponse>(session, "BodyService/GetBody", request);
    if (!response) {
        return response.error();
    }
    const auto& body = response->body();
    Output output{&body, {&body}, {{"FIELD", "VALUE"}, {}}, {}, {}};
    output.table.rows = {
        {"name", body.name()},
        {"title", body.title()},
        {"kind", word_of(body.kind())},
        {"country", word_of(body.country())},
        {"region", or_dash(body.region())},
        {"ons code", or_dash(body.ons_code())},
        {"monitored by",
         body.monitored_by().empty() ? "as its kind and country have it" : body.monitored_by()},
        {"etag", body.etag()}};
    if (!body.welsh_title().empty()) {
        output.table.rows.push_back({"welsh title", body.welsh_title()});
    }
    if (body.wider_duty()) {
        output.table.rows.push_back({"wider duty", "national or international functions"});
    }
    for (const auto& relation : body.relations()) {
        output.table.rows.push_back(
            {word_of(relation.kind()), relation.body() + days(relation.from(), relation.to())}
        );
    }
    for (const auto& authority : body.responsible_authorities()) {
        output.table.rows.push_back(
            {"authority",
             fmt::format(
                 "{}: {} ({}){}",
                 authority.id(),
                 authority.title(),
                 authority.kind(),
                 days(authority.from(), authority.to())
             )}
        );
    }
    print(session.out, session.format, output);
    return exit_ok;
}

base::Result<int> record_peers(Session& session, const PeersOptions& options) {
    v1::RecordPeerGroupsRequest request;
    if (const auto read = read_message(options.file, *request.mutable_peer_group_set()); !read) {
        return read.error();
    }
    request.set_known_on(options.known_on);
    set_mutation(session, request);
    const auto response =
        ask<v1::RecordPeerGroupsResponse>(session, "BodyService/RecordPeerGroups", request);
    if (!response) {
        return response.error();
    }
    const auto& set = response->peer_group_set();
    Output output{&*response, {&set}, {{"SET", "GROUPS"}, {}}, {}, {}};
    output.table.rows.push_back({bare(set.name()), std::to_string(set.groups_size())});
    output.text = fmt::format(
        "{}{} recorded, {} groups ({})\n",
        dry_run_mark(session),
        set.name(),
        set.groups_size(),
        set.etag()
    );
    print(session.out, session.format, output);
    return exit_ok;
}

// Without a body a line for each set; with one, its peers in each.
base::Result<int> list_peer_groups(Session& session, const PeersOptions& options) {
    v1::ListPeerGroupsRequest request;
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    const auto all = ask_all<v1::ListPeerGroupsResponse>(
        session,
        "BodyService/ListPeerGroups",
        request,
        [](auto& page) { return page.mutable_peer_group_sets(); }
    );
    if (!all) {
        return all.error();
    }
    Output output{
        &*all,
        pointers_to(all->peer_group_sets()),
        {{"SET", "GROUP", "METHOD", "FROM", "TO", options.body.empty() ? "GROUPS" : "PEERS"}, {}},
        {},
        {}};
    for (const auto& set : all->peer_group_sets()) {
        auto last = std::to_string(set.groups_size());
        if (!options.body.empty()) {
            last = "-";
            for (const auto& group : set.groups()) {
                if (group.body() == full("bodies", options.body)) {
                    std::vector<std::string> peers;
                    for (const auto& peer : group.peers()) {
                        peers.push_back(bare(peer));
                    }
                    last = fmt::format("{}", fmt::join(peers, ", "));
                }
            }
        }
        output.table.rows.push_back(
            {bare(set.name()),
             set.group(),
             set.method(),
             set.effective_from(),
             or_dash(set.effective_to()),
             last}
        );
    }
    output.note = tally(
        all->peer_group_sets_size(), "sets of peers", "`ladder body peers record` records one"
    );
    print(session.out, session.format, output);
    return exit_ok;
}

void add_register(CLI::App& noun, Session& session) {
    auto& verb =
        *noun.add_subcommand("register", "add a body to the register, or several by a file");
    verb.fallthrough()->footer(
        "Example: ladder body register leeds-cdrp --kind cdrp --title 'Safer Leeds' --short-title "
        "Leeds \\\n  --country england --region 'Yorkshire and the Humber' --lies-in "
        "west-yorkshire "
        "\\\n  --authority west-yorkshire --authority 'leeds-council=council:Leeds City Council' "
        "\\\n  --authority 'probation=probation:West Yorkshire Probation@2010-04-01..'\n"
        "Several, all or none: ladder body register --file bodies.yaml\n"
        "bodies.yaml:\n"
        "  bodies:\n"
        "    - {name: bodies/gwent-csp, kind: csp, title: Gwent Community Safety, short_title: "
        "Gwent, country: wales}"
    );
    auto options = std::make_shared<RegisterOptions>();
    verb.add_option("name", options->body.name, "its name: lower-case letters, digits and hyphens");
    add_body_options(verb, options->body);
    verb.add_option("--file", options->file, "YAML or JSON with the bodies");
    verb.add_option("--known-on", options->known_on, "when it was known, if entered later [today]");
    on_run(verb, session, [options](Session& now) { return register_bodies(now, *options); });
}

void add_peers(CLI::App& noun, Session& session) {
    auto& peers = *noun.add_subcommand("peers", "whom each body is compared with");
    peers.require_subcommand(1)->fallthrough();
    auto options = std::make_shared<PeersOptions>();
    auto& list = *peers.add_subcommand("list", "the sets of peer groups, newest first");
    list.fallthrough()->footer("Example: ladder body peers list --body nottinghamshire");
    list.add_option("--body", options->body, "with the peers of this body in each set");
    on_run(list, session, [options](Session& now) { return list_peer_groups(now, *options); });

    auto& record = *peers.add_subcommand("record", "record a dated set of peer groups");
    record.fallthrough()->footer(
        "Example: ladder body peers record --file peers.yaml --known-on 2009-04-01\n"
        "peers.yaml:\n"
        "  name: peerGroupSets/most-similar-2009\n"
        "  group: most_similar\n"
        "  method: iquanta-2009\n"
        "  effective_from: 2009-04-01\n"
        "  groups:\n"
        "    - {body: bodies/kent, peers: [bodies/essex, bodies/hampshire]}"
    );
    record.add_option("--file", options->file, "YAML or JSON with the set")->required();
    record.add_option(
        "--known-on", options->known_on, "when it was known, if entered later [today]"
    );
    on_run(record, session, [options](Session& now) { return record_peers(now, *options); });
}

}  // namespace

void add_body(CLI::App& program, Session& session) {
    auto& noun = *program.add_subcommand("body", "the forces, authorities and partnerships");
    noun.require_subcommand(1)->fallthrough();
    add_register(noun, session);
    add_peers(noun, session);

    auto& list = *noun.add_subcommand("list", "all bodies, in order of name");
    list.fallthrough()->footer("Example: ladder body list --kind police_force -o csv");
    auto kind = std::make_shared<std::string>();
    list.add_option("--kind", *kind, "police_force, police_authority, cdrp, csp or lcjb");
    on_run(list, session, [kind](Session& now) { return list_bodies(now, *kind); });

    auto& show = *noun.add_subcommand("show", "one body");
    show.fallthrough()->footer("Example: ladder body show west-midlands");
    auto name = std::make_shared<std::string>();
    show.add_option("name", *name, "its name, with or without bodies/")->required();
    on_run(show, session, [name](Session& now) { return show_body(now, *name); });
}

}  // namespace ladder::cli
