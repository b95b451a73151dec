// `ladder deadline`: what is due, and changes of it.
#include <memory>
#include <ostream>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include "ladder/v1/task_service.pb.h"
#include "services/cli/commands.hpp"
#include "services/cli/diary_target.hpp"
#include "services/cli/remote.hpp"

namespace ladder::cli {

namespace {

struct DeadlineListOptions {
    std::string parent;
    std::string body;
    std::string due_by;
    std::string as_of;
    bool all = false;
};

struct DeadlineOptions {
    std::string definition;
    std::string from_on;
    std::string due_on;
    std::string key;
    std::string person;
    std::string capacity;
};

std::string deadline_name(const v1::Deadline& deadline) {
    return deadline.parent() + "/deadlines/" + deadline.id();
}

void print_deadline(
    Session& session, const google::protobuf::Message& response, const v1::Deadline& deadline
) {
    Output output{&response, {&response}, {{"DEADLINE", "DUE", "STATE"}, {}}, {}, {}};
    output.table.rows.push_back(
        {deadline_name(deadline), deadline.due_on(), word_of(deadline.state())}
    );
    output.text = fmt::format(
        "{}{} {}: {}, due on {}\n",
        dry_run_mark(session),
        deadline_name(deadline),
        word_of(deadline.state()),
        deadline.title(),
        deadline.due_on()
    );
    print(session.out, session.format, output);
}

base::Result<int> list_deadlines(Session& session, const DeadlineListOptions& options) {
    v1::ListDeadlinesRequest request;
    request.set_parent(options.parent);
    request.set_body(full("bodies", options.body));
    request.set_due_by(options.due_by);
    request.set_as_of(options.as_of);
    request.set_include_ended(options.all);
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    const auto all = ask_all<v1::ListDeadlinesResponse>(
        session,
        "TaskService/ListDeadlines",
        request,
        [](auto& page) { return page.mutable_deadlines(); }
    );
    if (!all) {
        return all.error();
    }
    Output output{
        &*all,
        pointers_to(all->deadlines()),
        {{"DEADLINE", "WHAT", "KEY", "DUE SOON", "DUE", "STATE"}, {}},
        {},
        {}};
    for (const auto& deadline : all->deadlines()) {
        output.table.rows.push_back(
            {deadline_name(deadline),
             deadline.title() + (deadline.duty() ? " (a duty)" : ""),
             or_dash(deadline.key()),
             deadline.due_soon_on(),
             deadline.due_on(),
             word_of(deadline.state())}
        );
    }
    output.note = tally(
        all->deadlines_size(),
        "deadlines",
        "decisions and procedures set them; `ladder deadline set` sets one by hand"
    );
    print(session.out, session.format, output);
    return exit_ok;
}

base::Result<int> set_deadline(
    Session& session, const DiaryTarget& target, const DeadlineOptions& options
) {
    v1::SetDeadlineRequest request;
    request.set_parent(target.name);
    request.set_etag(target.etag);
    request.set_definition(options.definition);
    request.set_from_on(options.from_on);
    request.set_due_on(options.due_on);
    request.set_key(options.key);
    request.set_reasons(session.reason);
    request.set_known_on(target.known_on);
    set_mutation(session, request);
    const auto response = ask_after_look<v1::SetDeadlineResponse>(
        session,
        "TaskService/SetDeadline",
        std::move(request),
        [&](v1::SetDeadlineRequest& now) { return look_at_parent(session, target.name, now); }
    );
    if (!response) {
        return response.error();
    }
    print_deadline(session, *response, response->deadline());
    return exit_ok;
}

base::Result<int> change_deadline(
    Session& session, const DiaryTarget& target, const DeadlineOptions& options, v1::DeadlineAct act
) {
    if (options.person.empty() != options.capacity.empty()) {
        return base::field_error(
            "--by", "give both --by PERSON and --by-capacity ROLE, or neither"
        );
    }
    v1::ChangeDeadlineRequest request;
    request.set_name(target.name);
    request.set_etag(target.etag);
    request.set_act(act);
    request.set_due_on(options.due_on);
    request.set_reasons(session.reason);
    if (!options.person.empty()) {
        request.mutable_authority()->set_person(options.person);
        request.mutable_authority()->set_capacity(options.capacity);
    }
    request.set_effective_on(target.effective_on);
    request.set_known_on(target.known_on);
    set_mutation(session, request);
    const auto response = ask_after_look<v1::ChangeDeadlineResponse>(
        session,
        "TaskService/ChangeDeadline",
        std::move(request),
        [&](v1::ChangeDeadlineRequest& now) {
            return look_at_parent(session, parent_of(target.name), now);
        }
    );
    if (!response) {
        return response.error();
    }
    print_deadline(session, *response, response->deadline());
    return exit_ok;
}

void add_deadline_list(CLI::App& noun, Session& session) {
    auto& list = *noun.add_subcommand("list", "what is due, in order of the day");
    list.fallthrough()->footer(
        "Example: ladder deadline list --due-by 2009-09-30\n"
        "As it stood: ladder deadline list --body nottinghamshire --as-of 2009-08-25 --all"
    );
    auto options = std::make_shared<DeadlineListOptions>();
    list.add_option("--parent", options->parent, "only in this case, procedure or meeting");
    list.add_option("--body", options->body, "only of this body");
    list.add_option("--due-by", options->due_by, "only those due by this day");
    list.add_option("--as-of", options->as_of, "overdue as of this day [today]");
    list.add_flag("--all", options->all, "those met or cancelled too");
    on_run(list, session, [options](Session& now) { return list_deadlines(now, *options); });
}

void add_deadline_set(CLI::App& noun, Session& session) {
    auto& set = *noun.add_subcommand("set", "set a deadline by a definition of the ruleset");
    set.fallthrough()->footer(
        "Example: ladder deadline set procedures/lincolnshire-public-letter-1 letter_requirement "
        "--due-on 2009-11-30 --key e3 --reason '..'"
    );
    auto target = std::make_shared<DiaryTarget>();
    auto options = std::make_shared<DeadlineOptions>();
    set.add_option("record", target->name, "cases/.., procedures/.. or meetings/..")->required();
    set.add_option("definition", options->definition, "the deadline's id in the ruleset")
        ->required();
    set.add_option("--from-on", options->from_on, "the day it is counted from [today]");
    set.add_option("--due-on", options->due_on, "the day named [computed]");
    set.add_option("--key", options->key, "what it is about within its procedure");
    set.add_option("--etag", target->etag, "the record's etag as you saw it [that of now]");
    set.add_option("--known-on", target->known_on, "when it was known, if entered later [today]");
    on_run(set, session, [target, options](Session& now) {
        return set_deadline(now, *target, *options);
    });
}

void add_deadline_change(
    CLI::App& noun,
    Session& session,
    const std::string& verb,
    const std::string& help,
    v1::DeadlineAct act
) {
    auto& change = *noun.add_subcommand(verb, help);
    change.fallthrough()->footer(fmt::format(
        "Example: ladder deadline {} procedures/x/deadlines/l1 {}--reason '..'",
        verb,
        act == v1::DEADLINE_ACT_MOVE ? "--due-on 2009-11-30 " : ""
    ));
    auto target = std::make_shared<DiaryTarget>();
    auto options = std::make_shared<DeadlineOptions>();
    change.add_option("name", target->name, "its name, such as cases/x/deadlines/l1")->required();
    if (act == v1::DEADLINE_ACT_MOVE) {
        change.add_option("--due-on", options->due_on, "the new day")->required();
    }
    change.add_option("--by", options->person, "on whose authority [the caller's]");
    change.add_option("--by-capacity", options->capacity, "in which capacity");
    change.add_option("--etag", target->etag, "the record's etag as you saw it [that of now]");
    change.add_option("--effective-on", target->effective_on, "when it was so [today]");
    change.add_option(
        "--known-on", target->known_on, "when it was known, if entered later [today]"
    );
    on_run(change, session, [target, options, act](Session& now) {
        return change_deadline(now, *target, *options, act);
    });
}

}  // namespace

void add_deadline(CLI::App& program, Session& session) {
    auto& noun = *program.add_subcommand("deadline", "what is due, over all records");
    noun.require_subcommand(1)->fallthrough();
    add_deadline_list(noun, session);
    add_deadline_set(noun, session);
    add_deadline_change(
        noun, session, "move", "due on another day of its window", v1::DEADLINE_ACT_MOVE
    );
    add_deadline_change(noun, session, "pause", "stop its clock", v1::DEADLINE_ACT_PAUSE);
    add_deadline_change(
        noun, session, "resume", "due as many days later as it stood still", v1::DEADLINE_ACT_RESUME
    );
    add_deadline_change(
        noun,
        session,
        "recompute",
        "compute it anew by the newest calendar",
        v1::DEADLINE_ACT_RECOMPUTE
    );
    add_deadline_change(noun, session, "meet", "what was due was done", v1::DEADLINE_ACT_MEET);
    add_deadline_change(noun, session, "cancel", "it no longer matters", v1::DEADLINE_ACT_CANCEL);
}

}  // namespace ladder::cli
