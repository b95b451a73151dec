// Any protobuf message from YAML, field by field.
#include "engine/definition/yaml_reader.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <google/protobuf/descriptor.h>

#include "engine/definition/suggest.hpp"
#include "engine/definition/text.hpp"

namespace ladder::definition {

namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// BODY_KIND_ for BodyKind: the prefix of the values' names.
std::size_t prefix_length(const EnumDescriptor& type) {
    const auto& name = type.name();
    const auto words =
        std::count_if(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    return name.size() + static_cast<std::size_t>(words);
}

std::vector<std::string> short_names(const EnumDescriptor& type) {
    std::vector<std::string> names;
    for (int i = 0; i < type.value_count(); ++i) {
        if (type.value(i)->number() != 0) {
            names.push_back(short_name(type, type.value(i)->number()));
        }
    }
    return names;
}

// Whether a map may have the key: of the head of a ruleset all but what other files hold, which are
// lists of messages.
bool is_key(const FieldDescriptor& field, Fields fields) {
    return fields == Fields::all || !field.is_repeated() ||
           field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE;
}

std::vector<std::string> keys_of(const Message& message, Fields fields) {
    std::vector<std::string> keys;
    const auto* type = message.GetDescriptor();
    for (int i = 0; i < type->field_count(); ++i) {
        if (is_key(*type->field(i), fields)) {
            keys.push_back(type->field(i)->name());
        }
    }
    return keys;
}

// The field `of` of a message that is written as a plain list; null for other messages.
const FieldDescriptor* list_field(const Message& message) {
    const auto* type = message.GetDescriptor();
    const auto* field = type->FindFieldByName("of");
    return type->field_count() == 1 && field != nullptr && field->is_repeated() ? field : nullptr;
}

template <class Number>
bool parse_number(const std::string& text, Number& number) {
    const auto* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    return error == std::errc{} && stop == end;
}

template <class Value>
void store(
    Message& message,
    const FieldDescriptor& field,
    Value value,
    void (google::protobuf::Reflection::*set)(Message*, const FieldDescriptor*, Value) const,
    void (google::protobuf::Reflection::*add)(Message*, const FieldDescriptor*, Value) const
) {
    const auto* reflection = message.GetReflection();
    (reflection->*(field.is_repeated() ? add : set))(&message, &field, std::move(value));
}

}  // namespace

std::string short_name(const EnumDescriptor& type, int number) {
    const auto* value = type.FindValueByNumber(number);
    if (value == nullptr || number == 0) {
        return {};
    }
    auto name = value->name().substr(prefix_length(type));
    std::transform(name.begin(), name.end(), name.begin(), lower);
    return name;
}

std::string YamlReader::kind_of(const YamlNode& node) {
    switch (node.kind) {
        case YamlNode::Kind::null:
            return "nothing";
        case YamlNode::Kind::scalar:
            return fmt::format("'{}'", shortened(node.text));
        case YamlNode::Kind::sequence:
            return "a list";
        case YamlNode::Kind::map:
            return "a map";
        case YamlNode::Kind::refused:
            return "what is refused";
    }
    return {};
}

void YamlReader::read(
    const YamlNode& node, const std::string& path, Message& message, Fields fields
) {
    if (const auto* list = list_field(message);
        list != nullptr && node.kind == YamlNode::Kind::sequence) {
        read_repeated(node, path + "." + list->name(), message, *list);
    } else if (node.kind == YamlNode::Kind::map) {
        read_map(node, path, message, fields);
    } else if (list_field(message) != nullptr) {
        wrong(node, fmt::format("a list belongs here, not {}", kind_of(node)), "write [..]");
    } else {
        wrong(
            node,
            fmt::format("a map belongs here, not {}", kind_of(node)),
            fmt::format("its keys are: {}", fmt::join(keys_of(message, fields), ", "))
        );
    }
}

void YamlReader::read_map(
    const YamlNode& node, const std::string& path, Message& message, Fields fields
) {
    const auto* type = message.GetDescriptor();
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
        const auto& key = node.keys[i];
        const auto* field = type->FindFieldByName(key.text);
        if (field == nullptr || !is_key(*field, fields)) {
            wrong(
                key,
                fmt::format("unknown key '{}'", shortened(key.text)),
                suggest(key.text, keys_of(message, fields))
            );
            continue;
        }
        const auto* choice = field->real_containing_oneof();
        if (choice != nullptr && message.GetReflection()->HasOneof(message, choice)) {
            const auto* other = message.GetReflection()->GetOneofFieldDescriptor(message, choice);
            wrong(
                key,
                fmt::format("'{}' stands beside '{}'", key.text, other->name()),
                fmt::format("keep one of them, or join them under 'all' or 'any'")
            );
            continue;
        }
        const auto field_path = path.empty() ? key.text : path + "." + key.text;
        read_field(key, node.items[i], field_path, message, *field);
    }
}

