// A blocking keep-alive connection to a server under test, speaking Connect in binary.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include <google/protobuf/message.h>

#include "tests/process/keyring.hpp"

namespace ladder::process {

// What a server answered.
struct Answer {
    unsigned status = 0;
    std::string body;  // a serialised message if status is 200, a Connect error in JSON otherwise
};

// Connects at the first call, and again after the server broke the connection. Not for two threads.
class Connection {
public:
    // To 127.0.0.1:`port`, with these headers at every call: those of a Keyring.
    Connection(std::uint16_t port, Headers headers);
    ~Connection();
    Connection(Connection&& other) noexcept;
    Connection& operator=(Connection&& other) noexcept;

    // Calls "CaseService/GetCase" and the like. Empty: the connection broke before the whole answer
    // came, so the caller can't know whether the server did it.
    [[nodiscard]] std::optional<Answer> call(
        const std::string& method, const google::protobuf::Message& request
    );

    // Asks for a page such as "/readyz"; its text is the body, whatever the status. Empty: as
    // above.
    [[nodiscard]] std::optional<Answer> get(const std::string& path);

private:
    struct Socket;
    struct Request;
    std::optional<Answer> exchange(Request& request);

    std::uint16_t port_;
    Headers headers_;
    std::unique_ptr<Socket> socket_;
};

}  // namespace ladder::process
