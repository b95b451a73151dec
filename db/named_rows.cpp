// Rows of a read model by their names, as a reader sees them.
#include <string>
#include <utility>
#include <vector>

#include "db/by_name.hpp"
#include "db/listing.hpp"

namespace ladder::db {

base::Result<std::vector<std::string>> read_named(
    Database& database, const Reader& reader, Model model, const std::vector<std::string>& names
) {
    return database.read([&](soci::session& session) -> base::Result<std::vector<std::string>> {
        std::vector<std::pair<std::string, std::string>> rows;
        select_by_name<std::string>(
            session,
            database.backend(),
            model,
            "content",
            names,
            [&](const std::string& name, const std::string& content) {
                rows.emplace_back(name, from_selected(database.backend(), content));
            }
        );
        Eyes eyes{session, database.backend(), reader};
        eyes.look_ahead(names);
        std::vector<std::string> contents;
        for (auto& [name, content] : rows) {
            if (eyes.see(name)) {
                contents.push_back(std::move(content));
            }
        }
        return contents;
    });
}

}  // namespace ladder::db
