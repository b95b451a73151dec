#include "engine/command/authorise.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/command/fields.hpp"
#include "engine/command/words.hpp"

namespace ladder::command {

namespace {

using base::Code;
using base::Error;

std::string_view act_words(v1::Permission act) {
    switch (act) {
        case v1::PERMISSION_OPEN_CASE:
            return "open or close a case";
        case v1::PERMISSION_RAISE_CONCERN:
            return "raise or close a concern";
        case v1::PERMISSION_RECORD_FACT:
            return "record a fact";
        case v1::PERMISSION_RECOMMEND:
            return "recommend a move";
        case v1::PERMISSION_RUN_MEETING:
            return "run a meeting";
        case v1::PERMISSION_KEEP_PEERS:
            return "keep the register of peers";
        case v1::PERMISSION_ADD_DOCUMENT:
            return "add a document";
        case v1::PERMISSION_PUBLISH:
            return "publish";
        case v1::PERMISSION_RECORD_ASSESSMENT:
            return "record an assessment";
        case v1::PERMISSION_KEEP_DIARY:
            return "keep deadlines and tasks";
        case v1::PERMISSION_MIGRATE:
            return "move a case to another ruleset version";
        default:  // the generated enum is open
            return "do this";
    }
}

std::string roles_that_may(const definition::Ruleset& ruleset, v1::Permission act) {
    std::vector<std::string> roles;
    for (const auto& role : ruleset.definition().roles()) {
        if (ruleset.may(role.id(), act)) {
            roles.push_back(role_words(ruleset, role.id()));
        }
    }
    return listed(roles);
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

base::Result<void> require_caller(const Context& context) {
    if (const auto fault = text_fault(context.actor.person(), person_chars_max); !fault.empty()) {
        return Error{Code::unauthenticated, "the acting person's name " + fault, {}};
    }
    if (context.actor.capacity().empty()) {
        return Error{Code::unauthenticated, "say in which capacity you act, such as 'hmcic'", {}};
    }
    if (context.ruleset.role(context.actor.capacity()) == nullptr) {
        return Error{
            Code::permission_denied,
            fmt::format(
                "'{}' is not a role of {}",
                context.actor.capacity().substr(0, 80),
                context.ruleset.name()
            ),
            {}};
    }
    return {};
}

base::Result<void> require_permission(const Context& context, v1::Permission act) {
    if (auto caller = require_caller(context); !caller) {
        return caller;
    }
    if (!context.ruleset.may(context.actor.capacity(), act)) {
        return Error{
            Code::permission_denied,
            fmt::format(
                "{} may not {}; these may: {}",
                role_words(context.ruleset, context.actor.capacity()),
                act_words(act),
                roles_that_may(context.ruleset, act)
            ),
            {}};
    }
    return {};
}

base::Result<v1::Actor> acting_for(
    Problems& problems, const v1::Actor& given, std::string_view field, const Context& context
) {
    const auto& caller = context.actor;
    if (given.person().empty() && given.capacity().empty()) {
        return caller;
    }
    if (const auto fault = text_fault(given.person(), person_chars_max); !fault.empty()) {
        problems.field(fmt::format("{}.person", field), fault);
    }
    if (context.ruleset.role(given.capacity()) == nullptr) {
        problems.field(
            fmt::format("{}.capacity", field),
            fmt::format(
                "'{}' is not a role of {}", given.capacity().substr(0, 80), context.ruleset.name()
            )
        );
        return given;
    }
    if (same_person(given.person(), caller.person()) && given.capacity() == caller.capacity()) {
        return given;
    }
    const auto* role = context.ruleset.role(caller.capacity());
    const auto& records_for = role->records_for();
    if (std::find(records_for.begin(), records_for.end(), given.capacity()) == records_for.end()) {
        return Error{
            Code::permission_denied,
            fmt::format(
                "{} may not record for another person who acts as {}",
                role_words(context.ruleset, caller.capacity()),
                role_words(context.ruleset, given.capacity())
            ),
            {}};
    }
    return given;
}

bool same_person(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
        return lower(x) == lower(y);
    });
}

std::string etag_of(std::int64_t version) {
    return fmt::format("v{}", version);
}

base::Error stale_etag(
    const std::string& name,
    const std::string& sent,
    const std::string& current,
    const std::string& changed_by
) {
    v1::StaleEtag stale;
    stale.set_name(name);
    stale.set_sent(sent.substr(0, 100));
    stale.set_current(current);
    stale.set_changed_by(changed_by);
    return Error{
        Code::aborted,
        fmt::format(
            "{} was changed since you read it: it is now at {}. Read it again and decide on what "
            "you see",
            name,
            current
        ),
        {std::move(stale)}};
}

}  // namespace ladder::command
