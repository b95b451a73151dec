// A commission: its team with what each peer still needs, its days, what is on record and what can
// be done.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "services/console/npia/shared.hpp"
#include "services/console/procedure_forms.hpp"
#include "services/console/table.hpp"
#include "services/console/words.hpp"

namespace ladder::npia {

using console::Answer;
using console::Cell;
using console::Data;
using console::Page;
using console::ProcedureSeen;
using console::Visit;

namespace {

constexpr const char* commission_page = "commission";

// The entries of a record that stand, by the peer they are about; the latest of each.
std::map<std::string, const v1::Entry*> by_peer(
    const Visit& visit, const ProcedureSeen& seen, std::string_view record
) {
    std::map<std::string, const v1::Entry*> found;
    for (const auto* entry : console::standing(visit, seen, record)) {
        found[entry->key()] = entry;
    }
    return found;
}

// "until 31 March 2011", or that it is missing.
Cell release_cell(
    const Visit& visit,
    const std::map<std::string, const v1::Entry*>& given,
    const std::string& peer,
    bool was_asked
) {
    const auto& templates = visit.desk->templates;
    const auto found = given.find(peer);
    if (found != given.end()) {
        return {fmt::format(
            "{} {}",
            templates.text("common", "procedure.until"),
            console::day_in_words(found->second->expires_on())
        )};
    }
    return {
        templates.text(commission_page, was_asked ? "asked" : "missing"),
        {},
        {},
        was_asked ? "yellow" : "red"};
}

base::Result<std::map<std::string, v1::Peer>> peers_by_name(const Visit& visit) {
    v1::ListPeersRequest request;
    request.set_include_left(true);
    const auto peers =
        visit.read_all("PeerService/ListPeers", request, &v1::ListPeersResponse::peers);
    std::map<std::string, v1::Peer> found;
    if (!peers) {
        return peers.error().code == base::Code::permission_denied
                   ? base::Result<std::map<std::string, v1::Peer>>{found}
                   : peers.error();
    }
    for (const auto& peer : *peers) {
        found[peer.name()] = peer;
    }
    return found;
}

base::Result<void> put_team(Data& data, const Visit& visit, const ProcedureSeen& seen) {
    const auto peers = peers_by_name(visit);
    if (!peers) {
        return peers.error();
    }
    console::Titles bodies;
    if (const auto added = add_body_titles(visit, bodies); !added) {
        return added.error();
    }
    const auto asked = by_peer(visit, seen, "consent_request");
    const auto consents = by_peer(visit, seen, "consent");
    const auto endorsements = by_peer(visit, seen, "endorsement");
    const auto deployments = by_peer(visit, seen, "deployment");
    const auto& templates = visit.desk->templates;
    console::Table team{{{"peer"}, {"task"}, {"consent"}, {"endorsement"}, {"deployed"}}, {}};
    for (const auto* member : console::standing(visit, seen, "team_member")) {
        const auto& name = member->key();
        const auto peer = peers->find(name);
        const bool left = peer != peers->end() && !peer->second.left_on().empty();
        Cell who{seen.titles.of(name)};
        if (peer != peers->end()) {
            who.link = visit.link("/" + name);
            who.note = bodies.of(peer->second.home_force());
        }
        if (left) {
            who.note += ": " + templates.text(commission_page, "left");
        }
        const auto deployed = deployments.find(name);
        const bool leads = value_of(*member, "leads") == "yes";
        const bool was_asked = asked.contains(name);
        team.rows.push_back(
            {std::move(who),
             {value_of(*member, "task"), {}, leads ? templates.text(commission_page, "leads") : ""},
             release_cell(visit, consents, name, was_asked),
             release_cell(visit, endorsements, name, was_asked),
             {deployed == deployments.end()
                  ? templates.text(commission_page, "not_deployed")
                  : fmt::format(
                        "{} – {}",
                        console::day_in_words(value_of(*deployed->second, "from")),
                        console::day_in_words(value_of(*deployed->second, "to"))
                    )}}
        );
    }
    console::put_table(data, "team", templates, commission_page, team);
    return {};
}

// Whether the work stands still today, and why: the last pause that no resumption followed.
void put_pause(Data& data, const ProcedureSeen& seen) {
    const v1::Entry* pause = nullptr;
    for (const auto& entry : seen.procedure.entries()) {
        if (!entry.withdrawn_on().empty()) {
            continue;
        }
        if (entry.record() == "pause") {
            pause = &entry;
        } else if (entry.record() == "resume") {
            pause = nullptr;
        }
    }
    data.set("paused", Data{pause != nullptr});
    if (pause != nullptr) {
        data.set("pause_on", console::day_in_words(pause->effective_on()));
        data.set("pause_why", value_of(*pause, "why"));
        data.set("pause_by", value_of(*pause, "asked_by"));
    }
}

// The day on which the report is due, and how it stands.
void put_terms(Data& data, const Visit& visit, const ProcedureSeen& seen) {
    const auto terms = console::standing(visit, seen, "terms");
    data.set("has_terms", Data{!terms.empty()});
    if (terms.empty()) {
        return;
    }
    const auto& entry = *terms.back();
    data.set("task", value_of(entry, "task"));
    data.set("lead", value_of(entry, "lead"));
    data.set("from", console::day_in_words(value_of(entry, "from")));
    data.set("to", console::day_in_words(value_of(entry, "to")));
    data.set("report_due", console::day_in_words(value_of(entry, "report_due")));
}

// What HMIC told the NPIA that it is concerned about: the summaries of referrals of the body.
base::Result<void> put_concerns(Data& data, const Visit& visit, const ProcedureSeen& seen) {
    std::vector<Data> concerns;
    const auto referrals = procedures_of(visit, ProcedureKind::referral, true);
    if (!referrals && referrals.error().code != base::Code::permission_denied) {
        return referrals.error();
    }
    const v1::ProcedureSummary* newest = nullptr;
    for (const auto& referral : referrals ? *referrals : std::vector<v1::ProcedureSummary>{}) {
        const bool same = referral.body() == seen.procedure.body();
        if (same && (newest == nullptr || newest->stage_since() <= referral.stage_since())) {
            newest = &referral;
        }
    }
    if (newest != nullptr) {
        v1::GetProcedureRequest request;
        request.set_name(newest->name());
        const auto referral =
            visit.read<v1::GetProcedureResponse>("ProcedureService/GetProcedure", request);
        if (!referral) {
            return referral.error();
        }
        for (const auto& entry : referral->procedure().entries()) {
            if (entry.record() == "reason" && entry.withdrawn_on().empty()) {
                auto& shown = concerns.emplace_back(Data::type::object);
                shown.set("summary", value_of(entry, "summary"));
                shown.set("on", console::day_in_words(entry.effective_on()));
                shown.set("link", visit.link(path_below("/requests", newest->name())));
            }
        }
    }
    data.set("has_concerns", Data{!concerns.empty()});
    data.set("concerns", console::list_of(std::move(concerns)));
    return {};
}

Answer show_commission(Visit& visit) {
    const auto seen = console::see_procedure(visit, name_in(visit, "procedures"));
    if (!seen) {
        return seen.error();
    }
    if (console::kind_of(*seen->ruleset, seen->procedure.definition()) !=
        ProcedureKind::commission) {
        return base::Error{base::Code::not_found, "there is no commission of that name", {}};
    }
    Page page{commission_page};
    page.crumbs = {{"/commissions", visit.desk->templates.text("common", "nav.commissions")}};
    auto& data = page.data;
    put_desk_nav(data, visit);
    put_terms(data, visit, *seen);
    put_pause(data, *seen);
    for (const auto& put : {put_team(data, visit, *seen), put_concerns(data, visit, *seen)}) {
        if (!put) {
            return put.error();
        }
    }
    data.set("has_plan", Data{!console::standing(visit, *seen, "recommendation").empty()});
    data.set("plan_link", visit.link(fmt::format("/{}/plan", seen->body.name())));
    console::put_procedure(data, visit, *seen, path_below("/commissions", seen->procedure.name()));
    return page;
}

}  // namespace

void add_commission_pages(console::Pages& pages) {
    pages.get("/commissions/{id}", console::Audience::signed_in, show_commission);
}

}  // namespace ladder::npia
