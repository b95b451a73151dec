#include "services/console/chart_data.hpp"

#include <fmt/format.h>

namespace ladder::console {

Data new_picture(const Picture& picture) {
    Data shown{Data::type::object};
    shown.set("caption", picture.caption);
    return shown;
}

std::string exact(double value) {
    return fmt::format("{}", value);
}

void put_number(Data& row, const std::string& name, double value, const std::string& text) {
    row.set(name, text);
    row.set(name + "_exact", exact(value));
}

void put_rows(Data& shown, std::vector<Data> rows) {
    shown.set("has_rows", Data{!rows.empty()});
    shown.set("rows", list_of(std::move(rows)));
}

void put_notes(Data& shown, const std::vector<std::string>& notes) {
    std::vector<Data> lines;
    for (const auto& note : notes) {
        lines.emplace_back(Data::type::object).set("note", note);
    }
    shown.set("has_notes", Data{!lines.empty()});
    shown.set("notes", list_of(std::move(lines)));
}

std::string chart_text(
    const Templates& templates,
    std::string_view key,
    const std::vector<std::pair<std::string, std::string>>& values
) {
    Data given{Data::type::object};
    for (const auto& [name, value] : values) {
        given.set(name, value);
    }
    return templates.text("common", fmt::format("chart.{}", key), given);
}

}  // namespace ladder::console
