#include "services/console/table.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "services/console/fields.hpp"
#include "services/console/pagination.hpp"

namespace ladder::console {

namespace {

using Type = Data::type;
using Row = std::vector<Cell>;

std::string title_of(const Templates& templates, std::string_view page, const Column& column) {
    return templates.text(page, "column." + column.key);
}

bool is_before(const Cell& a, const Cell& b) {
    if (a.number || b.number) {
        // What has no number comes last.
        return a.number && (!b.number || *a.number < *b.number);
    }
    const auto& left = a.order.empty() ? a.text : a.order;
    const auto& right = b.order.empty() ? b.text : b.order;
    return left < right;
}

// How a list is sorted: "stage", or "-stage" for descending.
struct Sorting {
    std::string key;
    bool descending = false;

    static Sorting of(std::string_view text) {
        const bool descending = text.starts_with('-');
        return {std::string{text.substr(descending ? 1 : 0)}, descending};
    }
};

void sort_rows(Table& table, const Sorting& sorting) {
    const auto column =
        std::find_if(table.columns.begin(), table.columns.end(), [&](const Column& one) {
            return one.sortable && one.key == sorting.key;
        });
    if (column == table.columns.end()) {
        return;
    }
    const auto index = static_cast<std::size_t>(column - table.columns.begin());
    std::stable_sort(table.rows.begin(), table.rows.end(), [&](const Row& a, const Row& b) {
        return sorting.descending ? is_before(b[index], a[index]) : is_before(a[index], b[index]);
    });
}

Data cell_data(const Cell& cell, const Column& column, const std::string& title, bool is_first) {
    Data shown{Type::object};
    shown.set("first", Data{is_first});
    shown.set("numeric", Data{column.numeric});
    shown.set("title", title);
    put_text(shown, "text", cell.text);
    put_text(shown, "link", cell.link);
    put_text(shown, "note", cell.note);
    shown.set("tagged", Data{!cell.tag.empty() && cell.tag != "none"});
    shown.set("tag", cell.tag);
    return shown;
}

Data rows_data(const Table& table, const std::vector<std::string>& titles) {
    std::vector<Data> rows;
    for (const auto& row : table.rows) {
        std::vector<Data> cells;
        for (std::size_t i = 0; i < row.size(); ++i) {
            cells.push_back(cell_data(row[i], table.columns[i], titles[i], i == 0));
        }
        auto& shown = rows.emplace_back(Type::object);
        shown.set("cells", list_of(std::move(cells)));
    }
    return list_of(std::move(rows));
}

std::string csv_cell(std::string_view text) {
    std::string safe;
    if (!text.empty() &&
        std::string_view{"=+-@\t\r"}.find(text.front()) != std::string_view::npos &&
        text.find_first_not_of("0123456789.,+-%") != std::string_view::npos) {
        safe = "'";
    }
    safe += text;
    if (safe.find_first_of(",\"\r\n") == std::string::npos) {
        return safe;
    }
    std::string quoted = "\"";
    for (const char c : safe) {
        quoted += c == '"' ? "\"\"" : std::string(1, c);
    }
    return quoted + '"';
}

// The query that leads to the same list, without the page.
Form kept_query(const Visit& visit, const ListOptions& options) {
    Form kept;
    for (const auto& name : options.kept) {
        for (const auto& value : visit.query.values(name)) {
            if (!value.empty()) {
                kept.set(name, value);
            }
        }
    }
    if (visit.known) {
        kept.set("known_at", visit.known->text);
    }
    return kept;
}

std::string path_with(const std::string& path, const Form& query) {
    const auto encoded = query.encoded();
    return encoded.empty() ? path : fmt::format("{}?{}", path, encoded);
}

// Sets where the next part of the list is and, on a later one, the newest.
void put_parts(Data& data, const ListOptions& options, Form query, bool later) {
    data.set("in_parts", Data{later || !options.next.empty()});
    data.set("newest_link", later ? Data{path_with(options.path, query)} : Data{false});
    query.set("from", options.next);
    data.set(
        "next_link", options.next.empty() ? Data{false} : Data{path_with(options.path, query)}
    );
}

std::vector<std::string> titles_of(
    const Templates& templates, std::string_view page, const Table& table
) {
    std::vector<std::string> titles;
    for (const auto& column : table.columns) {
        titles.push_back(title_of(templates, page, column));
    }
    return titles;
}

Data table_data(const Table& table, const std::vector<std::string>& titles) {
    Data data{Type::object};
    std::vector<Data> heads;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        auto& head = heads.emplace_back(Type::object);
        head.set("title", titles[i]);
        head.set("numeric", Data{table.columns[i].numeric});
        head.set("sort_link", Data{false});
        head.set("sorted", Data{false});
    }
    data.set("heads", list_of(std::move(heads)));
    data.set("has_rows", Data{!table.rows.empty()});
    data.set("rows", rows_data(table, titles));
    return data;
}

}  // namespace

