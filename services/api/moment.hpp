// Moments as people type them, for what is asked as known at one.
#pragma once

#include <string_view>

#include <google/protobuf/timestamp.pb.h>

#include "engine/base/result.hpp"

namespace ladder::api {

// "2011-03-31" is the end of that day (UTC), "2011-03-31T12:00:00Z" itself. Errors:
// invalid_argument for `field`.
[[nodiscard]] base::Result<google::protobuf::Timestamp> parse_moment(
    std::string_view field, std::string_view text
);

}  // namespace ladder::api
