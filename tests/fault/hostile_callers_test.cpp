// Callers who mean harm, as slowhttptest does: senders and readers that trickle, thousands of idle
// connections, uploads without end. The others are answered, and memory stays bounded.
#include <arpa/inet.h>
#include <array>
#include <chrono>
#include <condition_variable>
#include <fcntl.h>
#include <mutex>
#include <netinet/in.h>
#include <optional>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/process/backends.hpp"
#include "tests/process/ground.hpp"
#include "tests/process/ladder_process.hpp"
#include "tests/process/usage.hpp"

namespace ladder::fault {
namespace hostile_callers_test {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t idle_wanted = 5000;
constexpr std::size_t slow_of_each_kind = 200;
constexpr std::size_t connections_of_address = 100;  // under the server's limit
constexpr std::uint64_t upload_bytes = 10'000'000'000;

class Socket {
public:
    // From 127.0.0.1, or from 127.1.0.0 and up, as many callers would come.
    Socket(std::uint16_t port, std::optional<std::size_t> address = {}, int receive_bytes = 0)
        : fd_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
        if (receive_bytes > 0) {
            setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_bytes, sizeof receive_bytes);
        }
        sockaddr_in end{};
        end.sin_family = AF_INET;
        if (address) {
            end.sin_addr.s_addr = htonl(0x7f010001U + static_cast<std::uint32_t>(*address));
            ::bind(fd_, reinterpret_cast<const sockaddr*>(&end), sizeof end);
        }
        end.sin_port = htons(port);
        end.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        open_ = ::connect(fd_, reinterpret_cast<const sockaddr*>(&end), sizeof end) == 0;
        const timeval patience{20, 0};
        setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    }
    Socket(Socket&& other) noexcept : fd_{std::exchange(other.fd_, -1)}, open_{other.open_} {}
    Socket& operator=(Socket&&) = delete;
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    ~Socket() {
        if (fd_ >= 0) {
            ::close(fd_);
        }
    }

    bool is_open() const { return open_; }

    // How many bytes went; what does not go at once is left out.
    std::size_t send_some(std::string_view bytes, int flags = 0) const {
        const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL | flags);
        return sent < 0 ? 0 : static_cast<std::size_t>(sent);
    }

    // The first bytes of the answer; empty at the end or after the patience above.
    std::string read_some() const {
        std::array<char, 4096> bytes{};
        const auto got = ::recv(fd_, bytes.data(), bytes.size(), 0);
        return got <= 0 ? std::string{} : std::string(bytes.data(), static_cast<std::size_t>(got));
    }

    int descriptor() const { return fd_; }

    // Whether the server has closed or answered. Takes what is there.
    bool was_cut() const {
        std::array<char, 4096> bytes{};
        const auto got = ::recv(fd_, bytes.data(), bytes.size(), MSG_DONTWAIT);
        return got >= 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
    }

private:
    int fd_;
    bool open_ = false;
};

// As many descriptors as the hard limit permits: for this process and for the server it starts.
std::size_t raise_descriptors() {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    return static_cast<std::size_t>(limit.rlim_cur);
}

// Asks as an honest caller does, all the time, and keeps the worst that happened.
class Witness {
public:
    explicit Witness(const process::Server& server) : server_{server}, thread_{[this] { ask(); }} {}
    ~Witness() { stop(); }
    Witness(const Witness&) = delete;
    Witness& operator=(const Witness&) = delete;

    void stop() {
        {
            const std::lock_guard lock{mutex_};
            done_ = true;
        }
        stopped_.notify_all();
        if (thread_.joinable()) {
            thread_.join();
        }
    }
    int asked() const { return asked_; }
    int failed() const { return failed_; }
    milliseconds slowest() const { return slowest_; }
    double most_mib() const { return most_mib_; }

private:
    void ask() {
        std::unique_lock lock{mutex_};
        while (!stopped_.wait_for(lock, milliseconds{20}, [this] { return done_; })) {
            const auto begun = Clock::now();
            const Socket socket{server_.port()};
            socket.send_some("GET /version HTTP/1.1\r\nHost: localhost\r\n\r\n");
            const bool answered = socket.read_some().starts_with("HTTP/1.1 200 ");
            failed_ += answered ? 0 : 1;
            ++asked_;
            slowest_ =
                std::max(slowest_, std::chrono::duration_cast<milliseconds>(Clock::now() - begun));
            most_mib_ = std::max(most_mib_, process::resident_mib(server_.pid()));
        }
    }

    const process::Server& server_;
    std::mutex mutex_;
    std::condition_variable stopped_;
    bool done_ = false;
    int asked_ = 0;
    int failed_ = 0;
    milliseconds slowest_{0};
    double most_mib_ = 0;
    std::thread thread_;
};

std::vector<Socket> open_many(std::uint16_t port, std::size_t count, std::size_t& address) {
    std::vector<Socket> sockets;
    for (std::size_t i = 0; i < count; ++i, ++address) {
        sockets.emplace_back(port, address / connections_of_address);
        if (!sockets.back().is_open()) {
            sockets.pop_back();
            break;
        }
    }
    return sockets;
}

