// HTTP requests and responses as plain values, and the one-time answer to a request.
#pragma once

#include <any>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ladder::http {

struct Header {
    std::string name;
    std::string value;
};

// An ASCII letter in lower case; any other byte as it is.
char lower(char c);

// Without the blanks and tabs around it, as values of headers are read.
std::string_view trim(std::string_view text);

// True if both are equal but for the case of ASCII letters, as header names compare.
bool equal_names(std::string_view a, std::string_view b);

// A certificate that the caller proved to hold, signed by an authority that the server trusts.
struct ClientCertificate {
    std::string fingerprint;  // SHA-256 of it, 64 hexadecimal digits
    std::string subject;      // "CN=import.example,O=HMIC" (RFC 2253)
};

struct Request {
    std::string method;  // "GET", as sent
    std::string path;    // without the query; still percent-encoded
    std::string query;   // after the '?', without it; still percent-encoded
    std::vector<Header> headers;
    std::string body;
    std::string remote;    // the caller's address and port; port 0: as a proxy told
    std::string trace_id;  // 32 hexadecimal digits: the caller's (W3C traceparent), or a new one
    std::optional<ClientCertificate> certificate;  // by TLS, if the caller showed one
    // Who calls, where the request is made in this process by what has proved them: pages ask the
    // API so. Never from the network; what it holds is between the two.
    std::any proved;

    // The first header of this name; empty if there is none. Borrowed from the request.
    std::string_view header(std::string_view name) const;
};

struct Response {
    int status = 200;
    std::string content_type;  // empty: no body
    std::string body;
    std::vector<Header> headers;       // beside Date, Content-Type, Content-Length and Connection
    std::string_view code = "ok";      // for the log: "ok" or a Connect error code; static text
    std::shared_ptr<const void> held;  // let go when the response is written, or given up
};

// Where the one answer to one request goes. Made by the server.
class Exchange {
public:
    using Make = std::function<Response()>;
    using Deadline = std::chrono::steady_clock::time_point;

    Exchange() = default;
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;
    virtual ~Exchange() = default;

    // Any thread. The first call counts, later ones are ignored.
    virtual void answer(Make make) = 0;
    // Only while the handler runs.
    virtual void expire_at(Deadline deadline, Make make) = 0;
};

// The answer that a handler owes. Copies share one answer; the first one sent counts. If every copy
// is gone without an answer, the caller gets an internal error. May outlive the server.
class Reply {
public:
    explicit Reply(std::shared_ptr<Exchange> exchange) : exchange_{std::move(exchange)} {}

    // Any thread; never blocks.
    void send(Response response) const;
    // Any thread; never blocks. `make` runs on the server's thread: for callers, such as the
    // journal's writer, that have no time to encode. It must not throw.
    void send_made(Exchange::Make make) const { exchange_->answer(std::move(make)); }
    // Answers with `make` (run on the server's thread) if nothing else has answered by `deadline`.
    // Only to be called while the handler runs.
    void expire_at(Exchange::Deadline deadline, Exchange::Make make) const {
        exchange_->expire_at(deadline, std::move(make));
    }

private:
    std::shared_ptr<Exchange> exchange_;
};

// Runs on the server's only thread, so it must not block: it answers at once, or hands the reply
// to whoever will. An exception becomes an internal error.
using Handler = std::function<void(Request, Reply)>;

// What is logged of a request: never its query, headers or body.
struct RequestRecord {
    std::string method;
    std::string path;
    std::string remote;
    std::string trace_id;
    int status = 0;
    std::string_view code;           // as in Response; static text
    std::int64_t micros = 0;         // from the request's first byte to the answer's last
    std::size_t request_bytes = 0;   // of the body
    std::size_t response_bytes = 0;  // of the body
};

// One JSON object without a line break:
// {"event":"request","method":"POST","path":"/…","status":200,"code":"ok","micros":512,…}.
std::string to_json(const RequestRecord& record);

}  // namespace ladder::http
