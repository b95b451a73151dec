#include "services/scenario/node_reader.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "engine/definition/suggest.hpp"

namespace ladder::scenario {

using definition::YamlNode;

void NodeReader::wrong(const YamlNode& node, std::string message, std::string fix) const {
    if (node.kind != YamlNode::Kind::refused) {
        issues_.add(file_, node.line, node.column, std::move(message), std::move(fix));
    }
}

void NodeReader::read_keys(
    const YamlNode& node,
    const Keys& keys,
    const TakeOther& other,
    const std::vector<std::string>& other_words
) const {
    if (node.kind != YamlNode::Kind::map) {
        wrong(node, "a map belongs here", "write its keys, each with a value");
        return;
    }
    auto words = other_words;
    for (const auto& [word, take] : keys) {
        words.push_back(word);
        for (std::size_t i = 0; i < node.keys.size(); ++i) {
            if (node.keys[i].text == word) {
                take(node.items[i]);
            }
        }
    }
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
        const auto& key = node.keys[i];
        const bool known = std::any_of(keys.begin(), keys.end(), [&](const auto& each) {
            return each.first == key.text;
        });
        if (!known && !(other && other(key, node.items[i]))) {
            wrong(
                key, fmt::format("unknown key '{}'", key.text), definition::suggest(key.text, words)
            );
        }
    }
}

const std::vector<YamlNode>& NodeReader::list(const YamlNode& node) const {
    static const std::vector<YamlNode> none;
    if (node.kind != YamlNode::Kind::sequence) {
        wrong(node, "a list belongs here", "begin each element with '- '");
        return none;
    }
    return node.items;
}

std::string NodeReader::text(const YamlNode& node) const {
    if (node.kind != YamlNode::Kind::scalar) {
        wrong(node, "a text belongs here", "write the text itself");
    }
    return node.text;
}

std::vector<std::string> NodeReader::texts(const YamlNode& node) const {
    std::vector<std::string> words;
    for (const auto& item : list(node)) {
        words.push_back(text(item));
    }
    return words;
}

std::optional<base::Date> NodeReader::day(const YamlNode& node) const {
    const auto date = base::parse_date(text(node));
    if (!date) {
        wrong(node, date.error().message, "write a day as 2009-08-25");
        return std::nullopt;
    }
    return *date;
}

int NodeReader::count(const YamlNode& node) const {
    const auto& number = node.text;
    int found = 0;
    const auto* end = number.data() + number.size();
    const auto [stop, failed] = std::from_chars(number.data(), end, found);
    if (failed != std::errc{} || stop != end || number.empty() || found < 0) {
        wrong(node, "a number belongs here", "write digits only");
        return 0;
    }
    return found;
}

}  // namespace ladder::scenario
