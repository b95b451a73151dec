// Reads rulesets.
#include "db/ruleset_reader.hpp"

#include <fmt/format.h>

#include "db/journal.hpp"
#include "db/listing.hpp"

namespace ladder::db {
namespace {

// Contents of ruleset rows, newest first, where `where` holds of :name.
std::vector<std::pair<long long, std::string>> read_newest(
    soci::session& session, Backend backend, const std::string& where, const Parameters& parameters
) {
    std::vector<std::pair<long long, std::string>> contents;
    std::string content;
    long long position = 0;
    select_rows(
        session,
        "SELECT from_position, content FROM ruleset_row WHERE " + where +
            " ORDER BY from_position DESC LIMIT :limit",
        parameters,
        [&](soci::statement& statement) {
            statement.exchange(soci::into(position));
            statement.exchange(soci::into(content));
        },
        [&] {
            contents.emplace_back(position, from_selected(backend, content));
            return true;
        }
    );
    return contents;
}

base::Error unreadable_ruleset() {
    return {base::Code::data_loss, "a ruleset can't be read", {}};
}

}  // namespace

base::Result<v1::Ruleset> RulesetReader::get(std::string_view name) const {
    return database_.read([&](soci::session& session) -> base::Result<v1::Ruleset> {
        Parameters parameters;
        parameters.integers["limit"] = 1;
        std::string where = "1 = 1";
        if (!name.empty()) {
            where = name.find('@') == std::string_view::npos ? "ruleset = :name" : "name = :name";
            parameters.texts["name"] = std::string(name);
        }
        const auto found = read_newest(session, database_.backend(), where, parameters);
        if (found.empty()) {
            return base::Error{
                base::Code::not_found,
                name.empty() ? std::string("no ruleset has been published yet; publish one first")
                             : fmt::format("there is no ruleset '{}'", name),
                {}};
        }
        v1::Ruleset ruleset;
        if (!ruleset.ParseFromString(found.front().second)) {
            return unreadable_ruleset();
        }
        return ruleset;
    });
}

base::Result<std::shared_ptr<const definition::Ruleset>> RulesetReader::indexed(
    std::string_view name
) const {
    auto ruleset = get(name);
    if (!ruleset) {
        return ruleset.error();
    }
    return std::make_shared<const definition::Ruleset>(
        ruleset->name(), std::move(*ruleset->mutable_definition())
    );
}

base::Result<Page<v1::Ruleset>> RulesetReader::list(const PageRequest& page) const {
    const auto size = page_size_of(page, page_normal, page_most);
    if (!size) {
        return size.error();
    }
    const auto cursor = decode_cursor("rulesets", page.token);
    if (!cursor) {
        return cursor.error();
    }
    return database_.read([&](soci::session& session) -> base::Result<Page<v1::Ruleset>> {
        Parameters parameters;
        parameters.integers["before"] =
            cursor->key.empty() ? still : std::stoll(cursor->key.front());
        parameters.integers["limit"] = *size + 1;
        const auto found =
            read_newest(session, database_.backend(), "from_position < :before", parameters);
        Page<v1::Ruleset> rulesets;
        for (const auto& [position, content] : found) {
            if (rulesets.items.size() == static_cast<std::size_t>(*size)) {
                const auto last = std::to_string(found[rulesets.items.size() - 1].first);
                rulesets.next_token = encode_cursor("rulesets", {0, {last}});
                break;
            }
            auto& ruleset = rulesets.items.emplace_back();
            if (!ruleset.ParseFromString(content)) {
                return unreadable_ruleset();
            }
            ruleset.clear_definition();
        }
        return rulesets;
    });
}

}  // namespace ladder::db
