// Rows and sums as a report grows, and the single reports.
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/reports/report.hpp"
#include "engine/reports/stages.hpp"

namespace ladder::reports {

struct Column {
    const char* id;
    const char* title;
    v1::ReportColumnKind kind;
};

// Sets the columns.
void set_columns(Report& report, std::initializer_list<Column> columns);

// Adds a row; `values` are as many as there are columns.
void add_row(Report& report, std::string key, std::vector<std::string> values);

void add_sum(Report& report, std::string key, std::string title, double value);

// Orders the rows by their first value and then by key.
void order_rows(Report& report);

// "yes" or "no".
std::string yes_no(bool value);

// Whether an ISO date lies within the query's days.
bool within(const Query& query, const std::string& day);

// Days from one to the other, both ISO dates; 0 if either is none.
int days_between(const std::string& from, const std::string& to);

// Counts by the order of stages on their ladder: where a stage stands, its id, title and count.
class StageCounts {
public:
    void add(const Stage& stage, double value = 1);
    // Adds a sum for each stage: its key is the id with `suffix`, its title ends with `words`.
    void add_sums(Report& report, const std::string& suffix = {}, const std::string& words = {})
        const;

private:
    std::map<std::pair<int, std::string>, std::pair<std::string, double>> counts_;
};

// The single reports.
Report interventions(const Query& query, const Known& known, const FindRuleset& rulesets);
Report time_in_stage(const Query& query, const Known& known, const FindRuleset& rulesets);
Report re_entry(const Query& query, const Known& known, const FindRuleset& rulesets);
Report overdue(const Query& query, const Known& known, const FindRuleset& rulesets);
Report decisions_against_proposals(
    const Query& query, const Known& known, const FindRuleset& rulesets
);
Report commissions(const Query& query, const Known& known, const FindRuleset& rulesets);

}  // namespace ladder::reports
