// Reading maps, lists and plain values of a YAML tree; what is wrong becomes an issue.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/dates.hpp"
#include "engine/definition/issues.hpp"
#include "engine/definition/yaml_tree.hpp"

namespace ladder::scenario {

class NodeReader {
public:
    // Both are borrowed.
    NodeReader(const std::string& file, definition::Issues& issues)
        : file_{file}, issues_{issues} {}

    using Take = std::function<void(const definition::YamlNode&)>;
    using Keys = std::vector<std::pair<std::string, Take>>;
    // Takes a key and its value; false: there is no such key.
    using TakeOther = std::function<bool(const definition::YamlNode&, const definition::YamlNode&)>;

    void wrong(const definition::YamlNode& node, std::string message, std::string fix) const;

    // Takes the keys of a map in the order of `keys`, then the others by `other`, which knows
    // `other_words`. Any key beyond is wrong.
    void read_keys(
        const definition::YamlNode& node,
        const Keys& keys,
        const TakeOther& other = {},
        const std::vector<std::string>& other_words = {}
    ) const;

    // The elements of a list; none if it is no list.
    const std::vector<definition::YamlNode>& list(const definition::YamlNode& node) const;
    std::string text(const definition::YamlNode& node) const;
    std::vector<std::string> texts(const definition::YamlNode& node) const;
    std::optional<base::Date> day(const definition::YamlNode& node) const;
    // A whole number, not negative; 0 if it is none.
    int count(const definition::YamlNode& node) const;

    const std::string& file() const { return file_; }
    definition::Issues& issues() const { return issues_; }

private:
    const std::string& file_;
    definition::Issues& issues_;
};

}  // namespace ladder::scenario
