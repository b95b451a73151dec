#include "engine/definition/plain.hpp"

#include <vector>

#include <fmt/format.h>
#include <google/protobuf/descriptor.h>

#include "engine/definition/yaml_reader.hpp"

namespace ladder::definition {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

std::string list_in_one_line(const Message& message, const FieldDescriptor& field) {
    std::string text;
    for (int i = 0; i < message.GetReflection()->FieldSize(message, &field); ++i) {
        text += (i == 0 ? "" : ", ") + value_in_one_line(message, field, i);
    }
    return "[" + text + "]";
}

// The fields of a message that are set, "a: 1, b: 2".
std::string fields_in_one_line(const Message& message) {
    std::vector<const FieldDescriptor*> fields;
    message.GetReflection()->ListFields(message, &fields);
    std::string text;
    for (const auto* field : fields) {
        text += fmt::format(
            "{}{}: {}",
            text.empty() ? "" : ", ",
            field->name(),
            field->is_repeated() ? list_in_one_line(message, *field)
                                 : value_in_one_line(message, *field, -1)
        );
    }
    return text;
}

}  // namespace

std::string value_in_one_line(const Message& message, const FieldDescriptor& field, int index) {
    const auto& access = *message.GetReflection();
    const bool one = index < 0;
    switch (field.cpp_type()) {
        case FieldDescriptor::CPPTYPE_STRING:
            return one ? access.GetString(message, &field)
                       : access.GetRepeatedString(message, &field, index);
        case FieldDescriptor::CPPTYPE_ENUM:
            return short_name(
                *field.enum_type(),
                one ? access.GetEnumValue(message, &field)
                    : access.GetRepeatedEnumValue(message, &field, index)
            );
        case FieldDescriptor::CPPTYPE_BOOL:
            return (one ? access.GetBool(message, &field)
                        : access.GetRepeatedBool(message, &field, index))
                       ? "true"
                       : "false";
        case FieldDescriptor::CPPTYPE_INT32:
            return fmt::to_string(
                one ? access.GetInt32(message, &field)
                    : access.GetRepeatedInt32(message, &field, index)
            );
        case FieldDescriptor::CPPTYPE_DOUBLE:
            return fmt::to_string(
                one ? access.GetDouble(message, &field)
                    : access.GetRepeatedDouble(message, &field, index)
            );
        case FieldDescriptor::CPPTYPE_MESSAGE:
            return in_one_line(
                one ? access.GetMessage(message, &field)
                    : access.GetRepeatedMessage(message, &field, index)
            );
        case FieldDescriptor::CPPTYPE_INT64:
        case FieldDescriptor::CPPTYPE_UINT32:
        case FieldDescriptor::CPPTYPE_UINT64:
        case FieldDescriptor::CPPTYPE_FLOAT:
            break;  // no definition holds such a value
    }
    return {};
}

std::string in_one_line(const Message& message) {
    const auto* type = message.GetDescriptor();
    // A list that is a message of its own is written as a list; a choice by the name of what is
    // chosen.
    if (type->field_count() == 1 && type->field(0)->is_repeated()) {
        return list_in_one_line(message, *type->field(0));
    }
    if (type->oneof_decl_count() == 1 && type->field_count() > 1) {
        const auto* chosen =
            message.GetReflection()->GetOneofFieldDescriptor(message, type->oneof_decl(0));
        return chosen == nullptr ? std::string{}
                                 : chosen->name() + " " + value_in_one_line(message, *chosen, -1);
    }
    const auto fields = fields_in_one_line(message);
    return fields.empty() ? fields : "{" + fields + "}";
}

}  // namespace ladder::definition
