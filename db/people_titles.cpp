#include "db/people_titles.hpp"

#include <fmt/format.h>

#include "db/page.hpp"
#include "db/statement.hpp"
#include "engine/access/person.hpp"

namespace ladder::db {

namespace {

constexpr std::size_t moments_kept_most = 8;

void tell_apart(TitlesByPerson& titles) {
    std::map<std::string, int, std::less<>> times;
    for (const auto& [person, title] : titles) {
        ++times[title];
    }
    for (auto& [person, title] : titles) {
        if (times.at(title) > 1) {
            title = fmt::format("{} ({})", title, person);
        }
    }
}

}  // namespace

base::Result<std::shared_ptr<const TitlesByPerson>> PeopleTitles::at(
    const std::optional<base::Instant>& moment
) {
    // Before the titles are read: a change meanwhile is seen next time.
    const auto position = newest_position();
    if (!position) {
        return position.error();
    }
    {
        const std::lock_guard lock{mutex_};
        const auto found = kept_.find(moment);
        if (position_ == *position && found != kept_.end()) {
            return found->second;
        }
    }
    TitlesByPerson titles;
    auto read = add(titles, {});
    if (read && moment) {
        read = add(titles, {*moment});
    }
    if (!read) {
        return read.error();
    }
    tell_apart(titles);
    auto shared = std::make_shared<const TitlesByPerson>(std::move(titles));
    const std::lock_guard lock{mutex_};
    if (position_ != *position || kept_.size() >= moments_kept_most) {
        kept_.clear();
        position_ = *position;
    }
    kept_[moment] = shared;
    return shared;
}

base::Result<std::int64_t> PeopleTitles::newest_position() const {
    return database_.read_alone([](soci::session& session) -> base::Result<std::int64_t> {
        return select_one<long long>(
            session,
            "SELECT COALESCE(MAX(from_position), -1) FROM people_row "
            "WHERE to_position = 9223372036854775807",
            {}
        );
    });
}

base::Result<void> PeopleTitles::add(TitlesByPerson& titles, const KnownAt& known_at) const {
    PageRequest page{page_most, {}};
    do {
        auto people = people_.list(page, known_at);
        if (!people) {
            return people.error();
        }
        for (auto& person : people->items) {
            titles[access::key_of(person.person())] = std::move(*person.mutable_title());
        }
        page.token = people->next_token;
    } while (!page.token.empty());
    return {};
}

}  // namespace ladder::db
