// Reads of indicators, figures and rows kept aside.
#include <algorithm>
#include <string>

#include "engine/definition/suggest.hpp"
#include "services/api/paging.hpp"
#include "services/api/permission.hpp"
#include "services/api/problems.hpp"
#include "services/api/reads.hpp"

namespace ladder::api {

namespace {

constexpr std::int32_t indicators_normal = 100;
constexpr std::int32_t indicators_max = 1'000;

}  // namespace

base::Result<v1::ListIndicatorsResponse> list_indicators(
    const View& app, const v1::ListIndicatorsRequest& request
) {
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    const auto ruleset = app.rulesets.indexed("", *known_at);
    if (!ruleset) {
        return !known_at->at && ruleset.error().code == base::Code::not_found
                   ? no_ruleset_published()
                   : ruleset.error();
    }
    const auto size = db::page_size_of(page_of(request), indicators_normal, indicators_max);
    if (!size) {
        return size.error();
    }
    // The list is that of one ruleset version, so the token names it with the last id given.
    const auto list = "indicators of " + (*ruleset)->name();
    const auto cursor = db::decode_cursor(list, request.page_token());
    if (!cursor) {
        return cursor.error();
    }
    const auto& all = (*ruleset)->definition().indicators();
    auto next = all.begin();
    if (!cursor->key.empty()) {
        next = std::find_if(all.begin(), all.end(), [&](const auto& indicator) {
            return indicator.id() == cursor->key.front();
        });
        next += next == all.end() ? 0 : 1;
    }
    v1::ListIndicatorsResponse response;
    for (; next != all.end() && response.indicators_size() < *size; ++next) {
        *response.add_indicators() = *next;
    }
    if (next != all.end()) {
        response.set_next_page_token(
            db::encode_cursor(list, {-1, {response.indicators().rbegin()->id()}})
        );
    }
    return response;
}

// The one, or those of the ruleset.
base::Result<std::vector<std::string>> indicators_asked_for(
    const View& app, const std::string& indicator, const db::KnownAt& known_at
) {
    if (!indicator.empty()) {
        return std::vector{indicator};
    }
    auto ruleset = app.rulesets.indexed("", known_at);
    if (!ruleset && ruleset.error().code == base::Code::not_found) {
        // Figures may be older than any rules in the record.
        ruleset = app.rulesets.indexed("");
    }
    if (!ruleset) {
        return ruleset.error();
    }
    std::vector<std::string> ids;
    for (const auto& known : (*ruleset)->definition().indicators()) {
        ids.push_back(known.id());
    }
    return ids;
}

base::Result<v1::ListObservationsResponse> list_observations(
    const View& app, const v1::ListObservationsRequest& request
) {
    Problems problems;
    problems.check_date("from", request.from(), false);
    problems.check_date("to", request.to(), false);
    if (!request.body().empty()) {
        problems.check_name("body", request.body(), "bodies");
    }
    if (request.indicator().empty() && request.body().empty()) {
        problems.add(
            "indicator",
            "give an indicator's id, or a body for all of its figures; `ladder indicator list` "
            "shows the indicators"
        );
    }
    if (!problems.empty()) {
        return problems.error();
    }
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    const auto indicators = indicators_asked_for(app, request.indicator(), *known_at);
    if (!indicators) {
        return indicators.error();
    }
    auto page = app.observations.list(
        app.reader,
        {*indicators, request.body(), request.from(), request.to(), request.all_revisions()},
        page_of(request),
        *known_at
    );
    if (!page) {
        return page.error();
    }
    v1::ListObservationsResponse response;
    fill(response, response.mutable_observations(), std::move(*page));
    return response;
}

base::Result<v1::ListImportsResponse> list_imports(
    const View& app, const v1::ListImportsRequest& request
) {
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    auto page = app.observations.imports(app.reader, page_of(request), *known_at);
    if (!page) {
        return page.error();
    }
    v1::ListImportsResponse response;
    fill(response, response.mutable_imports(), std::move(*page));
    return response;
}

base::Result<v1::ListQuarantinedRowsResponse> list_quarantined_rows(
    const View& app, const v1::ListQuarantinedRowsRequest& request
) {
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    auto page =
        app.observations.quarantined(app.reader, request.import(), page_of(request), *known_at);
    if (!page) {
        return page.error();
    }
    v1::ListQuarantinedRowsResponse response;
    fill(response, response.mutable_rows(), std::move(*page));
    return response;
}

base::Result<v1::ListRevisionsResponse> list_revisions(
    const View& app, const v1::ListRevisionsRequest& request
) {
    const auto known_at = known_at_of_revisions(request);
    if (!known_at) {
        return known_at.error();
    }
    auto page = app.observations.revisions(
        app.reader,
        {request.indicator(), request.body(), request.import()},
        page_of(request),
        *known_at
    );
    if (!page) {
        return page.error();
    }
    v1::ListRevisionsResponse response;
    fill(response, response.mutable_revisions(), std::move(*page));
    return response;
}

}  // namespace ladder::api
