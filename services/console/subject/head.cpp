#include "services/console/subject/head.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "services/console/fields.hpp"
#include "services/console/subject/act_choices.hpp"
#include "services/console/words.hpp"

namespace ladder::subject {

using console::day_in_words;
using console::list_of;
using console::put_text;

namespace {

constexpr std::array tabs{
    "timeline",
    "indicators",
    "triggers",
    "decisions",
    "plan",
    "commissions",
    "letters",
    "directions",
    "people"};

// The authority that maintains a force, or the force that an authority maintains; null if none.
const v1::Body* maintained_with(const BodyFile& file) {
    const auto maintains = [](const v1::Body& one, const std::string& other) {
        const auto& relations = one.relations();
        return std::any_of(relations.begin(), relations.end(), [&](const auto& relation) {
            return relation.kind() == v1::BODY_RELATION_KIND_MAINTAINS && relation.body() == other;
        });
    };
    for (const auto& other : file.bodies) {
        if (maintains(other, file.body.name()) || maintains(file.body, other.name())) {
            return &other;
        }
    }
    return nullptr;
}

// The newest set in which the body has peers.
std::vector<std::string> peers_of(const Visit& visit, const BodyFile& file) {
    v1::ListPeerGroupsRequest request;
    const auto sets = visit.read<v1::ListPeerGroupsResponse>("BodyService/ListPeerGroups", request);
    if (!sets) {
        return {};
    }
    for (const auto& set : sets->peer_group_sets()) {
        for (const auto& group : set.groups()) {
            if (group.body() == file.body.name()) {
                return {group.peers().begin(), group.peers().end()};
            }
        }
    }
    return {};
}

Data link_data(const std::string& text, const std::string& link) {
    Data data{Data::type::object};
    data.set("text", text);
    data.set("link", link);
    return data;
}

Data tabs_data(const Visit& visit, const BodyFile& file, const std::string& current) {
    std::vector<Data> shown;
    for (const std::string tab : tabs) {
        auto& item = shown.emplace_back(link_data(
            visit.desk->templates.text("common", "subject.tab." + tab),
            visit.link(file.path(tab == "timeline" ? std::string{} : tab))
        ));
        item.set("current", Data{tab == current});
    }
    return list_of(std::move(shown));
}

Data cases_data(const Visit& visit, const BodyFile& file, const std::string& tab) {
    std::vector<Data> shown;
    for (const auto& one : file.cases) {
        const auto path = fmt::format(
            "/bodies/{}{}?case={}",
            id_of(file.body.name()),
            tab == "timeline" ? std::string{} : "/" + tab,
            id_of(one.name())
        );
        auto& item = shown.emplace_back(link_data(case_title(one), visit.link(path)));
        item.set("current", Data{file.chosen && file.chosen->name() == one.name()});
    }
    return list_of(std::move(shown));
}

// Open cases that move together with the chosen one, of those that are seen.
Data linked_data(const Visit& visit, const BodyFile& file) {
    std::vector<Data> shown;
    for (const auto& name : file.chosen->linked_cases()) {
        v1::GetCaseRequest request;
        request.set_name(name);
        const auto found = visit.read<v1::GetCaseResponse>("CaseService/GetCase", request);
        if (found) {
            const auto& other = found->case_();
            shown.push_back(link_data(
                fmt::format(
                    "{}, {}", file.title_of(other.body()), subject_in_words(other.subject())
                ),
                visit.link(fmt::format("/bodies/{}?case={}", id_of(other.body()), id_of(name)))
            ));
        }
    }
    return list_of(std::move(shown));
}

struct ActOffered {
    std::string text;
    std::string link;
};

// What may be recorded in the case, the decision apart.
std::vector<ActOffered> acts_of(const Visit& visit, const BodyFile& file) {
    const auto rights = file.rights(visit);
    const auto& texts = visit.desk->templates;
    const auto case_path = "/cases/" + id_of(file.chosen->name());
    std::vector<ActOffered> acts;
    const auto add = [&](bool may, const std::string& act) {
        if (may) {
            acts.push_back(
                {texts.text("common", "subject.act." + act),
                 fmt::format("{}/record/{}", case_path, act)}
            );
        }
    };
    add(rights.may_recommend(), "recommend");
    add(rights.may(v1::PERMISSION_RAISE_CONCERN), "concern");
    add(rights.may(v1::PERMISSION_RECORD_FACT), "fact");
    add(!rights.capacity().empty(), "note");
    add(rights.may(v1::PERMISSION_KEEP_DIARY), "later");
    add(rights.may(v1::PERMISSION_KEEP_DIARY), "ask");
    for (const auto* procedure : rights.may_start_in(*file.chosen, file.body)) {
        const auto kind = console::kind_of(*file.titles.ruleset(), procedure->id());
        if (!start_path(kind).empty()) {
            continue;  // on its tab
        }
        Data words{Data::type::object};
        words.set("what", procedure->title());
        acts.push_back(
            {texts.text("common", "subject.act.start", words),
             fmt::format("{}/record/start?item={}", case_path, procedure->id())}
        );
    }
    add(rights.may(v1::PERMISSION_OPEN_CASE), "link");
    add(rights.may(v1::PERMISSION_OPEN_CASE) && !file.chosen->linked_cases().empty(), "unlink");
    add(may_migrate(visit, *file.chosen), "migrate");
    return acts;
}

void put_acts(Data& data, const Visit& visit, const BodyFile& file) {
    const auto rights = file.rights(visit);
    const bool now = !visit.known.has_value();
    const bool open = file.chosen && file.chosen->closed_on().empty();
    const bool may_decide = now && open && rights.may_decide(*file.chosen);
    put_text(
        data,
        "decide_link",
        may_decide ? fmt::format("/cases/{}/decide", id_of(file.chosen->name())) : std::string{}
    );
    std::vector<Data> shown;
    if (now && open) {
        for (const auto& act : acts_of(visit, file)) {
            shown.push_back(link_data(act.text, act.link));
        }
    }
    if (now && rights.may(v1::PERMISSION_OPEN_CASE)) {
        shown.push_back(link_data(
            visit.desk->templates.text("common", "subject.act.open"),
            fmt::format("/bodies/{}/open", id_of(file.body.name()))
        ));
    }
    data.set("has_acts", Data{!shown.empty()});
    data.set("acts", list_of(std::move(shown)));
}

// The last day of what was agreed in the chosen case and runs: support, a review. Null if none is.
const v1::Deadline* planned_exit(const Visit& visit, const BodyFile& file) {
    for (const auto& deadline : file.deadlines) {
        const auto in = std::find_if(
            file.procedures.begin(),
            file.procedures.end(),
            [&](const auto& procedure) { return procedure.name() == deadline.parent(); }
        );
        if (in == file.procedures.end() || in->case_name() != file.chosen->name()) {
            continue;
        }
        const auto ruleset = visit.desk->app.rulesets.indexed(in->ruleset());
        if (ruleset && console::ends_span(**ruleset, in->definition(), deadline.definition())) {
            return &deadline;
        }
    }
    return nullptr;
}

void put_stage(Data& data, const Visit& visit, const BodyFile& file) {
    const auto& state = *file.chosen;
    data.set("stage", file.titles.stage(state.ladder(), state.stage()));
    put_text(data, "stage_alias", file.titles.alias(state.ladder(), state.stage()));
    data.set("stage_since", day_in_words(state.stage_since()));
    put_text(data, "next_review", day_in_words(state.next_review_on()));
    put_text(data, "closed_on", day_in_words(state.closed_on()));
    const auto* exit = planned_exit(visit, file);
    put_text(data, "planned_exit", exit == nullptr ? std::string{} : day_in_words(exit->due_on()));
    put_text(data, "exit_title", exit == nullptr ? std::string{} : exit->title());
}

}  // namespace

void put_head(Page& page, const Visit& visit, const BodyFile& file, const std::string& tab) {
    const auto& texts = visit.desk->templates;
    page.crumbs = {
        {"/", texts.text("common", "nav.home")}, {"/bodies", texts.text("common", "nav.bodies")}};
    auto& data = page.data;
    const auto& body = file.body;
    data.set("body_title", body.title());
    put_text(data, "welsh_title", body.welsh_title());
    put_text(data, "kind", kind_in_words(body.kind()));
    const auto country = country_in_words(body.country());
    put_text(
        data,
        "where",
        body.region().empty() || body.region() == country
            ? country
            : fmt::format("{}, {}", body.region(), country)
    );
    const auto* other = maintained_with(file);
    data.set("is_force", Data{body.kind() == v1::BODY_KIND_POLICE_FORCE});
    put_text(data, "other", other == nullptr ? std::string{} : other->title());
    put_text(
        data,
        "other_link",
        other == nullptr ? std::string{} : visit.link("/bodies/" + id_of(other->name()))
    );
    std::vector<Data> peers;
    for (const auto& peer : peers_of(visit, file)) {
        peers.push_back(link_data(file.title_of(peer), visit.link("/bodies/" + id_of(peer))));
    }
    data.set("peers_count", std::to_string(peers.size()));
    data.set("has_peers", Data{!peers.empty()});
    data.set("peers", list_of(std::move(peers)));

    data.set("tabs", tabs_data(visit, file, tab));
    data.set("has_cases", Data{file.cases.size() > 1});
    data.set("cases", cases_data(visit, file, tab));
    data.set("has_case", Data{file.chosen.has_value()});
    if (file.chosen) {
        put_stage(data, visit, file);
    }
    const auto linked = file.chosen ? linked_data(visit, file) : list_of({});
    data.set("has_linked", Data{linked.is_non_empty_list()});
    data.set("linked", linked);
    put_acts(data, visit, file);
}

}  // namespace ladder::subject
