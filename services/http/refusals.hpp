// Answers to callers who have to wait.
#pragma once

#include <string>

#include "services/http/admission.hpp"
#include "services/http/message.hpp"

namespace ladder::http {

// 429 resource_exhausted or 503 unavailable, with Retry-After.
Response refusal_response(const Admission::Refusal& refusal, const AdmissionLimits& limits);

// 503: the server has all the connections it takes.
Response full_response(std::size_t connections_max);
// 429: this address has all that one may.
Response crowded_response(std::size_t connections_per_address);

}  // namespace ladder::http
