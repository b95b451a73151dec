// The text of a letter: its template, filled from the records of a procedure.
#pragma once

#include <map>
#include <string>

#include "engine/command/problems.hpp"
#include "engine/registers/registers.hpp"
#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/procedure_service.pb.h"

namespace ladder::registers {

// What a letter is written from. Borrowed.
struct LetterGround {
    const v1::Procedure& procedure;
    const v1::Case* its_case = nullptr;  // null: the procedure stands alone
    const v1::Body& body;
};

struct WrittenLetter {
    v1::Document document;  // without size and digest of its only part
    std::string text;
};

// Writes a letter by the ruleset of its procedure. Entries that stand on its day are merged. A
// merge field without a value is a problem, each by its name; so is a section of entries that has
// none and no text of its own for that.
// Errors: permission_denied; failed_precondition with every missing field; invalid_argument.
[[nodiscard]] base::Result<WrittenLetter> write_letter(
    const v1::WriteLetterRequest& command,
    const LetterGround& ground,
    const command::Context& context
);

}  // namespace ladder::registers
