#include "tests/bench/load/closed_loop.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <stdexcept>
#include <string_view>

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>

namespace ladder::bench {
namespace {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

// What all callers share.
struct Run {
    std::string headers;  // of every request, up to the value of content-length
    const NextRequest& next_request;
    Clock::time_point measure_from;
    Clock::time_point until;
    std::vector<float> times_us;
};

// The whole answer's size if `text` holds its head; 0 if not yet.
std::size_t size_of_answer(std::string_view text) {
    const auto end = text.find("\r\n\r\n");
    if (end == std::string_view::npos) {
        return 0;
    }
    if (!text.starts_with("HTTP/1.1 200")) {
        throw std::runtime_error{std::string{text}};
    }
    const std::string_view name{"\r\ncontent-length: "};
    const auto head = text.substr(0, end + 2);
    const auto at =
        std::search(head.begin(), head.end(), name.begin(), name.end(), [](char a, char b) {
            return std::tolower(static_cast<unsigned char>(a)) == b;
        });
    std::size_t length = 0;
    if (at != head.end()) {
        std::from_chars(&*at + name.size(), head.data() + head.size(), length);
    }
    return end + 4 + length;
}

class Caller : public std::enable_shared_from_this<Caller> {
public:
    Caller(asio::io_context& context, Run& run, std::size_t number)
        : socket_{context}, run_{run}, number_{number} {}

    void start(std::uint16_t port) {
        socket_.connect({asio::ip::address_v4::loopback(), port});
        socket_.set_option(asio::ip::tcp::no_delay{true});
        send();
    }

private:
    void send() {
        const auto next = run_.next_request(number_);
        request_ = fmt::format("POST {} HTTP/1.1\r\n", next.path);
        request_ += run_.headers;
        request_ += fmt::format("{}\r\n\r\n", next.body.size());
        request_ += next.body;
        answer_.clear();
        sent_ = Clock::now();
        asio::async_write(
            socket_,
            asio::buffer(request_),
            [self = shared_from_this()](auto error, std::size_t) { self->receive_after(error); }
        );
    }

    void receive_after(const boost::system::error_code& error) {
        if (error) {
            throw std::runtime_error{error.message()};
        }
        socket_.async_read_some(
            asio::buffer(chunk_),
            [self = shared_from_this()](auto read_error, std::size_t size) {
                self->take(read_error, size);
            }
        );
    }

    void take(const boost::system::error_code& error, std::size_t size) {
        answer_.append(chunk_.data(), size);
        const auto whole = size_of_answer(answer_);
        if (error || whole == 0 || answer_.size() < whole) {
            receive_after(error);
            return;
        }
        const auto now = Clock::now();
        if (sent_ >= run_.measure_from && now <= run_.until) {
            run_.times_us.push_back(std::chrono::duration<float, std::micro>{now - sent_}.count());
        }
        if (now < run_.until) {
            send();
        }
    }

    asio::ip::tcp::socket socket_;
    Run& run_;
    std::size_t number_;
    std::string request_;
    std::string answer_;
    std::array<char, 65536> chunk_{};
    Clock::time_point sent_;
};

}  // namespace

Throughput summarise(std::vector<float> times_us, double seconds) {
    if (times_us.empty()) {
        return {};
    }
    std::sort(times_us.begin(), times_us.end());
    const auto at = [&](double share) {
        return times_us[static_cast<std::size_t>(share * static_cast<double>(times_us.size() - 1))];
    };
    return {static_cast<double>(times_us.size()) / seconds, at(0.5), at(0.99), times_us.size()};
}

Throughput run_closed_loop(
    std::uint16_t port,
    const process::Headers& headers,
    std::size_t callers,
    std::chrono::milliseconds length,
    const NextRequest& next_request
) {
    asio::io_context context{1};
    const auto from = Clock::now() + length / 4;
    std::string lines{"Host: 127.0.0.1\r\n"};
    for (const auto& [name, value] : headers) {
        lines += fmt::format("{}: {}\r\n", name, value);
    }
    Run run{lines + "Content-Length: ", next_request, from, from + length, {}};
    for (std::size_t i = 0; i < callers; ++i) {
        std::make_shared<Caller>(context, run, i)->start(port);
    }
    context.run();
    return summarise(std::move(run.times_us), std::chrono::duration<double>{length}.count());
}

}  // namespace ladder::bench
