// Lists as pages show them: one table, sorted and paged here, and the same as CSV.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "services/console/templates.hpp"
#include "services/console/visit.hpp"

namespace ladder::console {

// A cell. What is put in is escaped; links are paths of this site, already at the page's moment
// (Visit::link).
struct Cell {
    std::string text;
    std::string link{};  // where the text leads; empty: nowhere
    std::string note{};  // beneath the text, smaller
    std::string tag{};   // GOV.UK's colour of a tag around the text: "red"; "none": no tag
    std::optional<double> number{};  // what it is sorted by; none: the text
    std::string order{};             // the same for texts, such as an ISO day; empty: the text

    bool operator==(const Cell&) const = default;
};

struct Column {
    std::string key;  // of `sort`, and of the page's text column.KEY, its title
    bool numeric = false;
    bool sortable = true;
};

// The first column names the row.
struct Table {
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;  // each as long as `columns`
};

struct ListOptions {
    std::string path;                 // of the page
    std::vector<std::string> kept{};  // names of the query that filter, kept by every link
    std::string sort{};               // at first, "-since" for descending; empty: as it comes
    std::size_t per_page = 50;
    std::string file = "list";  // of the CSV, without its ending
    std::string next{};  // of Visit::read_part: the table is one part, and where the next begins
};

// The page with the table as `{{> list}}` shows it, sorted and paged by its links; or with
// `?format=csv` the whole table as CSV. Of a list in parts (Visit::read_part) that is the part, and
// links lead to the next one and back to the newest. The page has the texts `found` and
// `found_one`, and one `column.KEY` for each column; it says itself what to do where
// `table.has_rows` is false.
Answer list_answer(const Visit& visit, Page page, Table table, const ListOptions& options);

// A table that is neither sorted nor paged: `{{#name}}{{> table}}{{/name}}` shows it. Titles of
// columns are texts `column.KEY` of `page`.
void put_table(
    Data& data,
    const std::string& name,
    const Templates& templates,
    std::string_view page,
    const Table& table
);

// RFC 4180, with the columns' titles first. A text that a spreadsheet would take for a formula is
// kept from it by an apostrophe.
std::string csv_of(const Templates& templates, std::string_view page, const Table& table);

}  // namespace ladder::console
