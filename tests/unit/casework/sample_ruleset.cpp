#include "tests/unit/casework/sample_ruleset.hpp"

#include <stdexcept>

#include <google/protobuf/text_format.h>

namespace ladder::casework::sample {

namespace {

constexpr auto text = R"pb(
    id: "sample"
    title: "Sample"
    roles {
      id: "hmcic"
      title: "HM Chief Inspector"
      may: [ PERMISSION_OPEN_CASE, PERMISSION_RAISE_CONCERN, PERMISSION_RECOMMEND ]
    }
    roles {
      id: "chair"
      title: "Chair of the group"
      may: [ PERMISSION_RECOMMEND ]
    }
    roles {
      id: "secretariat"
      title: "Secretariat"
      may: [
        PERMISSION_OPEN_CASE,
        PERMISSION_RAISE_CONCERN,
        PERMISSION_RECORD_FACT,
        PERMISSION_RECOMMEND
      ]
      records_for: [ "hmcic", "chair" ]
    }
    roles {
      id: "analyst"
      title: "Analyst"
      may: [ PERMISSION_RAISE_CONCERN, PERMISSION_RECORD_FACT ]
    }
    roles {
      id: "home_secretary"
      title: "Home Secretary"
      may: [ PERMISSION_RECOMMEND ]
    }
    domains { id: "crime" title: "Crime" }
    domains { id: "governance" title: "Governance" }
    facts { id: "chief_notified" title: "The chief constable was notified" }
    facts {
      id: "grounds_given"
      title: "The grounds were given"
      legal_basis: "Police Act 1996 s.40(4)(a)"
      recorded_by: "secretariat"
    }
    facts { id: "represented" title: "Representations were received" }
    facts { id: "considered" title: "Representations were considered" }
    ladders {
      id: "police-force"
      title: "Police force ladder"
      body_kinds: BODY_KIND_POLICE_FORCE
      stages { id: "self_improvement" title: "Self-improvement" }
      stages { id: "peer_support" title: "Peer support" review_required: true }
      stages {
        id: "watching_brief"
        title: "Watching brief"
        review_required: true
        remain_decided_by: "chair"
      }
      stages { id: "direction" title: "Direction" }
      transitions {
        from: "self_improvement"
        to: "peer_support"
        decided_by: "hmcic"
        recommended_by: "chair"
        legal_basis: "Landscape paper, paragraph 47"
        gates {
          id: "concern_open"
          title: "A concern is open"
          kind: GATE_KIND_POLICY
          condition { concern {} }
          legal_basis: "Landscape paper, paragraph 20"
          satisfied_by: "Raise a concern."
          override_role: "hmcic"
          not_for: SUBJECT_CONFIDENCE
        }
        gates {
          id: "chief_notified"
          title: "The chief constable is notified"
          kind: GATE_KIND_POLICY
          condition { fact { id: "chief_notified" since_stage: true } }
          satisfied_by: "Record the fact chief_notified."
          override_role: "home_secretary"
        }
      }
      transitions {
        from: [ "peer_support", "direction" ]
        to: "watching_brief"
        decided_by: "hmcic"
        legal_basis: "Landscape paper, paragraph 48"
        gates {
          id: "thirty_days"
          title: "Peer support had thirty days"
          kind: GATE_KIND_POLICY
          condition { time_at_stage { at_least_days: 30 } }
          satisfied_by: "Wait until thirty days have passed."
        }
      }
      transitions {
        from: "self_improvement"
        to: "watching_brief"
        decided_by: "hmcic"
        second_person: [ "hmcic", "chair" ]
        legal_basis: "Landscape paper, paragraph 79"
        exceptional: true
      }
      transitions {
        from: "watching_brief"
        to: "direction"
        decided_by: "home_secretary"
        recommended_by: "hmcic"
        legal_basis: "Police Act 1996 s.40"
        gates {
          id: "grounds_given"
          title: "The grounds were given to authority and chief officer"
          kind: GATE_KIND_STATUTORY
          condition { fact { id: "grounds_given" } }
          legal_basis: "Police Act 1996 s.40(4)(a)"
          satisfied_by: "Give the grounds and record it."
        }
        gates {
          id: "considered"
          title: "All representations were considered"
          kind: GATE_KIND_STATUTORY
          condition { fact { id: "considered" not_before: "represented" } }
          legal_basis: "Police Act 1996 s.40(4)(d)"
          satisfied_by: "Consider what was received last and record it."
        }
      }
      transitions {
        from: [ "peer_support", "watching_brief" ]
        to: "self_improvement"
        decided_by: [ "hmcic", "secretariat" ]
        legal_basis: "Landscape paper, paragraph 49"
      }
    }
)pb";

}  // namespace

v1::RulesetDefinition definition() {
    v1::RulesetDefinition definition;
    if (!google::protobuf::TextFormat::ParseFromString(text, &definition)) {
        throw std::logic_error{"the sample ruleset does not parse"};
    }
    return definition;
}

const definition::Ruleset& ruleset() {
    static const definition::Ruleset sample{"rulesets/sample@1", definition()};
    return sample;
}

}  // namespace ladder::casework::sample
