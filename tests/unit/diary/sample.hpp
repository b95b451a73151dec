// A small ruleset that has each kind of deadline, and a diary that keeps what happens to it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/command/context.hpp"
#include "engine/definition/ruleset.hpp"
#include "engine/diary/diary.hpp"

namespace ladder::diary::sample {

// The bank holidays of England and Wales in 2009 and 2010, and the deadlines
//   response     20 working days, to be named between 10 working days and 3 months, raises a task
//   report       1 month, rolled to a working day, raises a task with a title of its own
//   review       named between 6 and 8 weeks
//   notice       named, any later day
//   duty         7 days, a duty, no calendar, raises a task
//   quiet        7 days, raises nothing
const definition::Ruleset& ruleset();

base::Date day(std::string_view iso);
v1::Actor actor(std::string_view person, std::string_view capacity);
v1::Actor secretary();  // may keep the diary
v1::Actor analyst();    // may not

// "field:path" for each FieldViolation of an error, in order.
std::vector<std::string> fields(const base::Error& error);

// A diary within a record, as its stream would keep it.
class Book {
public:
    Deadlines deadlines;
    Tasks tasks;
    std::int64_t version = 0;
    base::Instant now = day("2009-08-25") + std::chrono::hours{12};

    void on(std::string_view iso);
    void apply(const command::Events& events, const v1::Actor& by = secretary());
    DiaryView view() const { return {deadlines, tasks}; }
};

}  // namespace ladder::diary::sample
