#include "services/cli/procedure_text.hpp"

#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "services/cli/output.hpp"
#include "services/cli/words.hpp"

namespace ladder::cli {

namespace {

void head(std::ostream& out, const v1::Procedure& state) {
    out << state.name() << '\n';
    const auto line = [&](std::string_view label, const std::string& value) {
        out << fmt::format("  {:<14}{}\n", label, value);
    };
    line("definition", fmt::format("{} of {}", state.definition(), state.ruleset()));
    line("body", state.body());
    line("case", state.case_name().empty() ? "none: it stands alone" : state.case_name());
    line("stage", fmt::format("{} since {}", state.stage(), state.stage_since()));
    line("started", fmt::format("{} by {}", state.started_on(), in_words(state.started_by())));
    line("because", state.reasons());
    if (!state.follows().empty()) {
        line("follows", state.follows());
    }
    if (!state.ended_on().empty()) {
        line("ended", fmt::format("{} ({})", state.ended_on(), state.outcome()));
    }
    line("marking", word_of(state.marking()));
    line(
        "record",
        fmt::format(
            "{} events, the last by {} at {}; etag {}",
            state.version(),
            in_words(state.updated_by()),
            moment(state.updated_at()),
            state.etag()
        )
    );
}

void procedure_part(std::ostream& out, std::string_view title, const Table& table) {
    if (!table.rows.empty()) {
        out << '\n' << title << '\n';
        print_table(out, table);
    }
}

std::string standing_of(const v1::Entry& entry) {
    if (!entry.withdrawn_on().empty()) {
        return fmt::format("withdrawn {}: {}", entry.withdrawn_on(), entry.withdrawn_because());
    }
    return entry.expires_on().empty() ? "stands" : "until " + entry.expires_on();
}

void entries(std::ostream& out, const v1::Procedure& state) {
    Table table{{"ID", "RECORD", "ABOUT", "ON", "BY", "STANDING", "VALUES"}, {}};
    for (const auto& entry : state.entries()) {
        table.rows.push_back(
            {entry.id(),
             entry.record(),
             or_dash(entry.key()),
             entry.effective_on(),
             in_words(entry.recorded_by()),
             standing_of(entry),
             values_of(entry)}
        );
    }
    procedure_part(out, "Entries", table);
}

void steps(std::ostream& out, const v1::Procedure& state) {
    Table table{{"ID", "FROM", "TO", "BY", "ON", "REASONS"}, {}};
    for (const auto& step : state.steps()) {
        table.rows.push_back(
            {step.id(),
             step.from_stage(),
             step.to_stage(),
             in_words(step.decider()),
             step.effective_on(),
             step.reasons()}
        );
    }
    procedure_part(out, "Steps", table);
}

void diary(std::ostream& out, const v1::Procedure& state) {
    Table deadlines{{"ID", "DEADLINE", "ABOUT", "DUE", "STATE"}, {}};
    for (const auto& deadline : state.deadlines()) {
        deadlines.rows.push_back(
            {deadline.id(),
             deadline.title(),
             or_dash(deadline.key()),
             deadline.due_on(),
             word_of(deadline.state()) + (deadline.duty() ? " (a duty)" : "")}
        );
    }
    procedure_part(out, "Deadlines", deadlines);
    Table tasks{{"ID", "TASK", "ROLE", "OWNER", "DUE", "STATE"}, {}};
    for (const auto& task : state.tasks()) {
        tasks.rows.push_back(
            {task.id(),
             task.title(),
             task.role(),
             or_dash(task.owner()),
             or_dash(task.due_on()),
             word_of(task.state())}
        );
    }
    procedure_part(out, "Tasks", tasks);
}

}  // namespace

std::string values_of(const v1::Entry& entry) {
    std::vector<std::string> values;
    for (const auto& value : entry.values()) {
        values.push_back(fmt::format("{}={}", value.field(), value.value()));
    }
    return fmt::format("{}", fmt::join(values, "; "));
}

std::string in_words(const v1::Procedure& state) {
    std::ostringstream out;
    head(out, state);
    entries(out, state);
    steps(out, state);
    diary(out, state);
    return out.str();
}

}  // namespace ladder::cli
