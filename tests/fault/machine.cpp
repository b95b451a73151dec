#include "tests/fault/machine.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <new>
#include <stdexcept>
#include <sys/mman.h>
#include <unistd.h>

namespace ladder::fault {

Machine::Machine() {
    const int file = open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0 || ftruncate(file, sizeof(Strangeness)) != 0) {
        throw std::runtime_error{"the machine's file can't be made"};
    }
    shared_ = mmap(nullptr, sizeof(Strangeness), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (shared_ == MAP_FAILED) {
        throw std::runtime_error{std::strerror(errno)};
    }
    new (shared_) Strangeness{};
}

Machine::~Machine() {
    munmap(shared_, sizeof(Strangeness));
}

std::vector<std::string> Machine::settings() const {
    return {"LD_PRELOAD=" LADDER_STRANGE_MACHINE, "LADDER_STRANGE_MACHINE=" + path_};
}

}  // namespace ladder::fault
