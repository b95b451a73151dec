// Where somebody's commands go: to the journal's writer, behind what they may see.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <google/protobuf/message.h>

#include "db/journal_writer.hpp"
#include "db/reader.hpp"

namespace ladder::api {

// A command was refused, or answered as if a record were not there: its code and the records that
// it named. Called on the writer's thread; must not block.
using Refused = std::function<void(base::Code, const std::vector<std::string>& records)>;

// The same of the answer to a command that was only tried: the records that it tells of, and their
// highest marking.
using Answered = std::function<void(const std::vector<std::string>& records, v1::Marking marking)>;

// One caller's way to the writer. What the command names and the caller does not see is decided as
// if it were not there; who keeps away from a record does not act in it; nobody makes a record that
// they could not see; and the answer goes through strain().
class Desk {
public:
    // Of whoever has the database at hand.
    static Desk everything(db::JournalWriter& writer) {
        return Desk{writer, db::Reader::everything(), {}, {}, {}};
    }

    // Of a call: `names` are the records that its request names. Borrows the writer.
    Desk(
        db::JournalWriter& writer,
        db::Reader reader,
        std::vector<std::string> names,
        Refused refused,
        Answered answered
    )
        : writer_{writer},
          reader_{std::move(reader)},
          names_{std::move(names)},
          refused_{std::move(refused)},
          answered_{std::move(answered)} {}

    // Never blocks.
    void submit(db::Work work) const;

    // A case of that body and subject would be opened. Errors: permission_denied if the caller
    // could not see it, whether or not there is one already.
    [[nodiscard]] base::Result<void> may_open(
        const definition::Ruleset& ruleset, const std::string& body, v1::Subject subject
    ) const;

private:
    db::JournalWriter& writer_;
    db::Reader reader_;
    std::vector<std::string> names_;
    Refused refused_;
    Answered answered_;
};

}  // namespace ladder::api
