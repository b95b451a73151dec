// What list requests have in common.
#pragma once

#include <utility>

#include "db/known_at.hpp"
#include "db/page.hpp"

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