// Sends a byte to each five times a second, and whenever one is cut, until all are; how many were
// not in time.
std::size_t trickle(const std::vector<Socket>& sockets, std::chrono::seconds within) {
    std::vector<pollfd> open;
    for (const auto& socket : sockets) {
        open.push_back({socket.descriptor(), POLLIN, 0});
    }
    const auto end = Clock::now() + within;
    auto left = sockets.size();
    while (left > 0 && Clock::now() < end) {
        for (std::size_t i = 0; i < sockets.size(); ++i) {
            const bool is_open = open[i].fd >= 0;
            if (is_open && (sockets[i].was_cut() || sockets[i].send_some("x") == 0)) {
                open[i].fd = -1;
                --left;
            }
        }
        ::poll(open.data(), open.size(), 200);
    }
    return left;
}

// Uploads in chunks until the server refuses; how many bytes went.
std::uint64_t upload(std::uint16_t port) {
    const Socket socket{port};
    socket.send_some(
        "POST /ladder.v1.CaseService/GetCase HTTP/1.1\r\nHost: localhost\r\n"
        "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    );
    const std::string chunk = "10000\r\n" + std::string(0x10000, ' ') + "\r\n";
    std::uint64_t sent = 0;
    while (sent < upload_bytes && !socket.was_cut()) {
        const auto some = socket.send_some(chunk);
        if (some != chunk.size()) {
            break;
        }
        sent += some;
    }
    return sent;
}

std::string refusal_of_claim(std::uint16_t port) {
    const Socket socket{port};
    socket.send_some(fmt::format(
        "POST /ladder.v1.CaseService/GetCase HTTP/1.1\r\nHost: localhost\r\n"
        "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        upload_bytes
    ));
    return socket.read_some();
}

TEST(HostileCallers, KeepNobodyElseFromAnAnswerAndMemoryBounded) {
    const auto descriptors = raise_descriptors();
    const auto backend = process::make_sqlite();
    ASSERT_EQ(process::migrate(backend->url()), "");
    const process::Server server{backend->url(), {process::limited, "--connections-max", "7000"}};
    const auto before = process::resident_mib(server.pid());
    const auto begun = Clock::now();
    Witness witness{server};

    const auto idle_possible = std::min(idle_wanted, descriptors - 3 * slow_of_each_kind - 100);
    std::size_t address = 0;
    const auto idle = open_many(server.port(), idle_possible, address);
    const auto headers = open_many(server.port(), slow_of_each_kind, address);
    const auto bodies = open_many(server.port(), slow_of_each_kind, address);
    const auto readers = open_many(server.port(), slow_of_each_kind, address);
    for (const auto& socket : headers) {
        socket.send_some("GET /version HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
    }
    for (const auto& socket : bodies) {
        socket.send_some(
            "POST /ladder.v1.CaseService/GetCase HTTP/1.1\r\nHost: localhost\r\n"
            "Content-Type: application/json\r\nContent-Length: 900000\r\n\r\n"
        );
    }
    std::string many_requests;
    for (int i = 0; i < 2000; ++i) {
        many_requests += "GET /version HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }
    for (const auto& socket : readers) {
        socket.send_some(many_requests, MSG_DONTWAIT);
    }
    EXPECT_TRUE(refusal_of_claim(server.port()).starts_with("HTTP/1.1 413 "));
    const auto uploaded = upload(server.port());
    EXPECT_LT(uploaded, 64U * 1024 * 1024);

    std::size_t headers_left = 0;
    std::thread slow_headers{[&] { headers_left = trickle(headers, std::chrono::seconds{25}); }};
    const auto bodies_left = trickle(bodies, std::chrono::seconds{25});
    slow_headers.join();
    std::size_t idle_left = 0;
    for (const auto& socket : idle) {
        idle_left += socket.was_cut() ? 0 : 1;
    }
    witness.stop();

    fmt::print(
        "{} idle connections ({} descriptors), {} each of slow headers, bodies and readers; {} MiB "
        "of a chunked 10 GB upload taken; {} honest requests, {} failed, the slowest {} ms; {} MiB "
        "resident before, {} at most; {:.1f} s\n",
        idle.size(),
        descriptors,
        slow_of_each_kind,
        uploaded / 1024 / 1024,
        witness.asked(),
        witness.failed(),
        witness.slowest().count(),
        before,
        witness.most_mib(),
        std::chrono::duration<double>(Clock::now() - begun).count()
    );
    EXPECT_EQ(idle.size(), idle_possible);
    EXPECT_EQ(idle_left, idle.size());
    EXPECT_EQ(headers_left, 0U);
    EXPECT_EQ(bodies_left, 0U);
    EXPECT_GT(witness.asked(), 50);
    EXPECT_EQ(witness.failed(), 0);
    EXPECT_LT(witness.slowest(), milliseconds{2000});
    EXPECT_LT(witness.most_mib(), before + 300);
}

}  // namespace hostile_callers_test
}  // namespace ladder::fault
