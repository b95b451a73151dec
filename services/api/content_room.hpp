// How much of the contents of documents may stand in memory at once on the way to their readers.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

#include "engine/base/result.hpp"

namespace ladder::api {

// Held from before a content is read until it is sent, or given up. Any thread.
using Held = std::shared_ptr<const void>;

class ContentRoom {
public:
    explicit ContentRoom(std::int64_t bytes_max) : left_{bytes_max}, bytes_max_{bytes_max} {}

    // Room for so many bytes until the last copy is gone, which must be before the room is; what is
    // larger than the whole is given the whole. Never blocks. Errors: unavailable if there is none.
    [[nodiscard]] base::Result<Held> take(std::int64_t bytes);

private:
    std::atomic<std::int64_t> left_;
    std::int64_t bytes_max_;
};

}  // namespace ladder::api
