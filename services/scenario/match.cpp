#include "services/scenario/match.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/definition/yaml_reader.hpp"

namespace ladder::scenario {

namespace {

using definition::YamlNode;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using Lines = std::vector<std::string>;

// One value of a field, for people. `index` is -1 for a field that is no list.
std::string value_text(const Message& message, const FieldDescriptor& field, int index) {
    const auto& access = *message.GetReflection();
    const bool one = index < 0;
    switch (field.cpp_type()) {
        case FieldDescriptor::CPPTYPE_STRING:
            return one ? access.GetString(message, &field)
                       : access.GetRepeatedString(message, &field, index);
        case FieldDescriptor::CPPTYPE_ENUM:
            return definition::short_name(
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
        case FieldDescriptor::CPPTYPE_INT64:
            return fmt::to_string(
                one ? access.GetInt64(message, &field)
                    : access.GetRepeatedInt64(message, &field, index)
            );
        case FieldDescriptor::CPPTYPE_DOUBLE:
            return fmt::to_string(
                one ? access.GetDouble(message, &field)
                    : access.GetRepeatedDouble(message, &field, index)
            );
        case FieldDescriptor::CPPTYPE_UINT32:
        case FieldDescriptor::CPPTYPE_UINT64:
        case FieldDescriptor::CPPTYPE_FLOAT:
        case FieldDescriptor::CPPTYPE_MESSAGE:
            break;  // no message of the protocol has such a single value
    }
    return {};
}

class Comparison {
public:
    Lines lines;

    void compare(
        const YamlNode& written,
        const Message& wanted,
        const Message& actual,
        const std::string& path
    ) {
        for (std::size_t i = 0; i < written.keys.size(); ++i) {
            const auto* field = wanted.GetDescriptor()->FindFieldByName(written.keys[i].text);
            if (field == nullptr) {
                continue;  // refused when it was read
            }
            const auto at = path.empty() ? field->name() : path + "." + field->name();
            if (field->is_repeated()) {
                compare_list(written.items[i], wanted, actual, *field, at);
            } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
                compare(
                    written.items[i],
                    wanted.GetReflection()->GetMessage(wanted, field),
                    actual.GetReflection()->GetMessage(actual, field),
                    at
                );
            } else {
                const auto expected = value_text(wanted, *field, -1);
                const auto found = value_text(actual, *field, -1);
                if (expected != found) {
                    lines.push_back(fmt::format("{}: expected '{}', got '{}'", at, expected, found)
                    );
                }
            }
        }
    }

private:
    static Lines element(
        const YamlNode& written,
        const Message& wanted,
        int i,
        const Message& actual,
        int j,
        const FieldDescriptor& field
    ) {
        if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
            Comparison one;
            one.compare(
                written.items[static_cast<std::size_t>(i)],
                wanted.GetReflection()->GetRepeatedMessage(wanted, &field, i),
                actual.GetReflection()->GetRepeatedMessage(actual, &field, j),
                ""
            );
            return one.lines;
        }
        const auto expected = value_text(wanted, field, i);
        const auto found = value_text(actual, field, j);
        return expected == found ? Lines{}
                                 : Lines{fmt::format("expected '{}', got '{}'", expected, found)};
    }

    // Each element wanted needs an element of its own: a matching in a bipartite graph.
    struct Pairing {
        std::vector<std::vector<bool>> fits;  // [wanted][actual]
        std::vector<int> taken_by;            // of an actual element; -1: none

        bool place(std::size_t wanted, std::vector<bool>& tried) {
            for (std::size_t j = 0; j < taken_by.size(); ++j) {
                if (!fits[wanted][j] || tried[j]) {
                    continue;
                }
                tried[j] = true;
                if (taken_by[j] < 0 || place(static_cast<std::size_t>(taken_by[j]), tried)) {
                    taken_by[j] = static_cast<int>(wanted);
                    return true;
                }
            }
            return false;
        }
    };

