#include "services/cli/case_story.hpp"

#include <algorithm>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <google/protobuf/util/json_util.h>

#include "services/cli/case_text.hpp"
#include "services/cli/output.hpp"
#include "services/cli/procedure_text.hpp"
#include "services/cli/words.hpp"
#include "services/http/codec.hpp"

namespace ladder::cli {

namespace {

using Rows = std::vector<std::vector<std::string>>;

void tell_facts(Rows& rows, const v1::Case& state) {
    for (const auto& fact : state.facts()) {
        rows.push_back(
            {fact.effective_on(),
             fmt::format(
                 "fact {}: {}{}", fact.id(), fact.fact(), fact.withdrawn() ? " (withdrawn)" : ""
             ),
             in_words(fact.recorded_by()),
             fmt::format("{}", fmt::join(fact.evidence(), "; "))}
        );
    }
    for (const auto& note : state.notes()) {
        rows.push_back(
            {note.effective_on(),
             fmt::format("note {}", note.id()),
             in_words(note.recorded_by()),
             note.text()}
        );
    }
}

void tell_case(Rows& rows, const v1::Case& state) {
    rows.push_back(
        {state.opened_on(),
         "the case is opened",
         in_words(state.opened_by()),
         or_dash(state.opening_reasons())}
    );
    for (const auto& concern : state.concerns()) {
        rows.push_back(
            {concern.raised_on(),
             fmt::format("concern {} is raised: {}", concern.id(), concern.title()),
             in_words(concern.raised_by()),
             "-"}
        );
        if (!concern.closed_on().empty()) {
            rows.push_back(
                {concern.closed_on(),
                 fmt::format("concern {} is closed", concern.id()),
                 in_words(concern.closed_by()),
                 concern.closed_reason()}
            );
        }
    }
    for (const auto& proposal : state.proposals()) {
        rows.push_back(
            {proposal.raised_on(),
             fmt::format("{} is proposed ({})", proposal.proposes(), proposal.id()),
             "the rules",
             fmt::format("{}, {}", proposal.trigger(), proposal.indicator())}
        );
    }
    tell_facts(rows, state);
}

// What people put on record in a procedure: two accounts of one thing are two lines.
void tell_entries(Rows& rows, const v1::Procedure& state) {
    for (const auto& entry : state.entries()) {
        const auto what = fmt::format(
            "{} {}: {}{}",
            bare(state.name()),
            entry.id(),
            entry.record(),
            entry.key().empty() ? "" : fmt::format(" ({})", entry.key())
        );
        rows.push_back(
            {entry.effective_on(), what, in_words(entry.recorded_by()), or_dash(values_of(entry))}
        );
        if (!entry.withdrawn_on().empty()) {
            rows.push_back(
                {entry.withdrawn_on(),
                 what + " is withdrawn",
                 in_words(entry.withdrawn_by()),
                 entry.withdrawn_because()}
            );
        }
    }
}

void tell_procedure(Rows& rows, const v1::Procedure& state) {
    rows.push_back(
        {state.started_on(),
         fmt::format("{} starts", bare(state.name())),
         in_words(state.started_by()),
         or_dash(state.reasons())}
    );
    tell_entries(rows, state);
    for (const auto& step : state.steps()) {
        rows.push_back(
            {step.effective_on(),
             fmt::format("{}: {} -> {}", bare(state.name()), step.from_stage(), step.to_stage()),
             in_words(step.decider()),
             step.reasons()}
        );
    }
}

void tell_decisions(Rows& rows, const v1::Case& state) {
    for (const auto& recommendation : state.recommendations()) {
        rows.push_back(
            {recommendation.effective_on(),
             fmt::format("{} is recommended ({})", recommendation.to_stage(), recommendation.id()),
             in_words(recommendation.recommender()),
             recommendation.reasons()}
        );
    }
    for (const auto& decision : state.decisions()) {
        const auto superseded = decision.superseded_by().empty()
                                    ? std::string{}
                                    : fmt::format(" (superseded by {})", decision.superseded_by());
        rows.push_back(
            {decision.effective_on(),
             in_words(decision) + superseded,
             in_words(decision.decider()),
             decision.reasons()}
        );
    }
}

// Of one day: what was raised, then what was done beside the case, then what was decided.
Table happened(const CaseStory& story) {
    Table table{{"ON", "WHAT", "BY", "WHY"}, {}};
    tell_case(table.rows, story.state);
    for (const auto& procedure : story.procedures) {
        tell_procedure(table.rows, procedure);
    }
    tell_decisions(table.rows, story.state);
    std::stable_sort(table.rows.begin(), table.rows.end(), [](const auto& a, const auto& b) {
        return a[0] < b[0];
    });
    return table;
}

std::string where(const std::string& parent, const CaseStory& story) {
    return parent == story.state.name() ? "the case" : bare(parent);
}

Table due(const CaseStory& story) {
    Table table{{"DUE", "WHAT", "WHERE", "ID", "STATE"}, {}};
    for (const auto& deadline : story.deadlines) {
        auto state = word_of(deadline.state());
        if (!deadline.ended_on().empty()) {
            state += " " + deadline.ended_on();
        }
        table.rows.push_back(
            {deadline.due_on(),
             deadline.title() +
                 (deadline.key().empty() ? "" : fmt::format(" ({})", deadline.key())) +
                 (deadline.duty() ? " (a duty)" : ""),
             where(deadline.parent(), story),
             deadline.id(),
             state}
        );
    }
    std::stable_sort(table.rows.begin(), table.rows.end(), [](const auto& a, const auto& b) {
        return a[0] < b[0];
    });
    return table;
}

Table to_do(const CaseStory& story) {
    Table table{{"TASK", "WHERE", "ID", "FOR", "DUE", "STATE"}, {}};
    for (const auto& task : story.tasks) {
        table.rows.push_back(
            {task.title(),
             where(task.parent(), story),
             task.id(),
             task.owner().empty() ? task.role() : fmt::format("{} ({})", task.owner(), task.role()),
             or_dash(task.due_on()),
             word_of(task.state()) + (task.done_on().empty() ? "" : " " + task.done_on())}
        );
    }
    return table;
}

Table beside_it(const CaseStory& story) {
    Table table{{"PROCEDURE", "STAGE", "SINCE", "ENDED"}, {}};
    for (const auto& procedure : story.procedures) {
        table.rows.push_back(
            {bare(procedure.name()),
             procedure.stage(),
             procedure.stage_since(),
             procedure.ended_on().empty()
                 ? "-"
                 : fmt::format("{} ({})", procedure.ended_on(), procedure.outcome())}
        );
    }
    return table;
}

template <class Message>
google::protobuf::Value list_value(const std::vector<Message>& messages) {
    google::protobuf::Value value;
    auto& list = *value.mutable_list_value();
    for (const auto& message : messages) {
        // What our own writer wrote, its reader reads.
        (void)google::protobuf::util::JsonStringToMessage(
            http::to_json(message), list.add_values()->mutable_struct_value()
        );
    }
    return value;
}

}  // namespace

std::string in_words(const CaseStory& story, bool explain) {
    std::ostringstream out;
    const auto section = [&](std::string_view title, const Table& table) {
        if (!table.rows.empty()) {
            out << '\n' << title << '\n';
            print_table(out, table);
        }
    };
    out << head_of(story.state);
    section("What happened", happened(story));
    out << lists_of(story.state, explain);
    section("Procedures", beside_it(story));
    section("What is due", due(story));
    section("What is to be done", to_do(story));
    return out.str();
}

google::protobuf::Struct as_object(const CaseStory& story) {
    google::protobuf::Struct object;
    (void)google::protobuf::util::JsonStringToMessage(http::to_json(story.state), &object);
    (*object.mutable_fields())["procedures"] = list_value(story.procedures);
    (*object.mutable_fields())["deadlines"] = list_value(story.deadlines);
    (*object.mutable_fields())["tasks"] = list_value(story.tasks);
    return object;
}

}  // namespace ladder::cli
