// The documents of DocumentService, and their contents as files.
#include "services/api/document_commands.hpp"
#include "services/api/document_reads.hpp"
#include "services/api/routes_parts.hpp"
#include "services/http/connect_error.hpp"

namespace ladder::api {

namespace {

// Base64 is a third longer, and a request holds more than its contents.
std::size_t body_bytes_for(std::int64_t content_bytes) {
    return static_cast<std::size_t>(content_bytes) / 3 * 4 + std::size_t{1024} * 1024;
}

// A content as a document tells of it: the document is what is recorded as read.
base::Result<void> note_content(
    const View& view,
    const access::Caller& caller,
    const access::CallRule& rule,
    const std::string& document
) {
    v1::Document read;
    read.set_name(document);
    return finish_read(view, caller, rule, read);
}

base::Result<v1::GetContentResponse> content_as(
    Application& app,
    const access::Caller& caller,
    const access::CallRule& rule,
    const v1::GetContentRequest& request,
    Held& held
) {
    const auto view = view_of(app, caller, rule, request);
    auto response = get_content(view, request, held);
    if (!response) {
        note_refused(view, caller, rule, request, response.error().code);
        return response;
    }
    const auto noted = note_content(view, caller, rule, request.name());
    return noted ? std::move(response) : base::Result<v1::GetContentResponse>{noted.error()};
}

http::Response download_as(
    Application& app,
    const access::Caller& caller,
    const access::CallRule& rule,
    const http::Request& request
) {
    v1::GetContentRequest asked;
    asked.set_name(document_named_in(request));
    const auto view = view_of(app, caller, rule, asked);
    auto response = download(view, request);
    if (response.status == 404) {
        note_refused(view, caller, rule, asked, base::Code::not_found);
    } else if (response.status == 200) {
        if (const auto noted = note_content(view, caller, rule, asked.name()); !noted) {
            return http::error_response(noted.error());
        }
    }
    return response;
}

}  // namespace

void add_documents(
    http::ConnectService& service, http::Router& router, Application& app, Threads& threads
) {
    add_submitted_command<v1::AddDocumentRequest, v1::AddDocumentResponse>(
        service,
        "/ladder.v1.DocumentService/AddDocument",
        app,
        threads.database,
        add_document,
        body_bytes_for(app.document_limits.bytes_max)
    );
    add_submitted_command<v1::WriteLetterRequest, v1::WriteLetterResponse>(
        service,
        "/ladder.v1.DocumentService/WriteLetter",
        app,
        threads.database,
        write_letter,
        http::body_bytes_default
    );
    add_command<v1::ChangeMarkingRequest, v1::ChangeMarkingResponse>(
        service, "/ladder.v1.DocumentService/ChangeMarking", app, threads.database, change_marking
    );
    add_read(
        service, "/ladder.v1.DocumentService/GetDocument", app, threads.database, get_document
    );
    const auto& content_rule =
        rule_of("/ladder.v1.DocumentService/GetContent", {access::CallKind::take_away});
    service.add<v1::GetContentRequest, v1::GetContentResponse>(
        content_rule.procedure,
        [&app, &content_rule, &database = threads.database](
            http::Call call,
            v1::GetContentRequest request,
            http::Answer<v1::GetContentResponse> answer
        ) {
            auto asked = std::make_shared<http::Call>(std::move(call));
            boost::asio::post(database, [&, answer, asked, request = std::move(request)] {
                const auto caller = app.access.door->caller_of(*asked);
                if (!caller) {
                    return answer.send(caller.error());
                }
                Held held;
                const auto response = content_as(app, *caller, content_rule, request, held);
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
        [&app,
         &content_rule,
         &database = threads.database](http::Request request, http::Reply reply) {
            boost::asio::post(
                database,
                [&app, &content_rule, reply = std::move(reply), request = std::move(request)] {
                    const auto caller = app.access.door->caller_of(http::call_of(request));
                    reply.send(
                        caller ? download_as(app, *caller, content_rule, request)
                               : http::error_response(caller.error())
                    );
                }
            );
        }
    );
}

}  // namespace ladder::api
