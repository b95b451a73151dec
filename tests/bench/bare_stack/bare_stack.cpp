// What our stack can reach end to end without an engine: Boost.Beast, one writing session over
// SOCI, a group commit of whatever waits. POST /Case/<1..1000>/decide is answered once it is on
// disk. Usage: bare_stack DATABASE
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include <boost/asio/post.hpp>
#include <fmt/format.h>

#include "tests/bench/bare_stack/session.hpp"
#include "tests/bench/bare_stack/transition_writer.hpp"

namespace ladder::bench {
namespace {

constexpr std::size_t batch_max = 64;

struct Waiting {
    int case_id;
    std::shared_ptr<Session> session;
};

// Requests on their way to the writer's thread.
class Queue {
public:
    void push(Waiting waiting) {
        const std::lock_guard lock{mutex_};
        waiting_.push_back(std::move(waiting));
        if (waiting_.size() == 1) {
            some_.notify_one();
        }
    }

    // Waits for some, no two of one case.
    std::vector<Waiting> take() {
        std::unique_lock lock{mutex_};
        some_.wait(lock, [this] { return !waiting_.empty(); });
        std::vector<Waiting> taken;
        std::vector<Waiting> left;
        std::vector<bool> seen(cases_of_the_bare_stack + 1);
        for (auto& one : waiting_) {
            const auto id = static_cast<std::size_t>(one.case_id);
            if (taken.size() < batch_max && !seen[id]) {
                seen[id] = true;
                taken.push_back(std::move(one));
            } else {
                left.push_back(std::move(one));
            }
        }
        waiting_ = std::move(left);
        return taken;
    }

private:
    std::mutex mutex_;
    std::condition_variable some_;
    std::vector<Waiting> waiting_;
};

void write_for_ever(TransitionWriter& writer, Queue& queue) {
    for (;;) {
        const auto taken = queue.take();
        std::vector<int> ids;
        for (const auto& waiting : taken) {
            ids.push_back(waiting.case_id);
        }
        const auto& versions = writer.commit(ids);
        for (std::size_t i = 0; i < taken.size(); ++i) {
            const auto& session = taken[i].session;
            boost::asio::post(session->executor(), [session, version = versions[i]] {
                session->answer(fmt::format(R"({{"stage":{},"version":{}}})", version % 5, version)
                );
            });
        }
    }
}

// The number in "/Case/17/decide".
int case_of(std::string_view target) {
    int id = 0;
    for (const char c : target) {
        if (c >= '0' && c <= '9') {
            id = id * 10 + (c - '0');
        }
    }
    return id;
}

}  // namespace
}  // namespace ladder::bench

int main(int argc, char** argv) {
    using namespace ladder::bench;
    if (argc != 2) {
        std::fprintf(stderr, "usage: bare_stack sqlite:PATH|postgresql:KEY=VALUE..\n");
        return 2;
    }
    try {
        TransitionWriter writer{argv[1]};
        Queue queue;
        std::thread thread{[&] {
            try {
                write_for_ever(writer, queue);
            } catch (const std::exception& error) {
                std::fprintf(stderr, "bare_stack: %s\n", error.what());
                std::_Exit(1);
            }
        }};
        boost::asio::io_context context{1};
        serve(context, [&](const std::shared_ptr<Session>& session) {
            const auto id = case_of(session->request().target());
            id<1 || id> cases_of_the_bare_stack ? session->answer("{}") : queue.push({id, session});
        });
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bare_stack: %s\n", error.what());
        return 1;
    }
}