std::string csv_of(const Templates& templates, std::string_view page, const Table& table) {
    std::string csv;
    const auto line = [&](const auto& cells, const auto& text_of) {
        bool first = true;
        for (const auto& cell : cells) {
            csv += first ? "" : ",";
            csv += csv_cell(text_of(cell));
            first = false;
        }
        csv += "\r\n";
    };
    line(titles_of(templates, page, table), [](const std::string& title) { return title; });
    for (const auto& row : table.rows) {
        line(row, [](const Cell& cell) { return cell.text; });
    }
    return csv;
}

void put_table(
    Data& data,
    const std::string& name,
    const Templates& templates,
    std::string_view page,
    const Table& table
) {
    data.set(name, table_data(table, titles_of(templates, page, table)));
}

Answer list_answer(const Visit& visit, Page page, Table table, const ListOptions& options) {
    const auto& templates = visit.desk->templates;
    const auto from = visit.query.value("from");
    const auto asked = visit.query.value("sort");
    const auto sorting = Sorting::of(asked.empty() ? options.sort : asked);
    sort_rows(table, sorting);
    if (visit.query.value("format") == "csv") {
        return File{
            "text/csv; charset=utf-8", csv_of(templates, page.name, table), options.file + ".csv"};
    }
    auto kept = kept_query(visit, options);
    put_parts(page.data, options, kept, !from.empty());
    if (!from.empty()) {
        kept.set("from", from);
    }
    const Slice slice{table.rows.size(), options.per_page, visit.query.value("page")};
    const auto count = table.rows.size();
    const auto begin = table.rows.begin();
    table.rows = {
        std::make_move_iterator(begin + static_cast<std::ptrdiff_t>(slice.first())),
        std::make_move_iterator(begin + static_cast<std::ptrdiff_t>(slice.end()))};

    const auto titles = titles_of(templates, page.name, table);
    auto shown = table_data(table, titles);
    std::vector<Data> heads;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const auto& column = table.columns[i];
        const bool is_sorted = column.key == sorting.key;
        auto& head = heads.emplace_back(Type::object);
        head.set("title", titles[i]);
        head.set("numeric", Data{column.numeric});
        head.set(
            "sorted",
            is_sorted ? Data{sorting.descending ? "descending" : "ascending"} : Data{false}
        );
        auto query = kept;
        query.set("sort", is_sorted && !sorting.descending ? "-" + column.key : column.key);
        column.sortable ? head.set("sort_link", path_with(options.path, query))
                        : head.set("sort_link", Data{false});
    }
    shown.set("heads", list_of(std::move(heads)));
    page.data.set("table", shown);
    page.data.set("count", std::to_string(count));
    page.data.set("one", Data{count == 1});
    const bool filtered =
        std::any_of(options.kept.begin(), options.kept.end(), [&](const auto& name) {
            return !visit.query.value(name).empty();
        });
    page.data.set("filtered", Data{filtered});
    page.data.set("unfiltered_link", visit.link(options.path));
    if (!asked.empty()) {
        kept.set("sort", asked);
    }
    put_pagination(page.data, slice, options.path, kept);
    kept.set("format", "csv");
    page.data.set("csv_link", path_with(options.path, kept));
    return page;
}

}  // namespace ladder::console
