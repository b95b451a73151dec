#include "services/http/connect.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>

#include "services/http/connect_error.hpp"
#include "services/http/connect_request.hpp"

namespace ladder::http {

namespace {

using base::Code;
using google::protobuf::MethodDescriptor;

Response message_response(Encoding encoding, std::string body) {
    Response response;
    response.content_type = encoding == Encoding::json ? "application/json" : "application/proto";
    response.body = std::move(body);
    return response;
}

// Binary goes out as it is; JSON is made of it.
Response transcode(
    Encoding encoding, std::string bytes, const google::protobuf::Message& prototype
) {
    if (encoding == Encoding::proto) {
        return message_response(encoding, std::move(bytes));
    }
    const std::unique_ptr<google::protobuf::Message> message{prototype.New()};
    if (!message->ParseFromString(bytes)) {
        return error_response({Code::internal, "the stored answer can't be read", {}});
    }
    return message_response(encoding, to_json(*message));
}

const MethodDescriptor& find_method(
    std::string_view procedure,
    const google::protobuf::Message& request,
    const google::protobuf::Message& response
) {
    std::string name{procedure.substr(procedure.empty() ? 0 : 1)};
    std::replace(name.begin(), name.end(), '/', '.');
    const auto* method = google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(name);
    if (method == nullptr || method->input_type() != request.GetDescriptor() ||
        method->output_type() != response.GetDescriptor()) {
        throw std::logic_error{
            fmt::format("{} is not a procedure of the protos with these messages", procedure)};
    }
    return *method;
}

// One procedure as the router calls it.
struct Procedure {
    std::string path;
    const google::protobuf::Message* request;
    const google::protobuf::Message* response;
    ConnectService::AnyHandler handler;

    void operator()(Request request_in, const Reply& reply) const;
};

void expire(const Reply& reply, std::chrono::milliseconds timeout, const Call& call) {
    reply.expire_at(*call.deadline, [timeout] {
        return error_response(
            {Code::deadline_exceeded,
             fmt::format(
                 "no answer within {} ms; what was asked may still be done: ask again, a change "
                 "with the same request_id",
                 timeout.count()
             ),
             {}}
        );
    });
}

Response refuse(const ConnectRefusal& refusal) {
    auto response = error_response(refusal.status, refusal.error);
    if (refusal.status == 415) {
        response.headers.push_back({"Accept-Post", "application/json, application/proto"});
    }
    if (refusal.error.code == Code::unimplemented) {
        response.headers.push_back({"Accept-Encoding", "identity"});
    }
    return response;
}

void Procedure::operator()(Request request_in, const Reply& reply) const {
    const auto asked = read_connect_request(request_in);
    if (!asked) {
        reply.send(refuse(asked.error()));
        return;
    }
    std::unique_ptr<google::protobuf::Message> message{request->New()};
    if (const auto parsed = parse(asked->encoding, asked->message, *message); !parsed) {
        reply.send(error_response(parsed.error()));
        return;
    }
    Call call;
    call.procedure = path;
    call.headers = std::move(request_in.headers);
    call.remote = std::move(request_in.remote);
    call.trace_id = std::move(request_in.trace_id);
    call.certificate = std::move(request_in.certificate);
    call.proved = std::move(request_in.proved);
    if (const auto timeout = asked->timeout) {
        call.deadline = std::chrono::steady_clock::now() + *timeout;
        expire(reply, *timeout, call);
    }
    handler(std::move(call), std::move(message), AnswerWriter{reply, asked->encoding, *response});
}

}  // namespace

std::string_view Call::header(std::string_view name) const {
    for (const auto& header : headers) {
        if (equal_names(header.name, name)) {
            return header.value;
        }
    }
    return {};
}

Call call_of(const Request& request) {
    Call call;
    call.procedure = request.path;
    call.headers = request.headers;
    call.remote = request.remote;
    call.trace_id = request.trace_id;
    call.certificate = request.certificate;
    call.proved = request.proved;
    return call;
}

void AnswerWriter::send(const google::protobuf::Message& message) const {
    auto response = message_response(encoding_, serialise(encoding_, message));
    response.held = held_;
    reply_.send(std::move(response));
}

void AnswerWriter::send(const base::Error& error) const {
    reply_.send(error_response(error));
}

void AnswerWriter::send_bytes(base::Result<std::string> bytes) const {
    const auto held = std::make_shared<base::Result<std::string>>(std::move(bytes));
    reply_.send_made([held, encoding = encoding_, prototype = prototype_] {
        return *held ? transcode(encoding, std::move(**held), *prototype)
                     : error_response(held->error());
    });
}

void ConnectService::add_any(
    std::string_view procedure,
    const google::protobuf::Message& request,
    const google::protobuf::Message& response,
    AnyHandler handler,
    std::size_t body_bytes_max
) {
    const auto& method = find_method(procedure, request, response);
    Procedure bound{std::string{procedure}, &request, &response, std::move(handler)};
    if (method.options().idempotency_level() == google::protobuf::MethodOptions::NO_SIDE_EFFECTS) {
        router_.add("GET", bound.path, [bound](Request asked, const Reply& reply) {
            bound(std::move(asked), reply);
        });
    }
    router_.add("POST", bound.path, bound, body_bytes_max);
}

}  // namespace ladder::http
