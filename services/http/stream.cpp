#include "services/http/stream.hpp"

#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

namespace ladder::http {

namespace asio = boost::asio;
namespace ssl = boost::asio::ssl;
using asio::ip::tcp;

namespace {

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

std::string fingerprint_of(const X509* certificate) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    std::string text;
    if (X509_digest(certificate, EVP_sha256(), digest.data(), &size) == 1) {
        for (unsigned int i = 0; i < size; ++i) {
            text += fmt::format("{:02x}", digest.at(i));
        }
    }
    return text;
}

// "CN=import.example,O=HMIC": RFC 2253, what is not printable escaped.
std::string subject_of(const X509* certificate) {
    const std::unique_ptr<BIO, decltype(&BIO_free)> text{BIO_new(BIO_s_mem()), BIO_free};
    X509_NAME_print_ex(text.get(), X509_get_subject_name(certificate), 0, XN_FLAG_RFC2253);
    char* bytes = nullptr;
    const auto size = BIO_get_mem_data(text.get(), &bytes);
    return size > 0 ? std::string(bytes, static_cast<std::size_t>(size)) : std::string{};
}

std::optional<ClientCertificate> certificate_of(SSL* connection) {
    const std::unique_ptr<X509, decltype(&X509_free)> shown{
        SSL_get1_peer_certificate(connection), X509_free};
    if (!shown || SSL_get_verify_result(connection) != X509_V_OK) {
        return std::nullopt;
    }
    return ClientCertificate{fingerprint_of(shown.get()), subject_of(shown.get())};
}

}  // namespace

Stream::Stream(tcp::socket socket, std::shared_ptr<ssl::context> context)
    : socket_{std::move(socket)}, context_{std::move(context)} {
    if (context_) {
        tls_.emplace(socket_, *context_);
    }
}

asio::awaitable<bool> Stream::handshake() {
    if (!tls_) {
        co_return true;
    }
    const auto [error] = co_await tls_->async_handshake(ssl::stream_base::server, as_result);
    if (error) {
        co_return false;
    }
    certificate_ = certificate_of(tls_->native_handle());
    co_return true;
}

Stream::Moved Stream::read_some(asio::mutable_buffer buffer) {
    return tls_ ? tls_->async_read_some(buffer, as_result)
                : socket_.async_read_some(buffer, as_result);
}

Stream::Moved Stream::write(const std::array<asio::const_buffer, 2>& buffers) {
    return tls_ ? asio::async_write(*tls_, buffers, as_result)
                : asio::async_write(socket_, buffers, as_result);
}

asio::awaitable<void> Stream::finish() {
    if (tls_) {
        // Sends "close notify" and waits for the caller's, or for whatever else comes.
        [[maybe_unused]] const auto ended = co_await tls_->async_shutdown(as_result);
    }
    boost::system::error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
}

Stream::Moved Stream::discard_some(asio::mutable_buffer buffer) {
    return socket_.async_read_some(buffer, as_result);
}

void Stream::cancel() {
    boost::system::error_code ignored;
    socket_.cancel(ignored);
}

void Stream::close() {
    boost::system::error_code ignored;
    socket_.close(ignored);
}

}  // namespace ladder::http
