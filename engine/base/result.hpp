// Errors as values: what every fallible function of ours returns.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <boost/assert/source_location.hpp>
#include <boost/system/result.hpp>

#include "ladder/v1/error_details.pb.h"

namespace ladder::base {

// The codes of google.rpc.Code (and so of the Connect protocol) by their numbers.
enum class Code {
    canceled = 1,
    unknown = 2,
    invalid_argument = 3,
    deadline_exceeded = 4,
    not_found = 5,
    already_exists = 6,
    permission_denied = 7,
    resource_exhausted = 8,
    failed_precondition = 9,
    aborted = 10,
    out_of_range = 11,
    unimplemented = 12,
    internal = 13,
    unavailable = 14,
    data_loss = 15,
    unauthenticated = 16,
};

// "invalid_argument" and so on, as the Connect protocol spells them.
std::string_view to_string(Code code);

// A typed detail of an error; each travels as one detail of a Connect error.
using Detail = std::variant<v1::UnmetGate, v1::FieldViolation, v1::StaleEtag, v1::TextIssue>;

struct Error {
    Code code{};
    std::string message;  // for people; never parsed, never holds protected text
    std::vector<Detail> details;
};

template <class T>
using Result = boost::system::result<T, Error>;

// invalid_argument for one field of a request. `description` says what is wrong and what would be
// right.
Error field_error(std::string field, std::string description);

// A wrong use of a Result: a bug, never an answer.
class BadResultAccess : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

// Found by argument-dependent look-up when value() is called on an error.
[[noreturn]] void throw_exception_from_error(
    const Error& error, const boost::source_location& location
);

// Merges lambdas into one visitor of a std::variant.
template <class... F>
struct Overload : F... {
    using F::operator()...;
};
template <class... F>
Overload(F...) -> Overload<F...>;

}  // namespace ladder::base
