// Reads rulesets.
#include "db/ruleset_reader.hpp"

#include <algorithm>
#include <deque>
#include <mutex>

#include <fmt/format.h>

#include "db/journal.hpp"
#include "db/listing.hpp"

namespace ladder::db {
namespace {

constexpr std::size_t kept_most = 8;  // a ruleset takes some hundred kB

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

// Positions before this one were recorded by the moment.
std::int64_t ruleset_bound(soci::session& session, const KnownAt& known_at) {
    return known_at.at ? size_known_by(session, *known_at.at) : still;
}

base::Error not_published(std::string_view name, const KnownAt& known_at) {
    const auto* by_then = known_at.at ? ", as known at this time" : "";
    return {
        base::Code::not_found,
        name.empty()
            ? fmt::format("no ruleset has been published yet{}; publish one first", by_then)
            : fmt::format("there is no ruleset '{}'{}", name, by_then),
        {}};
}

base::Error unreadable_ruleset() {
    return {base::Code::data_loss, "a ruleset can't be read", {}};
}

bool is_version(std::string_view name) {
    return name.find('@') != std::string_view::npos;
}

struct Wanted {
    std::string where;
    Parameters parameters;
};

Wanted wanted_row(soci::session& session, std::string_view name, const KnownAt& known_at) {
    Wanted wanted{"from_position < :bound", {}};
    wanted.parameters.integers["limit"] = 1;
    wanted.parameters.integers["bound"] = ruleset_bound(session, known_at);
    if (!name.empty()) {
        wanted.where += is_version(name) ? " AND name = :name" : " AND ruleset = :name";
        wanted.parameters.texts["name"] = std::string(name);
    }
    return wanted;
}

}  // namespace

// Newest use first.
struct RulesetReader::Kept {
    using Ruleset = std::shared_ptr<const definition::Ruleset>;

    Ruleset find(std::string_view version) {
        const std::scoped_lock lock{mutex};
        const auto found = std::find_if(rulesets.begin(), rulesets.end(), [&](const auto& ruleset) {
            return ruleset->name() == version;
        });
        if (found == rulesets.end()) {
            return nullptr;
        }
        std::rotate(rulesets.begin(), found, found + 1);
        return rulesets.front();
    }

    void add(const Ruleset& ruleset) {
        const std::scoped_lock lock{mutex};
        rulesets.push_front(ruleset);
        if (rulesets.size() > kept_most) {
            rulesets.pop_back();
        }
    }

    std::mutex mutex;
    std::deque<Ruleset> rulesets;
};

RulesetReader::RulesetReader(Database& database)
    : database_(database), kept_(std::make_shared<Kept>()) {}

base::Result<v1::Ruleset> RulesetReader::get(std::string_view name, const KnownAt& known_at) const {
    return database_.read([&](soci::session& session) -> base::Result<v1::Ruleset> {
        const auto wanted = wanted_row(session, name, known_at);
        const auto found =
            read_newest(session, database_.backend(), wanted.where, wanted.parameters);
        if (found.empty()) {
            return not_published(name, known_at);
        }
        v1::Ruleset ruleset;
        if (!ruleset.ParseFromString(found.front().second)) {
            return unreadable_ruleset();
        }
        return ruleset;
    });
}

base::Result<std::shared_ptr<const definition::Ruleset>> RulesetReader::indexed(
    std::string_view name, const KnownAt& known_at
) const {
    const auto version = version_of(name, known_at);
    if (!version) {
        return version.error();
    }
    if (auto kept = kept_->find(*version)) {
        return kept;
    }
    auto ruleset = get(*version);
    if (!ruleset) {
        return ruleset.error();
    }
    auto indexed = std::make_shared<const definition::Ruleset>(
        ruleset->name(), std::move(*ruleset->mutable_definition())
    );
    kept_->add(indexed);
    return indexed;
}

base::Result<std::string> RulesetReader::version_of(std::string_view name, const KnownAt& known_at)
    const {
    return database_.read([&](soci::session& session) -> base::Result<std::string> {
        const auto wanted = wanted_row(session, name, known_at);
        auto version = select_one<std::string>(
            session,
            "SELECT name FROM ruleset_row WHERE " + wanted.where +
                " ORDER BY from_position DESC LIMIT :limit",
            wanted.parameters
        );
        if (version.empty()) {
            return not_published(name, known_at);
        }
        return version;
    });
}

base::Result<std::string> RulesetReader::newest() const {
    return database_.read_alone([](soci::session& session) -> base::Result<std::string> {
        return select_one<std::string>(
            session, "SELECT name FROM ruleset_row ORDER BY from_position DESC LIMIT 1", {}
        );
    });
}

base::Result<Page<v1::Ruleset>> RulesetReader::list(
    const PageRequest& page, const KnownAt& known_at
) const {
    const auto size = page_size_of(page, page_normal, page_most);
    if (!size) {
        return size.error();
    }
    const auto signature =
        "rulesets|" + (known_at.at ? base::to_string(*known_at.at) : std::string{"now"});
    const auto cursor = decode_cursor(signature, page.token);
    if (!cursor) {
        return cursor.error();
    }
    return database_.read([&](soci::session& session) -> base::Result<Page<v1::Ruleset>> {
        Parameters parameters;
        parameters.integers["before"] = cursor->key.empty() ? ruleset_bound(session, known_at)
                                                            : std::stoll(cursor->key.front());
        parameters.integers["limit"] = *size + 1;
        const auto found =
            read_newest(session, database_.backend(), "from_position < :before", parameters);
        Page<v1::Ruleset> rulesets;
        for (const auto& [position, content] : found) {
            if (rulesets.items.size() == static_cast<std::size_t>(*size)) {
                const auto last = std::to_string(found[rulesets.items.size() - 1].first);
                rulesets.next_token = encode_cursor(signature, {0, {last}});
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
