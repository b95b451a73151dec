// Reads of published rulesets.
#include "services/api/paging.hpp"
#include "services/api/reads.hpp"

namespace ladder::api {

base::Result<v1::GetRulesetResponse> get_ruleset(
    const View& app, const v1::GetRulesetRequest& request
) {
    if (!request.name().starts_with("rulesets/")) {
        return base::field_error(
            "name", "write it as rulesets/landscape-2009@1, or without @1 for the newest version"
        );
    }
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    auto found = app.rulesets.get(request.name(), *known_at);
    if (!found) {
        return found.error();
    }
    v1::GetRulesetResponse response;
    *response.mutable_ruleset() = std::move(*found);
    return response;
}

base::Result<v1::ListRulesetsResponse> list_rulesets(
    const View& app, const v1::ListRulesetsRequest& request
) {
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    auto page = app.rulesets.list(page_of(request), *known_at);
    if (!page) {
        return page.error();
    }
    v1::ListRulesetsResponse response;
    fill(response, response.mutable_rulesets(), std::move(*page));
    return response;
}

}  // namespace ladder::api
