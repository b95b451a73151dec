// The register of peers, searched by what a commission needs.
#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "services/console/desks.hpp"
#include "services/console/npia/shared.hpp"
#include "services/console/places.hpp"
#include "services/console/table.hpp"
#include "services/console/words.hpp"

namespace ladder::npia {

using console::Answer;
using console::Cell;
using console::Data;
using console::Page;
using console::Visit;

namespace {

constexpr const char* peers_page = "peers";

// What was searched for.
struct PeerSearch {
    std::string skill;
    std::string available_on;
    std::string helps;  // the body that is to be helped
    std::string words;
    bool left = false;
};

PeerSearch search_of(const Visit& visit) {
    return {
        visit.query.value("skill"),
        visit.query.value("available_on"),
        visit.query.value("helps"),
        visit.query.value("search"),
        visit.query.has("left")};
}

base::Result<std::vector<v1::Peer>> list_peers(
    const Visit& visit, const PeerSearch& search, bool only_who_may_help
) {
    v1::ListPeersRequest request;
    request.set_skill(search.skill);
    request.set_available_on(search.available_on);
    request.set_include_left(search.left);
    if (only_who_may_help) {
        request.set_may_help(search.helps);
    }
    return visit.read_all("PeerService/ListPeers", request, &v1::ListPeersResponse::peers);
}

// The names of those that may help the body; all, where none is named.
base::Result<std::set<std::string>> who_may_help(
    const Visit& visit, const PeerSearch& search, const std::vector<v1::Peer>& all
) {
    std::set<std::string> names;
    auto found = search.helps.empty() ? base::Result<std::vector<v1::Peer>>{all}
                                      : list_peers(visit, search, true);
    if (!found) {
        return found.error();
    }
    for (const auto& peer : *found) {
        names.insert(peer.name());
    }
    return names;
}

std::string skills_in_words(const v1::Peer& peer, const std::vector<console::Option>& skills) {
    std::vector<std::string> titles;
    for (const auto& id : peer.skills()) {
        const auto known = std::find_if(skills.begin(), skills.end(), [&](const auto& skill) {
            return skill.value == id;
        });
        titles.push_back(known == skills.end() ? console::word_in_words(id) : known->text);
    }
    return fmt::format("{}", fmt::join(titles, "; "));
}

Cell accreditation_cell(const Visit& visit, const v1::Peer& peer, const std::string& today) {
    const auto& templates = visit.desk->templates;
    if (peer.accredited_from().empty()) {
        return {templates.text(peers_page, "not_accredited"), {}, {}, "grey"};
    }
    if (peer.accredited_to().empty()) {
        return {templates.text(peers_page, "accredited"), {}, {}, {}, {}, "9999"};
    }
    Cell cell{console::day_in_words(peer.accredited_to()), {}, {}, {}, {}, peer.accredited_to()};
    if (peer.accredited_to() < today) {
        cell.tag = "red";
        cell.note = templates.text(peers_page, "run_out");
    }
    return cell;
}

std::string availability_in_words(const Visit& visit, const v1::Peer& peer) {
    const auto& templates = visit.desk->templates;
    if (peer.availability().empty()) {
        return templates.text(peers_page, "always");
    }
    std::vector<std::string> spans;
    for (const auto& span : peer.availability()) {
        spans.push_back(
            span.to().empty() ? fmt::format(
                                    "{} {}",
                                    templates.text(peers_page, "from"),
                                    console::day_in_words(span.from())
                                )
                              : fmt::format(
                                    "{} – {}",
                                    console::day_in_words(span.from()),
                                    console::day_in_words(span.to())
                                )
        );
    }
    return fmt::format("{}", fmt::join(spans, "; "));
}

// Bodies whose members the peers are, or who may be helped.
std::vector<console::Option> bodies_to_help(const console::Titles& titles) {
    std::vector<console::Option> options;
    for (const auto& [name, title] : titles.all("bodies/")) {
        options.push_back({name, title});
    }
    std::sort(options.begin(), options.end(), [](const auto& a, const auto& b) {
        return a.text < b.text;
    });
    return options;
}

Answer show_peers(Visit& visit) {
    const auto search = search_of(visit);
    const auto peers = list_peers(visit, search, false);
    if (!peers) {
        return peers.error();
    }
    const auto free_to_help = who_may_help(visit, search, *peers);
    if (!free_to_help) {
        return free_to_help.error();
    }
    console::Titles titles;
    if (const auto added = add_body_titles(visit, titles); !added) {
        return added.error();
    }
    const auto& templates = visit.desk->templates;
    const auto skills = skills_of(visit);
    const auto today = console::today_of(visit);
    console::Table table{
        {{"peer"},
         {"home_force"},
         {"skills", false, false},
         {"accredited_to"},
         {"availability", false, false}},
        {}};
    for (const auto& peer : *peers) {
        const auto home = titles.of(peer.home_force());
        if (!has_words(peer.title(), search.words) && !has_words(home, search.words)) {
            continue;
        }
        Cell who{peer.title(), visit.link("/" + peer.name())};
        who.note = peer.left_on().empty() ? "" : templates.text(peers_page, "left");
        table.rows.push_back(
            {std::move(who),
             {home},
             {skills_in_words(peer, skills)},
             accreditation_cell(visit, peer, today),
             {availability_in_words(visit, peer)}}
        );
        if (!search.helps.empty()) {
            table.rows.back().push_back(
                free_to_help->contains(peer.name())
                    ? Cell{templates.text(peers_page, "may_help"), {}, {}, "green"}
                    : Cell{
                          templates.text(peers_page, "own_force"),
                          {},
                          templates.text(peers_page, "conflict"),
                          "red"}
            );
        }
    }
    if (!search.helps.empty()) {
        table.columns.push_back({"helps"});
    }
    Page page{peers_page};
    auto& data = page.data;
    put_desk_nav(data, visit);
    data.set("may_keep", Data{may_keep_peers(visit)});
    data.set("skills", choices(skills, search.skill, templates.text(peers_page, "any")));
    data.set(
        "bodies", choices(bodies_to_help(titles), search.helps, templates.text(peers_page, "any"))
    );
    data.set("available_on", search.available_on);
    data.set("search", search.words);
    data.set("left", Data{search.left});
    return list_answer(
        visit,
        std::move(page),
        std::move(table),
        {"/peers", {"skill", "available_on", "helps", "search", "left"}, "peer", 50, "peers"}
    );
}

}  // namespace

std::vector<console::Option> skills_of(const Visit& visit) {
    const console::RulesetWords words{*visit.desk};
    std::vector<console::Option> options;
    if (words.definition() != nullptr) {
        for (const auto& skill : words.definition()->skills()) {
            options.push_back({skill.id(), skill.title()});
        }
    }
    return options;
}

bool may_keep_peers(const Visit& visit) {
    return console::may(visit, v1::PERMISSION_KEEP_PEERS);
}

void add_peer_list_pages(console::Pages& pages) {
    pages.get("/peers", console::Audience::signed_in, show_peers);
}

}  // namespace ladder::npia
