#include "small_rules.hpp"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

namespace ladder::subject::test {

namespace {

constexpr const char* small_rules = R"(
id: "small" title: "Small"
roles { id: "hmcic" title: "Chief Inspector" }
roles { id: "ppsg_chair" title: "Chair of the group" }
domains { id: "local" title: "Local policing" }
facts { id: "chief_told" title: "The chief constable has been told" }
indicators { id: "recorded_robbery" title: "Robbery" }
triggers { id: "rising_fast" title: "Rising fast" }
ladders {
  id: "force" title: "Force" body_kinds: BODY_KIND_POLICE_FORCE
  stages { id: "calm" title: "Self-improvement" aliases: "F1" aliases: "PPSG stage 1" }
  stages { id: "peer_support" title: "Peer support" }
  transitions {
    from: "calm" to: "peer_support" decided_by: "hmcic" recommended_by: "ppsg_chair" legal_basis: "N 47"
    gates { id: "told" title: "The chief has been told" kind: GATE_KIND_POLICY override_role: "hmcic" legal_basis: "NA 13"
            condition { any { of { fact { id: "chief_told" } } of { procedure { definition: "improvement-plan" } } } }
            not_for: SUBJECT_CONFIDENCE }
    gates { id: "grounds" title: "Grounds were given" kind: GATE_KIND_STATUTORY legal_basis: "s.40"
            condition { concern { count: 1 } } }
  }
}
procedures {
  id: "improvement-plan" title: "Improvement plan"
  stages { id: "not_convincing" title: "Not convincing" }
  records { id: "examination" title: "The plan is examined" fields { id: "verdict" title: "Verdict" } }
}
)";

}  // namespace

Titles small_titles(console::People people) {
    v1::RulesetDefinition rules;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(small_rules, &rules));
    return Titles{
        std::make_shared<const definition::Ruleset>("rulesets/small@1", rules), std::move(people)};
}

const v1::TransitionDefinition& small_move(const Titles& titles) {
    return titles.ladder("force")->transitions(0);
}

}  // namespace ladder::subject::test
