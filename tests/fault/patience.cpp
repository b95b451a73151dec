#include "tests/fault/patience.hpp"

#include <thread>

namespace ladder::fault {

void look_again_soon() {
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
}

void wait_until(std::chrono::steady_clock::time_point moment) {
    std::this_thread::sleep_until(moment);
}

}  // namespace ladder::fault
