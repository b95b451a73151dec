// `ladder meeting outcome`: what came of an item.
#include <vector>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include "services/cli/commands.hpp"
#include "services/cli/decision_options.hpp"
#include "services/cli/meeting_target.hpp"
#include "services/cli/message_file.hpp"
#include "services/cli/words.hpp"

namespace ladder::cli {

namespace {

struct OutcomeOptions {
    std::string item;
    std::string note;
    std::string file;
    std::string case_name;
    std::vector<std::string> actions;
};

// TITLE=ROLE[=DUE[=BODY]].
base::Result<v1::ItemAction> action_from(std::string_view text) {
    std::vector<std::string> parts(1);
    for (const char letter : text) {
        if (letter == '=') {
            parts.emplace_back();
        } else {
            parts.back() += letter;
        }
    }
    if (parts.size() < 2 || parts.size() > 4) {
        return base::field_error(
            "--action", "write it as TITLE=ROLE, TITLE=ROLE=DUE or TITLE=ROLE=DUE=BODY"
        );
    }
    parts.resize(4);
    v1::ItemAction action;
    action.set_title(parts[0]);
    action.set_role(parts[1]);
    action.set_due_on(parts[2]);
    action.set_body(parts[3].empty() ? "" : full("bodies", parts[3]));
    return action;
}

// What the options add to the outcome of a file, or make of nothing.
base::Result<void> add_to_outcome(
    v1::ItemOutcome& outcome,
    const Session& session,
    const OutcomeOptions& options,
    const DecisionOptions& decided
) {
    if (is_given(decided)) {
        auto decision = decision_from(session, decided);
        if (!decision) {
            return decision.error();
        }
        auto& prepared = *outcome.add_decisions();
        prepared.set_case_name(options.case_name.empty() ? "" : full("cases", options.case_name));
        *prepared.mutable_decision() = std::move(*decision);
    }
    for (const auto& text : options.actions) {
        auto action = action_from(text);
        if (!action) {
            return action.error();
        }
        *outcome.add_actions() = std::move(*action);
    }
    if (!options.note.empty()) {
        outcome.set_note(options.note);
    }
    return {};
}

base::Result<int> settle_item(
    Session& session,
    const MeetingTarget& target,
    const OutcomeOptions& options,
    const DecisionOptions& decided
) {
    v1::RecordOutcomeRequest request;
    if (!options.file.empty()) {
        if (const auto read = read_message(options.file, *request.mutable_outcome()); !read) {
            return read.error();
        }
    }
    request.set_item(options.item);
    if (const auto added = add_to_outcome(*request.mutable_outcome(), session, options, decided);
        !added) {
        return added.error();
    }
    return act_on_meeting<v1::RecordOutcomeResponse>(
        session,
        target,
        "MeetingService/RecordOutcome",
        std::move(request),
        fmt::format(
            "outcome of {} recorded; `ladder meeting close {} --minutes x --dry-run` says what is "
            "lacking",
            options.item,
            bare(target.name)
        )
    );
}

}  // namespace

void add_meeting_outcome(CLI::App& noun, Session& session) {
    auto target = std::make_shared<MeetingTarget>();
    auto options = std::make_shared<OutcomeOptions>();
    auto decided = std::make_shared<DecisionOptions>();
    auto& command = add_meeting_verb(
        noun,
        "outcome",
        "record what came of an item: a decision, actions, words",
        "ladder meeting outcome ppsg-2009-08-25 i2 --remain --next-review 2009-10-20 \\\n"
        "  --decider anne@hmic --decider-capacity hmcic --evidence 'Minutes of item 2' \\\n"
        "  --reason 'The plan is due in October.' \\\n"
        "  --action 'Present the plan=ppsg_secretariat=2009-10-13=nottinghamshire'\n"
        "Or with words only: ladder meeting outcome ppsg-2009-08-25 i1 --note 'Noted'\n"
        "Or from a file, as where an item decides several cases: --file i2.yaml\n"
        "i2.yaml:\n"
        "  decisions:\n"
        "    - decision:\n"
        "        outcome: remain\n"
        "        decider: {person: anne@hmic, capacity: hmcic}\n"
        "        reasons: The plan is due in October.\n"
        "        evidence: [Minutes of item 2]\n"
        "        next_review_on: 2009-10-20\n"
        "  actions:\n"
        "    - {title: Present the plan, role: ppsg_secretariat, body: bodies/nottinghamshire, "
        "due_on: 2009-10-13}\n"
        "  note: Chief constable and chair were invited.",
        target
    );
    command.add_option("item", options->item, "the item's id, such as i2")->required();
    command.add_option("--file", options->file, "YAML or JSON with the outcome");
    command.add_option("--note", options->note, "what was said, for the minutes");
    command.add_option("--case", options->case_name, "the case decided on [that of the item]");
    add_decision_options(command, decided, false);
    command
        .add_option(
            "--action",
            options->actions,
            "TITLE=ROLE[=DUE[=BODY]] that somebody owes; may be repeated"
        )
        ->allow_extra_args(false);
    on_run(command, session, [target, options, decided](Session& now) {
        return settle_item(now, *target, *options, *decided);
    });
}

}  // namespace ladder::cli
