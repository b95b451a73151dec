#include "services/api/task_reads.hpp"

#include <utility>

#include "engine/diary/diary.hpp"
#include "services/api/diaries.hpp"
#include "services/api/paging.hpp"
#include "services/api/problems.hpp"

namespace ladder::api {

namespace {

// The rows of a diary's list that a request chooses.
template <class Request>
base::Result<db::Listing> diary_listing(
    std::string name,
    db::Model model,
    const Request& request,
    std::vector<std::pair<std::string, std::string>> filters
) {
    Problems problems;
    if (!request.body().empty()) {
        problems.check_name("body", request.body(), "bodies");
    }
    if (!request.parent().empty()) {
        if (const auto fit = check_parent(request.parent(), "parent"); !fit) {
            problems.add("parent", "write it as cases/ID, procedures/ID or meetings/ID");
        }
    }
    if constexpr (requires { request.due_by(); }) {
        problems.check_date("due_by", request.due_by(), false);
        problems.check_date("as_of", request.as_of(), false);
    }
    if (!problems.empty()) {
        return problems.error();
    }
    db::Listing listing{std::move(name), model, "", {}, {"due_on"}, {}};
    filters.emplace_back("parent", request.parent());
    filters.emplace_back("body", request.body());
    filters.emplace_back("openness", request.include_ended() ? "" : "open");
    for (auto& filter : filters) {
        if (!filter.second.empty()) {
            listing.equals.push_back(std::move(filter));
        }
    }
    return listing;
}

}  // namespace

base::Result<v1::ListDeadlinesResponse> list_deadlines(
    const View& app, const v1::ListDeadlinesRequest& request
) {
    auto listing = diary_listing("deadlines", db::Model::deadlines, request, {});
    if (!listing) {
        return listing.error();
    }
    if (!request.due_by().empty()) {
        listing->at_most.emplace_back("due_on", request.due_by());
    }
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    auto page = app.streams.list<v1::Deadline>(*listing, page_of(request), *known_at);
    if (!page) {
        return page.error();
    }
    const auto as_of =
        request.as_of().empty() ? base::to_string(base::day_of(app.clock())) : request.as_of();
    for (auto& deadline : page->items) {
        deadline.set_state(diary::state_on(deadline, as_of));
    }
    v1::ListDeadlinesResponse response;
    fill(response, response.mutable_deadlines(), std::move(*page));
    return response;
}

base::Result<v1::ListTasksResponse> list_tasks(
    const View& app, const v1::ListTasksRequest& request
) {
    const auto listing = diary_listing(
        "tasks", db::Model::tasks, request, {{"role", request.role()}, {"owner", request.owner()}}
    );
    if (!listing) {
        return listing.error();
    }
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    auto page = app.streams.list<v1::Task>(*listing, page_of(request), *known_at);
    if (!page) {
        return page.error();
    }
    v1::ListTasksResponse response;
    fill(response, response.mutable_tasks(), std::move(*page));
    return response;
}

}  // namespace ladder::api
