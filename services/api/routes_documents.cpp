// The documents of DocumentService, and their contents as files.
#include "services/api/document_commands.hpp"
#include "services/api/document_reads.hpp"
#include "services/api/routes_parts.hpp"

namespace ladder::api {

namespace {

// Base64 is a third longer, and a request holds more than its contents.
std::size_t body_bytes_for(std::int64_t content_bytes) {
    return static_cast<std::size_t>(content_bytes) / 3 * 4 + std::size_t{1024} * 1024;
}

// A command that blocks before it is submitted.
template <class Request, class Response, class Command>
void add_blocking_command(
    http::ConnectService& service,
    std::string_view procedure,
    Application& app,
    boost::asio::thread_pool& threads,
    Command command,
    std::size_t body_bytes_max
) {
    service.add<Request, Response>(
        procedure,
        [&app, &threads, command](http::Call call, Request request, http::Answer<Response> answer) {
            const auto actor = access::caller_of(call);
            if (!actor) {
                return answer.send(actor.error());
            }
            auto kept = std::make_shared<Request>(std::move(request));
            boost::asio::post(threads, [&app, command, answer, kept, actor = *actor] {
                command(app, actor, std::move(*kept), [answer](base::Result<std::string> bytes) {
                    answer.send_bytes(std::move(bytes));
                });
            });
        },
        body_bytes_max
    );
}

}  // namespace

void add_documents(
    http::ConnectService& service, http::Router& router, Application& app, Threads& threads
) {
    add_blocking_command<v1::AddDocumentRequest, v1::AddDocumentResponse>(
        service,
        "/ladder.v1.DocumentService/AddDocument",
        app,
        threads.database,
        add_document,
        body_bytes_for(app.document_limits.bytes_max)
    );
    add_blocking_command<v1::WriteLetterRequest, v1::WriteLetterResponse>(
        service,
        "/ladder.v1.DocumentService/WriteLetter",
        app,
        threads.database,
        write_letter,
        http::body_bytes_default
    );
    add_command<v1::ChangeMarkingRequest, v1::ChangeMarkingResponse>(
        service, "/ladder.v1.DocumentService/ChangeMarking", app.writer, change_marking
    );
    add_read(
        service, "/ladder.v1.DocumentService/GetDocument", app, threads.database, get_document
    );
    service.add<v1::GetContentRequest, v1::GetContentResponse>(
        "/ladder.v1.DocumentService/GetContent",
        [&app, &database = threads.database](
            http::Call, v1::GetContentRequest request, http::Answer<v1::GetContentResponse> answer
        ) {
            boost::asio::post(database, [&app, answer, request = std::move(request)] {
                Held held;
                const auto response = get_content(app, request, held);
                answer.send(response, std::move(held));
            });
        }
    );
    add_read(
        service, "/ladder.v1.DocumentService/ListDocuments", app, threads.database, list_documents
    );
    router.add_below(
        "GET",
        "/documents/",
        [&app, &database = threads.database](http::Request request, http::Reply reply) {
            boost::asio::post(
                database,
                [&app, reply = std::move(reply), request = std::move(request)] {
                    reply.send(download(app, request));
                }
            );
        }
    );
}

}  // namespace ladder::api
