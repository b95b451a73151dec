// Starting a procedure: at a person's request, or because a decision or entry has it follow.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/casework/gate_outcomes.hpp"
#include "engine/command/authorise.hpp"
#include "engine/command/fields.hpp"
#include "engine/definition/suggest.hpp"
#include "engine/diary/effects.hpp"
#include "engine/procedures/shared.hpp"

namespace ladder::procedures {

namespace {

using base::Code;
using base::Error;

// The definition, or null with the problem noted.
const v1::ProcedureDefinition* find_definition(
    command::Problems& problems, const std::string& id, const definition::Ruleset& ruleset
) {
    const auto* found = ruleset.procedure(id);
    if (found == nullptr || found->stages().empty()) {
        std::vector<std::string> known;
        for (const auto& procedure : ruleset.definition().procedures()) {
            known.push_back(procedure.id());
        }
        problems.field(
            "definition",
            fmt::format(
                "{} {}",
                id.empty() ? std::string{"is missing;"}
                           : fmt::format("is no procedure of {};", ruleset.name()),
                definition::suggest(id, known)
            )
        );
        return nullptr;
    }
    return found;
}

// Errors: permission_denied if the role may not start it.
base::Result<void> require_starter(
    const v1::ProcedureDefinition& definition,
    const v1::Actor& starter,
    const definition::Ruleset& ruleset
) {
    if (command::contains(definition.started_by(), starter.capacity())) {
        return {};
    }
    return Error{
        Code::permission_denied,
        fmt::format(
            "{} may not start {}; {}",
            command::role_words(ruleset, starter.capacity()),
            definition.id(),
            definition.started_by().empty()
                ? "it only ever follows from a decision"
                : "these may: " + command::roles_words(ruleset, definition.started_by())
        ),
        {}};
}

void check_follows(
    command::Problems& problems, const v1::StartProcedureRequest& command, const Context& context
) {
    if (command.follows().empty() || !context.around.find_procedure) {
        return;
    }
    const auto* earlier = context.around.find_procedure(command.follows());
    if (earlier == nullptr) {
        problems.field("follows", fmt::format("there is no procedure {}", command.follows()));
    } else if (earlier->body() != context.around.body->name()) {
        problems.field(
            "follows",
            fmt::format(
                "{} is about {}, this one about {}",
                command.follows(),
                earlier->body(),
                context.around.body->name()
            )
        );
    }
}

v1::Subject subject_of(const Context& context) {
    return context.of_case == nullptr ? v1::SUBJECT_GENERAL : context.of_case->subject();
}

void check_case(
    command::Problems& problems,
    const v1::StartProcedureRequest& command,
    const v1::ProcedureDefinition& definition,
    base::Date on,
    const Context& context
) {
    if (context.of_case == nullptr) {
        if (definition.needs_case()) {
            problems.field(
                "case_name", fmt::format("is missing; {} always belongs to a case", definition.id())
            );
        }
        return;
    }
    if (!context.of_case->closed_on().empty()) {
        problems.conflict(fmt::format(
            "{} was closed on {}: nothing can be started in it any more.",
            context.of_case->name(),
            command::date_words(context.of_case->closed_on())
        ));
    }
    if (!command.body().empty() && command.body() != context.of_case->body()) {
        problems.field(
            "body",
            fmt::format("is not that of the case, {}; leave it empty", context.of_case->body())
        );
    }
    command::check_not_before(problems, on, context.of_case->opened_on(), "the case was opened");
}

// The start event of the definition, and what follows from it.
base::Result<Events> started(
    const v1::ProcedureDefinition& definition, v1::ProcedureStarted start, const Context& context
) {
    start.set_definition(definition.id());
    start.set_ruleset(context.ruleset.name());
    start.set_body(context.around.body->name());
    start.set_case_name(context.of_case == nullptr ? "" : context.of_case->name());
    start.set_subject(subject_of(context));
    start.set_stage(definition.stages(0).id());
    const auto on = base::parse_date(start.effective_on());
    const v1::Procedure empty;
    auto following = diary::follow(
        definition.start_effects(),
        diary::diary_of(empty),
        {*on, "start", {}, [](std::string_view) { return std::string{}; }},
        context.ruleset
    );
    if (!following) {
        return following.error();
    }
    Events events(1);
    *events.front().mutable_procedure_started() = std::move(start);
    events.insert(
        events.end(),
        std::make_move_iterator(following->begin()),
        std::make_move_iterator(following->end())
    );
    return events;
}

}  // namespace

std::string misfit(
    const v1::ProcedureDefinition& definition, const v1::Body& body, v1::Subject subject
) {
    const auto is_of = [](const auto& accepted, auto value) {
        return accepted.empty() ||
               std::find(accepted.begin(), accepted.end(), value) != accepted.end();
    };
    if (!is_of(definition.body_kinds(), body.kind())) {
        return fmt::format("{} is not for bodies of the kind of {}.", definition.id(), body.name());
    }
    if (!is_of(definition.countries(), body.country())) {
        return fmt::format("{} is not for the country of {}.", definition.id(), body.name());
    }
    if (!is_of(definition.subjects(), subject)) {
        return fmt::format(
            "{} is not for cases about {}.", definition.id(), command::subject_word(subject)
        );
    }
    return {};
}

base::Result<Events> start_by_effect(
    const v1::ProcedureDefinition& definition, const Cause& cause, const Context& context
) {
    v1::ProcedureStarted start;
    *start.mutable_started_by() = cause.by;
    start.set_reasons(fmt::format("Follows from {}.", cause.what));
    start.set_effective_on(base::to_string(cause.on));
    return started(definition, std::move(start), context);
}

base::Result<Events> decide(const v1::StartProcedureRequest& command, const Context& context) {
    if (const auto allowed = command::require_caller(context); !allowed) {
        return allowed.error();
    }
    if (context.around.body == nullptr) {
        return Error{
            Code::not_found,
            fmt::format("there is no body '{}'", command.body().substr(0, 80)),
            {}};
    }
    command::Problems problems;
    const auto starter = command::acting_for(problems, command.started_by(), "started_by", context);
    if (!starter) {
        return starter.error();
    }
    const auto* definition = find_definition(problems, command.definition(), context.ruleset);
    if (definition != nullptr && !problems.any()) {
        if (const auto may = require_starter(*definition, *starter, context.ruleset); !may) {
            return may.error();
        }
    }
    command::check_text(problems, "reasons", command.reasons(), command::reasons_chars_max);
    const auto days = command::check_days(
        problems, command.effective_on(), command.known_on(), context.recorded_at
    );
    check_follows(problems, command, context);
    v1::ProcedureStarted start;
    if (definition != nullptr) {
        if (auto reason = misfit(*definition, *context.around.body, subject_of(context));
            !reason.empty()) {
            problems.conflict(std::move(reason));
        }
        check_case(problems, command, *definition, days.effective_on, context);
        const casework::Circumstances asked{
            context.of_case, context.ruleset, context.around, {}, *starter, days.effective_on};
        for (auto& outcome : casework::check_gates(
                 problems,
                 definition->start_gates(),
                 asked,
                 command.overrides(),
                 context.actor,
                 "start"
             )) {
            *start.add_gates() = std::move(outcome);
        }
    }
    if (problems.any()) {
        return problems.to_error("The procedure can't be started");
    }
    *start.mutable_started_by() = *starter;
    start.set_reasons(command.reasons());
    start.set_effective_on(base::to_string(days.effective_on));
    start.set_follows(command.follows());
    return started(*definition, std::move(start), context);
}

}  // namespace ladder::procedures
