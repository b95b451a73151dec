// The subset of YAML that definitions are written in, as a tree with places.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/definition/issues.hpp"

namespace ladder::definition {

inline constexpr std::size_t file_bytes_max = std::size_t{1024} * 1024;
inline constexpr std::size_t yaml_depth_max = 32;

// One value. A map's keys[i] belongs to items[i]; keys are unquoted or quoted scalars.
struct YamlNode {
    // A refused value stands for one whose problem is reported already.
    enum class Kind { null, scalar, sequence, map, refused };
    Kind kind = Kind::null;
    bool quoted = false;  // a scalar in quotes or a block scalar: always text
    int line = 0;         // from 1
    int column = 0;       // from 1, in characters
    std::string text;     // of a scalar
    std::vector<YamlNode> keys;
    std::vector<YamlNode> items;
};

// Reads one document. Refused, each with its place and a fix: text over file_bytes_max, invalid
// UTF-8, control characters, syntax errors, anchors, aliases, tags, keys that are not scalars, keys
// given twice, nesting over yaml_depth_max, a second document, an empty document. A byte order mark
// is skipped. Nothing if the text has no usable tree; otherwise the tree without what was refused.
std::optional<YamlNode> read_yaml(const std::string& file, std::string_view text, Issues& issues);

}  // namespace ladder::definition
