#include "services/http/client.hpp"

#include <charconv>
#include <exception>
#include <optional>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <fmt/format.h>
#include <google/protobuf/stubs/logging.h>

#include "services/http/codec.hpp"
#include "services/http/connect_error.hpp"

namespace ladder::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using base::Code;
using base::Error;
using boost::system::error_code;

namespace {

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);
constexpr std::uint64_t response_bytes_max = 1ULL << 30U;

struct Address {
    std::string url;  // as given, for messages
    std::string host;
    std::string port;
};

base::Result<Address> parse_url(std::string_view url) {
    const auto bad = [&](std::string_view problem) {
        return Error{
            Code::invalid_argument,
            fmt::format(
                "'{}' is not a server's address: {}; write it like http://127.0.0.1:8700",
                url.substr(0, 200),
                problem
            ),
            {}};
    };
    constexpr std::string_view scheme = "http://";
    if (url.substr(0, scheme.size()) != scheme) {
        return bad("it must begin with http://");
    }
    auto rest = url.substr(scheme.size());
    if (!rest.empty() && rest.back() == '/') {
        rest.remove_suffix(1);
    }
    const auto bracket = rest.rfind(']');
    const auto colon = rest.find(':', bracket == std::string_view::npos ? 0 : bracket);
    auto host = rest.substr(0, colon);
    const auto port = colon == std::string_view::npos ? "80" : rest.substr(colon + 1);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
        host = host.substr(1, host.size() - 2);
    }
    unsigned number = 0;
    const auto* end = port.data() + port.size();
    const auto read = std::from_chars(port.data(), end, number);
    if (read.ec != std::errc{} || read.ptr != end || number == 0 || number > 65535) {
        return bad("the port must be a number from 1 to 65535");
    }
    if (host.empty() || host.find_first_of("/?#@ \t\r\n") != std::string_view::npos) {
        return bad("the host is missing or has more than a name");
    }
    return Address{std::string{url}, std::string{host}, std::string{port}};
}

using WireRequest = beast::http::request<beast::http::string_body>;
using WireResponse = beast::http::response<beast::http::string_body>;

// Where an exchange got to when it failed.
struct Attempt {
    error_code error;
    bool connected = false;
    bool answer_begun = false;
    WireResponse response;
};

Response to_response(WireResponse wire) {
    Response response;
    response.status = static_cast<int>(wire.result_int());
    for (const auto& field : wire) {
        if (field.name() == beast::http::field::content_type) {
            response.content_type = std::string{field.value()};
        } else {
            response.headers.push_back(
                {std::string{field.name_string()}, std::string{field.value()}}
            );
        }
    }
    response.body = std::move(wire.body());
    response.code = response.status == 200 ? "ok" : "";
    return response;
}

}  // namespace

class Client::Impl {
public:
    Impl(Address address, ClientOptions options)
        : address_{std::move(address)}, options_{options}, stream_{io_} {}

    base::Result<Response> send(const Request& request);
    const Address& address() const { return address_; }

private:
    WireRequest to_wire(const Request& request) const;
    Attempt attempt(const WireRequest& wire);
    asio::awaitable<void> exchange(const WireRequest& wire, Attempt& attempt);
    asio::awaitable<error_code> connect();
    Error unreachable(const Attempt& attempt) const;

    Address address_;
    ClientOptions options_;
    asio::io_context io_{1};
    beast::tcp_stream stream_;
    beast::flat_buffer buffer_;
    bool open_ = false;
};

asio::awaitable<error_code> Client::Impl::connect() {
    tcp::resolver resolver{io_};
    const auto [resolve_error, endpoints] =
        co_await resolver.async_resolve(address_.host, address_.port, as_result);
    if (resolve_error) {
        co_return resolve_error;
    }
    stream_.expires_after(options_.connect_timeout);
    const auto [error, endpoint] = co_await stream_.async_connect(endpoints, as_result);
    if (!error) {
        error_code ignored;
        stream_.socket().set_option(tcp::no_delay{true}, ignored);
        buffer_.clear();
        open_ = true;
    }
    co_return error;
}

