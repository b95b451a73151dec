#include "services/console/auditor/beside.hpp"

#include <algorithm>

namespace ladder::auditor {

namespace {

using console::Cell;

const Known* find(const std::vector<Known>& all, const std::string& key) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.key == key; });
    return found == all.end() ? nullptr : &*found;
}

bool says_the_same(const Known& a, const Known& b) {
    return a.says == b.says && a.note == b.note;
}

Cell change_cell(const console::Visit& visit, Change change) {
    const auto& templates = visit.desk->templates;
    switch (change) {
        case Change::none:
            return {};
        case Change::changed:
            return {templates.text("common", "compare.changed"), {}, {}, "yellow"};
        case Change::not_known_then:
            return {templates.text("common", "compare.not_known_then"), {}, {}, "blue"};
        case Change::no_longer:
            return {templates.text("common", "compare.no_longer"), {}, {}, "red"};
    }
    return {};
}

}  // namespace

std::vector<Beside> beside(const std::vector<Known>& then, const std::vector<Known>& now) {
    std::vector<Beside> rows;
    for (const auto& one : now) {
        const auto* before = find(then, one.key);
        if (before == nullptr) {
            rows.push_back({{}, one, Change::not_known_then});
        } else {
            rows.push_back(
                {*before, one, says_the_same(*before, one) ? Change::none : Change::changed}
            );
        }
    }
    for (const auto& one : then) {
        if (find(now, one.key) == nullptr) {
            rows.push_back({one, {}, Change::no_longer});
        }
    }
    return rows;
}

int differences(const std::vector<Beside>& rows) {
    return static_cast<int>(std::count_if(rows.begin(), rows.end(), [](const auto& row) {
        return row.change != Change::none;
    }));
}

console::Table beside_table(const console::Visit& visit, const std::vector<Beside>& rows) {
    console::Table table{{{"what"}, {"known_then"}, {"known_now"}, {"change"}}, {}};
    for (const auto& row : rows) {
        const auto& named = row.now.key.empty() ? row.then : row.now;
        table.rows.push_back(
            {{named.what, named.link},
             {row.then.says, {}, row.then.note},
             {row.now.says, {}, row.now.note},
             change_cell(visit, row.change)}
        );
    }
    return table;
}

}  // namespace ladder::auditor
