// Readers with rights made up for a test: what they see, line by line.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "db/reader.hpp"
#include "db/ruleset_reader.hpp"
#include "tests/integration/ground.hpp"

namespace ladder::db {

inline access::Sight sight(v1::RecordKind of, v1::SightScope where = v1::SIGHT_SCOPE_ALL) {
    access::Sight made;
    made.role = "clerk";
    made.of = of;
    made.where = where;
    return made;
}

// A clerk, ann@x.example, cleared to nothing that is marked, by the newest rules.
inline Reader reader_with(
    Ground& ground,
    std::vector<access::Sight> sights,
    std::shared_ptr<LabelCache> labels = std::make_shared<LabelCache>()
) {
    auto rights = std::make_shared<access::Rights>();
    rights->person = "ann@x.example";
    rights->roles = {"clerk"};
    rights->sights = std::move(sights);
    return Reader{
        std::move(rights), must(RulesetReader{ground.database()}.indexed("")), std::move(labels)};
}

// Who sees all that is not marked, but for one kind of record.
inline Reader reader_of_all_but(Ground& ground, v1::RecordKind left_out) {
    std::vector<access::Sight> sights;
    for (int kind = v1::RECORD_KIND_CASE; kind <= v1::RECORD_KIND_STATUTORY; ++kind) {
        if (kind != left_out) {
            sights.push_back(sight(static_cast<v1::RecordKind>(kind)));
        }
    }
    return reader_with(ground, std::move(sights));
}

}  // namespace ladder::db
