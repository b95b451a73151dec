#include "services/api/procedure_reads.hpp"

#include "engine/base/names.hpp"
#include "services/api/paging.hpp"
#include "services/api/problems.hpp"

namespace ladder::api {

base::Result<v1::GetProcedureResponse> get_procedure(
    const View& app, const v1::GetProcedureRequest& request
) {
    if (const auto id = base::id_of(request.name(), "procedures", "name"); !id) {
        return id.error();
    }
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    auto found = app.streams.get_as<v1::Procedure>(request.name(), *known_at);
    if (!found) {
        return found.error();
    }
    v1::GetProcedureResponse response;
    *response.mutable_procedure() = std::move(*found);
    return response;
}

base::Result<v1::ListProceduresResponse> list_procedures(
    const View& app, const v1::ListProceduresRequest& request
) {
    Problems problems;
    if (!request.body().empty()) {
        problems.check_name("body", request.body(), "bodies");
    }
    if (!request.case_name().empty()) {
        problems.check_name("caseName", request.case_name(), "cases");
    }
    if (!problems.empty()) {
        return problems.error();
    }
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    db::Listing listing{"procedures", db::Model::procedures, "procedures/", {}};
    const auto only = [&](const char* column, const std::string& value) {
        if (!value.empty()) {
            listing.equals.emplace_back(column, value);
        }
    };
    only("definition", request.definition());
    only("case_name", request.case_name());
    only("body", request.body());
    only("stage", request.stage());
    if (!request.include_ended()) {
        listing.equals.emplace_back("ended_on", "");
    }
    auto page = app.streams.list<v1::ProcedureSummary>(listing, page_of(request), *known_at);
    if (!page) {
        return page.error();
    }
    v1::ListProceduresResponse response;
    fill(response, response.mutable_procedures(), std::move(*page));
    return response;
}

base::Result<v1::ListProcedureEventsResponse> list_procedure_events(
    const View& app, const v1::ListProcedureEventsRequest& request
) {
    if (const auto id = base::id_of(request.name(), "procedures", "name"); !id) {
        return id.error();
    }
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    auto page = app.streams.events(request.name(), page_of(request), *known_at);
    if (!page) {
        return page.error();
    }
    v1::ListProcedureEventsResponse response;
    fill(response, response.mutable_events(), std::move(*page));
    return response;
}

}  // namespace ladder::api
