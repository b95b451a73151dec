#include "services/api/mention.hpp"

#include <algorithm>
#include <array>

namespace ladder::api {

namespace {

constexpr std::string_view in_its_place = "a record that is not shown";

constexpr std::array guarded_collections{
    std::string_view{"cases"},
    std::string_view{"procedures"},
    std::string_view{"meetings"},
    std::string_view{"documents"},
    std::string_view{"publications"},
    std::string_view{"assessments"},
    std::string_view{"peers"},
    std::string_view{"imports"},
    std::string_view{"evaluations"},
    std::string_view{"rulesetProposals"}};

bool is_name_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

bool is_collection_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_guarded(std::string_view collection) {
    return std::find(guarded_collections.begin(), guarded_collections.end(), collection) !=
           guarded_collections.end();
}

// Where the name that has its first slash at `slash` begins and ends; nothing (an empty view) if
// there is no such name.
std::string_view name_around(std::string_view text, std::size_t slash) {
    auto begin = slash;
    while (begin > 0 && is_collection_letter(text[begin - 1])) {
        --begin;
    }
    if (!is_guarded(text.substr(begin, slash - begin))) {
        return {};
    }
    auto end = slash + 1;
    // Further parts: "/entries/e1".
    while (end < text.size() && (is_name_letter(text[end]) ||
                                 ((text[end] == '/' || text[end] == '_') && end + 1 < text.size() &&
                                  is_name_letter(text[end + 1])))) {
        ++end;
    }
    while (end > slash + 1 && (text[end - 1] == '.' || text[end - 1] == '-')) {
        --end;  // the end of a sentence
    }
    return end == slash + 1 ? std::string_view{} : text.substr(begin, end - begin);
}

void add_names(const google::protobuf::Message& message, std::vector<std::string>& names) {
    const auto* reflection = message.GetReflection();
    std::vector<const google::protobuf::FieldDescriptor*> fields;
    reflection->ListFields(message, &fields);
    const auto add = [&](const std::string& text) {
        if (is_guarded_name(text) && std::find(names.begin(), names.end(), text) == names.end()) {
            names.push_back(text);
        }
    };
    for (const auto* field : fields) {
        const bool repeated = field->is_repeated();
        const int size = repeated ? reflection->FieldSize(message, field) : 1;
        std::string scratch;
        for (int i = 0; i < size; ++i) {
            if (field->type() == google::protobuf::FieldDescriptor::TYPE_STRING) {
                add(repeated ? reflection->GetRepeatedStringReference(message, field, i, &scratch)
                             : reflection->GetStringReference(message, field, &scratch));
            } else if (field->cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_MESSAGE) {
                add_names(
                    repeated ? reflection->GetRepeatedMessage(message, field, i)
                             : reflection->GetMessage(message, field),
                    names
                );
            }
        }
    }
}

}  // namespace

bool is_guarded_name(std::string_view text) {
    const auto slash = text.find('/');
    return slash != std::string_view::npos && name_around(text, slash).size() == text.size();
}

std::vector<std::string> names_in(const google::protobuf::Message& message) {
    std::vector<std::string> names;
    add_names(message, names);
    return names;
}

bool replace_names(std::string& text, const std::function<bool(std::string_view name)>& keep) {
    bool changed = false;
    for (auto slash = text.find('/'); slash != std::string::npos;
         slash = text.find('/', slash + 1)) {
        const auto name = name_around(text, slash);
        if (name.empty()) {
            continue;
        }
        const auto begin = static_cast<std::size_t>(name.data() - text.data());
        const auto size = name.size();
        if (keep(name)) {
            slash = begin + size - 1;
        } else {
            text.replace(begin, size, in_its_place);
            slash = begin + in_its_place.size() - 1;
            changed = true;
        }
    }
    return changed;
}

}  // namespace ladder::api
