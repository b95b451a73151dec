// Plan and exit: the body's plans with their criteria, and what it takes to come down.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "services/console/desks.hpp"
#include "services/console/fields.hpp"
#include "services/console/subject/decision_form.hpp"
#include "services/console/subject/file.hpp"
#include "services/console/subject/gates.hpp"
#include "services/console/subject/head.hpp"
#include "services/console/subject/subject.hpp"
#include "services/console/subject/timeline.hpp"
#include "services/console/words.hpp"

namespace ladder::subject {

using console::day_in_words;
using console::list_of;
using console::put_text;

namespace {

// The records of an improvement plan that the page tells of.
constexpr std::string_view requirement_record = "requirement";
constexpr std::string_view milestone_record = "milestone";
constexpr std::string_view evidence_record = "evidence";
constexpr std::string_view criterion_record = "exit_criterion";
constexpr std::string_view judgement_record = "judgement";

std::string value_of(const v1::Entry& entry, std::string_view field) {
    for (const auto& value : entry.values()) {
        if (value.field() == field) {
            return value.value();
        }
    }
    return {};
}

// Those that stand, of a record and, if it is given, of a key.
std::vector<const v1::Entry*> entries_of(
    const v1::Procedure& plan, std::string_view record, const std::string& key = {}
) {
    std::vector<const v1::Entry*> found;
    for (const auto& entry : plan.entries()) {
        if (entry.record() == record && entry.withdrawn_on().empty() &&
            (key.empty() || entry.key() == key)) {
            found.push_back(&entry);
        }
    }
    return found;
}

Data milestones_data(const v1::Procedure& plan, const std::string& requirement) {
    std::vector<Data> shown;
    for (const auto* milestone : entries_of(plan, milestone_record, requirement)) {
        auto& item = shown.emplace_back(Data::type::object);
        item.set("text", value_of(*milestone, "text"));
        item.set("due", day_in_words(value_of(*milestone, "due")));
        const auto proofs = entries_of(plan, evidence_record, milestone->id());
        put_text(
            item, "shown_by", proofs.empty() ? std::string{} : value_of(*proofs.back(), "shown_by")
        );
    }
    return list_of(std::move(shown));
}

Data criteria_data(const v1::Procedure& plan) {
    std::vector<Data> shown;
    for (const auto* criterion : entries_of(plan, criterion_record)) {
        const auto judgements = entries_of(plan, judgement_record, criterion->id());
        const auto verdict =
            judgements.empty() ? std::string{} : value_of(*judgements.back(), "verdict");
        auto& item = shown.emplace_back(Data::type::object);
        item.set("text", value_of(*criterion, "text"));
        item.set("met", Data{verdict == "met"});
        item.set("partly", Data{verdict == "partly_met"});
        item.set("unmet", Data{verdict == "not_met"});
        item.set("unjudged", Data{verdict.empty()});
        put_text(
            item,
            "reasons",
            judgements.empty() ? std::string{} : value_of(*judgements.back(), "reasons")
        );
        put_text(
            item,
            "judged",
            judgements.empty() ? std::string{} : day_in_words(judgements.back()->effective_on())
        );
    }
    return list_of(std::move(shown));
}

Data plan_data(const Visit& visit, const BodyFile& file, const v1::Procedure& plan) {
    Data shown{Data::type::object};
    shown.set("plan_link", visit.link("/plans/" + id_of(plan.name())));
    shown.set("plan_title", file.titles.procedure(plan.definition()));
    shown.set("plan_stage", file.titles.procedure_stage(plan.definition(), plan.stage()));
    shown.set("plan_since", day_in_words(plan.stage_since()));
    put_text(shown, "plan_reasons", plan.reasons());
    std::vector<Data> requirements;
    for (const auto* requirement : entries_of(plan, requirement_record)) {
        auto& item = requirements.emplace_back(Data::type::object);
        item.set("text", value_of(*requirement, "text"));
        put_text(item, "owner", value_of(*requirement, "owner"));
        item.set("milestones", milestones_data(plan, requirement->id()));
    }
    shown.set("has_requirements", Data{!requirements.empty()});
    shown.set("requirements", list_of(std::move(requirements)));
    shown.set("has_criteria", Data{!entries_of(plan, criterion_record).empty()});
    shown.set("criteria", criteria_data(plan));
    return shown;
}

base::Result<std::vector<v1::Procedure>> plans_of(const Visit& visit, const BodyFile& file) {
    std::vector<v1::Procedure> plans;
    for (const auto& summary : file.procedures) {
        if (!stands_on(visit, "plan", summary)) {
            continue;
        }
        v1::GetProcedureRequest request;
        request.set_name(summary.name());
        auto found = visit.read<v1::GetProcedureResponse>("ProcedureService/GetProcedure", request);
        if (!found) {
            return found.error();
        }
        plans.push_back(std::move(*found->mutable_procedure()));
    }
    return plans;
}

// The lowest rung that a move leads down to; null if none does.
const v1::TransitionDefinition* way_down(const BodyFile& file) {
    const auto& state = *file.chosen;
    const auto* ladder = file.titles.ladder(state.ladder());
    if (ladder == nullptr || !state.closed_on().empty()) {
        return nullptr;
    }
    for (const auto& stage : ladder->stages()) {
        if (stage.id() == state.stage()) {
            return nullptr;
        }
        if (const auto* move = definition::find_transition(*ladder, state.stage(), stage.id())) {
            return move;
        }
    }
    return nullptr;
}

// What it takes to come down, by a dry run; left out in the past, where nothing can be tried.
base::Result<void> put_exit(Data& data, const Visit& visit, const BodyFile& file) {
    data.set("has_exit", Data{false});
    const auto* move = file.chosen && !visit.known ? way_down(file) : nullptr;
    if (move == nullptr) {
        return {};
    }
    const auto& state = *file.chosen;
    const auto rights = file.rights(visit);
    const auto able = rights.decider_among(move->decided_by());
    v1::RecordDecisionRequest request;
    request.set_name(state.name());
    request.set_etag(state.etag());
    request.set_outcome(v1::DECISION_OUTCOME_MOVE);
    request.set_to_stage(move->to());
    if (!able.empty()) {
        request.mutable_decider()->set_person(visit.who->caller.person->person());
        request.mutable_decider()->set_capacity(able);
    }
    request.set_validate_only(true);
    request.set_request_id(console::new_request_id());
    const auto tried =
        visit.call<v1::RecordDecisionResponse>("CaseService/RecordDecision", request);
    if (!tried && tried.error().code != base::Code::invalid_argument &&
        tried.error().code != base::Code::failed_precondition) {
        return {};
    }
    std::vector<Data> shown;
    for (const auto& gate : gates_of(
             move,
             state.subject(),
             tried ? std::vector<v1::UnmetGate>{} : unmet_of(tried.error()),
             file.titles
         )) {
        if (gate.id == "decider") {
            continue;
        }
        auto& item = shown.emplace_back(Data::type::object);
        item.set("text", gate.title);
        item.set("met", Data{gate.met});
        item.set("unmet", Data{!gate.met});
        put_text(item, "because", gate.explanation);
    }
    data.set("has_exit", Data{true});
    data.set("exit_stage", file.titles.stage(state.ladder(), move->to()));
    data.set("exit_gates", list_of(std::move(shown)));
    put_text(
        data,
        "exit_link",
        rights.may_decide(state)
            ? fmt::format("/cases/{}/decide?to={}", id_of(state.name()), move->to())
            : std::string{}
    );
    return {};
}

// What runs of deadlines that concern the body's way: reviews, milestones, watches.
void put_deadlines(Data& data, const BodyFile& file) {
    std::vector<Data> shown;
    for (const auto& deadline : file.deadlines) {
        auto& item = shown.emplace_back(Data::type::object);
        item.set("text", deadline.title());
        item.set("due", day_in_words(deadline.due_on()));
        item.set("overdue", Data{deadline.state() == v1::DEADLINE_STATE_OVERDUE});
    }
    data.set("has_deadlines", Data{!shown.empty()});
    data.set("deadlines", list_of(std::move(shown)));
}

Answer show_plan(Visit& visit) {
    const auto file = open_file(visit, visit.part(1));
    if (!file) {
        return file.error();
    }
    const auto plans = plans_of(visit, *file);
    if (!plans) {
        return plans.error();
    }
    Page page{"subject_plan"};
    put_head(page, visit, *file, "plan");
    std::vector<Data> shown;
    for (const auto& plan : *plans) {
        shown.push_back(plan_data(visit, *file, plan));
    }
    page.data.set("has_plans", Data{!shown.empty()});
    page.data.set("plans", list_of(std::move(shown)));
    put_deadlines(page.data, *file);
    if (const auto put = put_exit(page.data, visit, *file); !put) {
        return put.error();
    }
    return page;
}

}  // namespace

void add_plan_pages(console::Pages& pages) {
    pages.get("/bodies/{id}/plan", console::Audience::signed_in, show_plan);
}

}  // namespace ladder::subject
