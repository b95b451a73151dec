// A plain blocking socket, for requests that no proper client would send.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ladder::http::test {

class RawSocket {
public:
    explicit RawSocket(std::uint16_t port);
    ~RawSocket();
    RawSocket(const RawSocket&) = delete;
    RawSocket& operator=(const RawSocket&) = delete;

    // False if the server has closed.
    bool send(std::string_view bytes) const;
    // Says that no more comes, and still reads.
    void finish() const;
    // One response, head and body, by its Content-Length. Whatever came if the server closed.
    std::string read_response();
    // Everything until the server closes.
    std::string read_all();
    // True once the server has closed and everything was read.
    bool is_closed();

private:
    bool fill();

    int fd_;
    std::string buffer_;
};

}  // namespace ladder::http::test
