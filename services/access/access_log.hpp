// What was looked at, refused and signed in to, as records of the journal.
#pragma once

#include <functional>

#include "db/journal_writer.hpp"
#include "engine/base/result.hpp"
#include "ladder/v1/access_service.pb.h"

namespace ladder::access {

// Borrows the writer, which must outlive it. Safe from many threads; never blocks: a record is
// written with the next commits, in the stream "access/{day}".
class AccessLog {
public:
    // `failed` is told of a record that could not be written, on the writer's thread.
    explicit AccessLog(
        db::JournalWriter& writer, std::function<void(const base::Error&)> failed = {}
    )
        : writer_{writer}, failed_{std::move(failed)} {}

    // Records names and codes; whoever calls sees to it that no text of a record and no secret is
    // among them.
    void add(v1::AccessRecord record);

    // The same of what has neither records nor a marking. `actor` may be of nobody.
    void add(
        v1::AccessKind kind, const v1::Actor& actor, std::string_view method, std::string_view code
    );

private:
    db::JournalWriter& writer_;
    std::function<void(const base::Error&)> failed_;
};

}  // namespace ladder::access
