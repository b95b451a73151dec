// What a bundle is about: the streams whose acts are performed again, and what else they looked at.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "engine/record/aggregates.hpp"

namespace ladder::bundle {

using Streams = std::set<std::string>;

// The stream of a resource: "cases/x-general-1" for "cases/x-general-1/decisions/d1".
std::string stream_of(std::string_view name);

// The streams whose acts are performed again (FORMAT.md, "What is in a bundle"): the resource's
// own, and from each case its procedures, its linked and earlier cases; from each procedure its
// case and what it follows on; from the meeting that was asked for, the cases on its agenda. Empty
// unless there is such a stream.
Streams acting_streams(std::string_view name, record::Aggregates& known);

// The streams that one event names: each text of its payload that is a name, and its cause.
Streams named_streams(const v1::JournalEnvelope& envelope, const v1::Event& event);

// What stands around an acting stream besides what its events name: assessments and publications
// of its body, documents and publications about it.
Streams streams_around(const std::string& acting, record::Aggregates& known);

}  // namespace ladder::bundle
