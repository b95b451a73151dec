// Clients that decide all the time, through whatever fails meanwhile, and the comparison of the
// record with what they were told.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include "tests/fault/decisions.hpp"
#include "tests/process/keyring.hpp"
#include "tests/process/ladder_process.hpp"

namespace ladder::fault {

// LADDER_FAULT_ROUNDS if it is set, for a long run; else so many.
[[nodiscard]] int rounds(int in_a_short_run);

// What /readyz?verbose says once it has that status; empty, with a failure of the test, if it never
// has.
[[nodiscard]] std::string wait_for_readiness(std::uint16_t port, unsigned status);

// Asks a server for the cases and sends the last decision of each again, stops it, and holds its
// record against what clients were told: each decision there exactly once, in order, every answer
// as it was the first time, the journal without a gap, every read model equal to its fold, every
// leaf in the tree. What is wrong; empty: nothing.
[[nodiscard]] std::string hold_against(
    const std::vector<CaseLoad>& told,
    const process::Headers& headers,
    process::Server& server,
    const std::string& database
);

// Four clients, each with cases of its own, on a server that stays up. Each sends everything twice.
class UnderLoad {
public:
    // Opens the cases and begins. The server must outlive this.
    UnderLoad(process::Server& server, std::string database);
    ~UnderLoad();
    UnderLoad(const UnderLoad&) = delete;
    UnderLoad& operator=(const UnderLoad&) = delete;

    // Waits until clients were answered so often again. What is wrong if they never were; empty:
    // nothing.
    [[nodiscard]] std::string wait_for(std::uint64_t more);

    // Ends the load and holds the record against what the clients were told. What is wrong; empty:
    // nothing.
    [[nodiscard]] std::string end();

    // What the clients were told, and as whom they asked.
    [[nodiscard]] const std::vector<CaseLoad>& told() const { return loads_; }
    [[nodiscard]] const process::Headers& headers() const { return headers_; }

private:
    static constexpr std::size_t clients = 4;

    void begin();
    void join();

    process::Server& server_;
    std::string database_;
    process::Keyring keyring_;
    process::Headers headers_;
    std::vector<CaseLoad> loads_;
    std::atomic<std::uint64_t> acknowledgements_ = 0;
    std::atomic<bool> enough_ = false;
    std::atomic<bool> broken_ = false;  // a client was answered what no server may answer
    std::array<std::string, clients> problems_;
    std::vector<std::thread> threads_;
};

}  // namespace ladder::fault
