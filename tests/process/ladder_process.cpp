#include "tests/process/ladder_process.hpp"

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <functional>
#include <future>
#include <regex>
#include <signal.h>
#include <stdexcept>
#include <string_view>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

namespace ladder::process {
namespace {

// Of a server's words the last ones are enough.
constexpr std::size_t said_bytes_max = 64 * std::size_t{1024};

struct Child {
    pid_t pid;
    int output;  // the reading end of a pipe that holds its stdout and stderr
};

Child start(
    const std::vector<std::string>& arguments, const std::vector<std::string>& environment = {}
) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) {
        throw std::runtime_error{"no pipe can be made"};
    }
    std::vector<std::string> words{ladder_binary()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (auto& word : words) {
        argv.push_back(word.data());
    }
    argv.push_back(nullptr);
    auto settings = environment;
    std::vector<char*> envp;
    for (auto** setting = environ; *setting != nullptr; ++setting) {
        envp.push_back(*setting);
    }
    for (auto& setting : settings) {
        envp.push_back(setting.data());
    }
    envp.push_back(nullptr);
    const auto pid = fork();
    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);  // a test that crashes leaves no server behind
        dup2(ends[1], STDOUT_FILENO);
        dup2(ends[1], STDERR_FILENO);
        execve(argv[0], argv.data(), envp.data());
        _exit(127);
    }
    close(ends[1]);
    if (pid < 0) {
        throw std::runtime_error{"no process can be started"};
    }
    return {pid, ends[0]};
}

// Reads to the end of the pipe and closes it; `heard` sees all that was read so far.
void read_all(int pipe, std::string& text, const std::function<void()>& heard) {
    std::array<char, 4096> chunk{};
    for (ssize_t n = 0; (n = read(pipe, chunk.data(), chunk.size())) > 0;) {
        text.append(chunk.data(), static_cast<std::size_t>(n));
        heard();
    }
    close(pipe);
}

int wait_for(pid_t pid) {
    int status = 0;
    waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Finished run_ladder(const std::vector<std::string>& arguments) {
    const auto child = start(arguments);
    Finished finished;
    read_all(child.output, finished.output, [] {});
    finished.exit_code = wait_for(child.pid);
    return finished;
}

Server::Server(
    const std::string& database,
    std::vector<std::string> more_arguments,
    const std::vector<std::string>& environment
) {
    std::vector<std::string> arguments{"serve", "--listen", "127.0.0.1:0", "--database", database};
    // Loads of tests come faster than any caller should.
    if (std::find(more_arguments.begin(), more_arguments.end(), limited) == more_arguments.end()) {
        arguments.insert(
            arguments.end(), {"--requests-per-minute", "0", "--requests-at-once", "0"}
        );
    }
    std::erase(more_arguments, limited);
    arguments.insert(arguments.end(), more_arguments.begin(), more_arguments.end());
    const auto child = start(arguments, environment);
    pid_ = child.pid;
    std::promise<std::uint16_t> listening;
    auto port = listening.get_future();
    reader_ = std::thread{[this, output = child.output, promise = std::move(listening)]() mutable {
        const std::regex address{R"(https?://127\.0\.0\.1:([1-9][0-9]*)[^0-9])"};
        bool found = false;
        read_all(output, said_, [&] {
            std::smatch match;
            if (!found && std::regex_search(said_, match, address)) {
                found = true;
                promise.set_value(static_cast<std::uint16_t>(std::stoi(match[1].str())));
            }
            if (said_.size() > said_bytes_max) {
                said_.erase(0, said_.size() - said_bytes_max / 2);
            }
        });
        if (!found) {
            promise.set_value(0);
        }
    }};
    port_ = port.get();
    if (port_ == 0) {
        const auto code = end(SIGKILL);
        throw std::runtime_error{
            fmt::format("ladder serve ended with {} before it listened: {}", code, said_)};
    }
}

Server::~Server() {
    kill();
}

void Server::kill() {
    end(SIGKILL);
}

int Server::stop() {
    return end(SIGTERM);
}

int Server::end(int signal) {
    if (pid_ < 0) {
        return 0;
    }
    ::kill(pid_, signal);
    const auto code = wait_for(std::exchange(pid_, -1));
    reader_.join();
    return code;
}

}  // namespace ladder::process
