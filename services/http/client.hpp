// A blocking client of the Connect protocol, for the command line and for tests.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <google/protobuf/message.h>

#include "engine/base/result.hpp"
#include "services/http/message.hpp"

namespace ladder::http {

struct ClientOptions {
    std::chrono::milliseconds connect_timeout{3'000};
    std::chrono::milliseconds answer_timeout{120'000};
    // Of https://: files of PEM, read when the client is made.
    std::string server_ca;           // authorities of the server's certificate; empty: the system's
    std::string client_certificate;  // the chain that is shown; empty: none
    std::string client_key;
};

// Keeps one connection and reconnects when the server has closed it; a request is then sent again,
// which is harmless, because every change carries its request_id. One thread at a time.
class Client {
public:
    // `url` is "https://host", "http://host:port" and the like. Does not connect yet.
    // Errors: invalid_argument if it is not; those of make_client_tls_context().
    [[nodiscard]] static base::Result<Client> make(
        std::string_view url, ClientOptions options = {}
    );

    Client(Client&&) noexcept;
    Client& operator=(Client&&) noexcept;
    ~Client();

    // Calls a procedure, such as "/ladder.v1.CaseService/GetCase", in binary.
    // Errors: what the server answered, with its typed details; unavailable if it can't be reached,
    // naming the address; deadline_exceeded if it does not answer in time.
    template <class Req, class Res>
    [[nodiscard]] base::Result<Res> call(
        std::string_view procedure, const Req& request, const std::vector<Header>& headers = {}
    ) {
        Res response;
        auto called = call_any(procedure, request, response, headers);
        return called ? base::Result<Res>{std::move(response)} : called.error();
    }

    // Sends any request: method, path, query, headers and body count. Host, Content-Length and
    // Connection are set here. Errors: as call(), but whatever the server answers is a response.
    [[nodiscard]] base::Result<Response> send(const Request& request);

private:
    class Impl;
    explicit Client(std::unique_ptr<Impl> impl);
    [[nodiscard]] base::Result<void> call_any(
        std::string_view procedure,
        const google::protobuf::Message& request,
        google::protobuf::Message& response,
        const std::vector<Header>& headers
    );

    std::unique_ptr<Impl> impl_;
};

}  // namespace ladder::http
