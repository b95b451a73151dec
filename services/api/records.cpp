#include "services/api/records.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace ladder::api {

namespace {

template <class Items>
bool holds_id(const Items& items, std::string_view id) {
    return std::any_of(items.begin(), items.end(), [&](const auto& item) {
        return item.id() == id;
    });
}

// A part of a record: "cases/x/decisions/d1", "procedures/x/entries/e1", "procedures/x/steps/s1".
bool part_exists(db::Aggregates& aggregates, const std::string& name, std::size_t end_of_record) {
    const auto record = name.substr(0, end_of_record);
    const auto rest = std::string_view{name}.substr(end_of_record + 1);
    const auto kind = rest.substr(0, rest.find('/'));
    const auto id = rest.substr(std::min(rest.size(), kind.size() + 1));
    if (const auto* found = aggregates.find_as<v1::Case>(record)) {
        return kind == "decisions" && holds_id(found->decisions(), id);
    }
    if (const auto* found = aggregates.find_as<v1::Procedure>(record)) {
        return (kind == "entries" && holds_id(found->entries(), id)) ||
               (kind == "steps" && holds_id(found->steps(), id));
    }
    return false;
}

bool record_exists(db::Aggregates& aggregates, const std::string& name) {
    if (!db::is_stream(name)) {
        return false;
    }
    const auto slash = name.find('/');
    const auto second = name.find('/', slash + 1);
    if (second != std::string::npos) {
        return part_exists(aggregates, name, second);
    }
    if (name.starts_with("rulesets/")) {
        return aggregates.find_ruleset(name) != nullptr;
    }
    return !std::holds_alternative<std::monostate>(aggregates.find(name));
}

}  // namespace

registers::Known known_records(db::Aggregates& aggregates) {
    return {
        [&aggregates](const std::string& name) {
            return name.starts_with("bodies/") ? aggregates.find_body(name) : nullptr;
        },
        [&aggregates](const std::string& name) { return record_exists(aggregates, name); },
        [&aggregates](const std::string& name) {
            return aggregates.find_as<v1::Assessment>(name);
        }};
}

base::Error no_such_record(std::string_view name) {
    return {base::Code::not_found, fmt::format("there is no {}", name), {}};
}

}  // namespace ladder::api
