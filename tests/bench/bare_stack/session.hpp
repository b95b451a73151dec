// A connection of the bare stack's servers: a request is read, somebody answers it, the next.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

namespace ladder::bench {

class Session : public std::enable_shared_from_this<Session> {
public:
    using Request = boost::beast::http::request<boost::beast::http::string_body>;
    // Calls answer() once, from the connection's executor.
    using Handler = std::function<void(const std::shared_ptr<Session>&)>;

    Session(boost::asio::ip::tcp::socket&& socket, Handler handler)
        : stream_{std::move(socket)}, handler_{std::move(handler)} {}

    Request& request() { return request_; }
    auto executor() { return stream_.get_executor(); }

    void read() {
        request_ = {};
        boost::beast::http::async_read(
            stream_,
            buffer_,
            request_,
            [self = shared_from_this()](boost::system::error_code error, std::size_t) {
                if (!error) {
                    self->handler_(self);
                }
            }
        );
    }

    void answer(std::string body) {
        response_ = {};
        response_.set(boost::beast::http::field::content_type, "application/json");
        response_.body() = std::move(body);
        response_.keep_alive(request_.keep_alive());
        response_.prepare_payload();
        boost::beast::http::async_write(
            stream_,
            response_,
            [self = shared_from_this()](boost::system::error_code error, std::size_t) {
                if (!error && self->response_.keep_alive()) {
                    self->read();
                }
            }
        );
    }

private:
    boost::beast::tcp_stream stream_;
    boost::beast::flat_buffer buffer_;
    Request request_;
    boost::beast::http::response<boost::beast::http::string_body> response_;
    Handler handler_;
};

// Serves 127.0.0.1 on a port that the system picks, which it prints, until it is killed.
inline void serve(boost::asio::io_context& context, const Session::Handler& handler) {
    using boost::asio::ip::tcp;
    tcp::acceptor acceptor{context, {boost::asio::ip::address_v4::loopback(), 0}};
    printf("%d\n", acceptor.local_endpoint().port());
    fflush(stdout);
    std::function<void()> accept = [&] {
        acceptor.async_accept(
            boost::asio::make_strand(context),
            [&](boost::system::error_code error, tcp::socket socket) {
                if (!error) {
                    socket.set_option(tcp::no_delay{true});
                    std::make_shared<Session>(std::move(socket), handler)->read();
                }
                accept();
            }
        );
    };
    accept();
    context.run();
}

}  // namespace ladder::bench
