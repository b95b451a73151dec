// `ladder body`: the bodies that stand on ladders.
#include <ostream>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include "ladder/v1/body_service.pb.h"
#include "services/cli/commands.hpp"
#include "services/cli/remote.hpp"

namespace ladder::cli {

namespace {

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
    Output output{
        &*all, pointers_to(all->bodies()), {{"BODY", "KIND", "TITLE", "REGION"}, {}}, {}, {}};
    for (const auto& body : all->bodies()) {
        output.table.rows.push_back(
            {bare(body.name()), word_of(body.kind()), body.title(), or_dash(body.region())}
        );
    }
    output.note = fmt::format("{} bodies", all->bodies_size());
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
        {"etag", body.etag()}};
    for (const auto& relation : body.relations()) {
        output.table.rows.push_back(
            {word_of(relation.kind()),
             fmt::format(
                 "{} from {} to {}",
                 relation.body(),
                 or_dash(relation.from()),
                 or_dash(relation.to())
             )}
        );
    }
    print(session.out, session.format, output);
    return exit_ok;
}

}  // namespace

void add_body(CLI::App& program, Session& session) {
    auto& noun = *program.add_subcommand("body", "the forces, authorities and partnerships");
    noun.require_subcommand(1)->fallthrough();

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
