// The bytes of one connection, plain or by TLS: what a connection does is the same for both.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <tuple>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>

#include "services/http/message.hpp"

namespace ladder::http {

class Stream {
public:
    using Moved = boost::asio::awaitable<std::tuple<boost::system::error_code, std::size_t>>;

    // By TLS if there is a context.
    Stream(boost::asio::ip::tcp::socket socket, std::shared_ptr<boost::asio::ssl::context> context);

    // Before anything else, if by TLS. False: the caller is not to be talked with.
    boost::asio::awaitable<bool> handshake();
    bool is_tls() const { return tls_.has_value(); }
    // What the caller's certificate says; nothing without one.
    const std::optional<ClientCertificate>& certificate() const { return certificate_; }

    Moved read_some(boost::asio::mutable_buffer buffer);
    Moved write(const std::array<boost::asio::const_buffer, 2>& buffers);
    // Says that no more comes.
    boost::asio::awaitable<void> finish();
    // After finish(): bytes that nobody decrypts or looks at.
    Moved discard_some(boost::asio::mutable_buffer buffer);

    // What is under way ends with an error; the stream can still be written to.
    void cancel();
    // What is under way ends with an error.
    void close();

private:
    boost::asio::ip::tcp::socket socket_;
    std::shared_ptr<boost::asio::ssl::context> context_;
    std::optional<boost::asio::ssl::stream<boost::asio::ip::tcp::socket&>> tls_;
    std::optional<ClientCertificate> certificate_;
};

}  // namespace ladder::http
