// to_json: a message in the JSON mapping of protobuf, by reflection.
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/type_resolver_util.h>

#include "engine/base/serialise.hpp"
#include "services/http/codec.hpp"
#include "services/http/json_text.hpp"

namespace ladder::http {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// One value of a field: its own, or the one at `index` of a repeated field.
struct Value {
    const Message& message;
    const FieldDescriptor& field;
    int index;  // -1: not repeated
};

void append_message(std::string& out, const Message& message);

// protobuf's own printer, given bytes: in those the entries of maps are in order.
std::string by_protobuf(
    const Message& message, const google::protobuf::util::JsonPrintOptions& options
) {
    static const std::unique_ptr<google::protobuf::util::TypeResolver> types{
        google::protobuf::util::NewTypeResolverForDescriptorPool(
            "ladder", google::protobuf::DescriptorPool::generated_pool()
        )};
    std::string json;
    const auto status = google::protobuf::util::BinaryToJsonString(
        types.get(),
        "ladder/" + message.GetDescriptor()->full_name(),
        base::serialise(message),
        &json,
        options
    );
    return status.ok() ? json : "null";
}

// Integers, booleans and enumerators as text without quotes.
std::string word_of(const Value& value) {
    const auto& [message, field, index] = value;
    const auto& get = *message.GetReflection();
    switch (field.cpp_type()) {
        case FieldDescriptor::CPPTYPE_INT32:
            return fmt::to_string(
                index < 0 ? get.GetInt32(message, &field)
                          : get.GetRepeatedInt32(message, &field, index)
            );
        case FieldDescriptor::CPPTYPE_INT64:
            return fmt::to_string(
                index < 0 ? get.GetInt64(message, &field)
                          : get.GetRepeatedInt64(message, &field, index)
            );
        case FieldDescriptor::CPPTYPE_UINT32:
            return fmt::to_string(
                index < 0 ? get.GetUInt32(message, &field)
                          : get.GetRepeatedUInt32(message, &field, index)
            );
        case FieldDescriptor::CPPTYPE_UINT64:
            return fmt::to_string(
                index < 0 ? get.GetUInt64(message, &field)
                          : get.GetRepeatedUInt64(message, &field, index)
            );
        default:
            break;
    }
    const bool truth =
        index < 0 ? get.GetBool(message, &field) : get.GetRepeatedBool(message, &field, index);
    return truth ? "true" : "false";
}

void append_enum(std::string& out, const Value& value) {
    const auto& [message, field, index] = value;
    const auto& get = *message.GetReflection();
    const int number = index < 0 ? get.GetEnumValue(message, &field)
                                 : get.GetRepeatedEnumValue(message, &field, index);
    const auto* known = field.enum_type()->FindValueByNumber(number);
    if (known == nullptr) {
        out += fmt::to_string(number);
    } else {
        append_json_string(out, known->name());
    }
}

void append_real(std::string& out, const Value& value) {
    const auto& [message, field, index] = value;
    const auto& get = *message.GetReflection();
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_DOUBLE) {
        append_json_double(
            out,
            index < 0 ? get.GetDouble(message, &field)
                      : get.GetRepeatedDouble(message, &field, index)
        );
    } else {
        append_json_float(
            out,
            index < 0 ? get.GetFloat(message, &field) : get.GetRepeatedFloat(message, &field, index)
        );
    }
}

void append_text(std::string& out, const Value& value) {
    const auto& [message, field, index] = value;
    const auto& get = *message.GetReflection();
    std::string scratch;
    const auto& text = index < 0 ? get.GetStringReference(message, &field, &scratch)
                                 : get.GetRepeatedStringReference(message, &field, index, &scratch);
    if (field.type() == FieldDescriptor::TYPE_BYTES) {
        out += '"';
        out += to_base64(text, true);
        out += '"';
    } else {
        append_json_string(out, text);
    }
}

void append_value(std::string& out, const Value& value) {
    const auto& [message, field, index] = value;
    switch (field.cpp_type()) {
        case FieldDescriptor::CPPTYPE_INT32:
        case FieldDescriptor::CPPTYPE_UINT32:
        case FieldDescriptor::CPPTYPE_BOOL:
            out += word_of(value);
            return;
        case FieldDescriptor::CPPTYPE_INT64:
        case FieldDescriptor::CPPTYPE_UINT64:
            out += '"' + word_of(value) + '"';
            return;
        case FieldDescriptor::CPPTYPE_DOUBLE:
        case FieldDescriptor::CPPTYPE_FLOAT:
            append_real(out, value);
            return;
        case FieldDescriptor::CPPTYPE_ENUM:
            append_enum(out, value);
            return;
        case FieldDescriptor::CPPTYPE_STRING:
            append_text(out, value);
            return;
        case FieldDescriptor::CPPTYPE_MESSAGE: {
            const auto& get = *message.GetReflection();
            append_message(
                out,
                index < 0 ? get.GetMessage(message, &field)
                          : get.GetRepeatedMessage(message, &field, index)
            );
            return;
        }
    }
}

void append_map_entry(std::string& out, const Message& entry) {
    const auto& descriptor = *entry.GetDescriptor();
    const auto& key = *descriptor.map_key();
    if (key.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
        append_value(out, Value{entry, key, -1});
    } else {
        out += '"' + word_of(Value{entry, key, -1}) + '"';
    }
    out += ':';
    append_value(out, Value{entry, *descriptor.map_value(), -1});
}

// Protobuf keeps no order among entries; the same message must give the same text.
void append_map(std::string& out, const Message& message, const FieldDescriptor& field) {
    const auto& reflection = *message.GetReflection();
    std::vector<std::string> entries(static_cast<std::size_t>(reflection.FieldSize(message, &field))
    );
    int index = 0;
    for (auto& entry : entries) {
        append_map_entry(entry, reflection.GetRepeatedMessage(message, &field, index++));
    }
    std::sort(entries.begin(), entries.end());
    out += fmt::format("{{{}}}", fmt::join(entries, ","));
}

void append_list(std::string& out, const Message& message, const FieldDescriptor& field) {
    const int size = message.GetReflection()->FieldSize(message, &field);
    out += '[';
    for (int i = 0; i < size; ++i) {
        out += i == 0 ? "" : ",";
        append_value(out, Value{message, field, i});
    }
    out += ']';
}

void append_message(std::string& out, const Message& message) {
    const auto& descriptor = *message.GetDescriptor();
    // Types with a JSON form of their own, such as Timestamp: protobuf's own printer has them all.
    if (descriptor.file()->package() == "google.protobuf") {
        out += by_protobuf(message, {});
        return;
    }
    std::vector<const FieldDescriptor*> fields;
    message.GetReflection()->ListFields(message, &fields);
    out += '{';
    for (const auto* field : fields) {
        out += field == fields.front() ? "\"" : ",\"";
        out += field->json_name();
        out += "\":";
        if (field->is_map()) {
            append_map(out, message, *field);
        } else if (field->is_repeated()) {
            append_list(out, message, *field);
        } else {
            append_value(out, Value{message, *field, -1});
        }
    }
    out += '}';
}

}  // namespace

std::string to_json(const Message& message) {
    std::string out;
    append_message(out, message);
    return out;
}

std::string to_indented_json(const Message& message) {
    google::protobuf::util::JsonPrintOptions options;
    options.add_whitespace = true;
    return by_protobuf(message, options);
}

}  // namespace ladder::http
