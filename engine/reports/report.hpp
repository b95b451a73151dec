// Reports over the whole record, as known at a moment.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/dates.hpp"
#include "engine/definition/ruleset.hpp"
#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/meeting_service.pb.h"
#include "ladder/v1/procedure_service.pb.h"
#include "ladder/v1/report_service.pb.h"

namespace ladder::reports {

// The records that are known at a moment, in order of name.
struct Known {
    std::vector<v1::Case> cases;
    std::vector<v1::Procedure> procedures;
    std::vector<v1::Meeting> meetings;
};

// What is asked.
struct Query {
    v1::ReportKind kind = v1::REPORT_KIND_UNSPECIFIED;
    std::optional<base::Date> from;  // none: from the beginning
    base::Date to;                   // the last day, and that by which everything is told
    std::string stage;               // the id, empty: all
    std::string body;                // the name, empty: all
    std::string ladder;              // the id, empty: all
};

struct Report {
    std::vector<v1::ReportColumn> columns;
    std::vector<v1::ReportRow> rows;  // each with a value for each column
    std::vector<v1::ReportSum> sums;
    std::vector<std::string> notes;
};

// The version of a ruleset by its name; null if there is none. Stages are titled by it.
using FindRuleset = std::function<const definition::Ruleset*(const std::string& name)>;

// Runs a report; one of an unknown kind is empty.
Report run(const Query& query, const Known& known, const FindRuleset& rulesets);

}  // namespace ladder::reports
