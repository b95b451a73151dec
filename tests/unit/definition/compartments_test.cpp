// What is kept apart: by subject, domain, strand, or because nobody knows it.
#include "engine/definition/compartments.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

namespace ladder::definition {
namespace compartments_test {

TEST(Compartments, AreThoseOfSubjectsDomainsAndStrands) {
    v1::RulesetDefinition rules;
    auto& compartment = *rules.add_compartments();
    compartment.set_id("apart");
    compartment.add_subjects(v1::SUBJECT_COUNTER_TERRORISM);
    compartment.add_domains("terror");
    for (const auto* id : {"by_domain", "by_strand", "by_mark", "open"}) {
        rules.add_indicators()->set_id(id);
    }
    rules.mutable_indicators(0)->set_domain("terror");
    rules.mutable_indicators(1)->set_strand("terror");
    rules.mutable_indicators(2)->set_counter_terrorism(true);
    const Ruleset ruleset{"rulesets/x@1", std::move(rules)};
    using testing::ElementsAre;
    using testing::IsEmpty;
    EXPECT_THAT(compartments_of(ruleset, v1::SUBJECT_COUNTER_TERRORISM), ElementsAre("apart"));
    EXPECT_THAT(compartments_of(ruleset, v1::SUBJECT_GENERAL), IsEmpty());
    for (const auto* id : {"by_domain", "by_strand", "by_mark", "unknown"}) {
        EXPECT_THAT(compartments_of_indicator(ruleset, id), ElementsAre("apart")) << id;
    }
    EXPECT_THAT(compartments_of_indicator(ruleset, "open"), IsEmpty());
}

}  // namespace compartments_test
}  // namespace ladder::definition
