// What people see, compiled from the newest ruleset, the bodies registered and their own rights.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "db/body_reader.hpp"
#include "db/people_reader.hpp"
#include "db/reader.hpp"
#include "db/ruleset_reader.hpp"
#include "engine/base/dates.hpp"

namespace ladder::access {

// Safe from many threads. The database must outlive it.
class RightsBook {
public:
    explicit RightsBook(db::Database& database)
        : rulesets_{database}, bodies_{database}, people_{database} {}

    // The eyes of a person on a day. `only`: the capacities that a token leaves; empty: all.
    // Blocks. Errors: unavailable; data_loss.
    [[nodiscard]] base::Result<db::Reader> reader_of(
        const v1::Person& person, const std::vector<std::string>& only, base::Date day
    );

    // The eyes of the public, which sees of documents those named. Blocks. Errors: the same.
    [[nodiscard]] base::Result<db::Reader> public_reader(const std::vector<std::string>& documents);

private:
    // What all rights are compiled from, kept until it changes.
    struct Ground {
        std::string ruleset_name;
        std::shared_ptr<const definition::Ruleset> ruleset;  // null: none is published
        std::int64_t bodies_position = -1;
        std::shared_ptr<const std::vector<v1::Body>> bodies;
    };
    base::Result<Ground> ground();

    db::RulesetReader rulesets_;
    db::BodyReader bodies_;
    db::PeopleReader people_;
    std::shared_ptr<db::LabelCache> labels_ = std::make_shared<db::LabelCache>();
    std::mutex mutex_;
    Ground ground_;
};

}  // namespace ladder::access
