#include "services/console/secretariat/outcome.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "services/console/secretariat/pages.hpp"
#include "services/console/words.hpp"

namespace ladder::secretariat {

namespace {

using console::Form;

constexpr std::string_view move_prefix = "move:";

std::vector<std::string> lines_typed(const std::string& text) {
    std::vector<std::string> lines;
    std::size_t from = 0;
    while (from <= text.size()) {
        const auto end = std::min(text.find('\n', from), text.size());
        auto line = text.substr(from, end - from);
        line.erase(0, std::min(line.find_first_not_of(" \t\r"), line.size()));
        line.erase(line.find_last_not_of(" \t\r") + 1);
        if (!line.empty()) {
            lines.push_back(std::move(line));
        }
        from = end + 1;
    }
    return lines;
}

v1::DecisionOutcome kind_of(const std::string& decision) {
    if (decision == "remain") {
        return v1::DECISION_OUTCOME_REMAIN;
    }
    if (decision == "close") {
        return v1::DECISION_OUTCOME_CLOSE;
    }
    return decision.starts_with(move_prefix) ? v1::DECISION_OUTCOME_MOVE
                                             : v1::DECISION_OUTCOME_UNSPECIFIED;
}

v1::Actor actor_typed(const std::string& value) {
    v1::Actor actor;
    const auto bar = value.rfind('|');
    if (bar != std::string::npos) {
        actor.set_person(value.substr(0, bar));
        actor.set_capacity(value.substr(bar + 1));
    }
    return actor;
}

void fill_decision(v1::RecordDecisionRequest& decision, const Form& form, const v1::Case& about) {
    const auto chosen = form.value("decision");
    decision.set_outcome(kind_of(chosen));
    if (decision.outcome() == v1::DECISION_OUTCOME_MOVE) {
        decision.set_to_stage(chosen.substr(move_prefix.size()));
    }
    *decision.mutable_decider() = actor_typed(form.value("decider"));
    decision.set_reasons(form.value("reasons"));
    for (const auto& id : form.values("evidence")) {
        decision.add_evidence(id);
    }
    for (auto& line : lines_typed(form.value("other_evidence"))) {
        decision.add_evidence(std::move(line));
    }
    decision.set_next_review_on(form.date("next_review_on"));
    decision.set_exceptional_reason(form.value("exceptional_reason"));
    if (const auto gate = form.value("override_gate"); !gate.empty()) {
        auto& override = *decision.add_overrides();
        override.set_gate(gate);
        override.set_reason(form.value("override_reason"));
    }
    for (const auto& proposal : about.proposals()) {
        const auto answer = form.value("settle-" + proposal.id());
        if (answer == "accept" || answer == "decline") {
            auto& settlement = *decision.add_settlements();
            settlement.set_proposal(proposal.id());
            settlement.set_accepted(answer == "accept");
        }
    }
}

// The case as it was when the form was made; an empty one is that which the API sees.
std::string etag_typed(const Form& form) {
    return form.value("case_etag");
}

void set_date(Form& form, const std::string& name, const std::string& day) {
    const auto date = base::parse_date(day);
    if (date) {
        const std::chrono::year_month_day parts{*date};
        form.set(name + "-day", fmt::to_string(unsigned{parts.day()}));
        form.set(name + "-month", fmt::to_string(unsigned{parts.month()}));
        form.set(name + "-year", fmt::to_string(int{parts.year()}));
    }
}

bool is_of_case(const v1::Case& about, const std::string& id) {
    const auto has = [&](const auto& items) {
        return std::any_of(items.begin(), items.end(), [&](const auto& item) {
            return item.id() == id;
        });
    };
    return has(about.proposals()) || has(about.concerns()) || has(about.facts());
}

void put_decision(Form& form, const v1::RecordDecisionRequest& decision, const v1::Case& about) {
    switch (decision.outcome()) {
        case v1::DECISION_OUTCOME_REMAIN:
            form.set("decision", "remain");
            break;
        case v1::DECISION_OUTCOME_CLOSE:
            form.set("decision", "close");
            break;
        default:
            form.set("decision", std::string{move_prefix} + decision.to_stage());
    }
    set_date(form, "next_review_on", decision.next_review_on());
    form.set(
        "decider", fmt::format("{}|{}", decision.decider().person(), decision.decider().capacity())
    );
    form.set("reasons", decision.reasons());
    std::string others;
    std::vector<std::pair<std::string, std::string>> values = form.all();
    for (const auto& evidence : decision.evidence()) {
        if (is_of_case(about, evidence)) {
            values.emplace_back("evidence", evidence);
        } else {
            others += evidence + "\n";
        }
    }
    form = Form{std::move(values)};
    form.set("other_evidence", others);
    form.set("exceptional_reason", decision.exceptional_reason());
    if (!decision.overrides().empty()) {
        form.set("override_gate", decision.overrides(0).gate());
        form.set("override_reason", decision.overrides(0).reason());
    }
    for (const auto& settlement : decision.settlements()) {
        form.set("settle-" + settlement.proposal(), settlement.accepted() ? "accept" : "decline");
    }
}

std::string said(
    const console::Visit& visit,
    std::string_view key,
    const std::vector<std::pair<std::string, std::string>>& values
) {
    console::Data data{console::Data::type::object};
    for (const auto& [name, value] : values) {
        data.set(name, value);
    }
    return visit.desk->templates.text("meeting_words", key, data);
}

std::string decision_in_words(
    const console::Visit& visit,
    const MeetingSeen& seen,
    const std::string& case_name,
    const v1::RecordDecisionRequest& decision
) {
    const auto* head = seen.names.find_case(case_name);
    const bool moves = decision.outcome() == v1::DECISION_OUTCOME_MOVE;
    std::string stage = decision.to_stage();
    if (head != nullptr) {
        stage = seen.names.stage(
            head->ruleset(), head->ladder(), moves ? decision.to_stage() : head->stage()
        );
    }
    const bool stayed = decision.outcome() == v1::DECISION_OUTCOME_REMAIN &&
                        (head == nullptr || seen.is(v1::MEETING_STATE_CLOSED));
    auto text = said(
        visit,
        stayed ? std::string{"decided.remained"}
               : fmt::format("decided.{}", int{decision.outcome()}),
        {{"stage", stage}}
    );
    if (!decision.next_review_on().empty()) {
        text +=
            " " +
            said(
                visit, "decided.review", {{"day", console::day_in_words(decision.next_review_on())}}
            );
    }
    text += " " + said(
                      visit,
                      "decided.by",
                      {{"person", seen.names.person(decision.decider().person())},
                       {"capacity", seen.names.role(decision.decider().capacity())}}
                  );
    return decision.reasons().empty() ? text : text + " " + decision.reasons();
}

}  // namespace

v1::ItemOutcome outcome_of(
    const Form& form,
    const v1::Case* about,
    const UsualActions& usual,
    std::vector<std::string>& slots
) {
    v1::ItemOutcome outcome;
    if (about != nullptr && kind_of(form.value("decision")) != v1::DECISION_OUTCOME_UNSPECIFIED) {
        auto& decision = *outcome.add_decisions()->mutable_decision();
        fill_decision(decision, form, *about);
        decision.set_etag(etag_typed(form));
    }
    const auto body = about == nullptr ? std::string{} : about->body();
    const auto add = [&](const std::string& slot,
                         const std::string& title,
                         const std::string& role,
                         const std::string& whose,
                         const std::string& due) {
        auto& action = *outcome.add_actions();
        action.set_title(title);
        action.set_role(role);
        action.set_body(whose);
        action.set_due_on(due);
        slots.push_back(slot);
    };
    const auto chosen = form.values("usual");
    for (const auto& [value, title] :
         {std::pair{"invite", usual.invite}, std::pair{"review", usual.review}}) {
        if (std::find(chosen.begin(), chosen.end(), value) != chosen.end()) {
            add("usual", title, usual.role, {}, form.date("usual_due"));
        }
    }
    for (int i = 1; i <= actions_typed; ++i) {
        const auto slot = fmt::format("action-{}", i);
        const auto title = form.value(slot + "-title");
        const auto role = form.value(slot + "-role");
        if (!title.empty() || !role.empty()) {
            const bool theirs = form.value(slot + "-body") == "theirs";
            add(slot, title, role, theirs ? body : std::string{}, form.date(slot + "-due"));
        }
    }
    outcome.set_note(form.value("note"));
    return outcome;
}

Form outcome_as_recorded(const v1::ItemOutcome& outcome, const v1::Case* about) {
    Form form;
    if (about != nullptr && !outcome.decisions().empty()) {
        put_decision(form, outcome.decisions(0).decision(), *about);
    } else {
        form.set("decision", "none");
    }
    for (int i = 0; i < std::min(outcome.actions_size(), actions_typed); ++i) {
        const auto& action = outcome.actions(i);
        const auto slot = fmt::format("action-{}", i + 1);
        form.set(slot + "-title", action.title());
        form.set(slot + "-role", action.role());
        form.set(slot + "-body", action.body().empty() ? "ours" : "theirs");
        set_date(form, slot + "-due", action.due_on());
    }
    form.set("note", outcome.note());
    return form;
}

base::Error outcome_error(base::Error error, const std::vector<std::string>& slots) {
    constexpr std::string_view of_decision = ".decision.";
    constexpr std::string_view of_action = "outcome.actions[";
    for (auto& detail : error.details) {
        auto* violation = std::get_if<v1::FieldViolation>(&detail);
        if (violation == nullptr) {
            continue;
        }
        std::string path = violation->field();
        if (const auto at = path.find(of_decision); at != std::string::npos) {
            path = path.substr(at + of_decision.size());
            path = path.substr(0, path.find_first_of(".["));
            path = path == "to_stage" || path == "outcome" ? "decision" : path;
            path = path == "overrides" ? "override_reason" : path;
        } else if (path.starts_with(of_action)) {
            const auto index =
                static_cast<std::size_t>(std::atoi(path.substr(of_action.size()).c_str()));
            const auto field = path.substr(path.rfind('.') + 1);
            const auto slot = index < slots.size() ? slots[index] : std::string{"usual"};
            path = slot == "usual" ? "usual_due"
                                   : fmt::format("{}-{}", slot, field == "due_on" ? "due" : field);
        }
        violation->set_field(path);
    }
    return error;
}

std::vector<std::string> outcome_in_words(
    const console::Visit& visit, const MeetingSeen& seen, const v1::AgendaItem& item
) {
    std::vector<std::string> lines;
    for (const auto& decision : item.outcome().decisions()) {
        const auto& name = decision.case_name().empty() ? item.case_name() : decision.case_name();
        lines.push_back(decision_in_words(visit, seen, name, decision.decision()));
    }
    for (const auto& action : item.outcome().actions()) {
        const auto due =
            action.due_on().empty()
                ? std::string{}
                : said(visit, "draft.due", {{"day", console::day_in_words(action.due_on())}});
        const auto whose =
            action.body().empty()
                ? seen.names.role(action.role())
                : fmt::format(
                      "{}, {}", seen.names.body(action.body()), seen.names.role(action.role())
                  );
        lines.push_back(
            said(visit, "draft.action", {{"action", action.title()}, {"role", whose}, {"due", due}})
        );
    }
    if (!item.outcome().note().empty()) {
        lines.push_back(item.outcome().note());
    }
    return lines;
}

}  // namespace ladder::secretariat
