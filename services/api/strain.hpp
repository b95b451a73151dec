// The last thing before an answer goes out: what its reader may not see is taken out of it.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <google/protobuf/message.h>

#include "engine/access/rights.hpp"

namespace ladder::api {

// What somebody sees, by the names of records.
class Seen {
public:
    // `find` gives the label of a record, or nothing. Both are borrowed.
    Seen(
        const access::Rights& rights,
        std::function<std::optional<access::Label>(std::string_view record)> find
    )
        : rights_{rights}, find_{std::move(find)} {}

    // A record or a part of one; false where there is none.
    bool sees(std::string_view name);
    // The same of a record as another kind.
    bool sees_as(std::string_view record, v1::RecordKind kind);
    // Whether the reader keeps away from a record.
    bool keeps_away(std::string_view record);
    // Nothing for what is not there.
    const std::optional<access::Label>& label_of(std::string_view record);

private:
    const access::Rights& rights_;
    std::function<std::optional<access::Label>(std::string_view record)> find_;
    std::map<std::string, std::optional<access::Label>, std::less<>> labels_;
    std::map<std::string, bool, std::less<>> verdicts_;
};

// What an answer told of records: their names, at most as many as an access record holds, and the
// highest marking among all of them.
struct Told {
    std::vector<std::string> records;
    v1::Marking marking = v1::MARKING_NOT_PROTECTIVELY_MARKED;
    bool shows_less = false;  // something was taken out of it
};

// Takes deliberations, diaries and names of records out of an answer where the reader does not see
// them. A name that is the whole of a value goes; one within a text gives way to words. What is
// hidden goes exactly as what is not there.
Told strain(google::protobuf::Message& answer, Seen& seen);

}  // namespace ladder::api
