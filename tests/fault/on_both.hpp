// A fault on SQLite and on PostgreSQL, by the same tests.
#pragma once

#include <gtest/gtest.h>

#include "tests/process/backends.hpp"

#define LADDER_FAULT_ON_BOTH(Suite)                                                \
    INSTANTIATE_TEST_SUITE_P(                                                      \
        Backends,                                                                  \
        Suite,                                                                     \
        testing::ValuesIn(::ladder::process::all_backends()),                      \
        [](const auto& test) { return test.index == 0 ? "Sqlite" : "Postgresql"; } \
    )
