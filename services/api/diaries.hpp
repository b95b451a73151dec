// The records that have a diary, whichever they are.
#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include "db/projection.hpp"
#include "engine/base/result.hpp"

namespace ladder::api {

template <class State>
inline constexpr bool has_diary =
    std::is_same_v<State, v1::Case> || std::is_same_v<State, v1::Procedure> ||
    std::is_same_v<State, v1::Meeting>;

// not_found for a record with a diary.
base::Error no_such_parent(std::string_view name);

// The name of a case, procedure or meeting. Errors: invalid_argument for `field`.
[[nodiscard]] base::Result<void> check_parent(std::string_view name, std::string_view field);

// What `visit(state)` gives for the case, procedure or meeting. Errors: not_found for anything else
// than these.
template <class T, class Visit>
base::Result<T> with_diary(
    const db::Aggregate& aggregate, std::string_view name, const Visit& visit
) {
    return std::visit(
        [&](const auto& state) -> base::Result<T> {
            if constexpr (has_diary<std::decay_t<decltype(state)>>) {
                return visit(state);
            } else {
                return no_such_parent(name);
            }
        },
        aggregate
    );
}

// The body of a record; a meeting has none.
template <class State>
std::string body_of(const State& state) {
    if constexpr (requires { state.body(); }) {
        return state.body();
    } else {
        return {};
    }
}

}  // namespace ladder::api
