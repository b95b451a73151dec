// What the files that bind procedures share, and the files that routes.cpp calls.
#pragma once

#include <memory>
#include <string_view>
#include <utility>

#include <boost/asio/post.hpp>

#include "services/access/caller.hpp"
#include "services/api/application.hpp"
#include "services/api/routes.hpp"
#include "services/api/submit.hpp"
#include "services/http/connect.hpp"

namespace ladder::api {

// A read: answered from a database thread, unless its caller has stopped waiting.
template <class Request, class Response>
void add_read(
    http::ConnectService& service,
    std::string_view procedure,
    Application& app,
    boost::asio::thread_pool& threads,
    base::Result<Response> (*read)(Application&, const Request&)
) {
    service.add<Request, Response>(
        procedure,
        [&app, &threads, read](http::Call, Request request, http::Answer<Response> answer) {
            boost::asio::post(
                threads,
                [&app, read, answer, request = std::make_shared<Request>(std::move(request))] {
                    answer.send(read(app, *request));
                }
            );
        }
    );
}

// A command on the journal: submitted from the server's thread, answered from the writer's.
template <class Request, class Response>
void add_command(
    http::ConnectService& service,
    std::string_view procedure,
    db::JournalWriter& writer,
    void (*command)(db::JournalWriter&, const v1::Actor&, Request, Done),
    std::size_t body_bytes_max = http::body_bytes_default
) {
    service.add<Request, Response>(
        procedure,
        [&writer, command](http::Call call, Request request, http::Answer<Response> answer) {
            const auto actor = access::caller_of(call);
            if (!actor) {
                return answer.send(actor.error());
            }
            command(writer, *actor, std::move(request), [answer](base::Result<std::string> bytes) {
                answer.send_bytes(std::move(bytes));
            });
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
void add_documents(
    http::ConnectService& service, http::Router& router, Application& app, Threads& threads
);

}  // namespace ladder::api
