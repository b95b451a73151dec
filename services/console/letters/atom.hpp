// Feeds in the Atom Syndication Format (RFC 4287).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/dates.hpp"

namespace ladder::letters {

struct AtomEntry {
    std::string id;     // an IRI that never changes
    std::string title;  // texts are plain, and escaped by the feed
    std::string link;   // the page, a whole address
    std::string author;
    std::string category;
    std::string summary;
    base::Instant published_at;
    base::Instant updated_at;
};

struct AtomFeed {
    std::string id;
    std::string title;
    std::string self;  // where the feed is
    std::string link;  // the page that it follows
    std::vector<AtomEntry> entries;
};

// The feed as XML 1.0 in UTF-8. It was updated when its newest entry was.
std::string atom_of(const AtomFeed& feed);

// When its newest entry was updated; the beginning of 1970 if there is none.
base::Instant updated_of(const AtomFeed& feed);

// A UUID as an IRI ("urn:uuid:..", RFC 9562 version 8) made of a text: always the same of the same.
std::string urn_of(std::string_view text);

// Text within an element or a quoted attribute. Characters that XML 1.0 can't hold are left out.
std::string xml_escaped(std::string_view text);

// "Tue, 15 Nov 1994 08:12:31 GMT", as headers of HTTP have it.
std::string http_date(base::Instant moment);

}  // namespace ladder::letters
