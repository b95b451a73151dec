// The built `ladder` binary as a child process.
#pragma once

#include <cstdint>
#include <string>
#include <sys/types.h>
#include <thread>
#include <vector>

namespace ladder::process {

// What a command that ran to its end left.
struct Finished {
    int exit_code = 0;   // 128 + n if signal n ended it
    std::string output;  // of stdout and stderr together
};

// The path of the built binary, or what the environment names as LADDER_BINARY.
std::string ladder_binary();

// Runs `ladder` with these arguments to its end.
[[nodiscard]] Finished run_ladder(const std::vector<std::string>& arguments);

// Among a server's arguments: it keeps its own limits of requests by caller, which are off
// otherwise.
inline constexpr const char* limited = "limited";

// A `ladder serve` on a port that the system picks. Destruction kills it.
class Server {
public:
    // Returns once it listens; throws std::runtime_error with its last words if it ends before.
    // `environment`: more of it, as "NAME=value".
    explicit Server(
        const std::string& database,
        std::vector<std::string> more_arguments = {},
        const std::vector<std::string>& environment = {}
    );
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }

    [[nodiscard]] pid_t pid() const { return pid_; }

    // What it printed; only once it has ended.
    [[nodiscard]] const std::string& said() const { return said_; }

    // SIGKILL; returns when the process is gone.
    void kill();
    // SIGTERM, as an operator stops it; the exit code.
    int stop();

private:
    int end(int signal);

    pid_t pid_ = -1;
    std::uint16_t port_ = 0;
    std::string said_;    // written by `reader_` alone until it has ended
    std::thread reader_;  // reads what the server prints, so that it never waits for us
};

}  // namespace ladder::process
