#include "tests/property/commands.hpp"

#include <iostream>
#include <sstream>

#include <fmt/format.h>
#include <rapidcheck.h>

namespace ladder::property {

namespace {

std::int64_t tried = 0;

}  // namespace

void count_command() {
    ++tried;
}

void check(void (*holds)()) {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    const rc::detail::TestMetadata metadata{
        fmt::format("{}/{}", test->test_suite_name(), test->name()), test->name()};
    const auto& configured = rc::detail::configuration();
    const bool repeats = configured.reproduce.contains(metadata.id);
    auto parameters = configured.testParams;
    tried = 0;
    for (std::int64_t before = -1; tried < commands_min && tried > before; ++parameters.seed) {
        before = tried;
        const auto result = repeats ? rc::detail::checkTestable(holds, metadata)
                                    : rc::detail::checkTestable(holds, metadata, parameters);
        if (!result.template is<rc::detail::SuccessResult>()) {
            std::ostringstream told;
            rc::detail::printResultMessage(result, told);
            FAIL() << told.str();
        }
        if (repeats) {
            return;
        }
    }
    std::cout << fmt::format("{} commands tried\n", tried);
    EXPECT_GE(tried, commands_min) << "the walks of this property try too few commands";
}

std::string counterexample_of(void (*claim)()) {
    rc::detail::TestParams parameters;
    parameters.seed = 7;
    const auto result = rc::detail::checkTestable(claim, rc::detail::TestMetadata{}, parameters);
    rc::detail::FailureResult failure;
    std::string told;
    if (result.match(failure)) {
        for (const auto& [type, value] : failure.counterExample) {
            told += value + "\n";
        }
    }
    return told;
}

}  // namespace ladder::property
