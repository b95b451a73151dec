#include "tests/process/connection.hpp"

#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

namespace ladder::process {

namespace asio = boost::asio;
namespace http = boost::beast::http;

struct Connection::Socket {
    asio::io_context context;
    asio::ip::tcp::socket socket{context};
    boost::beast::flat_buffer buffer;
};

Connection::Connection(std::uint16_t port, Headers headers)
    : port_{port}, headers_{std::move(headers)} {}
Connection::~Connection() = default;
Connection::Connection(Connection&& other) noexcept = default;
Connection& Connection::operator=(Connection&& other) noexcept = default;

struct Connection::Request {
    http::request<http::string_body> message;
};

std::optional<Answer> Connection::call(
    const std::string& method, const google::protobuf::Message& message
) {
    Request request{{http::verb::post, "/ladder.v1." + method, 11}};
    request.message.set(http::field::content_type, "application/proto");
    request.message.body() = message.SerializeAsString();
    return exchange(request);
}

std::optional<Answer> Connection::get(const std::string& path) {
    Request request{{http::verb::get, path, 11}};
    return exchange(request);
}

std::optional<Answer> Connection::exchange(Request& made) {
    auto& request = made.message;
    boost::system::error_code error;
    if (!socket_) {
        socket_ = std::make_unique<Socket>();
        socket_->socket.connect({asio::ip::address_v4::loopback(), port_}, error);
        if (!error) {
            socket_->socket.set_option(asio::ip::tcp::no_delay{true}, error);
        }
    }
    request.set(http::field::host, "127.0.0.1");
    for (const auto& [name, value] : headers_) {
        request.set(name, value);
    }
    request.prepare_payload();
    if (!error) {
        http::write(socket_->socket, request, error);
    }
    http::response_parser<http::string_body> parser;
    parser.body_limit(std::uint64_t{256} << 20);
    if (!error) {
        http::read(socket_->socket, socket_->buffer, parser, error);
    }
    if (error) {
        socket_.reset();
        return {};
    }
    auto response = parser.release();
    if (!response.keep_alive()) {
        socket_.reset();
    }
    return Answer{response.result_int(), std::move(response.body())};
}

}  // namespace ladder::process
