// All that is known of a body at one moment, as /compare sets it beside another.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ladder/v1/case_service.pb.h"
#include "services/console/auditor/beside.hpp"
#include "services/console/auditor/titles.hpp"

namespace ladder::auditor {

// At which of two moments a page looks: that of its query, or now.
enum class Moment { page, now };

struct Look {
    std::optional<v1::Case> state;  // none: no case was known
    std::vector<Known> stage;
    std::vector<Known> figures;
    std::vector<Known> decisions;
    std::vector<Known> procedures;
    std::vector<Known> remarks;  // concerns and notes
};

// Asks for the case (its name), the procedures and the figures of a body, those that triggers run
// over, for the last year before `day`. Errors: those of the procedures asked; a case that was not
// known is none.
[[nodiscard]] base::Result<Look> look_at(
    const console::Visit& visit,
    const Titles& titles,
    Moment moment,
    const std::string& body,
    const std::string& case_name,
    base::Date day
);

// "Moved to Watching brief", "Kept at Peer support".
std::string outcome_in_words(
    const console::Visit& visit, const Titles& titles, const v1::Decision& decision
);

// "6,704", "12.5".
std::string figure_in_words(double value);

}  // namespace ladder::auditor
