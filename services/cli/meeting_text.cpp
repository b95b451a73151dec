#include "services/cli/meeting_text.hpp"

#include <sstream>

#include <fmt/format.h>

#include "engine/base/hex.hpp"
#include "services/cli/case_text.hpp"
#include "services/cli/output.hpp"
#include "services/cli/words.hpp"

namespace ladder::cli {

namespace {

void meeting_head(std::ostream& out, const v1::Meeting& state) {
    out << state.name() << '\n';
    const auto line = [&](std::string_view label, const std::string& value) {
        out << fmt::format("  {:<14}{}\n", label, value);
    };
    line("title", state.title());
    line("kind", fmt::format("{} of {}", state.kind(), state.ruleset()));
    line("held on", state.held_on());
    line("state", word_of(state.state()));
    if (!state.closed_on().empty()) {
        line("closed", state.closed_on());
    }
    if (state.has_pack()) {
        line(
            "pack",
            fmt::format(
                "frozen at {} by {}, journal size {}",
                moment(state.pack().frozen_at()),
                in_words(state.pack().frozen_by()),
                state.pack().journal_size()
            )
        );
        line("pack digest", base::hex(state.pack().digest()));
    }
    line("record", fmt::format("{} events; etag {}", state.version(), state.etag()));
}

void meeting_section(std::ostream& out, std::string_view title, const Table& table) {
    if (!table.rows.empty()) {
        out << '\n' << title << '\n';
        print_table(out, table);
    }
}

std::string outcome_words(const v1::AgendaItem& item) {
    std::string words;
    const auto add = [&](const std::string& part) { words += (words.empty() ? "" : "; ") + part; };
    for (const auto& decision : item.outcome().decisions()) {
        const auto& command = decision.decision();
        add(fmt::format(
            "{}{}{} by {}",
            word_of(command.outcome()),
            command.to_stage().empty() ? "" : " to " + command.to_stage(),
            decision.recorded().empty() ? "" : fmt::format(" ({})", decision.recorded()),
            in_words(command.decider())
        ));
    }
    for (const auto& action : item.outcome().actions()) {
        add("action: " + action.title());
    }
    if (!item.outcome().note().empty()) {
        add(item.outcome().note());
    }
    for (const auto& recusal : item.recusals()) {
        add(fmt::format("{} takes no part", recusal.person()));
    }
    return or_dash(words);
}

void agenda(std::ostream& out, const v1::Meeting& state) {
    Table table{{"ID", "REASON", "CASE", "TITLE", "OUTCOME"}, {}};
    for (const auto& item : state.items()) {
        table.rows.push_back(
            {item.id(),
             word_of(item.reason()),
             or_dash(bare(item.case_name())),
             item.title(),
             outcome_words(item)}
        );
    }
    meeting_section(out, "Agenda", table);
}

void people(std::ostream& out, const v1::Meeting& state) {
    Table table{{"PERSON", "AS", "ORGANISATION", "REMINDED"}, {}};
    for (const auto& one : state.attendance()) {
        table.rows.push_back(
            {in_words(one.person()),
             word_of(one.kind()),
             or_dash(one.organisation()),
             one.official_secrets_reminded() ? "yes" : "-"}
        );
    }
    meeting_section(out, "Attendance", table);
}

void actions(std::ostream& out, const v1::Meeting& state) {
    Table table{{"ID", "OWED BY", "QUEUE", "DUE", "STATE", "ITEM", "ACTION"}, {}};
    for (const auto& task : state.tasks()) {
        table.rows.push_back(
            {task.id(),
             or_dash(bare(task.body())),
             task.role(),
             or_dash(task.due_on()),
             word_of(task.state()),
             or_dash(task.raised_by()),
             task.title()}
        );
    }
    meeting_section(out, "Action log", table);
}

}  // namespace

std::string in_words(const v1::Meeting& state) {
    std::ostringstream out;
    meeting_head(out, state);
    agenda(out, state);
    people(out, state);
    actions(out, state);
    if (!state.minutes().empty()) {
        out << "\nMinutes\n" << state.minutes() << '\n';
    }
    for (const auto& correction : state.corrections()) {
        out << fmt::format(
            "\nUntil {} they said (corrected by {}: {})\n{}\n",
            moment(correction.recorded_at()),
            in_words(correction.corrected_by()),
            correction.reasons(),
            correction.superseded_text()
        );
    }
    return out.str();
}

std::string in_words(const v1::PackContent& pack) {
    std::ostringstream out;
    for (const auto& part : pack.items()) {
        out << fmt::format("{} {}\n", part.item().id(), part.item().title());
        if (part.has_case_()) {
            out << head_of(part.case_()) << lists_of(part.case_(), true) << '\n';
        }
    }
    return out.str();
}

}  // namespace ladder::cli
