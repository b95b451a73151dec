// What the files that bind procedures share, and the files that routes.cpp calls.
#pragma once

#include <initializer_list>
#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>

#include <boost/asio/post.hpp>

#include "engine/access/calls.hpp"
#include "ladder/v1/body_service.pb.h"
#include "ladder/v1/ruleset_service.pb.h"
#include "services/access/door.hpp"
#include "services/api/application.hpp"
#include "services/api/routes.hpp"
#include "services/api/submit.hpp"
#include "services/api/view.hpp"
#include "services/http/connect.hpp"

namespace ladder::api {

// Errors: permission_denied for a token that may only read.
[[nodiscard]] base::Result<void> may_write(const access::Caller& caller);

// The same, and the caller acts in a capacity. Errors: also permission_denied for a person who
// holds none; invalid_argument for one who holds several and names none.
[[nodiscard]] base::Result<void> may_act(const access::Caller& caller);

// The caller, if `may` lets them go on. What is refused to somebody who was proved is recorded.
[[nodiscard]] base::Result<access::Caller> admitted(
    Application& app,
    const access::CallRule& rule,
    const google::protobuf::Message& request,
    base::Result<access::Caller> caller,
    base::Result<void> (*may)(const access::Caller&)
);

// Records that rights refused a call; other errors are none of its business. Never blocks.
void note_denied(
    Application& app,
    const access::Caller& caller,
    const access::CallRule& rule,
    const google::protobuf::Message& request,
    base::Code code
);

// The same of a request alone, for commands that read nothing before they are submitted.
Desk desk_of(
    Application& app,
    const access::Caller& caller,
    const access::CallRule& rule,
    const google::protobuf::Message& request
);

// What rights are made from may have changed: then what was proved is asked anew.
template <class Request>
void after_command([[maybe_unused]] Application& app) {
    if constexpr (std::is_same_v<Request, v1::PublishRulesetRequest> || std::is_same_v<Request, v1::ApproveRulesetRequest> || std::is_same_v<Request, v1::RegisterBodiesRequest>) {
        app.access.doorkeeper.forget();
    }
}

// Gives the caller, or the error that answers the call, to `next`: at once where the caller is
// known, else from a database thread.
void with_caller(
    Application& app,
    boost::asio::thread_pool& threads,
    http::Call call,
    std::function<void(base::Result<access::Caller>)> next
);

// The line of a procedure in the table of calls, which must be of one of these kinds. Throws
// std::logic_error: a procedure without a line is a bug at start-up.
const access::CallRule& rule_of(
    std::string_view procedure, std::initializer_list<access::CallKind> kinds
);

// The application with the eyes of a caller, for a request; what is refused is recorded.
View view_of(
    Application& app,
    const access::Caller& caller,
    const access::CallRule& rule,
    const google::protobuf::Message& request
);

// What stands after every read: what the reader may not see is taken out of the answer, and reads
// of marked records and exports are recorded. Blocks. Errors: unavailable.
[[nodiscard]] base::Result<void> finish_read(
    const View& view,
    const access::Caller& caller,
    const access::CallRule& rule,
    google::protobuf::Message& answer
);

// Records that a read was refused, or asked for what the reader does not see. Blocks.
void note_refused(
    const View& view,
    const access::Caller& caller,
    const access::CallRule& rule,
    const google::protobuf::Message& request,
    base::Code code
);

// Runs a read with the eyes of its caller: `read(view, request)`.
template <class Response, class Request, class Read>
base::Result<Response> read_as(
    Application& app,
    const access::Caller& caller,
    const access::CallRule& rule,
    const Request& request,
    const Read& read
) {
    const auto view = view_of(app, caller, rule, request);
    base::Result<Response> answer = read(view, request);
    if (!answer) {
        note_refused(view, caller, rule, request, answer.error().code);
        return answer;
    }
    const auto finished = finish_read(view, caller, rule, *answer);
    return finished ? std::move(answer) : base::Result<Response>{finished.error()};
}

// Answers from a database thread what `answer_as(app, caller, request)` gives.
template <class Request, class Response, class AnswerAs>
void add_answered(
    http::ConnectService& service,
    std::string_view procedure,
    Application& app,
    boost::asio::thread_pool& threads,
    AnswerAs answer_as
) {
    service.add<Request, Response>(
        procedure,
        [&app,
         &threads,
         answer_as](http::Call call, Request request, http::Answer<Response> answer) {
            boost::asio::post(
                threads,
                [&app,
                 answer_as,
                 answer,
                 call = std::make_shared<http::Call>(std::move(call)),
                 request = std::make_shared<Request>(std::move(request))] {
                    const auto caller = app.access.door->caller_of(*call);
                    caller ? answer.send(answer_as(app, *caller, *request))
                           : answer.send(caller.error());
                }
            );
        }
    );
}

// How many moments of the record a read sees: one, unless it makes what it then reads.
enum class ReadsAt { one_moment, several };

// A read of records.
template <class Request, class Response>
void add_read(
    http::ConnectService& service,
    std::string_view procedure,
    Application& app,
    boost::asio::thread_pool& threads,
    base::Result<Response> (*read)(const View&, const Request&),
    ReadsAt reads_at = ReadsAt::one_moment
) {
    using access::CallKind;
    const auto& rule = rule_of(procedure, {CallKind::open, CallKind::read, CallKind::take_away});
    add_answered<Request, Response>(
        service,
        procedure,
        app,
        threads,
        [&rule,
         read,
         reads_at](Application& now, const access::Caller& caller, const Request& request) {
            const auto answer = [&] { return read_as<Response>(now, caller, rule, request, read); };
            return reads_at == ReadsAt::several
                       ? answer()
                       : now.database.read([&](soci::session& /*all*/) { return answer(); });
        }
    );
}

// A read of people and their rights, which says itself who may.
template <class Request, class Response>
void add_people_read(
    http::ConnectService& service,
    std::string_view procedure,
    Application& app,
    boost::asio::thread_pool& threads,
    base::Result<Response> (*read)(Application&, const access::Caller&, const Request&)
) {
    using access::CallKind;
    const auto& rule = rule_of(procedure, {CallKind::open, CallKind::keep, CallKind::audit});
    add_answered<Request, Response>(
        service,
        procedure,
        app,
        threads,
        [&rule, read](Application& now, const access::Caller& caller, const Request& request) {
            auto answer = read(now, caller, request);
            if (!answer) {
                note_refused(
                    view_of(now, caller, rule, request), caller, rule, request, answer.error().code
                );
            }
            return answer;
        }
    );
}

// A command on the journal: submitted by whoever knows the caller, answered from the writer's
// thread.
template <class Request, class Response>
void add_command(
    http::ConnectService& service,
    std::string_view procedure,
    Application& app,
    boost::asio::thread_pool& threads,
    void (*command)(const Desk&, const v1::Actor&, Request, Done),
    std::size_t body_bytes_max = http::body_bytes_default
) {
    const auto& rule = rule_of(procedure, {access::CallKind::act});
    service.add<Request, Response>(
        procedure,
        [&app, &threads, &rule, command](
            http::Call call, Request request, http::Answer<Response> answer
        ) {
            auto kept = std::make_shared<Request>(std::move(request));
            with_caller(
                app,
                threads,
                std::move(call),
                [&app, &rule, command, answer, kept](base::Result<access::Caller> called) {
                    const auto caller = admitted(app, rule, *kept, std::move(called), may_act);
                    if (!caller) {
                        return answer.send(caller.error());
                    }
                    const auto desk = desk_of(app, *caller, rule, *kept);
                    command(
                        desk,
                        caller->actor(),
                        std::move(*kept),
                        [answer, &app](base::Result<std::string> bytes) {
                            after_command<Request>(app);
                            answer.send_bytes(std::move(bytes));
                        }
                    );
                }
            );
        },
        body_bytes_max
    );
}

// A command that blocks before it is submitted: run on one of the threads, which it calls
// `command(view, caller, request, answer)` on.
template <class Request, class Response, class Command>
void add_blocking_command(
    http::ConnectService& service,
    std::string_view procedure,
    Application& app,
    boost::asio::thread_pool& threads,
    Command command,
    std::size_t body_bytes_max = http::body_bytes_default
) {
    const auto& rule = rule_of(procedure, {access::CallKind::act});
    service.add<Request, Response>(
        procedure,
        [&app, &threads, &rule, command](
            http::Call call, Request request, http::Answer<Response> answer
        ) {
            auto asked = std::make_shared<http::Call>(std::move(call));
            auto kept = std::make_shared<Request>(std::move(request));
            boost::asio::post(threads, [&app, &rule, command, answer, asked, kept] {
                const auto caller =
                    admitted(app, rule, *kept, app.access.door->caller_of(*asked), may_act);
                if (!caller) {
                    return answer.send(caller.error());
                }
                const auto view = view_of(app, *caller, rule, *kept);
                command(view, *caller, std::move(*kept), answer);
            });
        },
        body_bytes_max
    );
}

// The same for a command that gives the bytes of its response to `done`, as from the writer:
// `command(app, actor, request, done)`.
template <class Request, class Response, class Command>
void add_submitted_command(
    http::ConnectService& service,
    std::string_view procedure,
    Application& app,
    boost::asio::thread_pool& threads,
    Command command,
    std::size_t body_bytes_max = http::body_bytes_default
) {
    add_blocking_command<Request, Response>(
        service,
        procedure,
        app,
        threads,
        [command](
            const View& view,
            const access::Caller& caller,
            Request request,
            const http::Answer<Response>& answer
        ) {
            command(
                view,
                caller.actor(),
                std::move(request),
                [answer](base::Result<std::string> bytes) { answer.send_bytes(std::move(bytes)); }
            );
        },
        body_bytes_max
    );
}

// Each binds the procedures of some services; see routes_NAME.cpp.
void add_procedures(http::ConnectService& service, Application& app, Threads& threads);
void add_meetings(http::ConnectService& service, Application& app, Threads& threads);
void add_registers(http::ConnectService& service, Application& app, Threads& threads);
void add_reports(http::ConnectService& service, Application& app, Threads& threads);
void add_tasks(http::ConnectService& service, Application& app, Threads& threads);
void add_audit(http::ConnectService& service, Application& app, Threads& threads);
void add_bundles(http::ConnectService& service, Application& app, Threads& threads);
void add_access(http::ConnectService& service, Application& app, Threads& threads);
void add_documents(
    http::ConnectService& service, http::Router& router, Application& app, Threads& threads
);

}  // namespace ladder::api
