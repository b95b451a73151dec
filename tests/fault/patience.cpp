#include "tests/fault/patience.hpp"

#include <thread>

namespace ladder::fault {

void look_again_soon() {
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
}

}  // namespace ladder::fault
