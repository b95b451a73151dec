// The machine that a server under test believes it runs on.
#pragma once

#include <string>
#include <vector>

#include "tests/fault/strange_machine.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ladder::fault {

inline constexpr std::int64_t a_day = 86'400;  // seconds

// A file that a server started with its settings looks at.
class Machine {
public:
    // Nothing strange yet. Throws std::runtime_error if the file can't be made.
    Machine();
    ~Machine();
    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;

    // What is changed here the server sees at once.
    Strangeness* operator->() { return static_cast<Strangeness*>(shared_); }

    // For the environment of a Server.
    [[nodiscard]] std::vector<std::string> settings() const;

private:
    tests::TemporaryFolder folder_;
    std::string path_ = (folder_.path() / "machine").string();
    void* shared_ = nullptr;
};

}  // namespace ladder::fault
