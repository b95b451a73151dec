// What a decision rests on, as its reader is told of it.
#pragma once

#include "ladder/v1/case_service.pb.h"
#include "services/console/auditor/titles.hpp"
#include "services/console/visit.hpp"

namespace ladder::auditor {

// `has_evidence` and `evidence`: each with its words and, where it has a page, the link there.
void put_evidence(
    console::Data& data,
    const console::Visit& visit,
    const Titles& titles,
    const v1::Case& state,
    const v1::Decision& decision
);

}  // namespace ladder::auditor
