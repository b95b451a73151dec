#include "tests/fault/small_disk.hpp"

#include <array>
#include <cstring>
#include <fcntl.h>
#include <stdexcept>
#include <string>
#include <sys/mount.h>
#include <unistd.h>

namespace ladder::fault {

SmallDisk::SmallDisk(int megabytes) {
    const auto size = "size=" + std::to_string(megabytes) + "m,mode=0777";
    if (mount("none", path().c_str(), "tmpfs", 0, size.c_str()) != 0) {
        throw std::runtime_error{
            std::string{"no small disk can be mounted, which is root's to do: "} +
            std::strerror(errno)};
    }
}

SmallDisk::~SmallDisk() {
    umount2(path().c_str(), MNT_DETACH);
}

void SmallDisk::fill() const {
    const int file = open(ballast().c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const std::array<char, 4096> page{};
    while (write(file, page.data(), page.size()) > 0) {
    }
    close(file);
}

void SmallDisk::empty() const {
    std::filesystem::remove(ballast());
}

}  // namespace ladder::fault
