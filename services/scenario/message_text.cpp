#include "services/scenario/message_text.hpp"

#include <utility>

#include "engine/definition/yaml_reader.hpp"

namespace ladder::scenario {

namespace {

using definition::YamlNode;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

YamlNode text_node(const YamlNode& place, std::string text) {
    YamlNode node;
    node.kind = YamlNode::Kind::scalar;
    node.quoted = true;
    node.line = place.line;
    node.column = place.column;
    node.text = std::move(text);
    return node;
}

YamlNode pair_node(
    const YamlNode& place,
    const std::string& first,
    YamlNode one,
    const std::string& second,
    YamlNode other
) {
    YamlNode node;
    node.kind = YamlNode::Kind::map;
    node.line = place.line;
    node.column = place.column;
    node.keys = {text_node(place, first), text_node(place, second)};
    node.items = {std::move(one), std::move(other)};
    return node;
}

bool is_pair_of_texts(const Descriptor& type) {
    return type.field_count() == 2 &&
           type.field(0)->cpp_type() == FieldDescriptor::CPPTYPE_STRING &&
           type.field(1)->cpp_type() == FieldDescriptor::CPPTYPE_STRING;
}

void list_in_full(YamlNode& node, const Descriptor& type) {
    if (node.kind == YamlNode::Kind::map && is_pair_of_texts(type)) {
        YamlNode list;
        list.kind = YamlNode::Kind::sequence;
        list.line = node.line;
        list.column = node.column;
        for (std::size_t i = 0; i < node.keys.size(); ++i) {
            auto key = text_node(node.keys[i], node.keys[i].text);
            list.items.push_back(pair_node(
                node.keys[i],
                type.field(0)->name(),
                std::move(key),
                type.field(1)->name(),
                node.items[i]
            ));
        }
        node = std::move(list);
    }
    for (auto& item : node.items) {
        write_in_full(item, type);
    }
}

}  // namespace

std::optional<v1::Actor> read_actor(std::string_view text) {
    const auto slash = text.rfind('/');
    if (slash == std::string_view::npos || slash == 0 || slash + 1 == text.size()) {
        return std::nullopt;
    }
    v1::Actor actor;
    actor.set_person(std::string{text.substr(0, slash)});
    actor.set_capacity(std::string{text.substr(slash + 1)});
    return actor;
}

void write_in_full(YamlNode& node, const Descriptor& type) {
    if (node.kind == YamlNode::Kind::scalar && &type == v1::Actor::descriptor()) {
        if (const auto actor = read_actor(node.text)) {
            node = pair_node(
                node,
                "person",
                text_node(node, actor->person()),
                "capacity",
                text_node(node, actor->capacity())
            );
        }
        return;
    }
    if (node.kind != YamlNode::Kind::map) {
        return;
    }
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
        const auto* field = type.FindFieldByName(node.keys[i].text);
        if (field == nullptr || field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
            continue;
        }
        if (field->is_repeated()) {
            list_in_full(node.items[i], *field->message_type());
        } else {
            write_in_full(node.items[i], *field->message_type());
        }
    }
}

MessagePointer new_message(const Descriptor& type) {
    return MessagePointer{
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(&type)->New()};
}

Pattern read_pattern(
    const std::string& file, YamlNode node, const Descriptor& type, definition::Issues& issues
) {
    Pattern pattern{std::move(node), new_message(type)};
    write_in_full(pattern.written, type);
    definition::SourceMap sources;
    definition::YamlReader{file, issues, sources}.read(pattern.written, "", *pattern.wanted);
    return pattern;
}

}  // namespace ladder::scenario
