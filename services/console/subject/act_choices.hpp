// What may be chosen in an act, where it stands outside the case.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/console/fields.hpp"
#include "services/console/subject/file.hpp"

namespace ladder::subject {

// "link": the cases that may be linked; "unlink": those that are; "migrate": the versions of the
// rules that came after the case's, newest first. Nothing for any other act. Errors: those of the
// lists.
[[nodiscard]] base::Result<std::vector<console::Option>> choices_of(
    const Visit& visit, std::string_view act, const CaseFile& file
);

// Whether the caller may move the case to a version of the rules that came after its own. By the
// roles of the newest: the case's may be from before anybody could.
bool may_migrate(const Visit& visit, const v1::Case& state);

}  // namespace ladder::subject
