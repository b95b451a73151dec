// What a running process holds.
#pragma once

#include <cstddef>
#include <sys/types.h>

namespace ladder::process {

// Its resident memory in MiB; 0 if it is gone.
[[nodiscard]] double resident_mib(pid_t pid);

// Its open files and sockets; 0 if it is gone.
[[nodiscard]] std::size_t open_files(pid_t pid);

}  // namespace ladder::process
