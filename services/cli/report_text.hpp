// Reports as people and programs read them.
#pragma once

#include <string>

#include "ladder/v1/report_service.pb.h"
#include "services/cli/output.hpp"

namespace ladder::cli {

// The rows, without the columns that no row fills; bodies and cases by their short names.
Table report_table(const v1::RunReportResponse& report);

// For people: what was asked, the rows, sums, differences with their reasons, notes, provenance.
std::string report_text(const v1::RunReportResponse& report);

// The whole as CSV: lines that begin with "# " say what was asked, when, of which journal, with
// sums, differences and notes; then a header and the rows.
std::string report_csv(const v1::RunReportResponse& report);

}  // namespace ladder::cli