asio::awaitable<void> Client::Impl::exchange(const WireRequest& wire, Attempt& attempt) {
    if (!open_) {
        attempt.error = co_await connect();
        if (attempt.error) {
            co_return;
        }
    }
    attempt.connected = true;
    stream_.expires_after(options_.answer_timeout);
    const auto [write_error, written] = co_await beast::http::async_write(stream_, wire, as_result);
    // A server that refuses a large body may close before it has read it, with its answer sent.
    beast::http::response_parser<beast::http::string_body> parser;
    parser.body_limit(response_bytes_max);
    parser.skip(wire.method() == beast::http::verb::head);
    const auto [read_error, read] =
        co_await beast::http::async_read(stream_, buffer_, parser, as_result);
    attempt.answer_begun = read > 0;
    attempt.error = write_error && read_error ? write_error : read_error;
    if (attempt.error) {
        co_return;
    }
    open_ = parser.keep_alive();
    attempt.response = parser.release();
}

Attempt Client::Impl::attempt(const WireRequest& wire) {
    Attempt attempt;
    std::exception_ptr failure;
    asio::co_spawn(io_, exchange(wire, attempt), [&](const std::exception_ptr& thrown) {
        failure = thrown;
    });
    io_.restart();
    io_.run();
    if (failure) {
        std::rethrow_exception(failure);
    }
    if (attempt.error || !open_) {
        open_ = false;
        stream_.close();
    }
    return attempt;
}

Error Client::Impl::unreachable(const Attempt& attempt) const {
    if (attempt.error == beast::error::timeout && attempt.connected) {
        return {
            Code::deadline_exceeded,
            fmt::format(
                "{} did not answer within {} ms; what was asked may still be done",
                address_.url,
                options_.answer_timeout.count()
            ),
            {}};
    }
    return {
        Code::unavailable,
        fmt::format(
            "can't reach {}: {}; is `ladder serve` running there?",
            address_.url,
            attempt.error.message()
        ),
        {}};
}

WireRequest Client::Impl::to_wire(const Request& request) const {
    WireRequest wire;
    wire.method_string(request.method);
    wire.target(request.query.empty() ? request.path : request.path + "?" + request.query);
    wire.version(11);
    const bool is_v6 = address_.host.find(':') != std::string::npos;
    wire.set(
        beast::http::field::host,
        fmt::format("{}{}{}:{}", is_v6 ? "[" : "", address_.host, is_v6 ? "]" : "", address_.port)
    );
    for (const auto& header : request.headers) {
        wire.insert(header.name, header.value);
    }
    wire.body() = request.body;
    wire.prepare_payload();
    return wire;
}

base::Result<Response> Client::Impl::send(const Request& request) {
    for (const auto& header : request.headers) {
        if (header.value.find_first_of("\r\n") != std::string::npos) {
            return Error{
                Code::invalid_argument,
                fmt::format("the header {} holds a line break", header.name),
                {}};
        }
    }
    const auto wire = to_wire(request);
    const bool reused = open_;
    auto result = attempt(wire);
    // The server may have closed the connection for being idle just before this request reached it.
    const bool gone = result.error && result.error != beast::error::timeout;
    if (gone && reused && !result.answer_begun) {
        result = attempt(wire);
    }
    if (result.error) {
        return unreachable(result);
    }
    return to_response(std::move(result.response));
}

Client::Client(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;
Client::~Client() = default;

base::Result<Client> Client::make(std::string_view url, ClientOptions options) {
    auto address = parse_url(url);
    if (!address) {
        return address.error();
    }
    return Client{std::make_unique<Impl>(std::move(*address), options)};
}

base::Result<Response> Client::send(const Request& request) {
    return impl_->send(request);
}

base::Result<void> Client::call_any(
    std::string_view procedure,
    const google::protobuf::Message& request,
    google::protobuf::Message& response,
    const std::vector<Header>& headers
) {
    Request wire;
    wire.method = "POST";
    wire.path = procedure;
    wire.headers = headers;
    wire.headers.push_back({"Content-Type", "application/proto"});
    wire.headers.push_back({"Connect-Protocol-Version", "1"});
    wire.body = request.SerializeAsString();
    const auto answer = impl_->send(wire);
    if (!answer) {
        return answer.error();
    }
    if (answer->status != 200) {
        return parse_error(answer->body, answer->status);
    }
    const google::protobuf::LogSilencer silence;  // it writes to stderr, the error tells
    if (answer->content_type != "application/proto" || !response.ParseFromString(answer->body)) {
        return Error{
            Code::unknown,
            fmt::format(
                "{} answered with '{}' instead of a message; is it another program?",
                impl_->address().url,
                answer->content_type
            ),
            {}};
    }
    return {};
}

}  // namespace ladder::http
