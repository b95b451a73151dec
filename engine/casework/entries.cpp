#include "engine/casework/entries.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/command/words.hpp"

namespace ladder::casework {

namespace {

// The record whose entries are the keys of this one; empty: its keys are something else.
std::string_view key_record_of(const v1::RecordDefinition& record) {
    return record.key() == v1::KEY_KIND_ENTRY ? std::string_view{record.key_record()}
                                              : std::string_view{};
}

}  // namespace

bool stands_on(const v1::Entry& entry, std::string_view day) {
    // ISO dates sort as text.
    return entry.effective_on() <= day &&
           (entry.withdrawn_on().empty() || entry.withdrawn_on() > day) &&
           (entry.expires_on().empty() || entry.expires_on() >= day);
}

std::string_view value_of(const v1::Entry& entry, std::string_view field) {
    const auto& values = entry.values();
    const auto found = std::find_if(values.begin(), values.end(), [&](const auto& value) {
        return value.field() == field;
    });
    return found == values.end() ? std::string_view{} : std::string_view{found->value()};
}

bool same_key(
    const v1::ProcedureDefinition& procedure,
    const v1::RecordDefinition& record,
    const v1::Entry& entry,
    const v1::Entry& about
) {
    const auto* other = definition::find_record(procedure, about.record());
    if (!about.record().empty() && key_record_of(record) == about.record()) {
        return !about.id().empty() && entry.key() == about.id();
    }
    if (other != nullptr && key_record_of(*other) == record.id()) {
        return entry.id() == about.key();
    }
    return entry.key() == about.key();
}

const std::string& key_of(const v1::Entry& entry) {
    return entry.key().empty() ? entry.id() : entry.key();
}

std::string record_words(const v1::RecordDefinition& record) {
    return record.title().empty() ? record.id()
                                  : fmt::format("'{}' ({})", record.title(), record.id());
}

std::string entry_words(const v1::Entry& entry) {
    return fmt::format("{}, {}", entry.id(), command::date_words(entry.effective_on()));
}

}  // namespace ladder::casework
