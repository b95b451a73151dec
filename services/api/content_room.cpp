#include "services/api/content_room.hpp"

#include <algorithm>

namespace ladder::api {

base::Result<Held> ContentRoom::take(std::int64_t bytes) {
    const auto wanted = std::min(bytes, bytes_max_);
    auto left = left_.load();
    do {
        if (left < wanted) {
            return base::Error{
                base::Code::unavailable,
                "too many documents are being sent at once; try again in a second",
                {}};
        }
    } while (!left_.compare_exchange_weak(left, left - wanted));
    return Held{this, [wanted](ContentRoom* room) { room->left_ += wanted; }};
}

}  // namespace ladder::api
