// `ladder task`: what is to be done, and who does it.
#include <algorithm>
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

struct TaskOptions {
    std::string parent;
    std::string title;
    std::string role;
    std::string owner;
    std::string body;
    std::string due_on;
    std::int64_t version = 0;  // 0: that of the task as it is now
    bool all = false;
};

std::string task_name(const v1::Task& task) {
    return task.parent() + "/tasks/" + task.id();
}

void print_task(Session& session, const google::protobuf::Message& response, const v1::Task& task) {
    Output output{&response, {&response}, {{"TASK", "STATE", "OWNER", "VERSION"}, {}}, {}, {}};
    output.table.rows.push_back(
        {task_name(task), word_of(task.state()), task.owner(), std::to_string(task.version())}
    );
    output.text = fmt::format(
        "{}{} {}: {} (for {}{}, version {})\n",
        dry_run_mark(session),
        task_name(task),
        word_of(task.state()),
        task.title(),
        task.role(),
        task.owner().empty() ? "" : ", " + task.owner(),
        task.version()
    );
    print(session.out, session.format, output);
}

base::Result<v1::ListTasksResponse> fetch_tasks(
    const Session& session, const v1::ListTasksRequest& request
) {
    return ask_all<v1::ListTasksResponse>(
        session, "TaskService/ListTasks", request, [](auto& page) { return page.mutable_tasks(); }
    );
}

base::Result<int> list_tasks(Session& session, const TaskOptions& options) {
    v1::ListTasksRequest request;
    request.set_parent(options.parent);
    request.set_role(options.role);
    request.set_owner(options.owner);
    request.set_body(full("bodies", options.body));
    request.set_include_ended(options.all);
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    const auto all = fetch_tasks(session, request);
    if (!all) {
        return all.error();
    }
    Output output{
        &*all,
        pointers_to(all->tasks()),
        {{"TASK", "WHAT", "ROLE", "OWNER", "DUE", "STATE", "VERSION"}, {}},
        {},
        {}};
    for (const auto& task : all->tasks()) {
        output.table.rows.push_back(
            {task_name(task),
             task.title(),
             task.role(),
             or_dash(task.owner()),
             or_dash(task.due_on()),
             word_of(task.state()),
             std::to_string(task.version())}
        );
    }
    output.note = tally(
        all->tasks_size(),
        "tasks",
        "decisions, procedures and deadlines raise them; `ladder task open` opens one by hand"
    );
    print(session.out, session.format, output);
    return exit_ok;
}

base::Result<int> open_task(
    Session& session, const DiaryTarget& target, const TaskOptions& options
) {
    v1::OpenTaskRequest request;
    request.set_parent(target.name);
    request.set_title(options.title);
    request.set_role(options.role);
    request.set_owner(options.owner);
    request.set_body(full("bodies", options.body));
    request.set_due_on(options.due_on);
    request.set_reasons(session.reason);
    request.set_known_on(target.known_on);
    set_mutation(session, request);
    const auto response = ask<v1::OpenTaskResponse>(session, "TaskService/OpenTask", request);
    if (!response) {
        return response.error();
    }
    print_task(session, *response, response->task());
    return exit_ok;
}

// The version of a task as it is now. Errors: not_found.
base::Result<std::int64_t> version_now(const Session& session, const std::string& name) {
    v1::ListTasksRequest request;
    request.set_parent(parent_of(name));
    request.set_include_ended(true);
    const auto all = fetch_tasks(session, request);
    if (!all) {
        return all.error();
    }
    const auto& tasks = all->tasks();
    const auto found = std::find_if(tasks.begin(), tasks.end(), [&](const auto& task) {
        return task_name(task) == name;
    });
    if (found == tasks.end()) {
        return base::Error{base::Code::not_found, fmt::format("there is no task '{}'", name), {}};
    }
    return found->version();
}

