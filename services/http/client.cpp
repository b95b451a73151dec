#include "services/http/client.hpp"

#include <charconv>
#include <exception>
#include <optional>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
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
#include "services/http/tls.hpp"

namespace ladder::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace ssl = boost::asio::ssl;
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
    bool is_tls = false;
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
    const bool is_tls = url.starts_with("https://");
    if (!is_tls && !url.starts_with("http://")) {
        return bad("it must begin with https:// or http://");
    }
    auto rest = url.substr(url.find("//") + 2);
    if (!rest.empty() && rest.back() == '/') {
        rest.remove_suffix(1);
    }
    const auto bracket = rest.rfind(']');
    const auto colon = rest.find(':', bracket == std::string_view::npos ? 0 : bracket);
    auto host = rest.substr(0, colon);
    const std::string_view usual_port = is_tls ? "443" : "80";
    const auto port = colon == std::string_view::npos ? usual_port : rest.substr(colon + 1);
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
    return Address{std::string{url}, std::string{host}, std::string{port}, is_tls};
}

using WireRequest = beast::http::request<beast::http::string_body>;
using WireResponse = beast::http::response<beast::http::string_body>;

// Where an exchange got to when it failed.
struct Attempt {
    error_code error;
    std::string reason;  // better than what the error says; may be empty
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
    // A context if by TLS.
    Impl(Address address, ClientOptions options, std::shared_ptr<ssl::context> context)
        : address_{std::move(address)},
          options_{std::move(options)},
          context_{std::move(context)},
          stream_{io_} {}

    base::Result<Response> send(const Request& request);
    const Address& address() const { return address_; }

private:
    WireRequest to_wire(const Request& request) const;
    Attempt attempt(const WireRequest& wire);
    asio::awaitable<void> exchange(const WireRequest& wire, Attempt& attempt);
    template <class Stream>
    asio::awaitable<void> exchange_over(Stream& stream, const WireRequest& wire, Attempt& attempt);
    asio::awaitable<error_code> connect();
    asio::awaitable<error_code> shake_hands(Attempt& attempt);
    Error unreachable(const Attempt& attempt) const;

    Address address_;
    ClientOptions options_;
    asio::io_context io_{1};
    std::shared_ptr<ssl::context> context_;
    beast::tcp_stream stream_;
    std::optional<ssl::stream<beast::tcp_stream&>> tls_;
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

// Proves the server; whoever is not the one that was meant is told nothing.
asio::awaitable<error_code> Client::Impl::shake_hands(Attempt& attempt) {
    tls_.emplace(stream_, *context_);
    tls_->set_verify_callback(ssl::host_name_verification(address_.host));
    error_code is_name;
    asio::ip::make_address(address_.host, is_name);
    if (is_name) {
        SSL_set_tlsext_host_name(tls_->native_handle(), address_.host.c_str());
    }
    stream_.expires_after(options_.connect_timeout);
    const auto [error] = co_await tls_->async_handshake(ssl::stream_base::client, as_result);
    if (const auto verified = SSL_get_verify_result(tls_->native_handle());
        error && verified != X509_V_OK) {
        attempt.reason = fmt::format(
            "its certificate is not good for {}: {}",
            address_.host,
            X509_verify_cert_error_string(verified)
        );
    }
    co_return error;
}

asio::awaitable<void> Client::Impl::exchange(const WireRequest& wire, Attempt& attempt) {
    if (!open_) {
        attempt.error = co_await connect();
        if (!attempt.error && context_) {
            attempt.error = co_await shake_hands(attempt);
        }
        if (attempt.error) {
            open_ = false;
            co_return;
        }
    }
    attempt.connected = true;
    stream_.expires_after(options_.answer_timeout);
    if (tls_) {
        co_await exchange_over(*tls_, wire, attempt);
    } else {
        co_await exchange_over(stream_, wire, attempt);
    }
}

template <class Stream>
asio::awaitable<void> Client::Impl::exchange_over(
    Stream& stream, const WireRequest& wire, Attempt& attempt
) {
    const auto [write_error, written] = co_await beast::http::async_write(stream, wire, as_result);
    // A server that refuses a large body may close before it has read it, with its answer sent.
    beast::http::response_parser<beast::http::string_body> parser;
    parser.body_limit(response_bytes_max);
    parser.skip(wire.method() == beast::http::verb::head);
    const auto [read_error, read] =
        co_await beast::http::async_read(stream, buffer_, parser, as_result);
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
            attempt.reason.empty() ? attempt.error.message() : attempt.reason
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
    std::shared_ptr<ssl::context> context;
    if (address->is_tls) {
        auto made = make_client_tls_context(
            options.server_ca, options.client_certificate, options.client_key
        );
        if (!made) {
            return made.error();
        }
        context = std::move(*made);
    }
    return Client{
        std::make_unique<Impl>(std::move(*address), std::move(options), std::move(context))};
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
