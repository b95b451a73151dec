#include "services/api/permission.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/ranges.h>

namespace ladder::api {

namespace {

std::string_view in_words(v1::Permission act) {
    switch (act) {
        case v1::PERMISSION_OPEN_CASE:
            return "open or close a case";
        case v1::PERMISSION_RAISE_CONCERN:
            return "raise a concern";
        case v1::PERMISSION_RECORD_FACT:
            return "record a fact";
        case v1::PERMISSION_RECOMMEND:
            return "recommend a move";
        case v1::PERMISSION_EVALUATE:
            return "run the rules";
        case v1::PERMISSION_IMPORT:
            return "import figures";
        case v1::PERMISSION_REGISTER:
            return "register bodies and peer groups";
        case v1::PERMISSION_PUBLISH_RULESET:
            return "publish a ruleset";
        case v1::PERMISSION_DESTROY_CONTENT:
            return "have content destroyed";
        case v1::PERMISSION_EXPORT:
            return "export records";
        default:
            return "do this";
    }
}

}  // namespace

base::Error no_ruleset_published() {
    return {
        base::Code::failed_precondition,
        "no ruleset is published; publish one with `ladder ruleset publish PATH`",
        {}};
}

base::Result<void> require_permission(
    const definition::Ruleset* newest,
    const v1::Actor& actor,
    v1::Permission act,
    BeforeFirstRuleset before
) {
    if (newest == nullptr) {
        if (before == BeforeFirstRuleset::allowed) {
            return {};
        }
        return no_ruleset_published();
    }
    if (newest->may(actor.capacity(), act)) {
        return {};
    }
    std::vector<std::string> able;
    for (const auto& role : newest->definition().roles()) {
        if (std::find(role.may().begin(), role.may().end(), act) != role.may().end()) {
            able.push_back(role.id());
        }
    }
    const bool known = newest->role(actor.capacity()) != nullptr;
    return base::Error{
        base::Code::permission_denied,
        fmt::format(
            "the capacity '{}' {}; {} may {}",
            actor.capacity(),
            known ? fmt::format("may not {}", in_words(act)) : "is no role of " + newest->name(),
            able.empty() ? "nobody" : fmt::format("{}", fmt::join(able, ", ")),
            in_words(act)
        ),
        {}};
}

}  // namespace ladder::api
