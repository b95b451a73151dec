#include "engine/definition/diff.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/definition/plain.hpp"
#include "engine/definition/text.hpp"

namespace ladder::definition {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr std::size_t shown_characters_max = 200;

std::string text_field_of(const Message& message, const char* name) {
    const auto* field = message.GetDescriptor()->FindFieldByName(name);
    return field != nullptr && !field->is_repeated() &&
                   field->cpp_type() == FieldDescriptor::CPPTYPE_STRING
               ? message.GetReflection()->GetString(message, field)
               : std::string{};
}

// What tells elements of a list apart; empty: their place alone.
std::string key_of(const Message& message) {
    if (message.GetDescriptor() == v1::TransitionDefinition::descriptor()) {
        const auto& move = static_cast<const v1::TransitionDefinition&>(message);
        return fmt::format("{} -> {}", fmt::join(move.from(), "/"), move.to());
    }
    for (const auto* name : {"id", "date", "body", "column"}) {
        if (auto key = text_field_of(message, name); !key.empty()) {
            return key;
        }
    }
    return {};
}

// "ladder" for the list "ladders": what one element is called.
std::string singular(const FieldDescriptor& list) {
    const auto& name = list.name();
    if (name == "transitions") {
        return "move";
    }
    if (name == "facts" || name == "from") {
        return name == "from" ? name : "fact";
    }
    auto word = name;
    std::replace(word.begin(), word.end(), '_', ' ');
    if (word.ends_with("ies")) {
        return word.substr(0, word.size() - 3) + "y";
    }
    return word.ends_with("s") ? word.substr(0, word.size() - 1) : word;
}

class Differ {
public:
    std::vector<Change> changes;

    void compare(const Message& before, const Message& after, const std::string& where) {
        const auto* type = before.GetDescriptor();
        for (int i = 0; i < type->field_count(); ++i) {
            const auto& field = *type->field(i);
            if (field.is_repeated()) {
                compare_lists(before, after, field, where);
            } else {
                compare_values(before, after, field, where);
            }
        }
    }

private:
    static bool is_set(const Message& message, const FieldDescriptor& field) {
        return message.GetReflection()->HasField(message, &field);
    }

    static std::string value_of_field(const Message& message, const FieldDescriptor& field) {
        return is_set(message, field) ? value_in_one_line(message, field, -1) : std::string{};
    }

    void compare_values(
        const Message& before,
        const Message& after,
        const FieldDescriptor& field,
        const std::string& where
    ) {
        auto old_value = value_of_field(before, field);
        auto new_value = value_of_field(after, field);
        if (old_value == new_value && is_set(before, field) == is_set(after, field)) {
            return;
        }
        const auto kind = !is_set(before, field)  ? ChangeKind::added
                          : !is_set(after, field) ? ChangeKind::removed
                                                  : ChangeKind::changed;
        changes.push_back({kind, where, field.name(), std::move(old_value), std::move(new_value)});
    }

    static std::string list_in_words(const Message& message, const FieldDescriptor& field) {
        std::vector<std::string> values;
        const int size = message.GetReflection()->FieldSize(message, &field);
        values.reserve(static_cast<std::size_t>(size));
        for (int i = 0; i < size; ++i) {
            values.push_back(value_in_one_line(message, field, i));
        }
        return values.empty() ? std::string{} : fmt::format("[{}]", fmt::join(values, ", "));
    }

    void compare_lists(
        const Message& before,
        const Message& after,
        const FieldDescriptor& field,
        const std::string& where
    ) {
        if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE ||
            !has_keys(before, after, field)) {
            auto old_list = list_in_words(before, field);
            auto new_list = list_in_words(after, field);
            if (old_list != new_list) {
                changes.push_back(
                    {ChangeKind::changed,
                     where,
                     field.name(),
                     std::move(old_list),
                     std::move(new_list)}
                );
            }
            return;
        }
        compare_elements(before, after, field, where);
    }

    static std::vector<std::pair<std::string, const Message*>> elements(
        const Message& message, const FieldDescriptor& field
    ) {
        std::vector<std::pair<std::string, const Message*>> found;
        std::map<std::string, int> seen;
        for (int i = 0; i < message.GetReflection()->FieldSize(message, &field); ++i) {
            const auto& element = message.GetReflection()->GetRepeatedMessage(message, &field, i);
            auto key = key_of(element);
            if (const int times = seen[key]++; times > 0) {
                key += fmt::format(" ({})", times + 1);
            }
            found.emplace_back(std::move(key), &element);
        }
        return found;
    }

    static bool has_keys(
        const Message& before, const Message& after, const FieldDescriptor& field
    ) {
        for (const auto* message : {&before, &after}) {
            for (int i = 0; i < message->GetReflection()->FieldSize(*message, &field); ++i) {
                if (key_of(message->GetReflection()->GetRepeatedMessage(*message, &field, i))
                        .empty()) {
                    return false;
                }
            }
        }
        return true;
    }

    void compare_elements(
        const Message& before,
        const Message& after,
        const FieldDescriptor& field,
        const std::string& where
    ) {
        const auto old_ones = elements(before, field);
        const auto new_ones = elements(after, field);
        const auto named = [&](const std::string& key) {
            return fmt::format("{}{}{} {}", where, where.empty() ? "" : ", ", singular(field), key);
        };
        const auto find = [](const auto& list, const std::string& key) -> const Message* {
            const auto found = std::find_if(list.begin(), list.end(), [&](const auto& each) {
                return each.first == key;
            });
            return found == list.end() ? nullptr : found->second;
        };
        std::vector<std::string> old_order;
        std::vector<std::string> new_order;
        for (const auto& [key, element] : old_ones) {
            if (const auto* now = find(new_ones, key)) {
                old_order.push_back(key);
                compare(*element, *now, named(key));
            } else {
                changes.push_back({ChangeKind::removed, named(key), "", in_one_line(*element), ""});
            }
        }
        for (const auto& [key, element] : new_ones) {
            if (find(old_ones, key) == nullptr) {
                changes.push_back({ChangeKind::added, named(key), "", "", in_one_line(*element)});
            } else {
                new_order.push_back(key);
            }
        }
        if (old_order != new_order) {
            changes.push_back(
                {ChangeKind::changed,
                 where,
                 "order of " + field.name(),
                 fmt::format("{}", fmt::join(old_order, ", ")),
                 fmt::format("{}", fmt::join(new_order, ", "))}
            );
        }
    }
};

}  // namespace

std::vector<Change> diff(const v1::RulesetDefinition& before, const v1::RulesetDefinition& after) {
    Differ differ;
    differ.compare(before, after, "");
    return std::move(differ.changes);
}

std::string in_words(const Change& change) {
    const auto quoted = [](const std::string& value) {
        return fmt::format("'{}'", shortened(value, shown_characters_max));
    };
    const auto where = change.where.empty() ? std::string{"ruleset"} : change.where;
    if (change.what.empty()) {
        return change.kind == ChangeKind::added
                   ? fmt::format(
                         "{}: added: {}", where, shortened(change.after, shown_characters_max)
                     )
                   : fmt::format("{}: removed", where);
    }
    if (change.before.empty()) {
        return fmt::format("{}: {} is now {}", where, change.what, quoted(change.after));
    }
    if (change.after.empty()) {
        return fmt::format("{}: {} is gone; it was {}", where, change.what, quoted(change.before));
    }
    return fmt::format(
        "{}: {} changed from {} to {}",
        where,
        change.what,
        quoted(change.before),
        quoted(change.after)
    );
}

}  // namespace ladder::definition
