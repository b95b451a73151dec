#include "services/api/task_commands.hpp"

#include <memory>

#include <fmt/format.h>

#include "engine/base/names.hpp"
#include "engine/diary/decide.hpp"
#include "services/api/case_names.hpp"
#include "services/api/diaries.hpp"
#include "services/api/permission.hpp"

namespace ladder::api {

namespace {

using MessagePointer = std::unique_ptr<google::protobuf::Message>;

// The newest version of the ruleset of a version: "rulesets/x" for "rulesets/x@2".
std::string unversioned(const std::string& ruleset) {
    return ruleset.substr(0, ruleset.find('@'));
}

// The id of the deadline or task that an event is about.
std::string touched(const v1::Event& event) {
    switch (event.kind_case()) {
        case v1::Event::kDeadlineSet:
            return event.deadline_set().deadline().id();
        case v1::Event::kDeadlineChanged:
            return event.deadline_changed().id();
        case v1::Event::kDeadlineEnded:
            return event.deadline_ended().id();
        case v1::Event::kTaskOpened:
            return event.task_opened().task().id();
        default:
            return event.task_changed().id();
    }
}

// The deadline or task after the command, as lists show it.
template <class Response, class State>
void fill_item(Response& response, const State& state, const std::string& id) {
    const auto diary = diary::diary_of(state);
    if constexpr (requires { response.mutable_deadline(); }) {
        if (const auto* deadline = diary::find_deadline(diary, id)) {
            *response.mutable_deadline() = *deadline;
            response.mutable_deadline()->set_parent(state.name());
            response.mutable_deadline()->set_body(body_of(state));
            response.set_etag(state.etag());
        }
    } else if (const auto* task = diary::find_task(diary, id)) {
        *response.mutable_task() = *task;
        response.mutable_task()->set_parent(state.name());
    }
}

template <class Response>
MessagePointer item_after(db::Aggregates& now, const std::string& parent, const std::string& id) {
    auto response = std::make_unique<Response>();
    std::visit(
        [&](const auto& state) {
            if constexpr (has_diary<std::decay_t<decltype(state)>>) {
                fill_item(*response, state, id);
            }
        },
        now.find(parent)
    );
    return response;
}

template <class Request>
base::Result<command::Events> decide_on(
    const diary::Holder& holder,
    const Request& request,
    const command::Context& context,
    db::Aggregates& aggregates
) {
    if constexpr (std::is_same_v<Request, v1::ChangeDeadlineRequest>) {
        const auto newest = aggregates.find_ruleset(unversioned(context.ruleset.name()));
        return diary::decide(holder, request, context, newest ? *newest : context.ruleset);
    } else {
        if constexpr (std::is_same_v<Request, v1::OpenTaskRequest>) {
            if (!request.body().empty() && aggregates.find_body(request.body()) == nullptr) {
                return no_such_body(request.body());
            }
        }
        return diary::decide(holder, request, context);
    }
}

// Decides a command on the diary of a record that must be there.
template <class Response, class Request>
base::Result<db::Ruling> decide_in_diary(
    const std::string& parent,
    const Request& request,
    const v1::Actor& actor,
    db::Aggregates& aggregates,
    const db::Stamp& stamp
) {
    return with_diary<db::Ruling>(
        aggregates.find(parent),
        parent,
        [&](const auto& state) -> base::Result<db::Ruling> {
            const auto ruleset = aggregates.find_ruleset(state.ruleset());
            if (!ruleset) {
                return no_ruleset_published();
            }
            auto events = decide_on(
                diary::Holder{state}, request, {*ruleset, actor, stamp.recorded_at}, aggregates
            );
            if (!events) {
                return events.error();
            }
            db::Ruling ruling;
            const auto id = touched(events->front());
            for (auto& event : *events) {
                ruling.events.push_back({parent, std::move(event), {}});
            }
            ruling.respond = [parent, id](db::Aggregates& now) {
                return item_after<Response>(now, parent, id);
            };
            return ruling;
        }
    );
}

template <class Response, class Request>
void submit_in_diary(
    std::string_view method,
    const std::string& parent,
    const Desk& writer,
    const v1::Actor& actor,
    Request request,
    Done done
) {
    if (const auto fit = check_caller(actor, request.request_id()); !fit) {
        return done(fit.error());
    }
    auto work = work_for(method, actor, request, std::move(done));
    work.decide = [parent,
                   request = std::move(request),
                   actor](db::Aggregates& aggregates, const db::Stamp& stamp) {
        return decide_in_diary<Response>(parent, request, actor, aggregates, stamp);
    };
    writer.submit(std::move(work));
}

// The record in the name of a deadline or task. Errors: invalid_argument.
base::Result<std::string> parent_in(const std::string& name, std::string_view list) {
    const std::string parent{diary::item_parent(name, list)};
    if (parent.empty() || !check_parent(parent, "name")) {
        return base::field_error(
            "name",
            fmt::format(
                "'{}' is no name of one; write it as cases/ID/{}/{}1",
                name.substr(0, 100),
                list,
                list == "tasks" ? "t" : "l"
            )
        );
    }
    return parent;
}

}  // namespace

base::Error no_such_parent(std::string_view name) {
    return {
        base::Code::not_found,
        fmt::format("there is no case, procedure or meeting '{}'", name.substr(0, 100)),
        {}};
}

base::Result<void> check_parent(std::string_view name, std::string_view field) {
    for (const auto* collection : {"cases", "procedures", "meetings"}) {
        if (base::id_of(name, collection, field)) {
            return {};
        }
    }
    return base::field_error(
        std::string{field},
        fmt::format(
            "'{}' is no name of a record; write it as cases/ID, procedures/ID or meetings/ID",
            name.substr(0, 100)
        )
    );
}

void set_deadline(
    const Desk& writer, const v1::Actor& actor, v1::SetDeadlineRequest request, Done done
) {
    if (const auto fit = check_parent(request.parent(), "parent"); !fit) {
        return done(fit.error());
    }
    const auto parent = request.parent();
    submit_in_diary<v1::SetDeadlineResponse>(
        "TaskService/SetDeadline", parent, writer, actor, std::move(request), std::move(done)
    );
}

void change_deadline(
    const Desk& writer, const v1::Actor& actor, v1::ChangeDeadlineRequest request, Done done
) {
    const auto parent = parent_in(request.name(), "deadlines");
    if (!parent) {
        return done(parent.error());
    }
    submit_in_diary<v1::ChangeDeadlineResponse>(
        "TaskService/ChangeDeadline", *parent, writer, actor, std::move(request), std::move(done)
    );
}

void open_task(const Desk& writer, const v1::Actor& actor, v1::OpenTaskRequest request, Done done) {
    if (const auto fit = check_parent(request.parent(), "parent"); !fit) {
        return done(fit.error());
    }
    if (!request.body().empty()) {
        if (const auto id = base::id_of(request.body(), "bodies", "body"); !id) {
            return done(id.error());
        }
    }
    const auto parent = request.parent();
    submit_in_diary<v1::OpenTaskResponse>(
        "TaskService/OpenTask", parent, writer, actor, std::move(request), std::move(done)
    );
}

void change_task(
    const Desk& writer, const v1::Actor& actor, v1::ChangeTaskRequest request, Done done
) {
    const auto parent = parent_in(request.name(), "tasks");
    if (!parent) {
        return done(parent.error());
    }
    submit_in_diary<v1::ChangeTaskResponse>(
        "TaskService/ChangeTask", *parent, writer, actor, std::move(request), std::move(done)
    );
}

}  // namespace ladder::api
