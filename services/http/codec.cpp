#include "services/http/codec.hpp"

#include <optional>
#include <vector>

#include <fmt/format.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/stubs/logging.h>
#include <google/protobuf/unknown_field_set.h>

#include "services/http/json_text.hpp"

namespace ladder::http {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr int depth_max = 32;

base::Error invalid(const std::string& path, std::string description) {
    return path.empty() ? base::Error{base::Code::invalid_argument, std::move(description), {}}
                        : base::field_error(path, std::move(description));
}

std::optional<base::Error> check_text(const std::string& text, const std::string& path) {
    if (find_invalid_utf8(text) != std::string::npos) {
        return invalid(path, "the text is not valid UTF-8");
    }
    if (text.find('\0') != std::string::npos) {
        return invalid(path, "the text holds the character U+0000, which no text may");
    }
    return std::nullopt;
}

std::optional<base::Error> check_message(const Message& message, const std::string& path);

std::optional<base::Error> check_field(
    const Message& message, const FieldDescriptor& field, int index, const std::string& path
) {
    const auto& reflection = *message.GetReflection();
    if (field.type() == FieldDescriptor::TYPE_STRING) {
        std::string scratch;
        return check_text(
            index < 0 ? reflection.GetStringReference(message, &field, &scratch)
                      : reflection.GetRepeatedStringReference(message, &field, index, &scratch),
            path
        );
    }
    if (field.type() == FieldDescriptor::TYPE_ENUM) {
        const int number = index < 0 ? reflection.GetEnumValue(message, &field)
                                     : reflection.GetRepeatedEnumValue(message, &field, index);
        if (field.enum_type()->FindValueByNumber(number) == nullptr) {
            return invalid(
                path, fmt::format("{} has no value {}", field.enum_type()->full_name(), number)
            );
        }
    }
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        return check_message(
            index < 0 ? reflection.GetMessage(message, &field)
                      : reflection.GetRepeatedMessage(message, &field, index),
            path
        );
    }
    return std::nullopt;
}

bool needs_check(const FieldDescriptor& field) {
    return field.type() == FieldDescriptor::TYPE_STRING ||
           field.type() == FieldDescriptor::TYPE_ENUM ||
           field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
}

// The first unknown field or bad text in the message and those within it.
std::optional<base::Error> check_message(const Message& message, const std::string& path) {
    const auto& reflection = *message.GetReflection();
    const auto& unknown = reflection.GetUnknownFields(message);
    if (!unknown.empty()) {
        return invalid(
            path,
            fmt::format(
                "{} has no field number {}; the sender may use a newer or another definition",
                message.GetDescriptor()->full_name(),
                unknown.field(0).number()
            )
        );
    }
    std::vector<const FieldDescriptor*> fields;
    reflection.ListFields(message, &fields);
    for (const auto* field : fields) {
        if (!needs_check(*field)) {
            continue;
        }
        const auto name = path.empty() ? field->name() : path + "." + field->name();
        if (!field->is_repeated()) {
            if (auto error = check_field(message, *field, -1, name)) {
                return error;
            }
            continue;
        }
        const int size = reflection.FieldSize(message, field);
        for (int i = 0; i < size; ++i) {
            if (auto error = check_field(message, *field, i, fmt::format("{}[{}]", name, i))) {
                return error;
            }
        }
    }
    return std::nullopt;
}

}  // namespace

base::Result<void> parse_proto(std::string_view bytes, Message& message) {
    // protobuf says on stderr where a string is not UTF-8; the error says it to the one concerned.
    const google::protobuf::LogSilencer silence;
    google::protobuf::io::CodedInputStream stream{
        reinterpret_cast<const std::uint8_t*>(bytes.data()), static_cast<int>(bytes.size())};
    stream.SetRecursionLimit(depth_max);
    const bool parsed = message.ParseFromCodedStream(&stream) && stream.ConsumedEntireMessage();
    if (auto error = check_message(message, {})) {
        return std::move(*error);
    }
    if (!parsed) {
        return invalid(
            {},
            fmt::format(
                "the {} bytes are not a {}: they are cut short, nested more than {} deep, or of "
                "another format",
                bytes.size(),
                message.GetDescriptor()->full_name(),
                depth_max
            )
        );
    }
    return {};
}

base::Result<void> parse(Encoding encoding, std::string_view bytes, Message& message) {
    return encoding == Encoding::json ? parse_json(bytes, message) : parse_proto(bytes, message);
}

std::string serialise(Encoding encoding, const Message& message) {
    return encoding == Encoding::json ? to_json(message) : message.SerializeAsString();
}

}  // namespace ladder::http
