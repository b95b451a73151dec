#include "services/console/subject/decide_page.hpp"

#include <algorithm>
#include <variant>

#include <fmt/format.h>

#include "services/console/desks.hpp"
#include "services/console/subject/explained.hpp"
#include "services/console/subject/stale.hpp"
#include "services/console/table.hpp"
#include "services/console/titles.hpp"
#include "services/console/words.hpp"

namespace ladder::subject {

using console::day_in_words;
using console::FieldErrors;
using console::list_of;
using console::put_text;

namespace {

constexpr const char* decide_page_name = "case_decide";

// --- What stands -------------------------------------------------------------------------------

void put_proposals(Data& data, const CaseFile& file) {
    std::vector<Data> shown;
    for (const auto& proposal : file.state.proposals()) {
        if (proposal.state() != v1::PROPOSAL_STATE_OPEN) {
            continue;
        }
        auto& item = shown.emplace_back(Data::type::object);
        item.set("text", file.titles.plain(proposal.raised_because().text()));
        item.set("link", file.subject_path("triggers") + "#" + proposal.id());
    }
    data.set("has_proposals", Data{!shown.empty()});
    data.set("proposals", list_of(std::move(shown)));
}

void put_concerns(Data& data, const CaseFile& file, const Rights& rights) {
    std::vector<Data> shown;
    for (const auto& concern : file.state.concerns()) {
        if (!concern.closed_on().empty()) {
            continue;
        }
        auto& item = shown.emplace_back(Data::type::object);
        item.set("text", concern.title());
        item.set("since", day_in_words(concern.raised_on()));
        put_text(
            item,
            "link",
            rights.may(v1::PERMISSION_RAISE_CONCERN)
                ? file.path("record/close_concern") + "?item=" + concern.id()
                : std::string{}
        );
    }
    data.set("has_concerns", Data{!shown.empty()});
    data.set("concerns", list_of(std::move(shown)));
}

void put_recommendations(Data& data, const CaseFile& file) {
    std::vector<Data> shown;
    for (const auto& one : file.state.recommendations()) {
        if (one.version() < file.state.stage_version()) {
            continue;
        }
        auto& item = shown.emplace_back(Data::type::object);
        item.set("stage", file.titles.stage(file.state.ladder(), one.to_stage()));
        item.set("who", file.titles.actor(one.recommender()));
        item.set("day", day_in_words(one.effective_on()));
        item.set("reasons", one.reasons());
    }
    data.set("has_recommendations", Data{!shown.empty()});
    data.set("recommendations", list_of(std::move(shown)));
}

// Of the body itself, each once: what the standing proposals rest on.
void note_figures(
    std::vector<v1::Input>& figures, const v1::Explanation& explanation, const std::string& body
) {
    for (const auto& input : explanation.judgement().inputs()) {
        const bool known = std::any_of(figures.begin(), figures.end(), [&](const auto& one) {
            return one.indicator() == input.indicator() && one.period_end() == input.period_end();
        });
        if (input.body() == body && !known) {
            figures.push_back(input);
        }
    }
    for (const auto& part : explanation.parts()) {
        note_figures(figures, part, body);
    }
}

void put_figures(Data& data, const Visit& visit, const CaseFile& file) {
    std::vector<v1::Input> figures;
    for (const auto& proposal : file.state.proposals()) {
        if (proposal.state() == v1::PROPOSAL_STATE_OPEN) {
            note_figures(figures, proposal.raised_because(), file.body.name());
        }
    }
    std::stable_sort(figures.begin(), figures.end(), [](const auto& a, const auto& b) {
        return std::tie(a.indicator(), b.period_end()) < std::tie(b.indicator(), a.period_end());
    });
    console::Table table{
        {{"figure"}, {"period"}, {"value", true}, {"revision", true}, {"published"}}, {}};
    for (const auto& figure : figures) {
        table.rows.push_back(
            {{file.titles.indicator(figure.indicator()),
              fmt::format("/figures/{}/{}", id_of(figure.body()), figure.indicator())},
             {day_in_words(figure.period_end())},
             {number_in_words(figure.value())},
             {std::to_string(figure.revision())},
             {day_in_words(figure.published_on())}}
        );
    }
    data.set("has_figures", Data{!table.rows.empty()});
    put_table(data, "figures", visit.desk->templates, decide_page_name, table);
}

// --- What an outcome needs ---------------------------------------------------------------------

// The page on which what a gate misses can be recorded; empty: none of ours.
std::string next_act(
    const CaseFile& file, const Rights& rights, const Outcome& outcome, const GateStanding& gate
) {
    if (gate.asks_recommendation && rights.may_recommend()) {
        return fmt::format("{}?item={}", file.path("record/recommend"), outcome.to);
    }
    if (gate.asks_concern && rights.may(v1::PERMISSION_RAISE_CONCERN) &&
        gate.id != "open_concerns" && gate.facts.empty()) {
        return file.path("record/concern");
    }
    if (!gate.facts.empty() && rights.may(v1::PERMISSION_RECORD_FACT)) {
        return fmt::format("{}?item={}", file.path("record/fact"), gate.facts.front());
    }
    if (!gate.procedures.empty()) {
        return file.subject_path(
            tab_of(console::kind_of(*file.titles.ruleset(), gate.procedures.front()))
        );
    }
    return {};
}

Data gate_data(const Prepared& now, const GateStanding& gate) {
    Data shown{Data::type::object};
    shown.set("gate_title", gate.title);
    put_text(shown, "basis", gate.legal_basis);
    shown.set("met", Data{gate.met && !gate.not_applicable});
    shown.set("not_applicable", Data{gate.met && gate.not_applicable});
    shown.set("unmet", Data{!gate.met});
    shown.set("statutory", Data{gate.statutory});
    shown.set("policy", Data{!gate.statutory && !gate.element});
    put_text(shown, "explanation", gate.explanation);
    put_text(shown, "satisfied_by", gate.satisfied_by);
    const bool overridable =
        !gate.met && !blocks(gate, {now.outcome.capacity, now.rights.capacity()});
    shown.set("overridable", Data{overridable});
    put_text(
        shown,
        "act_link",
        gate.met ? std::string{} : next_act(now.file, now.rights, now.outcome, gate)
    );
    return shown;
}

void put_gates(Data& data, const Prepared& now, const std::vector<GateStanding>& gates) {
    std::vector<Data> shown;
    std::size_t unmet = 0;
    bool blocked = false;
    for (const auto& gate : gates) {
        shown.push_back(gate_data(now, gate));
        unmet += gate.met ? 0 : 1;
        blocked = blocked || blocks(gate, {now.outcome.capacity, now.rights.capacity()});
    }
    data.set("has_gates", Data{!shown.empty()});
    data.set("unmet_count", std::to_string(unmet));
    data.set("unmet_one", Data{unmet == 1});
    data.set("blocked", Data{blocked});
    data.set("all_met", Data{unmet == 0});
    data.set("gates", list_of(std::move(shown)));
}

// --- The page ----------------------------------------------------------------------------------

Data options_data(const std::vector<console::Option>& options, const std::string& chosen) {
    std::vector<Data> shown;
    for (const auto& option : options) {
        auto& item = shown.emplace_back(Data::type::object);
        item.set("value", option.value);
        item.set("text", option.text);
        put_text(item, "option_hint", option.hint);
        item.set("id", "to-" + std::to_string(shown.size()));
        item.set("chosen", Data{option.value == chosen});
    }
    return list_of(std::move(shown));
}

void put_choice(Data& data, const Visit& visit, const Prepared& now) {
    data.set(
        "outcomes",
        options_data(outcomes_open(now.file, now.rights, visit.desk->templates), now.outcome.to)
    );
    std::vector<console::Option> capacities;
    for (const auto& role : now.rights.deciders()) {
        capacities.push_back({role, now.file.titles.role(role), {}});
    }
    data.set("has_capacities", Data{capacities.size() > 1});
    data.set("capacities", options_data(capacities, now.outcome.capacity));
}

// What the API finds wrong with fields, and one line for gates that are not met.
FieldErrors errors_in(
    const Visit& visit,
    const std::vector<console::Field>& fields,
    const base::Error& error,
    const std::vector<GateStanding>& gates
) {
    FieldErrors errors;
    const auto& texts = visit.desk->templates;
    const bool has_field_errors =
        std::any_of(error.details.begin(), error.details.end(), [](const auto& detail) {
            return std::holds_alternative<v1::FieldViolation>(detail);
        });
    if (has_field_errors) {
        errors = errors_of(texts, decide_page_name, fields, visit.form, error);
        const auto titles = console::titles_for_refusals(visit);
        for (auto& one : errors) {
            one.text = titles.in_text(one.text);
        }
    }
    const auto exceptional = unmet_of(error);
    for (const auto& gate : exceptional) {
        if (gate.gate() == "exceptional_reason") {
            errors.push_back(
                {"exceptional_reason", texts.text(decide_page_name, "exceptional_reason.missing")}
            );
        } else if (gate.gate() == "open_proposals") {
            errors.push_back({"", texts.text(decide_page_name, "settle.missing")});
        }
    }
    for (const auto& gate : gates) {
        if (!gate.met) {
            const auto field = "override." + gate.id;
            const bool has_field = std::any_of(fields.begin(), fields.end(), [&](const auto& one) {
                return one.name == field;
            });
            Data words{Data::type::object};
            words.set("gate", gate.title);
            errors.push_back(
                {has_field ? field : std::string{},
                 texts.text(decide_page_name, has_field ? "override.missing" : "gate_line", words)}
            );
        }
    }
    return errors;
}

}  // namespace

Page decide_page(
    const Visit& visit,
    const Prepared& now,
    const std::vector<GateStanding>& gates,
    const console::Form& typed,
    const base::Error* refused
) {
    Page page{decide_page_name};
    page.crumbs = crumbs_of(visit, now.file);
    auto& data = page.data;
    const auto& state = now.file.state;
    data.set("body_title", now.file.body.title());
    data.set("action", now.file.path("decide"));
    data.set("back", now.file.subject_path());
    data.set("subject", subject_in_words(state.subject()));
    data.set("stage", now.file.stage());
    put_text(data, "stage_alias", now.file.titles.alias(state.ladder(), state.stage()));
    data.set("stage_since", day_in_words(state.stage_since()));
    put_text(data, "next_review", day_in_words(state.next_review_on()));
    put_proposals(data, now.file);
    put_concerns(data, now.file, now.rights);
    put_recommendations(data, now.file);
    put_figures(data, visit, now.file);
    put_choice(data, visit, now);
    put_gates(data, now, gates);
    put_seen(data, state);
    put_fresh(data);
    data.set("request_id", console::new_request_id());
    data.set("chosen_outcome", Data{now.outcome.chosen()});
    data.set("to", now.outcome.to);
    data.set("as", now.outcome.capacity);
    const auto fields =
        now.outcome.chosen()
            ? decision_fields(
                  now.file, now.rights, now.outcome, gates, now.sources, visit.desk->templates
              )
            : std::vector<console::Field>{};
    const auto errors =
        refused == nullptr ? FieldErrors{} : errors_in(visit, fields, *refused, gates);
    page.status = errors.empty() ? 200 : 422;
    put_form(data, visit.desk->templates, decide_page_name, fields, typed, errors);
    return page;
}

}  // namespace ladder::subject
