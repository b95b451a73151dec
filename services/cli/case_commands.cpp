// `ladder case`: looking at cases and opening them.
#include <iterator>
#include <ostream>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/task_service.pb.h"
#include "services/cli/case_story.hpp"
#include "services/cli/commands.hpp"
#include "services/cli/procedure_target.hpp"
#include "services/cli/remote.hpp"

namespace ladder::cli {

namespace {

struct ListOptions {
    std::string body;
    std::string stage;
    bool all = false;
};

struct OpenOptions {
    std::string body;
    std::string subject = "general";
    std::string effective_on;
    std::string known_on;
};

base::Result<int> list_cases(Session& session, const ListOptions& options) {
    v1::ListCasesRequest request;
    request.set_body(full("bodies", options.body));
    request.set_stage(options.stage);
    request.set_include_closed(options.all);
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    const auto all = ask_all<v1::ListCasesResponse>(
        session, "CaseService/ListCases", request, [](auto& page) { return page.mutable_cases(); }
    );
    if (!all) {
        return all.error();
    }
    Output output{
        &*all,
        pointers_to(all->cases()),
        {{"CASE", "STAGE", "SINCE", "NEXT REVIEW", "CONCERNS", "PROPOSALS", "ETAG"}, {}},
        {},
        {}};
    for (const auto& head : all->cases()) {
        output.table.rows.push_back(
            {bare(head.name()),
             head.stage() + (head.closed_on().empty() ? "" : " (closed)"),
             head.stage_since(),
             or_dash(head.next_review_on()),
             std::to_string(head.open_concerns()),
             std::to_string(head.open_proposals()),
             head.etag()}
        );
    }
    output.note =
        all->cases().empty()
            ? tally(0, "cases", "`ladder case open` opens one, --all lists those closed, too")
            : fmt::format("{} cases; concerns and proposals are those open", all->cases_size());
    print(session.out, session.format, output);
    return exit_ok;
}

// The day by which a deadline is told to be overdue: that of --known-at, else the server's today.
base::Result<std::string> day_asked(const Session& session) {
    if (session.known_at.empty()) {
        return std::string{};
    }
    const auto at = parse_known_at(session.known_at);
    return at ? base::Result<std::string>(moment(*at).substr(0, 10)) : at.error();
}

// Adds what is due and to be done in a case or procedure.
base::Result<void> fetch_diary(
    const Session& session, const std::string& parent, CaseStory& story
) {
    const auto as_of = day_asked(session);
    if (!as_of) {
        return as_of.error();
    }
    v1::ListDeadlinesRequest deadlines;
    deadlines.set_parent(parent);
    deadlines.set_include_ended(true);
    deadlines.set_as_of(*as_of);
    v1::ListTasksRequest tasks;
    tasks.set_parent(parent);
    tasks.set_include_ended(true);
    if (const auto set = set_known_at(session, deadlines); !set) {
        return set.error();
    }
    if (const auto set = set_known_at(session, tasks); !set) {
        return set.error();
    }
    auto due = ask_all<v1::ListDeadlinesResponse>(
        session,
        "TaskService/ListDeadlines",
        deadlines,
        [](auto& page) { return page.mutable_deadlines(); }
    );
    if (!due) {
        return due.error();
    }
    auto to_do = ask_all<v1::ListTasksResponse>(
        session, "TaskService/ListTasks", tasks, [](auto& page) { return page.mutable_tasks(); }
    );
    if (!to_do) {
        return to_do.error();
    }
    std::move(
        due->deadlines().begin(), due->deadlines().end(), std::back_inserter(story.deadlines)
    );
    std::move(to_do->tasks().begin(), to_do->tasks().end(), std::back_inserter(story.tasks));
    return {};
}

base::Result<CaseStory> fetch_story(const Session& session, const std::string& name) {
    const auto state = fetch_case(session, name);
    if (!state) {
        return state.error();
    }
    CaseStory story{*state, {}, {}, {}};
    v1::ListProceduresRequest of_case;
    of_case.set_case_name(state->name());
    of_case.set_include_ended(true);
    const auto heads = fetch_procedures(session, of_case);
    if (!heads) {
        return heads.error();
    }
    if (const auto fetched = fetch_diary(session, state->name(), story); !fetched) {
        return fetched.error();
    }
    for (const auto& head : heads->procedures()) {
        auto procedure = fetch_procedure(session, head.name());
        if (!procedure) {
            return procedure.error();
        }
        story.procedures.push_back(std::move(*procedure));
        if (const auto fetched = fetch_diary(session, head.name(), story); !fetched) {
            return fetched.error();
        }
    }
    return story;
}

base::Result<int> show_case(Session& session, const std::string& name, bool explain) {
    const auto story = fetch_story(session, name);
    if (!story) {
        return story.error();
    }
    const auto* state = &story->state;
    const auto object = as_object(*story);
    Output output{&object, {&object}, {{"FIELD", "VALUE"}, {}}, in_words(*story, explain), {}};
    output.table.rows = {
        {"name", state->name()},
        {"body", state->body()},
        {"stage", state->stage()},
        {"stage_since", state->stage_since()},
        {"next_review_on", state->next_review_on()},
        {"closed_on", state->closed_on()},
        {"etag", state->etag()}};
    print(session.out, session.format, output);
    return exit_ok;
}

base::Result<int> show_events(Session& session, const std::string& name) {
    const auto state = fetch_case(session, name);
    if (!state) {
        return state.error();
    }
    v1::ListCaseEventsRequest request;
    request.set_name(state->name());
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    const auto all = ask_all<v1::ListCaseEventsResponse>(
        session,
        "CaseService/ListCaseEvents",
        request,
        [](auto& page) { return page.mutable_events(); }
    );
    if (!all) {
        return all.error();
    }
    Output output{
        &*all,
        pointers_to(all->events()),
        {{"POSITION", "NO", "RECORDED", "BY", "WHAT"}, {}},
        {},
        {}};
    for (const auto& event : all->events()) {
        output.table.rows.push_back(
            {std::to_string(event.position()),
             std::to_string(event.version()),
             moment(event.recorded_at()),
             in_words(event.actor()),
             event.entered_later()
                 ? fmt::format("{} Known on {}, entered later.", event.text(), event.known_on())
                 : event.text()}
        );
    }
    print(session.out, session.format, output);
    return exit_ok;
}

base::Result<int> open_case(Session& session, const OpenOptions& options) {
    const auto subject = parse_word<v1::Subject>(options.subject, "--subject");
    if (!subject) {
        return subject.error();
    }
    v1::OpenCaseRequest request;
    request.set_body(full("bodies", options.body));
    request.set_subject(*subject);
    request.set_reasons(session.reason);
    request.set_effective_on(options.effective_on);
    request.set_known_on(options.known_on);
    set_mutation(session, request);
    const auto response = ask<v1::OpenCaseResponse>(session, "CaseService/OpenCase", request);
    if (!response) {
        return response.error();
    }
    const auto& state = response->case_();
    Output output{&*response, {&state}, {{"CASE", "STAGE", "ETAG"}, {}}, {}, {}};
    output.table.rows.push_back({state.name(), state.stage(), state.etag()});
    output.text = fmt::format(
        "{}{} opened at {} ({})\n", dry_run_mark(session), state.name(), state.stage(), state.etag()
    );
    print(session.out, session.format, output);
    return exit_ok;
}

void add_looks(CLI::App& noun, Session& session) {
    auto& list = *noun.add_subcommand("list", "open cases, in order of name");
    list.fallthrough()->footer("Example: ladder case list --stage peer_support");
    auto options = std::make_shared<ListOptions>();
    list.add_option("--body", options->body, "only this body");
    list.add_option("--stage", options->stage, "only this stage");
    list.add_flag("--all", options->all, "closed ones too");
    on_run(list, session, [options](Session& now) { return list_cases(now, *options); });

    auto name = std::make_shared<std::string>();
    auto explain = std::make_shared<bool>(false);
    auto& show =
        *noun.add_subcommand("show", "one case, whole: its story, its procedures, what is due");
    show.fallthrough()->footer(
        "Example: ladder case show west-midlands-general-1 --explain\n"
        "As it was known: ladder case show west-midlands-general-1 --known-at 2011-12-31 --strict"
    );
    show.add_option("name", *name, "its name, with or without cases/, or its body's")->required();
    show.add_flag("--explain", *explain, "why each proposal was raised and cleared");
    on_run(show, session, [name, explain](Session& now) {
        return show_case(now, *name, *explain);
    });

    auto& events = *noun.add_subcommand("events", "the record of a case, oldest first");
    events.fallthrough()->footer("Example: ladder case events west-midlands-general-1");
    events.add_option("name", *name, "its name, or its body's")->required();
    on_run(events, session, [name](Session& now) { return show_events(now, *name); });
}

}  // namespace

void add_case(CLI::App& program, Session& session) {
    auto& noun = *program.add_subcommand("case", "bodies on their ladders");
    noun.require_subcommand(1)->fallthrough();
    add_looks(noun, session);
    auto& open = *noun.add_subcommand("open", "open a case at the first stage");
    open.fallthrough()->footer(
        "Example: ladder case open west-midlands --reason 'Robbery rose by a quarter' "
        "--capacity hmic_analyst"
    );
    auto options = std::make_shared<OpenOptions>();
    open.add_option("body", options->body, "the body's name")->required();
    open.add_option(
        "--subject", options->subject, "general, confidence or counter_terrorism [general]"
    );
    open.add_option("--effective-on", options->effective_on, "when it was so [today]");
    open.add_option("--known-on", options->known_on, "when it was known, if entered later [today]");
    on_run(open, session, [options](Session& now) { return open_case(now, *options); });
    add_case_decision(noun, session);
    add_case_records(noun, session);
    add_case_links(noun, session);
}

}  // namespace ladder::cli