    void compare_list(
        const YamlNode& written,
        const Message& wanted,
        const Message& actual,
        const FieldDescriptor& field,
        const std::string& at
    ) {
        const int expected = wanted.GetReflection()->FieldSize(wanted, &field);
        const int found = actual.GetReflection()->FieldSize(actual, &field);
        if (expected == 0 && found > 0) {
            lines.push_back(fmt::format("{}: expected none, got {}", at, found));
        }
        Pairing pairing;
        pairing.taken_by.assign(static_cast<std::size_t>(found), -1);
        for (int i = 0; i < expected; ++i) {
            pairing.fits.emplace_back(static_cast<std::size_t>(found), false);
            Lines nearest;
            for (int j = 0; j < found; ++j) {
                auto different = element(written, wanted, i, actual, j, field);
                pairing.fits.back()[static_cast<std::size_t>(j)] = different.empty();
                if (j == 0 || different.size() < nearest.size()) {
                    nearest = std::move(different);
                }
            }
            std::vector<bool> tried(static_cast<std::size_t>(found), false);
            if (!pairing.place(static_cast<std::size_t>(i), tried)) {
                lines.push_back(fmt::format(
                    "{}[{}]: none of the {} there is so{}{}",
                    at,
                    i,
                    found,
                    nearest.empty() ? "" : "; the nearest: ",
                    fmt::join(nearest, ", ")
                ));
            }
        }
    }
};

void compare_sets(
    Lines& lines, std::string_view what, const Lines& expected, const std::set<std::string>& actual
) {
    const std::set<std::string> wanted{expected.begin(), expected.end()};
    if (wanted != actual) {
        lines.push_back(fmt::format(
            "{}: expected [{}], got [{}]", what, fmt::join(wanted, ", "), fmt::join(actual, ", ")
        ));
    }
}

}  // namespace

Lines differences(const YamlNode& written, const Message& wanted, const Message& actual) {
    Comparison comparison;
    comparison.compare(written, wanted, actual, "");
    return std::move(comparison.lines);
}

Lines differences(const Refusal& expected, const base::Error& actual) {
    Lines lines;
    if (expected.code != base::to_string(actual.code)) {
        lines.push_back(
            fmt::format("code: expected {}, got {}", expected.code, base::to_string(actual.code))
        );
    }
    std::set<std::string> unmet;
    std::set<std::string> fields;
    for (const auto& detail : actual.details) {
        if (const auto* gate = std::get_if<v1::UnmetGate>(&detail)) {
            unmet.insert(gate->gate());
        } else if (const auto* field = std::get_if<v1::FieldViolation>(&detail)) {
            fields.insert(field->field());
        }
    }
    compare_sets(lines, "unmet", expected.unmet, unmet);
    compare_sets(lines, "fields", expected.fields, fields);
    const auto words = in_words(actual);
    for (const auto& said : expected.says) {
        if (words.find(said) == std::string::npos) {
            lines.push_back(fmt::format("says: nothing of '{}'", said));
        }
    }
    if (!lines.empty()) {
        lines.push_back("the refusal was: " + words);
    }
    return lines;
}

std::string in_words(const base::Error& error) {
    auto words = fmt::format("{}: {}", base::to_string(error.code), error.message);
    for (const auto& detail : error.details) {
        if (const auto* gate = std::get_if<v1::UnmetGate>(&detail)) {
            words += fmt::format(
                "; {} ({}): {} {}",
                gate->gate(),
                gate->legal_basis(),
                gate->title(),
                gate->explanation()
            );
        } else if (const auto* field = std::get_if<v1::FieldViolation>(&detail)) {
            words += fmt::format("; {}: {}", field->field(), field->description());
        } else if (const auto* issue = std::get_if<v1::TextIssue>(&detail)) {
            words += fmt::format("; {}:{}: {}", issue->file(), issue->line(), issue->message());
        }
    }
    return words;
}

}  // namespace ladder::scenario