void YamlReader::read_field(
    const YamlNode& key,
    const YamlNode& value,
    const std::string& path,
    Message& message,
    const FieldDescriptor& field
) {
    if (value.kind == YamlNode::Kind::null) {
        wrong(key, fmt::format("'{}' has no value", key.text), "give one or remove the key");
    } else if (field.is_repeated()) {
        remember(path, key);
        read_repeated(value, path, message, field);
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        remember(path, key);
        read(value, path, *message.GetReflection()->MutableMessage(&message, &field));
    } else {
        remember(path, value);
        read_scalar(value, message, field);
    }
}

void YamlReader::read_repeated(
    const YamlNode& node, const std::string& path, Message& message, const FieldDescriptor& field
) {
    if (node.kind != YamlNode::Kind::sequence) {
        wrong(
            node,
            fmt::format("'{}' is a list, not {}", field.name(), kind_of(node)),
            node.kind == YamlNode::Kind::scalar ? fmt::format("write [{}]", shortened(node.text))
                                                : "begin each element with '- '"
        );
        return;
    }
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        const auto& item = node.items[i];
        const auto item_path = fmt::format("{}[{}]", path, i);
        remember(item_path, item);
        if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
            read(item, item_path, *message.GetReflection()->AddMessage(&message, &field));
        } else {
            read_scalar(item, message, field);
        }
    }
}

void YamlReader::read_scalar(const YamlNode& node, Message& message, const FieldDescriptor& field) {
    using google::protobuf::Reflection;
    if (node.kind != YamlNode::Kind::scalar) {
        wrong(
            node,
            fmt::format("'{}' is a single value, not {}", field.name(), kind_of(node)),
            "write the value itself"
        );
        return;
    }
    const auto not_a = [&](std::string_view what, std::string fix) {
        wrong(node, fmt::format("{} is not {}", kind_of(node), what), std::move(fix));
    };
    switch (field.cpp_type()) {
        case FieldDescriptor::CPPTYPE_STRING:
            store<std::string>(
                message, field, node.text, &Reflection::SetString, &Reflection::AddString
            );
            return;
        case FieldDescriptor::CPPTYPE_ENUM:
            read_enum(node, message, field);
            return;
        case FieldDescriptor::CPPTYPE_BOOL:
            if (node.quoted || (node.text != "true" && node.text != "false")) {
                not_a("true or false", "write true or false, without quotes");
            } else {
                store<bool>(
                    message, field, node.text == "true", &Reflection::SetBool, &Reflection::AddBool
                );
            }
            return;
        case FieldDescriptor::CPPTYPE_INT32: {
            std::int32_t number = 0;
            if (node.quoted || !parse_number(node.text, number)) {
                not_a(
                    "a whole number between -2147483648 and 2147483647",
                    "write digits only, without quotes"
                );
            } else {
                store<std::int32_t>(
                    message, field, number, &Reflection::SetInt32, &Reflection::AddInt32
                );
            }
            return;
        }
        case FieldDescriptor::CPPTYPE_DOUBLE: {
            double number = 0;
            if (node.quoted || !parse_number(node.text, number) || !std::isfinite(number) ||
                std::abs(number) > number_max) {
                not_a(
                    "a number between -9e15 and 9e15", "write it like 12.5 or 0.001, without quotes"
                );
            } else {
                store<double>(
                    message, field, number, &Reflection::SetDouble, &Reflection::AddDouble
                );
            }
            return;
        }
        case FieldDescriptor::CPPTYPE_INT64: {
            std::int64_t number = 0;
            if (node.quoted || !parse_number(node.text, number)) {
                not_a("a whole number", "write digits only, without quotes");
            } else {
                store<std::int64_t>(
                    message, field, number, &Reflection::SetInt64, &Reflection::AddInt64
                );
            }
            return;
        }
        case FieldDescriptor::CPPTYPE_UINT32:
        case FieldDescriptor::CPPTYPE_UINT64:
        case FieldDescriptor::CPPTYPE_FLOAT:
        case FieldDescriptor::CPPTYPE_MESSAGE:
            // No definition holds such a scalar; one that did would be refused here, not lost.
            wrong(node, fmt::format("'{}' can't be written in a file", field.name()), "remove it");
            return;
    }
}

void YamlReader::read_enum(const YamlNode& node, Message& message, const FieldDescriptor& field) {
    using google::protobuf::Reflection;
    const auto& type = *field.enum_type();
    for (int i = 0; i < type.value_count(); ++i) {
        const auto number = type.value(i)->number();
        if (number != 0 && short_name(type, number) == node.text) {
            store<int>(
                message, field, number, &Reflection::SetEnumValue, &Reflection::AddEnumValue
            );
            return;
        }
    }
    wrong(
        node,
        fmt::format("{} is not a value of '{}'", kind_of(node), field.name()),
        suggest(node.text, short_names(type))
    );
}

void YamlReader::wrong(const YamlNode& node, std::string message, std::string fix) {
    if (node.kind == YamlNode::Kind::refused) {
        return;
    }
    issues_.add(file_, node.line, node.column, std::move(message), std::move(fix));
}

void YamlReader::remember(const std::string& path, const YamlNode& node) {
    sources_[path] = Location{file_, node.line, node.column};
}

}  // namespace ladder::definition
