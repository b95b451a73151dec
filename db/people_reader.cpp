#include "db/people_reader.hpp"

#include "db/listing.hpp"
#include "db/stream_reader.hpp"
#include "engine/access/person.hpp"

namespace ladder::db {
namespace {

// People are read to prove who calls, and by whoever keeps their rights: asked before, not here.
Reader keepers() {
    return Reader::everything();
}

}  // namespace

base::Result<v1::Person> PeopleReader::get(std::string_view name, const KnownAt& known_at) const {
    return access::is_person_name(name)
               ? StreamReader(database_, keepers()).get_as<v1::Person>(name, known_at)
               : base::Result<v1::Person>(not_known(name));
}

base::Result<std::optional<v1::Person>> PeopleReader::by_person(std::string_view person) const {
    return find("person", access::key_of(person));
}

base::Result<std::optional<v1::Person>> PeopleReader::by_identity(std::string_view identity) const {
    return find("identity", std::string(identity));
}

base::Result<std::optional<v1::Person>> PeopleReader::by_certificate(std::string_view certificate
) const {
    return find("certificate", std::string(certificate));
}

base::Result<Page<v1::Person>> PeopleReader::list(const PageRequest& page, const KnownAt& known_at)
    const {
    return StreamReader(database_, keepers())
        .list<v1::Person>({"people", Model::people, "people/", {}, Order{}}, page, known_at);
}

base::Result<bool> PeopleReader::any() const {
    const auto page = list({1, {}}, {});
    return page ? base::Result<bool>(!page->items.empty()) : base::Result<bool>(page.error());
}

base::Result<std::optional<v1::Person>> PeopleReader::find(
    const std::string& column, const std::string& value
) const {
    if (value.empty()) {
        return std::optional<v1::Person>();
    }
    auto page =
        StreamReader(database_, keepers())
            .list<v1::Person>(
                {"people-by-" + column, Model::people, "people/", {{column, value}}, Order{}},
                {1, {}},
                {}
            );
    if (!page) {
        return page.error();
    }
    return page->items.empty() ? std::optional<v1::Person>()
                               : std::optional<v1::Person>(std::move(page->items.front()));
}

}  // namespace ladder::db
