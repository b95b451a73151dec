// Registering people and changing them: who may, and what stands against it.
#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/format.h>

#include "engine/access/grants.hpp"
#include "engine/access/person.hpp"
#include "engine/command/authorise.hpp"
#include "engine/command/fields.hpp"

namespace ladder::access {

namespace {

using command::Problems;

constexpr std::string_view person_collection = "people/";
constexpr std::size_t person_id_chars_max = 63;
constexpr std::size_t certificate_chars = 64;  // SHA-256 in hexadecimal

char lower_case(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

base::Error denied(std::string message) {
    return {base::Code::permission_denied, std::move(message), {}};
}

// What is said of a person at first; the rest is given by changes, one by one.
v1::Person said_of(const v1::Person& person) {
    v1::Person said;
    said.set_person(person.person());
    said.set_title(person.title());
    said.set_kind(person.kind());
    said.set_organisation(person.organisation());
    return said;
}

void check_person_said(Problems& problems, const v1::Person& person, const Others& others) {
    command::check_text(problems, "person.person", person.person(), command::person_chars_max);
    if (person.person().find_first_of(";\n\r\t") != std::string::npos) {
        problems.field("person.person", "holds a semicolon or a line break; write it without");
    }
    if (const auto* other = others.by_person(person.person())) {
        problems.field(
            "person.person", fmt::format("is the identifier of {} already", other->name())
        );
    }
    command::check_text(problems, "person.title", person.title(), command::title_chars_max);
    command::check_text(
        problems, "person.organisation", person.organisation(), command::title_chars_max
    );
    if (person.kind() != v1::PERSON_KIND_PERSON && person.kind() != v1::PERSON_KIND_SERVICE) {
        problems.field("person.kind", "is missing; give PERSON_KIND_PERSON or PERSON_KIND_SERVICE");
    }
    auto more = person;
    more.clear_name();
    if (more.SerializeAsString() != said_of(person).SerializeAsString()) {
        problems.field(
            "person",
            "says more than identifier, title, kind and organisation; give the rest by changes"
        );
    }
}

// The right of this id that has not ended; only its last day is asked.
template <class Rights>
const std::string* last_day_of(const Rights& rights, const std::string& id) {
    const auto found = std::find_if(rights.begin(), rights.end(), [&](const auto& right) {
        return right.id() == id;
    });
    return found == rights.end() ? nullptr : &found->until();
}

void check_end(
    Problems& problems, const v1::Person& state, const std::string& id, std::string_view today
) {
    for (const auto* until :
         {last_day_of(state.memberships(), id),
          last_day_of(state.clearances(), id),
          last_day_of(state.compartments(), id),
          last_day_of(state.needs_to_know(), id),
          last_day_of(state.delegations(), id),
          last_day_of(state.recusals(), id)}) {
        if (until == nullptr) {
            continue;
        }
        if (!until->empty() && *until < today) {
            problems.field("change.end", fmt::format("{} ended on {} already", id, *until));
        }
        return;
    }
    problems.field(
        "change.end",
        fmt::format("{} holds no right of the id '{}'", state.name(), id.substr(0, 20))
    );
}

void check_identity(
    Problems& problems, const std::string& identity, const v1::Person& state, const Others& others
) {
    if (identity.empty()) {
        return;
    }
    const auto blank = identity.find(' ');
    if (blank == std::string::npos || blank == 0 || blank + 1 == identity.size() ||
        !command::text_fault(identity, command::title_chars_max).empty()) {
        problems.field(
            "change.identity", "is not written as the issuer's URL, a blank, and the subject"
        );
        return;
    }
    const auto* other = others.by_identity(identity);
    if (other != nullptr && other->name() != state.name()) {
        problems.field("change.identity", fmt::format("is that of {}", other->name()));
    }
}

void check_certificate(
    Problems& problems,
    const std::string& certificate,
    const v1::Person& state,
    const Others& others
) {
    if (certificate.empty()) {
        return;
    }
    if (state.kind() != v1::PERSON_KIND_SERVICE) {
        problems.field("change.certificate", "is for service accounts; people sign in themselves");
    }
    if (certificate.size() != certificate_chars ||
        certificate.find_first_not_of("0123456789abcdef") != std::string::npos) {
        problems.field(
            "change.certificate", "is not a SHA-256 in 64 lower-case hexadecimal digits"
        );
        return;
    }
    const auto* other = others.by_certificate(certificate);
    if (other != nullptr && other->name() != state.name()) {
        problems.field("change.certificate", fmt::format("is that of {}", other->name()));
    }
}

void check_administrator(Problems& problems, bool administrator, const v1::Person& state) {
    if (administrator == state.administrator()) {
        problems.field(
            "change.administrator",
            fmt::format(
                "changes nothing: {} is {} administrator", state.name(), administrator ? "an" : "no"
            )
        );
    }
    if (administrator && state.kind() != v1::PERSON_KIND_PERSON) {
        problems.field("change.administrator", "is for people; a program keeps no rights");
    }
}

void check_person_change(
    Problems& problems,
    v1::PersonChange& change,
    const v1::Person& state,
    const PeopleContext& context,
    const Others& others
) {
    const auto today = base::to_string(base::day_of(context.recorded_at));
    switch (change.change_case()) {
        case v1::PersonChange::CHANGE_NOT_SET:
            problems.field("change", "is missing; say what changes");
            return;
        case v1::PersonChange::kEnd:
            return check_end(problems, state, change.end(), today);
        case v1::PersonChange::kSuspended:
            if (change.suspended() == state.suspended()) {
                problems.field(
                    "change.suspended",
                    fmt::format(
                        "changes nothing: {} is {} use",
                        state.name(),
                        state.suspended() ? "out of" : "in"
                    )
                );
            }
            return;
        case v1::PersonChange::kIdentity:
            return check_identity(problems, change.identity(), state, others);
        case v1::PersonChange::kCertificate:
            return check_certificate(problems, change.certificate(), state, others);
        case v1::PersonChange::kTitle:
            return command::check_text(
                problems, "change.title", change.title(), command::title_chars_max
            );
        case v1::PersonChange::kAdministrator:
            return check_administrator(problems, change.administrator(), state);
        default:
            return check_grant(problems, change, state, context, others);
    }
}

}  // namespace

std::string key_of(std::string_view person) {
    std::string key{person};
    std::transform(key.begin(), key.end(), key.begin(), lower_case);
    return key;
}

std::string name_for(std::string_view person) {
    std::string id;
    for (const char c : key_of(person)) {
        const bool kept = is_letter_or_digit(c) || (c == '.' && !id.empty() && id.back() != '.');
        if (kept) {
            id += c;
        } else if (!id.empty() && id.back() != '-' && id.back() != '.') {
            id += '-';
        }
    }
    id = id.substr(0, person_id_chars_max);
    while (!id.empty() && !is_letter_or_digit(id.back())) {
        id.pop_back();
    }
    return id.empty() ? id : std::string{person_collection} + id;
}

bool is_person_name(std::string_view name) {
    if (!name.starts_with(person_collection)) {
        return false;
    }
    const auto id = name.substr(person_collection.size());
    return !id.empty() && id.size() <= person_id_chars_max && is_letter_or_digit(id.front()) &&
           is_letter_or_digit(id.back()) && std::all_of(id.begin(), id.end(), [](char c) {
               return is_letter_or_digit(c) || c == '.' || c == '-';
           });
}

base::Result<void> require_administrator(const PeopleContext& context, const Others& others) {
    if (context.actor.person().empty()) {
        return base::Error{base::Code::unauthenticated, "nobody is named as acting", {}};
    }
    if (context.authority == Authority::local) {
        return {};
    }
    const auto* caller = others.by_person(context.actor.person());
    if (caller == nullptr || !caller->administrator() || caller->suspended()) {
        return denied("only administrators keep people and their rights");
    }
    return {};
}

base::Result<command::Events> decide(
    const v1::Person* standing,
    const v1::RegisterPersonRequest& command,
    const PeopleContext& context,
    const Others& others
) {
    if (const auto may = require_administrator(context, others); !may) {
        return may.error();
    }
    if (standing != nullptr) {
        return base::Error{
            base::Code::already_exists,
            fmt::format("{} is registered already; change them", standing->name()),
            {}};
    }
    Problems problems;
    if (!is_person_name(command.person().name())) {
        problems.field("person.name", "is not written as people/a.officer-hmic.example");
    }
    check_person_said(problems, command.person(), others);
    command::check_text(problems, "reasons", command.reasons(), command::reasons_chars_max);
    if (problems.any()) {
        return problems.to_error("The person can't be registered");
    }
    v1::Event event;
    *event.mutable_person_registered()->mutable_person() = said_of(command.person());
    event.mutable_person_registered()->set_reasons(command.reasons());
    return command::Events{std::move(event)};
}

base::Result<command::Events> decide(
    const v1::Person& state,
    const v1::ChangePersonRequest& command,
    const PeopleContext& context,
    const Others& others
) {
    if (const auto may = require_administrator(context, others); !may) {
        return may.error();
    }
    if (context.authority == Authority::administrator &&
        key_of(state.person()) == key_of(context.actor.person())) {
        return denied("nobody changes their own rights; another administrator does");
    }
    Problems problems;
    if (const auto seen = command::require_etag(problems, state, command.etag(), "person"); !seen) {
        return seen.error();
    }
    auto change = command.change();
    check_person_change(problems, change, state, context, others);
    command::check_text(problems, "reasons", command.reasons(), command::reasons_chars_max);
    if (problems.any()) {
        return problems.to_error("The person can't be changed");
    }
    v1::Event event;
    auto& changed = *event.mutable_person_changed();
    *changed.mutable_change() = std::move(change);
    changed.set_reasons(command.reasons());
    changed.set_effective_on(base::to_string(base::day_of(context.recorded_at)));
    return command::Events{std::move(event)};
}

}  // namespace ladder::access
