// Figures out of a CSV file, by a layout of the ruleset: every bad row is named, nothing is
// guessed.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/dates.hpp"
#include "engine/definition/ruleset.hpp"
#include "engine/evidence/panels.hpp"
#include "ladder/v1/error_details.pb.h"
#include "ladder/v1/indicator_service.pb.h"

namespace ladder::evidence {

// Names of the bodies that are registered, "bodies/west-midlands".
using BodyNames = std::set<std::string, std::less<>>;

// A figure of the file. Borrows from the ruleset and from the body names.
struct ImportedFigure {
    std::string_view indicator;  // the id
    std::string_view body;       // the name, "bodies/west-midlands"
    base::Date period_end;
    double value = no_figure;
    double numerator = no_figure;    // proportions only
    double denominator = no_figure;  // proportions only
    base::Date published_on;
    v1::Quality quality = v1::QUALITY_GOOD;
    std::int32_t line = 0;
    std::uint32_t field = 0;        // of the row, from 0
    std::uint32_t body_number = 0;  // of the body among the names, from 0
};

// A row that can't be taken, with its reason.
struct RejectedRow {
    v1::TextIssue issue;
    std::string text;  // as it stands, cut at 8 KiB, with U+FFFD for bytes that are not UTF-8
};

inline constexpr std::size_t import_issues_max = 1000;
inline constexpr std::size_t import_rejected_max = 100'000;

// What a file says.
struct ImportReading {
    // The figures of good rows, in the order of the file.
    std::vector<ImportedFigure> figures;
    // Problems of the file as a whole: its header, its end, a text that is no CSV. If there is one,
    // there are no figures and nothing of the file may be recorded, not even under quarantine.
    std::vector<v1::TextIssue> file_issues;
    // Rows that can't be taken, by line; one issue each. Reading ends, with an issue of the file,
    // at import_rejected_max.
    std::vector<RejectedRow> rejected;
    // What was taken and is worth a look, at most import_issues_max of them.
    std::vector<v1::TextIssue> warnings;
    std::int64_t warning_count = 0;
    // The marking of all figures.
    v1::Marking marking = v1::MARKING_NOT_PROTECTIVELY_MARKED;
    std::int64_t rows = 0;         // without the header
    std::int64_t empty_cells = 0;  // not published: no figure
    // The file says itself when each figure was published; else the layout assumes it.
    bool dated = false;
    std::vector<std::string> columns;  // the header
    std::vector<bool> bodies_present;  // by number: whether a good row is about the body

    // All is well with every row.
    bool clean() const { return file_issues.empty() && rejected.empty(); }

    // Issues of the file, then of rows; at most import_issues_max of them.
    std::vector<v1::TextIssue> issues() const;
};

// Reads a file. Total: any bytes give a reading. `today` is the day of the import; `layout` is one
// of the ruleset's. Figures borrow from `ruleset` and `bodies`, never from `text`.
//
// Rules: the header holds exactly the columns that the layout knows; bodies and indicators are
// known; a period is over, and ends where the indicator's kind of period can end; it is published
// on or after its end; numbers are plain decimals of at most 15 significant digits and at most 9e15
// in size (so that a double holds them and prints them unchanged), whole for counts; a proportion
// agrees with its numerator and denominator; no indicator has two rows for the same body and
// period. An empty cell is a figure that was not published. A negative count is kept, marked and
// warned of.
ImportReading read_import(
    std::string_view text,
    std::string_view file_name,
    const v1::ImportLayout& layout,
    const definition::Ruleset& ruleset,
    const BodyNames& bodies,
    base::Date today
);

}  // namespace ladder::evidence
