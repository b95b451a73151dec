// What list requests have in common.
#pragma once

#include <utility>

#include "db/known_at.hpp"
#include "db/page.hpp"
#include "services/api/problems.hpp"

namespace ladder::api {

template <class Request>
db::PageRequest page_of(const Request& request) {
    return {request.page_size(), request.page_token()};
}

// Errors: invalid_argument for known_at.
template <class Request>
[[nodiscard]] base::Result<db::KnownAt> known_at_of(const Request& request) {
    return db::known_at_of(
        request.has_known_at() ? &request.known_at() : nullptr, request.known_at_mode()
    );
}

// The same of a list of what imports revised, which may be asked for one body or import. Errors:
// also invalid_argument for their names.
template <class Request>
[[nodiscard]] base::Result<db::KnownAt> known_at_of_revisions(const Request& request) {
    Problems problems;
    if (!request.body().empty()) {
        problems.check_name("body", request.body(), "bodies");
    }
    if (!request.import().empty()) {
        problems.check_name("import", request.import(), "imports");
    }
    return problems.empty() ? known_at_of(request) : base::Result<db::KnownAt>(problems.error());
}

// Moves a page into the response; `items` is its repeated field.
template <class Response, class Items, class T>
void fill(Response& response, Items* items, db::Page<T> page) {
    items->Reserve(static_cast<int>(page.items.size()));
    for (auto& item : page.items) {
        *items->Add() = std::move(item);
    }
    response.set_next_page_token(std::move(page.next_token));
}

}  // namespace ladder::api
