// How cases and procedures are named when they are opened and started.
#pragma once

#include <string>
#include <string_view>

#include "ladder/v1/case_service.pb.h"

namespace ladder::record {

// "general", "confidence" or "counter-terrorism"; empty for an unspecified subject.
std::string_view subject_word(v1::Subject subject);

// "cases/west-midlands-general-2" after "cases/west-midlands-general-1". `previous` is the newest
// case of the body for the subject; null: there is none. An id that would exceed 63 characters
// keeps the head of the body's id and eight digits of its SHA-256.
std::string next_case_name(std::string_view body, v1::Subject subject, const v1::Case* previous);

// "procedures/gwent-public-letter-1" for "bodies/gwent", cut in the same way. Those of a
// counter-terrorism case are numbered for themselves, "procedures/gwent-counter-terrorism-..": the
// number of another must not tell that they are there.
std::string procedure_name(
    std::string_view body, v1::Subject subject, std::string_view definition, int number
);

}  // namespace ladder::record
