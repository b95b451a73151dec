#include "services/api/moment.hpp"

#include <string>

#include <fmt/format.h>
#include <google/protobuf/util/time_util.h>

#include "engine/base/dates.hpp"

namespace ladder::api {

base::Result<google::protobuf::Timestamp> parse_moment(
    std::string_view field, std::string_view text
) {
    if (const auto day = base::parse_date(text)) {
        return base::to_timestamp(base::end_of(*day));
    }
    google::protobuf::Timestamp timestamp;
    if (google::protobuf::util::TimeUtil::FromString(std::string{text}, &timestamp)) {
        return timestamp;
    }
    return base::field_error(
        std::string{field},
        fmt::format(
            "'{}' is neither a day as 2011-03-31 nor a moment as 2011-03-31T12:00:00Z", text
        )
    );
}

}  // namespace ladder::api
