// Hashes a request's row.
#include "db/answer_seal.hpp"

#include <fmt/format.h>

#include "db/journal.hpp"

namespace ladder::db {

std::string seal_of(std::string_view request_id, const AnsweredRequest& request) {
    // Each part has an end that can't be moved: the salt its size, the numbers and the id a
    // newline.
    const auto row = fmt::format(
        "{}\n{}\n{}\n{}{}",
        request.position,
        request_id,
        request.fingerprint.size(),
        request.fingerprint,
        request.response
    );
    return bytes_of(ledger::payload_digest(request.salt, row));
}

}  // namespace ladder::db
