// What a record is, as far as who may see it goes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ladder/v1/common.pb.h"
#include "ladder/v1/definition.pb.h"

namespace ladder::access {

// Work that a role has to do for a body; no body: for all.
struct RoleWork {
    std::string role;
    std::string body;
};

// The label of a record, or of a part of one that is seen apart from the rest.
struct Label {
    v1::RecordKind kind = v1::RECORD_KIND_UNSPECIFIED;
    std::string record;               // the record's name, or that of the record it is part of
    std::vector<std::string> within;  // records that it belongs to, such as a procedure's case
    std::vector<std::string> bodies;  // whom it is about; none: nobody
    v1::Marking marking = v1::MARKING_NOT_PROTECTIVELY_MARKED;  // the highest of its parts
    std::vector<std::string> compartments;
    std::vector<std::string> at;      // the stage of its case, the definition of its procedure
    std::vector<std::string> people;  // whose own work it is, by identifier
    std::vector<RoleWork> work;       // the same by role
};

// The same record as another kind: what is said in it, what is due in it.
inline Label as(Label label, v1::RecordKind kind) {
    label.kind = kind;
    return label;
}

// "cases/x" of "cases/x/tasks/t1".
inline std::string_view record_of(std::string_view name) {
    return name.substr(0, name.find('/', name.find('/') + 1));
}

}  // namespace ladder::access
