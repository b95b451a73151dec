#include "services/scenario/storyline.hpp"

#include <algorithm>
#include <utility>

namespace ladder::scenario {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

const FieldDescriptor* text_field(const Message& message, const std::string& name) {
    const auto* field = message.GetDescriptor()->FindFieldByName(name);
    return field != nullptr && !field->is_repeated() &&
                   field->cpp_type() == FieldDescriptor::CPPTYPE_STRING
               ? field
               : nullptr;
}

// The last element of a list of messages; null if there is none.
const Message* last_of(const Message& message, const std::string& list) {
    const auto* field = message.GetDescriptor()->FindFieldByName(list);
    if (field == nullptr || !field->is_repeated()) {
        return nullptr;
    }
    const int size = message.GetReflection()->FieldSize(message, field);
    return size == 0 ? nullptr
                     : &message.GetReflection()->GetRepeatedMessage(message, field, size - 1);
}

// What an RPC makes where its response does not hold it apart from the whole.
std::string list_that_grows(std::string_view word) {
    return word == "raise_concern"           ? "concerns"
           : word == "record_fact"           ? "facts"
           : word == "record_recommendation" ? "recommendations"
                                             : "";
}

std::string name_of_made(const Rpc& rpc, const Message& request, const Message& response) {
    const auto* type = response.GetDescriptor();
    const auto& access = *response.GetReflection();
    if (type->field_count() == 0 ||
        type->field(0)->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
        return {};
    }
    if (type->field(0)->is_repeated()) {
        const auto* last = last_of(response, type->field(0)->name());
        return last == nullptr ? std::string{} : text_of(*last, "name");
    }
    const auto& whole = access.GetMessage(response, type->field(0));
    if (type->field_count() > 1 && type->field(1)->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE &&
        !type->field(1)->is_repeated()) {
        const auto& part = access.GetMessage(response, type->field(1));
        if (auto id = text_of(part, "id"); !id.empty()) {
            return id;
        }
    }
    if (const auto list = list_that_grows(rpc.word); !list.empty()) {
        const auto* last = last_of(whole, list);
        return last == nullptr ? std::string{} : text_of(*last, "id");
    }
    const auto parent = text_of(request, "parent");
    const auto& kind = type->field(0)->name();
    if (!parent.empty() && (kind == "deadline" || kind == "task")) {
        return parent + "/" + kind + "s/" + text_of(whole, "id");
    }
    const auto name = text_of(whole, "name");
    return name.empty() ? text_of(whole, "id") : name;
}

}  // namespace

std::string text_of(const Message& message, const std::string& field) {
    const auto* found = text_field(message, field);
    return found == nullptr ? std::string{} : message.GetReflection()->GetString(message, found);
}

void set_if_empty(Message& message, const std::string& field, const std::string& value) {
    const auto* found = text_field(message, field);
    if (found != nullptr && message.GetReflection()->GetString(message, found).empty()) {
        message.GetReflection()->SetString(&message, found, value);
    }
}

std::vector<std::string> Storyline::fill_names(Message& message) const {
    std::vector<std::string> unknown;
    const auto filled = [&](std::string text) {
        if (!text.starts_with('$')) {
            return text;
        }
        const auto end = static_cast<std::size_t>(
            std::find_if_not(text.begin() + 1, text.end(), is_name_character) - text.begin()
        );
        const auto found = made_.find(text.substr(1, end - 1));
        if (found == made_.end()) {
            unknown.push_back(text);
            return text;
        }
        return found->second + text.substr(end);
    };
    const auto& access = *message.GetReflection();
    std::vector<const FieldDescriptor*> fields;
    access.ListFields(message, &fields);
    for (const auto* field : fields) {
        const int size = field->is_repeated() ? access.FieldSize(message, field) : 1;
        for (int i = 0; i < size; ++i) {
            if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
                auto* part = field->is_repeated()
                                 ? access.MutableRepeatedMessage(&message, field, i)
                                 : access.MutableMessage(&message, field);
                const auto missing = fill_names(*part);
                unknown.insert(unknown.end(), missing.begin(), missing.end());
            } else if (field->type() == FieldDescriptor::TYPE_STRING) {
                if (field->is_repeated()) {
                    access.SetRepeatedString(
                        &message, field, i, filled(access.GetRepeatedString(message, field, i))
                    );
                } else {
                    access.SetString(&message, field, filled(access.GetString(message, field)));
                }
            }
        }
    }
    return unknown;
}

void Storyline::fill_resource(const Rpc& rpc, Message& request) const {
    if (const auto last = last_.find(rpc.collection);
        !rpc.collection.empty() && last != last_.end()) {
        set_if_empty(request, "name", last->second);
    }
    if (const auto last = last_.find(""); last != last_.end()) {
        set_if_empty(request, "parent", last->second);
    }
    if (const auto last = last_.find("procedures"); last != last_.end()) {
        set_if_empty(request, "procedure", last->second);
    }
}

void Storyline::take(
    const Rpc& rpc, const Message& request, const Message& response, const std::string& call
) {
    speak_of(text_of(request, "name"));
    speak_of(text_of(request, "parent"));
    const auto* type = response.GetDescriptor();
    if (type->field_count() > 0 && !type->field(0)->is_repeated() &&
        type->field(0)->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        const auto& whole = response.GetReflection()->GetMessage(response, type->field(0));
        speak_of(text_of(whole, "name"));
    }
    std::vector<const FieldDescriptor*> fields;
    response.GetReflection()->ListFields(response, &fields);
    for (const auto* field : fields) {
        if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
            continue;
        }
        const auto& access = *response.GetReflection();
        const int size = field->is_repeated() ? access.FieldSize(response, field) : 1;
        for (int i = 0; i < size; ++i) {
            const auto& part = field->is_repeated() ? access.GetRepeatedMessage(response, field, i)
                                                    : access.GetMessage(response, field);
            if (const auto etag = text_of(part, "etag"); !etag.empty()) {
                etags_[text_of(part, "name")] = etag;
            }
        }
    }
    if (!call.empty()) {
        made_[call] = name_of_made(rpc, request, response);
    }
}

std::string Storyline::seen_etag(const std::string& name) const {
    const auto found = etags_.find(name);
    return found == etags_.end() ? std::string{} : found->second;
}

void Storyline::speak_of(std::string_view name) {
    const auto resource = resource_of(name);
    const auto collection = collection_of(resource);
    if (collection.empty()) {
        return;
    }
    last_[std::string{collection}] = std::string{resource};
    if (collection == "cases" || collection == "procedures" || collection == "meetings") {
        last_[""] = std::string{resource};
    }
}

}  // namespace ladder::scenario
