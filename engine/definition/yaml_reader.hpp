// Any protobuf message from YAML, field by field.
#pragma once

#include <string>

#include <google/protobuf/message.h>

#include "engine/definition/issues.hpp"
#include "engine/definition/load.hpp"
#include "engine/definition/yaml_tree.hpp"

namespace ladder::definition {

// Larger numbers lose whole units in an IEEE double.
inline constexpr double number_max = 9e15;

// Which fields of the top message may be given.
enum class Fields { all, head };

// Reads messages from the tree of one file. Keys are field names. Enum values are the short names
// in lower case ("police_force" for BODY_KIND_POLICE_FORCE). A sequence that stands where a message
// with a repeated field `of` belongs is that field. Of a oneof one field may be given. Every
// problem becomes an issue with its place and a fix, and reading goes on.
class YamlReader {
public:
    // All three are borrowed.
    YamlReader(const std::string& file, Issues& issues, SourceMap& sources)
        : file_{file}, issues_{issues}, sources_{sources} {}

    // `path` is the message's own within the definition: "ladders[0]"; empty for the definition.
    void read(
        const YamlNode& node,
        const std::string& path,
        google::protobuf::Message& message,
        Fields fields = Fields::all
    );

    // "a map", "a list", "text" or "nothing": what a node is, for messages.
    static std::string kind_of(const YamlNode& node);

private:
    void read_map(
        const YamlNode& node,
        const std::string& path,
        google::protobuf::Message& message,
        Fields fields
    );
    void read_field(
        const YamlNode& key,
        const YamlNode& value,
        const std::string& path,
        google::protobuf::Message& message,
        const google::protobuf::FieldDescriptor& field
    );
    void read_repeated(
        const YamlNode& node,
        const std::string& path,
        google::protobuf::Message& message,
        const google::protobuf::FieldDescriptor& field
    );
    void read_scalar(
        const YamlNode& node,
        google::protobuf::Message& message,
        const google::protobuf::FieldDescriptor& field
    );
    void read_enum(
        const YamlNode& node,
        google::protobuf::Message& message,
        const google::protobuf::FieldDescriptor& field
    );
    void wrong(const YamlNode& node, std::string message, std::string fix);
    void remember(const std::string& path, const YamlNode& node);

    const std::string& file_;
    Issues& issues_;
    SourceMap& sources_;
};

// "police_force" for BODY_KIND_POLICE_FORCE; empty for the unspecified value and unknown numbers.
std::string short_name(const google::protobuf::EnumDescriptor& type, int number);

}  // namespace ladder::definition
