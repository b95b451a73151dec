// What came of an item: decisions prepared in their deciders' names, actions, words.
#include <set>
#include <utility>

#include <fmt/format.h>

#include "engine/command/authorise.hpp"
#include "engine/command/fields.hpp"
#include "engine/meetings/authorise.hpp"
#include "engine/meetings/docket.hpp"

namespace ladder::meetings {

namespace {

using command::Problems;

constexpr int decisions_max = 50;
constexpr int actions_max = 100;

void check_action(
    Problems& problems,
    const std::string& at,
    const v1::ItemAction& action,
    const v1::Meeting& state,
    const Context& context
) {
    command::check_text(problems, at + ".title", action.title(), command::title_chars_max);
    if (context.ruleset.role(action.role()) == nullptr) {
        problems.field(
            at + ".role",
            fmt::format(
                "'{}' is not a role of {}; name the role in whose queue it waits",
                action.role().substr(0, 80),
                context.ruleset.name()
            )
        );
    }
    if (!action.body().empty() && context.body_of(action.body()) == nullptr) {
        problems.field(at + ".body", fmt::format("there is no body {}", action.body()));
    }
    if (action.due_on().empty()) {
        return;
    }
    if (const auto due_on = base::parse_date(action.due_on()); !due_on) {
        problems.field(at + ".due_on", due_on.error().message);
    } else if (action.due_on() < state.held_on()) {
        problems.field(
            at + ".due_on",
            fmt::format("{} is before the meeting ({})", action.due_on(), state.held_on())
        );
    }
}

// What the closing fills in is not the recorder's to give.
void check_left_out(
    Problems& problems, const std::string& at, const v1::RecordDecisionRequest& decision
) {
    const auto refuse = [&](std::string_view field) {
        problems.field(
            fmt::format("{}.decision.{}", at, field),
            "is filled in when the meeting closes; leave it out"
        );
    };
    if (!decision.name().empty()) {
        refuse("name");
    }
    if (!decision.known_on().empty()) {
        refuse("known_on");
    }
    if (!decision.request_id().empty()) {
        refuse("request_id");
    }
    if (decision.validate_only()) {
        refuse("validate_only");
    }
}

// What is wrong with a decision whatever else happens. What it lacks as its case stands may yet
// come.
void check_refusal(Problems& problems, const std::string& at, const base::Error& error) {
    if (error.details.empty()) {
        problems.conflict(fmt::format("{}: {}", at, error.message));
    }
    for (const auto& detail : error.details) {
        if (const auto* field = std::get_if<v1::FieldViolation>(&detail)) {
            problems.field(fmt::format("{}.decision.{}", at, field->field()), field->description());
        }
    }
}

void check_decision(
    Problems& problems,
    const std::string& at,
    const v1::AgendaItem& item,
    const v1::ItemDecision& decision,
    const Context& context,
    Docket& docket
) {
    check_left_out(problems, at, decision.decision());
    const auto& name = case_of(item, decision);
    if (name.empty()) {
        problems.field(at + ".case_name", "is missing: the item is about no case");
        return;
    }
    const auto file = context.case_of(name);
    if (file.state == nullptr) {
        problems.field(at + ".case_name", fmt::format("there is no case {}", name));
        return;
    }
    const auto& seen = decision.decision().etag();
    if (!seen.empty() && !is_as_seen(file, seen)) {
        problems.conflict(fmt::format(
            "{} was changed since it was read at {}: it is now at {}. Read it again",
            name,
            seen,
            file.state->etag()
        ));
        return;
    }
    if (is_recused(item, decision.decision().decider().person())) {
        problems.conflict(fmt::format(
            "{} takes no part in item {} and can't decide it",
            decision.decision().decider().person(),
            item.id()
        ));
    }
    if (const auto decided = docket.decide(item, decision); !decided) {
        check_refusal(problems, at, decided.error());
    }
}

// Completes what the recorder left to us: the decider, and the case as it was seen.
v1::ItemOutcome completed(
    v1::ItemOutcome outcome, const v1::AgendaItem& item, const Context& context
) {
    for (auto& decision : *outcome.mutable_decisions()) {
        decision.clear_recorded();
        auto& command = *decision.mutable_decision();
        if (command.decider().person().empty() && command.decider().capacity().empty()) {
            *command.mutable_decider() = context.actor;
        }
        if (const auto file = context.case_of(case_of(item, decision)); file.state != nullptr) {
            command.set_etag(file.state->etag());
        }
    }
    return outcome;
}

// A docket in which the items before this one have decided what they could.
Docket docket_before(const v1::Meeting& state, const v1::AgendaItem& item, const Context& context) {
    Docket docket{state, context, {}};
    for (const auto& earlier : state.items()) {
        if (earlier.id() == item.id()) {
            break;
        }
        for (const auto& decision : earlier.outcome().decisions()) {
            (void)docket.decide(earlier, decision);  // what it lacks is told at closing
        }
    }
    return docket;
}

void check_outcome(
    Problems& problems,
    const v1::ItemOutcome& outcome,
    const v1::AgendaItem& item,
    const v1::Meeting& state,
    const Context& context
) {
    if (outcome.decisions().empty() && outcome.actions().empty() && outcome.note().empty()) {
        problems.field("outcome", "is empty; give a decision, an action or a note");
    }
    if (outcome.decisions_size() > decisions_max) {
        problems.field("outcome.decisions", fmt::format("give at most {}", decisions_max));
        return;
    }
    if (outcome.actions_size() > actions_max) {
        problems.field("outcome.actions", fmt::format("give at most {}", actions_max));
        return;
    }
    if (!outcome.note().empty()) {
        command::check_text(problems, "outcome.note", outcome.note(), command::reasons_chars_max);
    }
    auto docket = docket_before(state, item, context);
    std::set<std::string> cases;
    for (int i = 0; i < outcome.decisions_size(); ++i) {
        const auto at = fmt::format("outcome.decisions[{}]", i);
        const auto& decision = outcome.decisions(i);
        if (const auto& name = case_of(item, decision); !cases.insert(name).second) {
            problems.field(
                at + ".case_name",
                fmt::format("the item decides {} already; an item decides a case once", name)
            );
            continue;
        }
        check_decision(problems, at, item, decision, context, docket);
    }
    for (int i = 0; i < outcome.actions_size(); ++i) {
        const auto at = fmt::format("outcome.actions[{}]", i);
        check_action(problems, at, outcome.actions(i), state, context);
    }
}

}  // namespace

base::Result<Events> decide(
    const v1::Meeting& state, const v1::RecordOutcomeRequest& command, const Context& context
) {
    Problems problems;
    if (const auto fit = require_running(problems, state, command.etag(), context); !fit) {
        return fit.error();
    }
    if (state.state() != v1::MEETING_STATE_FROZEN) {
        problems.conflict("The pack is not frozen; freeze it before the meeting begins");
    }
    command::check_known_on(problems, command.known_on(), context.recorded_at);
    const auto* item = find_item(state, command.item());
    if (item == nullptr) {
        problems.field("item", "the agenda has no such item; name one such as i1");
    } else {
        check_outcome(problems, command.outcome(), *item, state, context);
    }
    if (problems.any()) {
        return problems.to_error("The outcome can't be recorded");
    }
    v1::Event event;
    auto& recorded = *event.mutable_outcome_recorded();
    recorded.set_item(command.item());
    *recorded.mutable_outcome() = completed(command.outcome(), *item, context);
    return Events{std::move(event)};
}

}  // namespace ladder::meetings
