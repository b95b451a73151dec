#include "services/console/subject/act_choices.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "ladder/v1/ruleset_service.pb.h"
#include "services/console/words.hpp"

namespace ladder::subject {

namespace {

using Options = std::vector<console::Option>;

// Open cases that the case of the page is linked with, or those that it is not.
base::Result<Options> cases_beside(const Visit& visit, const CaseFile& file, bool are_linked) {
    v1::ListCasesRequest request;
    request.set_include_closed(are_linked);
    const auto cases =
        visit.read_all("CaseService/ListCases", request, &v1::ListCasesResponse::cases);
    if (!cases) {
        return cases.error();
    }
    const auto bodies = visit.read_all(
        "BodyService/ListBodies", v1::ListBodiesRequest{}, &v1::ListBodiesResponse::bodies
    );
    if (!bodies) {
        return bodies.error();
    }
    const auto& linked = file.state.linked_cases();
    Options options;
    for (const auto& one : *cases) {
        const bool is_linked = std::find(linked.begin(), linked.end(), one.name()) != linked.end();
        if (one.name() == file.state.name() || is_linked != are_linked) {
            continue;
        }
        const auto body = std::find_if(bodies->begin(), bodies->end(), [&](const auto& body_of) {
            return body_of.name() == one.body();
        });
        options.push_back(
            {one.name(),
             fmt::format(
                 "{}, {}",
                 body == bodies->end() ? id_of(one.body()) : body->title(),
                 subject_in_words(one.subject())
             )}
        );
    }
    return options;
}

base::Result<Options> later_rules(const Visit& visit, const CaseFile& file) {
    const auto rulesets = visit.read_all(
        "RulesetService/ListRulesets",
        v1::ListRulesetsRequest{},
        &v1::ListRulesetsResponse::rulesets
    );
    if (!rulesets) {
        return rulesets.error();
    }
    Options options;
    for (const auto& one : *rulesets) {
        if (one.name() == file.state.ruleset()) {
            break;
        }
        const auto at = base::from_timestamp(one.published_at());
        options.push_back(
            {one.name(),
             fmt::format(
                 "{}, {}", id_of(one.name()), at ? base::in_words(base::day_of(*at)) : std::string{}
             )}
        );
    }
    return options;
}

}  // namespace

base::Result<Options> choices_of(const Visit& visit, std::string_view act, const CaseFile& file) {
    if (act == "link" || act == "unlink") {
        return cases_beside(visit, file, act == "unlink");
    }
    return act == "migrate" ? later_rules(visit, file) : Options{};
}

bool may_migrate(const Visit& visit, const v1::Case& state) {
    const auto newest = visit.desk->app.rulesets.newest();
    return newest && *newest != state.ruleset() &&
           Rights{titles_of(visit, ""), visit.who->caller.capacity}.may(v1::PERMISSION_MIGRATE);
}

}  // namespace ladder::subject
