// Loaded before the C library (LD_PRELOAD): a clock that jumps and a disk that is slow, as the file
// named by LADDER_STRANGE_MACHINE says at any moment. Depends on nothing of ours.
#include "tests/fault/strange_machine.hpp"

#include <cstdlib>
#include <ctime>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>

namespace {

using ladder::fault::Strangeness;

const Strangeness& strangeness() {
    static const Strangeness* const shared = [] {
        static const Strangeness nothing{};
        const char* path = std::getenv("LADDER_STRANGE_MACHINE");
        const int file = path == nullptr ? -1 : open(path, O_RDONLY | O_CLOEXEC);
        void* mapped = file < 0
                           ? MAP_FAILED
                           : mmap(nullptr, sizeof(Strangeness), PROT_READ, MAP_SHARED, file, 0);
        return mapped == MAP_FAILED ? &nothing : static_cast<const Strangeness*>(mapped);
    }();
    return *shared;
}

template <class Function>
Function* real(const char* name) {
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

void wait_for_the_disk() {
    if (const auto pause = strangeness().microseconds_a_sync.load(); pause > 0) {
        usleep(static_cast<useconds_t>(pause));
    }
}

}  // namespace

extern "C" {

int clock_gettime(clockid_t clock, timespec* now) {
    static auto* const ask = real<int(clockid_t, timespec*)>("clock_gettime");
    const int result = ask(clock, now);
    if (result == 0 && clock == CLOCK_REALTIME) {
        now->tv_sec += strangeness().seconds_ahead.load();
    }
    return result;
}

int gettimeofday(timeval* now, void* zone) {
    static auto* const ask = real<int(timeval*, void*)>("gettimeofday");
    const int result = ask(now, zone);
    if (result == 0) {
        now->tv_sec += strangeness().seconds_ahead.load();
    }
    return result;
}

time_t time(time_t* now) {
    timespec said{};
    clock_gettime(CLOCK_REALTIME, &said);
    if (now != nullptr) {
        *now = said.tv_sec;
    }
    return said.tv_sec;
}

int fdatasync(int file) {
    static auto* const sync = real<int(int)>("fdatasync");
    wait_for_the_disk();
    return sync(file);
}

int fsync(int file) {
    static auto* const sync = real<int(int)>("fsync");
    wait_for_the_disk();
    return sync(file);
}
}
