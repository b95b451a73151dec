#include "tests/process/usage.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>

#include <fmt/format.h>

namespace ladder::process {

double resident_mib(pid_t pid) {
    std::ifstream status{fmt::format("/proc/{}/status", pid)};
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmRSS:")) {
            return std::stod(line.substr(6)) / 1024;  // it says kB and means KiB
        }
    }
    return 0;
}

std::size_t open_files(pid_t pid) {
    std::error_code gone;
    const std::filesystem::directory_iterator files{fmt::format("/proc/{}/fd", pid), gone};
    return gone ? 0 : static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

}  // namespace ladder::process
