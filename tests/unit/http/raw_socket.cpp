#include "tests/unit/http/raw_socket.hpp"

#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace ladder::http::test {

RawSocket::RawSocket(std::uint16_t port) : fd_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        throw std::runtime_error{"can't connect to the server under test"};
    }
}

RawSocket::~RawSocket() {
    ::close(fd_);
}

bool RawSocket::send(std::string_view bytes) const {
    while (!bytes.empty()) {
        const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

void RawSocket::finish() const {
    ::shutdown(fd_, SHUT_WR);
}

bool RawSocket::fill() {
    std::array<char, 65536> bytes{};
    const auto got = ::recv(fd_, bytes.data(), bytes.size(), 0);
    if (got <= 0) {
        return false;
    }
    buffer_.append(bytes.data(), static_cast<std::size_t>(got));
    return true;
}

std::string RawSocket::read_response() {
    constexpr std::string_view length_header = "Content-Length: ";
    std::size_t head = std::string::npos;
    while ((head = buffer_.find("\r\n\r\n")) == std::string::npos) {
        if (!fill()) {
            return std::exchange(buffer_, {});
        }
    }
    std::size_t body = 0;
    const auto at = buffer_.find(length_header);
    if (at < head) {
        const auto* digits = buffer_.data() + at + length_header.size();
        std::from_chars(digits, buffer_.data() + head, body);
    }
    const auto size = head + 4 + body;
    while (buffer_.size() < size) {
        if (!fill()) {
            return std::exchange(buffer_, {});
        }
    }
    auto response = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return response;
}

std::string RawSocket::read_all() {
    while (fill()) {
    }
    return std::exchange(buffer_, {});
}

bool RawSocket::is_closed() {
    return buffer_.empty() && !fill();
}

}  // namespace ladder::http::test
