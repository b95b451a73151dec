// What stands around a case or procedure: its procedures, deadlines, stage, and what others judged.
#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/casework/entries.hpp"
#include "engine/casework/gate_atoms.hpp"
#include "engine/casework/shared.hpp"
#include "engine/definition/grades.hpp"
#include "engine/diary/diary.hpp"

namespace ladder::casework {

namespace {

using base::Truth;

// Where a procedure stood on a day; empty: it had not started.
std::string stage_on(const v1::Procedure& procedure, std::string_view day) {
    if (procedure.started_on() > day) {
        return {};
    }
    auto stage = procedure.steps().empty() ? procedure.stage() : procedure.steps(0).from_stage();
    for (const auto& step : procedure.steps()) {
        if (step.effective_on() <= day) {
            stage = step.to_stage();
        }
    }
    return stage;
}

// The first of the stages that a procedure came to by a day; empty: none of them.
std::string reached_by(
    const v1::Procedure& procedure, const Strings& stages, std::string_view day
) {
    for (const auto& step : procedure.steps()) {
        if (contains(stages, step.from_stage())) {
            return step.from_stage();
        }
        if (step.effective_on() <= day && contains(stages, step.to_stage())) {
            return step.to_stage();
        }
    }
    return procedure.steps().empty() && contains(stages, procedure.stage()) ? procedure.stage()
                                                                            : std::string{};
}

bool stands_as_asked(
    const v1::ProcedureCondition& condition,
    const v1::Procedure& procedure,
    const std::string& stage,
    const Circumstances& asked
) {
    return !stage.empty() && (condition.stages().empty() || contains(condition.stages(), stage)) &&
           (condition.reached().empty() ||
            !reached_by(procedure, condition.reached(), base::to_string(asked.effective_on)).empty()
           ) &&
           (!condition.since_stage() || procedure.started_on() >= asked.state->stage_since());
}

std::string wanted_words(const v1::ProcedureCondition& condition) {
    const auto words = [](const Strings& stages) {
        return listed(std::vector<std::string>{stages.begin(), stages.end()});
    };
    std::string wanted;
    if (!condition.stages().empty()) {
        wanted += " at " + words(condition.stages());
    }
    if (!condition.reached().empty()) {
        wanted += " that has reached " + words(condition.reached());
    }
    if (condition.since_stage()) {
        wanted += ", started since the case came to its present stage";
    }
    return wanted;
}

std::string_view state_word(v1::DeadlineState state) {
    switch (state) {
        case v1::DEADLINE_STATE_PENDING:
            return "pending";
        case v1::DEADLINE_STATE_MET:
            return "met";
        case v1::DEADLINE_STATE_OVERDUE:
            return "overdue";
        case v1::DEADLINE_STATE_PAUSED:
            return "paused";
        case v1::DEADLINE_STATE_CANCELLED:
            return "cancelled";
        default:  // the generated enum is open
            return "unknown";
    }
}

// Where a deadline stood on a day that may lie before its end.
v1::DeadlineState stood_at(const v1::Deadline& deadline, std::string_view day) {
    if (deadline.ended_on().empty() || deadline.ended_on() <= day) {
        return diary::state_on(deadline, day);
    }
    return deadline.due_on() < day ? v1::DEADLINE_STATE_OVERDUE : v1::DEADLINE_STATE_PENDING;
}

// From when on a deadline that is pending counts as asked, if nothing is done; empty: it never
// does.
std::string met_from_words(
    const v1::DeadlineCondition& condition, const v1::Deadline& deadline, v1::DeadlineState state
) {
    const auto& is = condition.is();
    const auto due = base::parse_date(deadline.due_on());
    const bool waits = state == v1::DEADLINE_STATE_PENDING && due &&
                       std::find(is.begin(), is.end(), v1::DEADLINE_STATE_OVERDUE) != is.end();
    return waits ? fmt::format(
                       " Met from {} on, if what is due is not done.",
                       base::in_words(*due + std::chrono::days{1})
                   )
                 : std::string{};
}

// Of those that `about` names by key, where there are such; else of all.
bool is_about(const v1::Deadline& deadline, const v1::Entry* about) {
    return about == nullptr || deadline.key().empty() || deadline.key() == key_of(*about);
}

std::optional<Atom> ask_diary(
    const v1::DeadlineCondition& condition, const Circumstances& asked, const diary::Deadlines& all
) {
    const auto day = base::to_string(asked.effective_on);
    std::optional<Atom> last;
    for (const auto& deadline : all) {
        if (deadline.definition() != condition.id() || !is_about(deadline, asked.about)) {
            continue;
        }
        const auto state = stood_at(deadline, day);
        const auto& is = condition.is();
        const bool so = std::find(is.begin(), is.end(), state) != is.end();
        last = Atom{
            base::truth_of(so),
            fmt::format(
                "The deadline {} ({}, due {}) is {}.{}",
                deadline.id(),
                deadline.definition(),
                date_words(deadline.due_on()),
                state_word(state),
                met_from_words(condition, deadline, state)
            )};
        if (so) {
            return last;
        }
    }
    return last;
}

}  // namespace

Atom ask(const v1::ProcedureCondition& condition, const Circumstances& asked) {
    const auto* definition = asked.ruleset.procedure(condition.definition());
    const auto title = definition == nullptr || definition->title().empty()
                           ? condition.definition()
                           : fmt::format("'{}' ({})", definition->title(), definition->id());
    const auto day = base::to_string(asked.effective_on);
    std::string found;
    const auto all =
        asked.around.procedures ? asked.around.procedures() : std::vector<const v1::Procedure*>{};
    for (const auto* procedure : all) {
        if (procedure->definition() != condition.definition()) {
            continue;
        }
        const auto stage = stage_on(*procedure, day);
        if (stands_as_asked(condition, *procedure, stage, asked)) {
            return Atom{
                Truth::yes, fmt::format("{} stands at {}: {}.", procedure->name(), stage, title)};
        }
        found =
            stage.empty()
                ? fmt::format(
                      " {} started on {}.", procedure->name(), date_words(procedure->started_on())
                  )
                : fmt::format(" {} stood at {}.", procedure->name(), stage);
    }
    return Atom{
        Truth::no,
        fmt::format(
            "By {} the case had no procedure {}{}.{}",
            date_words(day),
            title,
            wanted_words(condition),
            found
        )};
}

Atom ask(const v1::DeadlineCondition& condition, const Circumstances& asked) {
    std::optional<Atom> found;
    if (asked.procedure != nullptr) {
        found = ask_diary(condition, asked, asked.procedure->deadlines());
    }
    if (!found && asked.state != nullptr) {
        found = ask_diary(condition, asked, asked.state->deadlines());
    }
    return found.value_or(Atom{Truth::no, fmt::format("No deadline {} is set.", condition.id())});
}

Atom ask(const v1::GradeCondition& condition, const Circumstances& asked) {
    const auto all = asked.around.assessments ? asked.around.assessments()
                                              : std::vector<const v1::Assessment*>{};
    auto said = definition::tell_grade(condition, all, asked.effective_on);
    return Atom{said.truth, std::move(said.text)};
}

Atom ask(const v1::CaseStageCondition& condition, const Circumstances& asked) {
    return Atom{
        base::truth_of(contains(condition.any_of(), asked.state->stage())),
        fmt::format(
            "{} stands at {} since {}.",
            asked.state->name(),
            asked.state->stage(),
            date_words(asked.state->stage_since())
        )};
}

}  // namespace ladder::casework
