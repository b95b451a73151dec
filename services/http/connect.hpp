// The Connect protocol, unary: procedures with typed messages in JSON and binary.
// Source: connectrpc.com/docs/protocol.
#pragma once

#include <any>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <google/protobuf/message.h>

#include "engine/base/result.hpp"
#include "services/http/codec.hpp"
#include "services/http/message.hpp"
#include "services/http/router.hpp"

namespace ladder::http {

// What a procedure's handler sees of its call beside the message.
struct Call {
    std::string procedure;  // "/ladder.v1.CaseService/GetCase"
    std::vector<Header> headers;
    std::string remote;
    std::string trace_id;
    std::optional<ClientCertificate> certificate;
    std::any proved;                                                // as in Request
    std::optional<std::chrono::steady_clock::time_point> deadline;  // of the caller

    // The first header of this name; empty if there is none. Borrowed from the call.
    std::string_view header(std::string_view name) const;
};

// The call that a request makes which is no procedure: a download, a page.
Call call_of(const Request& request);

// Sends one procedure's answer in the encoding of its request. Untyped part of Answer.
class AnswerWriter {
public:
    AnswerWriter(Reply reply, Encoding encoding, const google::protobuf::Message& prototype)
        : reply_{std::move(reply)}, encoding_{encoding}, prototype_{&prototype} {}

    void send(const google::protobuf::Message& message) const;
    void send(const base::Error& error) const;
    void send_bytes(base::Result<std::string> bytes) const;
    // Kept until the message is written to the caller, or given up.
    void hold(std::shared_ptr<const void> held) { held_ = std::move(held); }

private:
    Reply reply_;
    Encoding encoding_;
    const google::protobuf::Message* prototype_;  // a default instance, which lives for ever
    std::shared_ptr<const void> held_;
};

// The one answer to one call. Copies share it; the first one sent counts; if all are gone without
// one, the caller gets an internal error. Any thread may send; nothing blocks.
template <class Res>
class Answer {
public:
    explicit Answer(AnswerWriter writer) : writer_{std::move(writer)} {}

    // Encodes on the calling thread: for reads on database threads.
    void send(const base::Result<Res>& result) const {
        result ? writer_.send(*result) : writer_.send(result.error());
    }
    // The same; `held` is let go when the answer is written, or given up.
    void send(const base::Result<Res>& result, std::shared_ptr<const void> held) const {
        auto writer = writer_;
        writer.hold(std::move(held));
        result ? writer.send(*result) : writer.send(result.error());
    }
    // The serialised response (binary protobuf of Res), as the journal's writer gives it. Encodes
    // on the server's thread, so the caller's stays free.
    void send_bytes(base::Result<std::string> bytes) const { writer_.send_bytes(std::move(bytes)); }

private:
    AnswerWriter writer_;
};

// Adds procedures to a router. POST, and GET where the proto says NO_SIDE_EFFECTS.
class ConnectService {
public:
    using AnyHandler =
        std::function<void(Call, std::unique_ptr<google::protobuf::Message>, AnswerWriter)>;

    explicit ConnectService(Router& router) : router_{router} {}

    // `handler` runs on the server's thread: it must not block. A request that can't be parsed, and
    // every other misuse of the protocol, is answered before it.
    // Throws std::logic_error if the procedure is not in the protos or has other messages: a bug at
    // start-up.
    template <class Req, class Res>
    void add(
        std::string_view procedure,
        std::function<void(Call, Req, Answer<Res>)> handler,
        std::size_t body_bytes_max = body_bytes_default
    ) {
        add_any(
            procedure,
            Req::default_instance(),
            Res::default_instance(),
            [handler = std::move(handler)](
                Call call, std::unique_ptr<google::protobuf::Message> request, AnswerWriter writer
            ) {
                handler(
                    std::move(call),
                    std::move(static_cast<Req&>(*request)),
                    Answer<Res>{std::move(writer)}
                );
            },
            body_bytes_max
        );
    }

private:
    void add_any(
        std::string_view procedure,
        const google::protobuf::Message& request,
        const google::protobuf::Message& response,
        AnyHandler handler,
        std::size_t body_bytes_max
    );

    Router& router_;
};

}  // namespace ladder::http
