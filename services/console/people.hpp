// What people are called: the record names whoever did something by an identifier, pages by a
// title.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "db/people_titles.hpp"
#include "ladder/v1/common.pb.h"

namespace ladder::console {

// Whoever may read that somebody did something is told no more by their title.
class People {
public:
    // Everybody keeps the identifier.
    People() = default;
    explicit People(std::shared_ptr<const db::TitlesByPerson> titles)
        : titles_{std::move(titles)} {}

    // "Jane Smith"; the identifier of somebody who is not registered.
    std::string title(const std::string& person) const;

    // Who is meant by what was typed: the identifier of the one who is called so, whatever the
    // case; what is nobody's title stays as it is.
    std::string identifier(const std::string& typed) const;

    // Titles by identifier; empty: none is known.
    const db::TitlesByPerson& all() const;

    // "Jane Smith, Chair of the group"; `capacity` is the title of the actor's, may be empty.
    std::string in_words(const v1::Actor& actor, const std::string& capacity) const;

    // A sentence of the API in which identifiers that are addresses give way to titles.
    std::string in_text(std::string_view sentence) const;

private:
    std::shared_ptr<const db::TitlesByPerson> titles_;  // null: none
};

}  // namespace ladder::console
