// What the files of pictures share: how a picture's data is put together.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "services/console/charts.hpp"
#include "services/console/fields.hpp"

namespace ladder::console {

// The data of a picture, so far its caption alone.
Data new_picture(const Picture& picture);

// A number in full, so that it can be read back the same: "53.1059148".
std::string exact(double value);

// NAME for people, NAME_exact for programs.
void put_number(Data& row, const std::string& name, double value, const std::string& text);

// `rows`, and `has_rows`.
void put_rows(Data& shown, std::vector<Data> rows);

// Sentences below the picture: `notes`, and `has_notes`.
void put_notes(Data& shown, const std::vector<std::string>& notes);

// The common text chart.KEY with its values.
std::string chart_text(
    const Templates& templates,
    std::string_view key,
    const std::vector<std::pair<std::string, std::string>>& values = {}
);

}  // namespace ladder::console
