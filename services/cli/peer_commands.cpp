// `ladder peer`: the register of peers, and what it is asked for.
#include <ostream>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/ranges.h>

#include "ladder/v1/peer_service.pb.h"
#include "services/cli/commands.hpp"
#include "services/cli/registers.hpp"

namespace ladder::cli {

namespace {

// Options that were not given leave what the register says.
struct PeerOptions {
    std::string name;
    std::string etag;
    std::optional<std::string> person;
    std::optional<std::string> title;
    std::optional<std::string> home_force;
    std::optional<std::string> accredited_from;
    std::optional<std::string> accredited_to;
    std::optional<std::string> accredited_by;
    std::optional<std::string> clearance;
    std::optional<std::string> left_on;
    std::vector<std::string> skills;
    std::vector<std::string> available;  // "2010-01-01..2010-06-30"
    std::string known_on;
};

struct PeerListOptions {
    std::string skill;
    std::string home_force;
    std::string may_help;
    std::string available_on;
    bool include_left = false;
};

v1::DateRange range_of(const std::string& text) {
    v1::DateRange range;
    const auto dots = text.find("..");
    range.set_from(text.substr(0, dots));
    range.set_to(dots == std::string::npos ? "" : text.substr(dots + 2));
    return range;
}

base::Result<void> put_options(const PeerOptions& options, v1::Peer& peer) {
    peer.set_name(full("peers", options.name));
    peer.set_person(options.person.value_or(peer.person()));
    peer.set_title(options.title.value_or(peer.title()));
    if (options.home_force) {
        peer.set_home_force(full("bodies", *options.home_force));
    }
    peer.set_accredited_from(options.accredited_from.value_or(peer.accredited_from()));
    peer.set_accredited_to(options.accredited_to.value_or(peer.accredited_to()));
    peer.set_accredited_by(options.accredited_by.value_or(peer.accredited_by()));
    peer.set_left_on(options.left_on.value_or(peer.left_on()));
    if (options.clearance) {
        const auto clearance = parse_word<v1::Marking>(*options.clearance, "--clearance");
        if (!clearance) {
            return clearance.error();
        }
        peer.set_clearance(*clearance);
    }
    if (!options.skills.empty()) {
        peer.mutable_skills()->Assign(options.skills.begin(), options.skills.end());
    }
    if (!options.available.empty()) {
        peer.clear_availability();
        for (const auto& text : options.available) {
            *peer.add_availability() = range_of(text);
        }
    }
    return {};
}

base::Result<v1::Peer> fetch_peer(const Session& session, const std::string& name) {
    return fetch_record<v1::GetPeerResponse, v1::GetPeerRequest, v1::Peer>(
        session, "PeerService/GetPeer", full("peers", name), &v1::GetPeerResponse::peer
    );
}

base::Result<int> register_peer(Session& session, const PeerOptions& options) {
    v1::RegisterPeerRequest request;
    if (const auto put = put_options(options, *request.mutable_peer()); !put) {
        return put.error();
    }
    request.set_reasons(session.reason);
    request.set_known_on(options.known_on);
    set_mutation(session, request);
    const auto response =
        ask<v1::RegisterPeerResponse>(session, "PeerService/RegisterPeer", request);
    if (!response) {
        return response.error();
    }
    return tell_record(session, *response, response->peer(), "registered");
}

base::Result<int> update_peer(Session& session, const PeerOptions& options) {
    v1::UpdatePeerRequest request;
    auto peer = fetch_peer(session, options.name);
    if (!peer) {
        return peer.error();
    }
    *request.mutable_peer() = std::move(*peer);
    if (!options.etag.empty()) {
        request.mutable_peer()->set_etag(options.etag);
    }
    if (const auto put = put_options(options, *request.mutable_peer()); !put) {
        return put.error();
    }
    request.set_reasons(session.reason);
    request.set_known_on(options.known_on);
    set_mutation(session, request);
    const auto response = ask<v1::UpdatePeerResponse>(session, "PeerService/UpdatePeer", request);
    if (!response) {
        return response.error();
    }
    return tell_record(session, *response, response->peer(), "changed");
}

base::Result<int> show_peer(Session& session, const std::string& name) {
    const auto peer = fetch_peer(session, name);
    if (!peer) {
        return peer.error();
    }
    Output output{&*peer, {&*peer}, {{"FIELD", "VALUE"}, {}}, {}, {}};
    output.table.rows = {
        {"name", peer->name()},
        {"person", peer->person()},
        {"title", peer->title()},
        {"home force", bare(peer->home_force())},
        {"skills", fmt::format("{}", fmt::join(peer->skills(), ", "))},
        {"accredited",
         fmt::format(
             "{} to {}, by {}",
             or_dash(peer->accredited_from()),
             or_dash(peer->accredited_to()),
             or_dash(peer->accredited_by())
         )},
        {"clearance", word_of(peer->clearance())},
        {"left on", or_dash(peer->left_on())},
        {"changed because", peer->reasons()},
        {"changed by", in_words(peer->updated_by())},
        {"etag", peer->etag()}};
    for (const auto& range : peer->availability()) {
        output.table.rows.push_back(
            {"available", fmt::format("{} to {}", range.from(), or_dash(range.to()))}
        );
    }
    print(session.out, session.format, output);
    return exit_ok;
}

base::Result<int> list_peers(Session& session, const PeerListOptions& options) {
    v1::ListPeersRequest request;
    request.set_skill(options.skill);
    request.set_home_force(full("bodies", options.home_force));
    request.set_may_help(full("bodies", options.may_help));
    request.set_available_on(options.available_on);
    request.set_include_left(options.include_left);
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    const auto all = ask_all<v1::ListPeersResponse>(
        session, "PeerService/ListPeers", request, [](auto& page) { return page.mutable_peers(); }
    );
    if (!all) {
        return all.error();
    }
    Output output{
        &*all,
        pointers_to(all->peers()),
        {{"PEER", "TITLE", "HOME FORCE", "SKILLS", "ACCREDITED TO", "CLEARANCE", "ETAG"}, {}},
        {},
        {}};
    for (const auto& peer : all->peers()) {
        output.table.rows.push_back(
            {bare(peer.name()),
             peer.title(),
             bare(peer.home_force()),
             fmt::format("{}", fmt::join(peer.skills(), ", ")),
             peer.accredited_from().empty() ? "not accredited" : or_dash(peer.accredited_to()),
             word_of(peer.clearance()),
             peer.etag()}
        );
    }
    output.note = tally(
        all->peers_size(),
        "peers",
        "`ladder peer register` adds one; --all shows those who left, too"
    );
    print(session.out, session.format, output);
    return exit_ok;
}

base::Result<int> show_capacity(Session& session, const std::string& from, int months) {
    v1::GetCapacityRequest request;
    request.set_from(from);
    request.set_months(months);
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    const auto response = ask<v1::GetCapacityResponse>(session, "PeerService/GetCapacity", request);
    if (!response) {
        return response.error();
    }
    Output output{
        &*response,
        pointers_to(response->months()),
        {{"MONTH", "COMMITTED WEEKS", "AVAILABLE WEEKS", "COMMISSIONS"}, {}},
        {},
        {}};
    for (const auto& month : response->months()) {
        output.table.rows.push_back(
            {month.month().substr(0, 7),
             fmt::format("{:.1f}", month.committed_weeks()),
             fmt::format("{:.1f}", month.available_weeks()),
             std::to_string(month.procedures_size())}
        );
    }
    print(session.out, session.format, output);
    return exit_ok;
}

void add_peer_options(CLI::App& verb, const std::shared_ptr<PeerOptions>& options) {
    verb.fallthrough();
    verb.add_option("name", options->name, "the name, with or without peers/")->required();
    verb.add_option("--person", options->person, "the person's identifier");
    verb.add_option("--title", options->title, "name and rank");
    verb.add_option("--home-force", options->home_force, "the home force");
    verb.add_option("--skill", options->skills, "a skill of the ruleset; may be repeated")
        ->allow_extra_args(false);
    verb.add_option("--accredited-from", options->accredited_from, "first day");
    verb.add_option("--accredited-to", options->accredited_to, "last day");
    verb.add_option("--accredited-by", options->accredited_by, "who accredited, and the number");
    verb.add_option("--clearance", options->clearance, "the highest marking, such as confidential");
    verb.add_option("--available", options->available, "FROM..TO; may be repeated [always]")
        ->allow_extra_args(false);
    verb.add_option("--left-on", options->left_on, "the day the peer left the register");
    verb.add_option("--known-on", options->known_on, "when it was known [today]");
}

void add_peer_changes(CLI::App& noun, Session& session) {
    auto& add = *noun.add_subcommand("register", "register a peer");
    add.footer(
        "Example: ladder peer register a-smith --person a.smith@surrey --title 'Ch Supt A. Smith' "
        "--home-force surrey --skill custody --accredited-from 2009-01-01 --accredited-by NPIA "
        "--clearance confidential --reason 'Accredited in January'"
    );
    auto options = std::make_shared<PeerOptions>();
    add_peer_options(add, options);
    on_run(add, session, [options](Session& now) { return register_peer(now, *options); });

    auto& update = *noun.add_subcommand("update", "change what the register says of a peer");
    update.footer("Example: ladder peer update a-smith --left-on 2010-05-01 --reason 'Retired'");
    auto changes = std::make_shared<PeerOptions>();
    add_peer_options(update, changes);
    update.add_option("--etag", changes->etag, "the etag you saw [that of the peer now]");
    on_run(update, session, [changes](Session& now) { return update_peer(now, *changes); });
}

}  // namespace

void add_peer(CLI::App& program, Session& session) {
    auto& noun = *program.add_subcommand("peer", "accredited peers, who help other forces");
    noun.require_subcommand(1)->fallthrough();
    add_peer_changes(noun, session);

    auto& show = *noun.add_subcommand("show", "one peer");
    show.fallthrough()->footer("Example: ladder peer show a-smith");
    auto name = std::make_shared<std::string>();
    show.add_option("name", *name, "the name, with or without peers/")->required();
    on_run(show, session, [name](Session& now) { return show_peer(now, *name); });

    auto& list = *noun.add_subcommand("list", "peers, in order of name");
    list.fallthrough()->footer(
        "Example: ladder peer list --skill custody --may-help nottinghamshire "
        "--available-on 2010-02-01"
    );
    auto filter = std::make_shared<PeerListOptions>();
    list.add_option("--skill", filter->skill, "only with this skill");
    list.add_option("--home-force", filter->home_force, "only of this force");
    list.add_option("--may-help", filter->may_help, "only of another force than this body's");
    list.add_option("--available-on", filter->available_on, "only accredited and available then");
    list.add_flag("--all", filter->include_left, "those who left, too");
    on_run(list, session, [filter](Session& now) { return list_peers(now, *filter); });

    auto& capacity = *noun.add_subcommand("capacity", "weeks committed and available, by month");
    capacity.fallthrough()->footer("Example: ladder peer capacity --from 2010-01-01 --months 6");
    auto from = std::make_shared<std::string>();
    auto months = std::make_shared<int>(12);
    capacity.add_option("--from", *from, "a day of the first month")->required();
    capacity.add_option("--months", *months, "how many months [12]");
    on_run(capacity, session, [from, months](Session& now) {
        return show_capacity(now, *from, *months);
    });
}

}  // namespace ladder::cli
