// What is proved of the shipped ruleset.
#include <algorithm>
#include <gmock/gmock.h>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/definition/load.hpp"
#include "engine/definition/prove.hpp"
#include "tests/unit/definition/shipped_ruleset.hpp"

namespace ladder::definition {
namespace {

const v1::RulesetDefinition& shipped() {
    static const auto definition = load(shipped_ruleset()).value().definition;
    return definition;
}

TEST(ShippedProofs, AllHold) {
    const Ruleset ruleset{"shipped", shipped()};
    const auto report = prove(ruleset);
    EXPECT_TRUE(report.holds()) << in_words(report, ruleset);
}

TEST(ShippedProofs, ReachEveryRequirement) {
    const Ruleset ruleset{"shipped", shipped()};
    const auto report = prove(ruleset);
    for (const auto& requirement : shipped().requirements()) {
        const auto looked_at =
            std::any_of(report.proofs.begin(), report.proofs.end(), [&](const Proof& proof) {
                return proof.requirement == requirement.id();
            });
        EXPECT_TRUE(looked_at) << requirement.id();
    }
}

}  // namespace
}  // namespace ladder::definition
