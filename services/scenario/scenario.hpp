// Scenarios: stories told in commands, with what is refused and how things stand after. How they
// are written: rules/landscape-2009/tests/README.md.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <google/protobuf/message.h>

#include "engine/base/dates.hpp"
#include "engine/base/result.hpp"
#include "engine/definition/issues.hpp"
#include "engine/definition/yaml_tree.hpp"
#include "ladder/v1/body_service.pb.h"
#include "ladder/v1/common.pb.h"
#include "services/scenario/rpc.hpp"

namespace ladder::scenario {

using MessagePointer = std::shared_ptr<google::protobuf::Message>;

// What must be in a message, at least: as it was written, and as a message.
struct Pattern {
    definition::YamlNode written;
    MessagePointer wanted;
};

// How something must be refused.
struct Refusal {
    int line = 0;
    std::string code;
    std::vector<std::string> unmet;   // all gates
    std::vector<std::string> fields;  // all fields
    std::vector<std::string> says;    // words of the message or of its details
};

// One thing asked, and what the answer holds.
struct Expectation {
    int line = 0;
    const Rpc* rpc = nullptr;
    MessagePointer request;
    bool of_resource = false;  // the pattern is about the resource in the response
    std::optional<base::Date> known_at;
    bool strict = false;
    std::optional<Pattern> has;
    std::map<std::string, int> counts;  // by field
    std::optional<Refusal> refused;
};

struct Step {
    int line = 0;
    std::string label;  // empty: none
    std::string call;   // the name under which what it makes is kept; empty: none
    std::optional<base::Date> on;
    std::optional<base::Date> recorded_on;
    std::optional<base::Date> advance;
    std::optional<v1::Actor> as;
    const Rpc* rpc = nullptr;  // null: it commands nothing
    MessagePointer request;
    std::optional<Pattern> gives;
    std::optional<Refusal> refused;
    std::vector<Expectation> expect;
};

struct Scenario {
    std::string file;
    int line = 0;
    std::string name;
    std::vector<v1::Body> bodies;
    std::vector<Step> steps;
};

// Reads the scenarios of one file. All problems go to `issues`, each with its place.
std::vector<Scenario> read_scenarios(
    const std::string& file, std::string_view text, definition::Issues& issues
);

}  // namespace ladder::scenario
