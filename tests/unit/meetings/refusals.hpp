// The shape of the tables: a change to a lawful command, and what the refusal then names.
#pragma once

#include <functional>
#include <gmock/gmock.h>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/unit/meetings/board.hpp"

namespace ladder::meetings::sample {

// One row. Without a code the command is accepted.
template <class Command>
struct Refusal {
    std::string name;
    std::function<void(Board&, Command&)> change;
    std::optional<base::Code> code;
    std::vector<std::string> names;  // as named() gives them
};

template <class Command>
std::ostream& operator<<(std::ostream& out, const Refusal<Command>& row) {
    return out << row.name;
}

// Expects of the command, at the board, what the row says.
template <class Command>
void expect_row(const Refusal<Command>& row, Board& board, Command command) {
    if constexpr (requires { command.set_etag(""); }) {
        command.set_etag(board.state.etag());
    }
    row.change(board, command);
    const auto result = board.decide(command);
    if (!row.code) {
        ASSERT_TRUE(result.has_value()) << result.error().message;
        EXPECT_FALSE(result->empty());
        return;
    }
    ASSERT_FALSE(result.has_value()) << "it was accepted";
    EXPECT_EQ(base::to_string(result.error().code), base::to_string(*row.code))
        << result.error().message;
    EXPECT_THAT(named(result.error()), testing::ElementsAreArray(row.names))
        << result.error().message;
}

inline const auto by_name = [](const auto& test) { return test.param.name; };

}  // namespace ladder::meetings::sample
