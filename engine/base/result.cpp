#include "engine/base/result.hpp"

#include <utility>

#include <fmt/format.h>

namespace ladder::base {

std::string_view to_string(Code code) {
    switch (code) {
        case Code::canceled:
            return "canceled";
        case Code::unknown:
            return "unknown";
        case Code::invalid_argument:
            return "invalid_argument";
        case Code::deadline_exceeded:
            return "deadline_exceeded";
        case Code::not_found:
            return "not_found";
        case Code::already_exists:
            return "already_exists";
        case Code::permission_denied:
            return "permission_denied";
        case Code::resource_exhausted:
            return "resource_exhausted";
        case Code::failed_precondition:
            return "failed_precondition";
        case Code::aborted:
            return "aborted";
        case Code::out_of_range:
            return "out_of_range";
        case Code::unimplemented:
            return "unimplemented";
        case Code::internal:
            return "internal";
        case Code::unavailable:
            return "unavailable";
        case Code::data_loss:
            return "data_loss";
        case Code::unauthenticated:
            return "unauthenticated";
    }
    return "unknown";
}

Error field_error(std::string field, std::string description) {
    Error error{Code::invalid_argument, fmt::format("{}: {}", field, description), {}};
    v1::FieldViolation violation;
    violation.set_field(std::move(field));
    violation.set_description(std::move(description));
    error.details.emplace_back(std::move(violation));
    return error;
}

void throw_exception_from_error(const Error& error, const boost::source_location& location) {
    throw BadResultAccess{fmt::format(
        "{}:{}: value() of an error: {}", location.file_name(), location.line(), error.message
    )};
}

}  // namespace ladder::base
