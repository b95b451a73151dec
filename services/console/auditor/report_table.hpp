// A report of the API as people read it: titles for names, days in words, links to the records.
#pragma once

#include <string>
#include <vector>

#include "ladder/v1/report_service.pb.h"
#include "services/console/auditor/titles.hpp"
#include "services/console/table.hpp"

namespace ladder::auditor {

// The columns that say something, that of the body first.
console::Table shown_table(
    const console::Visit& visit, const Titles& titles, const v1::RunReportResponse& report
);

// The key of each row, then every column, as the API has them.
console::Table raw_table(const v1::RunReportResponse& report);

struct SumBeside {
    std::string title;
    double then = 0;
    double compared = 0;
};

// Each sum of either moment, with its value at both; 0 where it has none.
std::vector<SumBeside> sums_beside(const v1::RunReportResponse& report);

// "Nottinghamshire, 15 December 2009".
std::string title_of_difference(
    const Titles& titles,
    const v1::RunReportResponse& report,
    const v1::ReportDifference& difference
);

// Where the key of a row leads, at the page's moment: a decision to its evidence, anything else of
// a case to its file; empty where there is no page.
std::string path_of_key(const console::Visit& visit, const std::string& key);

// "Interventions from 1 April 2009 to 31 March 2010, as known on 31 March 2010, beside what is
// known now".
std::string query_in_words(
    const console::Visit& visit, const Titles& titles, const v1::RunReportResponse& report
);

// "on 31 March 2010", "now".
std::string known_then(const console::Visit& visit, const v1::RunReportResponse& report);

}  // namespace ladder::auditor
