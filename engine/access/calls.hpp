// Every procedure of the API, and what stands before it: one line each, none without.
#pragma once

#include <span>
#include <string_view>

#include "ladder/v1/definition.pb.h"

namespace ladder::access {

enum class CallKind {
    open,       // everybody with an account: the registers, proofs of the record, oneself
    change,     // everybody too, but by no token that may only read: one's own tokens and sessions,
                // and cosignatures, which prove themselves
    read,       // what the caller may see of records
    act,        // changes the record, in a capacity
    take_away,  // as a read, and what was taken away is recorded
    keep,       // people and rights: whoever keeps them
    audit,      // who looked at what: whoever keeps rights, or sees all of the audit
};

struct CallRule {
    std::string_view procedure;  // "/ladder.v1.CaseService/GetCase"
    CallKind kind{};
    // The kind of record that it is about; unspecified: of none, or of several.
    v1::RecordKind about = v1::RECORD_KIND_UNSPECIFIED;
    // The permission that an act needs by the newest ruleset; unspecified: the definitions say who.
    v1::Permission needs = v1::PERMISSION_UNSPECIFIED;
};

std::span<const CallRule> call_rules();

// Null for a procedure without a line: it is not answered.
const CallRule* find_call_rule(std::string_view procedure);

}  // namespace ladder::access
