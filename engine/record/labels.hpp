// What each record is, as far as who may see it goes: its label, from its state. Pure.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/access/label.hpp"
#include "engine/definition/ruleset.hpp"
#include "engine/record/projection.hpp"

namespace ladder::record {

// The label of another record; nothing if there is none.
using FindLabel = std::function<std::optional<access::Label>(std::string_view record)>;

// What a state says of itself, and whose labels add to it.
struct OwnLabel {
    access::Label label;
    std::vector<std::string> about;  // records whose bodies, compartments and work it shares
    std::vector<std::string> holds;  // the same, and it is marked as high as they are
    std::vector<std::string> peers;  // whose work it is
};

// The own label of a state, by the newest ruleset. `name` is the stream's. A part with a marking of
// its own marks the whole. A state of no kind that anybody sees has the kind unspecified.
OwnLabel own_label(
    const std::string& name, const Aggregate& state, const definition::Ruleset& ruleset
);

// The whole label: with what other records add. What is about a record that is not there is seen
// as if it were about nothing.
access::Label whole_label(OwnLabel own, const FindLabel& find);

// The label of a part by its name: proposals, recommendations and notes are deliberations, tasks
// and deadlines the diary of their record, and all else is seen with it. `label` is the record's.
access::Label part_label(access::Label label, std::string_view part);

// As which kind of record an event of a stream is seen; unspecified: as its record.
v1::RecordKind kind_of_event(std::string_view type);

// Commissions are peer support, statutory is what has a statutory gate; all else is a procedure.
v1::RecordKind kind_of_procedure(const definition::Ruleset& ruleset, std::string_view definition);

}  // namespace ladder::record
