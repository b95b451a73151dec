// Rows of a read model by their names.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "db/listing.hpp"
#include "db/statement.hpp"

namespace ladder::db {

base::Result<std::vector<std::string>> read_named(
    Database& database, const Reader& reader, Model model, const std::vector<std::string>& names
) {
    constexpr std::size_t at_a_time = 200;  // bound in one query
    return database.read([&](soci::session& session) -> base::Result<std::vector<std::string>> {
        Eyes eyes{session, database.backend(), reader};
        eyes.look_ahead(names);
        std::vector<std::string> contents;
        for (std::size_t first = 0; first < names.size(); first += at_a_time) {
            Parameters parameters;
            std::string places;
            for (auto i = first; i < std::min(names.size(), first + at_a_time); ++i) {
                const auto place = "n" + std::to_string(i - first);
                places += (places.empty() ? ":" : ", :") + place;
                parameters.texts[place] = names[i];
            }
            std::string name, content;
            std::vector<std::pair<std::string, std::string>> rows;
            select_rows(
                session,
                "SELECT name, content FROM " + std::string(shape_of(model).table) +
                    " WHERE to_position = 9223372036854775807 AND name IN (" + places + ")",
                parameters,
                [&](soci::statement& statement) {
                    statement.exchange(soci::into(name));
                    statement.exchange(soci::into(content));
                },
                [&] {
                    rows.emplace_back(name, from_selected(database.backend(), content));
                    return true;
                }
            );
            for (auto& [row, bytes] : rows) {
                if (eyes.see(row)) {
                    contents.push_back(std::move(bytes));
                }
            }
        }
        return contents;
    });
}

}  // namespace ladder::db
