// What somebody is told whose page is older than the case: who changed it, and what was recorded
// since.
#pragma once

#include "engine/base/result.hpp"
#include "services/console/subject/file.hpp"

namespace ladder::subject {

// Hidden fields by which a form tells what its user saw. `etag` and `version` of the case.
void put_seen(Data& data, const v1::Case& state);

// Nothing is stale.
void put_fresh(Data& data);

// Sets what the part `case_stale` shows.
void put_stale(Data& data, const Visit& visit, const CaseFile& file);

}  // namespace ladder::subject
