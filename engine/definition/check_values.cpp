// Values that no field of a definition may hold, whoever sent it.
#include <cmath>
#include <set>

#include <fmt/format.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <google/protobuf/unknown_field_set.h>

#include "engine/definition/checks.hpp"
#include "engine/definition/text.hpp"
#include "engine/definition/yaml_reader.hpp"

namespace ladder::definition {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr std::size_t definition_bytes_max = std::size_t{1024} * 1024;
constexpr int list_max = 1000;
constexpr std::size_t text_characters_max = 2000;
constexpr int depth_max = 64;

class ValueWalk {
public:
    explicit ValueWalk(Findings& findings) : findings_{findings} {}

    bool sound() const { return sound_; }

    void message(const Message& message, const std::string& path, int depth) {
        if (depth > depth_max) {
            wrong(path, "nested too deeply", "write it flatter");
            return;
        }
        const auto* reflection = message.GetReflection();
        if (!reflection->GetUnknownFields(message).empty()) {
            wrong(path, "it holds a field that this version does not know", "remove the field");
        }
        std::vector<const FieldDescriptor*> fields;
        reflection->ListFields(message, &fields);
        for (const auto* field : fields) {
            const auto field_path =
                path.empty() ? field->name() : fmt::format("{}.{}", path, field->name());
            if (!field->is_repeated()) {
                value(message, *field, -1, field_path, depth);
                continue;
            }
            const auto size = reflection->FieldSize(message, field);
            if (size > list_max) {
                wrong(
                    field_path,
                    fmt::format("it has {} elements", size),
                    fmt::format("keep to {}", list_max)
                );
                continue;
            }
            for (int i = 0; i < size; ++i) {
                value(message, *field, i, at(field_path, i), depth);
            }
            if (field->cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
                each_once(message, *field, field_path);
            }
        }
    }

private:
    // `index` -1: the field is singular.
    void value(
        const Message& message,
        const FieldDescriptor& field,
        int index,
        const std::string& path,
        int depth
    ) {
        const auto* reflection = message.GetReflection();
        const bool one = index < 0;
        switch (field.cpp_type()) {
            case FieldDescriptor::CPPTYPE_MESSAGE:
                this->message(
                    one ? reflection->GetMessage(message, &field)
                        : reflection->GetRepeatedMessage(message, &field, index),
                    path,
                    depth + 1
                );
                return;
            case FieldDescriptor::CPPTYPE_ENUM:
                choice(
                    field,
                    one ? reflection->GetEnumValue(message, &field)
                        : reflection->GetRepeatedEnumValue(message, &field, index),
                    path
                );
                return;
            case FieldDescriptor::CPPTYPE_STRING:
                text(
                    one ? reflection->GetString(message, &field)
                        : reflection->GetRepeatedString(message, &field, index),
                    path
                );
                return;
            case FieldDescriptor::CPPTYPE_DOUBLE: {
                const auto number = one ? reflection->GetDouble(message, &field)
                                        : reflection->GetRepeatedDouble(message, &field, index);
                if (!std::isfinite(number) || std::abs(number) > number_max) {
                    wrong(path, "not a usable number", "write a number between -9e15 and 9e15");
                }
                return;
            }
            case FieldDescriptor::CPPTYPE_BOOL:
            case FieldDescriptor::CPPTYPE_INT32:
            case FieldDescriptor::CPPTYPE_INT64:
            case FieldDescriptor::CPPTYPE_UINT32:
            case FieldDescriptor::CPPTYPE_UINT64:
            case FieldDescriptor::CPPTYPE_FLOAT:
                return;  // any value is a value; its range is for those who know the field
        }
    }

    void choice(const FieldDescriptor& field, int number, const std::string& path) {
        if (number == 0 || field.enum_type()->FindValueByNumber(number) == nullptr) {
            wrong(
                path,
                fmt::format("{} is not a value of '{}'", number, field.name()),
                "use a value of this version"
            );
        }
    }

    void each_once(const Message& message, const FieldDescriptor& field, const std::string& path) {
        const auto* reflection = message.GetReflection();
        std::set<int> seen;
        for (int i = 0; i < reflection->FieldSize(message, &field); ++i) {
            const auto number = reflection->GetRepeatedEnumValue(message, &field, i);
            if (!seen.insert(number).second) {
                wrong(
                    at(path, i),
                    fmt::format("'{}' is listed twice", short_name(*field.enum_type(), number)),
                    "keep one of them"
                );
            }
        }
    }

    void text(const std::string& text, const std::string& path) {
        if (const auto bad = find_bad_text(text)) {
            wrong(path, fmt::format("the text holds {}", bad->what), "take it out");
        } else if (characters_in(text, text.size()) > text_characters_max) {
            wrong(
                path,
                "the text is too long",
                fmt::format("keep to {} characters", text_characters_max)
            );
        }
    }

    void wrong(const std::string& path, std::string message, std::string fix) {
        sound_ = false;
        findings_.error(path, std::move(message), std::move(fix));
    }

    Findings& findings_;
    bool sound_ = true;
};

}  // namespace

bool check_values(const Scope& scope) {
    if (const auto size = scope.ruleset.definition().ByteSizeLong(); size > definition_bytes_max) {
        scope.findings.error(
            "",
            fmt::format("the definition has {} bytes", size),
            fmt::format("keep to {}", definition_bytes_max)
        );
        return false;
    }
    ValueWalk walk{scope.findings};
    walk.message(scope.ruleset.definition(), "", 0);
    return walk.sound();
}

}  // namespace ladder::definition
