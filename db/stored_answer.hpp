// How answers are kept: a case, procedure or meeting in one is named, not repeated, since the
// journal holds it.
//
// A case grows, and every answer to a command on it holds it whole: kept as they are, the answers
// of n commands would take n times n. So a kept answer is one line, empty or "cases/x-general-1 17"
// for that state at that version, and then the response without it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <google/protobuf/message.h>
#include <soci/soci.h>

#include "db/answer_seal.hpp"
#include "db/dialect.hpp"
#include "engine/base/result.hpp"

namespace ladder::db {

struct StoredAnswer {
    std::string stream;  // empty: the response holds no such state
    std::int64_t version = 0;
    std::string_view rest;  // the response without the state; borrows
};

// `serialised` is `response` as it is answered. A state is left out if it is field 1 of the
// response and `version_of` gives the version it has.
template <class VersionOf>
std::string to_stored(
    const google::protobuf::Message& response, const std::string& serialised, VersionOf&& version_of
);

// Errors: data_loss if it is no stored answer.
[[nodiscard]] base::Result<StoredAnswer> parse_stored(std::string_view stored);

// The response with the state put back: the bytes that were answered.
std::string whole_response(const StoredAnswer& answer, const google::protobuf::Message& found);

// What was answered to a request that comes once more. Throws soci_error. Errors: invalid_argument
// if that request was another one; failed_precondition if the answer is destroyed; data_loss.
[[nodiscard]] base::Result<std::string> answer_again(
    soci::session& session,
    Backend backend,
    const std::string& fingerprint,
    const AnsweredRequest& request
);

// The error of a request under the id of another.
base::Error used_for_another();

// The state in field 1 of a response, if that is what the response begins with.
struct LeadingState {
    std::string name;
    std::int64_t version = 0;
    std::size_t bytes = 0;  // of the field in the serialised response
};
std::optional<LeadingState> leading_state(
    const google::protobuf::Message& response, std::string_view serialised
);
std::string write_stored(const std::optional<LeadingState>& left_out, std::string_view serialised);

template <class VersionOf>
std::string to_stored(
    const google::protobuf::Message& response, const std::string& serialised, VersionOf&& version_of
) {
    auto found = leading_state(response, serialised);
    if (found && version_of(found->name) != found->version) {
        found.reset();
    }
    return write_stored(found, serialised);
}

}  // namespace ladder::db