base::Result<int> change_task(
    Session& session, const DiaryTarget& target, const TaskOptions& options, v1::TaskAct act
) {
    v1::ChangeTaskRequest request;
    request.set_name(target.name);
    request.set_version(options.version);
    if (options.version == 0) {
        const auto version = version_now(session, target.name);
        if (!version) {
            return version.error();
        }
        request.set_version(*version);
    }
    request.set_act(act);
    request.set_owner(options.owner);
    request.set_reasons(session.reason);
    request.set_effective_on(target.effective_on);
    request.set_known_on(target.known_on);
    set_mutation(session, request);
    const auto response = ask<v1::ChangeTaskResponse>(session, "TaskService/ChangeTask", request);
    if (!response) {
        return response.error();
    }
    print_task(session, *response, response->task());
    return exit_ok;
}

void add_task_list(CLI::App& noun, Session& session) {
    auto& list = *noun.add_subcommand("list", "what is to be done, in order of the day it is due");
    list.fallthrough()->footer("Example: ladder task list --role ppsg_secretariat");
    auto options = std::make_shared<TaskOptions>();
    list.add_option("--parent", options->parent, "only in this case, procedure or meeting");
    list.add_option("--role", options->role, "only in the queue of this role");
    list.add_option("--owner", options->owner, "only those that this person has");
    list.add_option("--body", options->body, "only those that this body owes");
    list.add_flag("--all", options->all, "those done or cancelled too");
    on_run(list, session, [options](Session& now) { return list_tasks(now, *options); });
}

void add_task_open(CLI::App& noun, Session& session) {
    auto& open = *noun.add_subcommand("open", "open a task");
    open.fallthrough()->footer(
        "Example: ladder task open cases/lincolnshire-general-1 --role hmi --title 'Visit' "
        "--reason '..'"
    );
    auto target = std::make_shared<DiaryTarget>();
    auto options = std::make_shared<TaskOptions>();
    open.add_option("record", target->name, "cases/.., procedures/.. or meetings/..")->required();
    open.add_option("--title", options->title, "what is to be done")->required();
    open.add_option("--role", options->role, "the role in whose queue it waits")->required();
    open.add_option("--owner", options->owner, "who gets it at once [nobody]");
    open.add_option("--body", options->body, "the body that owes it [our own desk]");
    open.add_option("--due-on", options->due_on, "when it is due [no day]");
    open.add_option("--known-on", target->known_on, "when it was known, if entered later [today]");
    on_run(open, session, [target, options](Session& now) {
        return open_task(now, *target, *options);
    });
}

void add_task_change(
    CLI::App& noun,
    Session& session,
    const std::string& verb,
    const std::string& help,
    v1::TaskAct act
) {
    auto& change = *noun.add_subcommand(verb, help);
    change.fallthrough()->footer(fmt::format(
        "Example: ladder task {} cases/x/tasks/t1{}",
        verb,
        act == v1::TASK_ACT_ASSIGN ? " --owner ann@hmic --reason 'leave'" : ""
    ));
    auto target = std::make_shared<DiaryTarget>();
    auto options = std::make_shared<TaskOptions>();
    change.add_option("name", target->name, "its name, such as cases/x/tasks/t1")->required();
    if (act == v1::TASK_ACT_ASSIGN) {
        change.add_option("--owner", options->owner, "who gets it")->required();
    }
    change.add_option(
        "--version", options->version, "its version as you saw it; a stale one is refused [now's]"
    );
    change.add_option("--effective-on", target->effective_on, "when it was so [today]");
    change.add_option(
        "--known-on", target->known_on, "when it was known, if entered later [today]"
    );
    on_run(change, session, [target, options, act](Session& now) {
        return change_task(now, *target, *options, act);
    });
}

}  // namespace

void add_task(CLI::App& program, Session& session) {
    auto& noun = *program.add_subcommand("task", "what is to be done, over all records");
    noun.require_subcommand(1)->fallthrough();
    add_task_list(noun, session);
    add_task_open(noun, session);
    add_task_change(noun, session, "claim", "take it from its queue", v1::TASK_ACT_CLAIM);
    add_task_change(noun, session, "assign", "give it to somebody", v1::TASK_ACT_ASSIGN);
    add_task_change(noun, session, "release", "back into its queue", v1::TASK_ACT_RELEASE);
    add_task_change(noun, session, "complete", "it is done", v1::TASK_ACT_COMPLETE);
    add_task_change(noun, session, "cancel", "it is not needed any more", v1::TASK_ACT_CANCEL);
}

}  // namespace ladder::cli
