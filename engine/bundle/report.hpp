// What a verification comes to.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/bundle/destroyed.hpp"
#include "ladder/v1/bundle.pb.h"

namespace ladder::bundle {

// Something that is not as it should be.
struct Finding {
    std::optional<std::int64_t> position;  // in the journal; none: it is not about an event
    std::string where;                     // a stream, an import, a document, or a part of the file
    std::string what;                      // a sentence
};

// Findings that are kept; more are only counted.
inline constexpr std::size_t findings_kept = 200;

struct Report {
    v1::BundleHead head;

    // Proved.
    std::string log;            // the name of the log that signed; empty: no key, or no signature
    bool key_named = false;     // the key came from the user, not from the bundle
    std::int64_t log_size = 0;  // of the tree that every proof leads to
    std::string root;           // of that tree, 32 bytes; empty: unknown
    std::int64_t events = 0;    // whose place in the tree is proved
    std::int64_t streams = 0;   // that run from their first event without a gap
    std::vector<std::string> cosigners;  // witnesses of the policy, by their names in it
    std::vector<Destroyed> destroyed;    // in order; the place of each in the tree is proved
    std::int64_t imports = 0;            // whose figures are those that were sealed
    std::int64_t figures = 0;
    std::int64_t documents = 0;  // that are those that were recorded
    std::int64_t contents = 0;   // of them, whose content is here

    // Performed again, with the same result to the byte: how many of each kind, by the event's
    // type.
    std::map<std::string, std::int64_t> reperformed;
    std::int64_t evaluations = 0;  // runs of the rules that were run again
    std::int64_t gates = 0;        // asked again

    // What was not performed again, by the reason why.
    std::map<std::string, std::int64_t> not_reperformed;

    std::vector<Finding> findings;
    std::int64_t finding_count = 0;

    bool clean() const { return finding_count == 0; }
    void find(std::optional<std::int64_t> position, std::string where, std::string what) {
        if (++finding_count <= static_cast<std::int64_t>(findings_kept)) {
            findings.push_back({position, std::move(where), std::move(what)});
        }
    }
};

}  // namespace ladder::bundle
