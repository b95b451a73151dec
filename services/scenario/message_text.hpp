// Messages from the YAML of scenarios, in which some things are written shorter than in rulesets.
#pragma once

#include <string>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include "engine/definition/issues.hpp"
#include "engine/definition/yaml_tree.hpp"
#include "services/scenario/scenario.hpp"

namespace ladder::scenario {

// Writes in full what may be written short: an Actor as "person/capacity"; a list of messages of
// two texts each as a map from the one to the other.
void write_in_full(definition::YamlNode& node, const google::protobuf::Descriptor& type);

// The message of a node. Problems go to `issues`.
Pattern read_pattern(
    const std::string& file,
    definition::YamlNode node,
    const google::protobuf::Descriptor& type,
    definition::Issues& issues
);

// An empty message of a generated type.
MessagePointer new_message(const google::protobuf::Descriptor& type);

// "anne@hmic.example/hmcic" as an actor; nothing if it has not that shape.
std::optional<v1::Actor> read_actor(std::string_view text);

}  // namespace ladder::scenario
