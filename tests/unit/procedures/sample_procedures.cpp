#include "tests/unit/procedures/sample_procedures.hpp"

#include <stdexcept>

#include <google/protobuf/text_format.h>

#include "tests/unit/casework/sample_ruleset.hpp"

namespace ladder::procedures::sample {

namespace {

constexpr auto text = R"pb(
    deadlines { id: "response" title: "The requirement is answered" }
    deadlines {
      id: "report"
      title: "The report"
      due { count: 10 unit: TIME_UNIT_DAYS }
    }
    question_sets {
      id: "risk"
      title: "Risk"
      questions { id: "RV1" text: "Which services carry most risk?" }
      questions { id: "RV2" text: "Do members know the risks?" }
    }
    references { id: "circular-1" title: "A circular" kind: "guidance" }
    assessments {
      id: "grades"
      title: "Grades"
      grades: [ "good", "poor" ]
      direction_of_travel: true
    }
    procedures {
      id: "support"
      title: "Peer support"
      legal_basis: "N 68"
      body_kinds: BODY_KIND_POLICE_FORCE
      countries: COUNTRY_WALES
      subjects: [ SUBJECT_GENERAL, SUBJECT_CONFIDENCE ]
      started_by: [ "secretariat", "hmcic" ]
      start_gates {
        id: "not_directed"
        title: "The case is not at direction"
        kind: GATE_KIND_POLICY
        condition { not { case_stage { any_of: "direction" } } }
        legal_basis: "N 68"
        satisfied_by: "Wait until the direction is discharged."
        override_role: "hmcic"
      }
      start_effects { open_task { role: "secretariat" title: "Agree terms" } }
      records {
        id: "terms"
        title: "The terms are agreed"
        legal_basis: "N 68"
        recorded_by: "secretariat"
        once: true
        marking: MARKING_RESTRICTED
        fields { id: "from" title: "First day" kind: FIELD_KIND_DATE required: true }
        fields { id: "to" title: "Last day" kind: FIELD_KIND_DATE not_before: "from" }
        fields { id: "lead" title: "Who leads" kind: FIELD_KIND_PERSON }
        fields { id: "cost" title: "Cost" kind: FIELD_KIND_NUMBER }
        fields { id: "joint" title: "Joint" kind: FIELD_KIND_YES_NO }
        fields {
          id: "by"
          title: "By"
          kind: FIELD_KIND_CHOICE
          choices: [ "force", "authority" ]
        }
        fields { id: "role" title: "Role" kind: FIELD_KIND_ROLE }
        fields { id: "force" title: "Force" kind: FIELD_KIND_BODY }
        fields { id: "peer" title: "Peer" kind: FIELD_KIND_PEER }
        fields { id: "document" title: "As signed" kind: FIELD_KIND_DOCUMENT }
        fields { id: "cites" title: "Cites" kind: FIELD_KIND_REFERENCE }
        fields { id: "level" title: "Level" kind: FIELD_KIND_MARKING }
        fields { id: "words" title: "Words" kind: FIELD_KIND_TEXT }
      }
      records {
        id: "member"
        title: "A peer joins the team"
        key: KEY_KIND_PEER
        once: true
        not_before: "terms"
        gates {
          id: "fit"
          title: "The peer may do the work"
          kind: GATE_KIND_STATUTORY
          condition { peer { accredited: true of_another_force: true cleared: true } }
          legal_basis: "N 68"
          satisfied_by: "Name another peer."
        }
      }
      records {
        id: "consent"
        title: "The home force consents"
        key: KEY_KIND_PEER
        once: true
        not_before: "member"
        another_person_than: "member"
        expires_field: "until"
        fields { id: "until" title: "Until" kind: FIELD_KIND_DATE }
      }
      records {
        id: "deployment"
        title: "A peer is deployed"
        key: KEY_KIND_PEER
        fields { id: "from" title: "From" kind: FIELD_KIND_DATE required: true }
        fields { id: "to" title: "To" kind: FIELD_KIND_DATE not_before: "from" }
        gates {
          id: "consented"
          title: "The home force consents"
          kind: GATE_KIND_POLICY
          condition { record { id: "consent" same_key: true } }
          legal_basis: "N 68"
          satisfied_by: "Record its consent."
          override_role: "hmcic"
        }
        gates {
          id: "available"
          title: "The peer is available"
          kind: GATE_KIND_POLICY
          condition { peer { available: true } }
          legal_basis: "N 68"
          satisfied_by: "Choose other days."
        }
      }
      records { id: "representation" title: "A representation" key: KEY_KIND_BODY }
      records { id: "considered" title: "All was considered" }
      records {
        id: "requirement"
        title: "A requirement"
        fields { id: "text" title: "Text" kind: FIELD_KIND_TEXT required: true }
        fields { id: "due" title: "Due" kind: FIELD_KIND_DATE }
        effects { set_deadline { deadline: "response" due_field: "due" } }
      }
      records {
        id: "answer"
        title: "An answer to a requirement"
        key: KEY_KIND_ENTRY
        key_record: "requirement"
        not_before: "requirement"
        effects { meet_deadline { deadline: "response" same_key: true } }
      }
      records {
        id: "scrutiny"
        title: "A question is answered"
        key: KEY_KIND_QUESTION
        key_question_sets: "risk"
      }
      records { id: "operation" title: "An operation" key: KEY_KIND_TEXT }
      records {
        id: "duty"
        title: "The report is laid"
        recorded_by: "home_secretary"
        only_at: "closed"
      }
      stages { id: "asked" title: "Asked" }
      stages { id: "team" title: "Team formed" }
      stages { id: "deployed" title: "Deployed" }
      stages { id: "closed" title: "Closed" outcome: "closed" }
      transitions {
        from: "asked"
        to: "team"
        decided_by: "hmcic"
        legal_basis: "N 68"
        gates {
          id: "terms"
          title: "The terms are agreed"
          kind: GATE_KIND_STATUTORY
          condition { record { id: "terms" } }
          legal_basis: "N 68"
          satisfied_by: "Record the terms."
        }
        effects { set_deadline { deadline: "report" } }
      }
      transitions {
        from: "team"
        to: "deployed"
        decided_by: [ "hmcic", "chair" ]
        legal_basis: "N 69"
        gates {
          id: "consents"
          title: "Each home force consents"
          kind: GATE_KIND_STATUTORY
          condition {
            every {
              record: "member"
              has { record { id: "consent" same_key: true } }
            }
          }
          legal_basis: "N 68"
          satisfied_by: "Record each consent."
        }
        gates {
          id: "considered"
          title: "All representations were considered"
          kind: GATE_KIND_POLICY
          condition { record { id: "considered" not_before: "representation" } }
          legal_basis: "N 69"
          satisfied_by: "Consider what came last."
          override_role: "hmcic"
          not_for: SUBJECT_CONFIDENCE
        }
      }
      transitions {
        from: [ "team", "deployed" ]
        to: "closed"
        decided_by: "hmcic"
        legal_basis: "N 70"
      }
      transitions {
        from: "asked"
        to: "closed"
        decided_by: "hmcic"
        legal_basis: "N 70"
        exceptional: true
      }
    }
    procedures {
      id: "referral"
      title: "Referral"
      legal_basis: "NA 13"
      needs_case: true
      stages { id: "open" title: "Open" }
      stages { id: "done" title: "Done" outcome: "done" }
      transitions { from: "open" to: "done" decided_by: "hmcic" legal_basis: "NA 13" }
    }
)pb";

}  // namespace

v1::RulesetDefinition definition() {
    auto definition = casework::sample::definition();
    v1::RulesetDefinition procedures;
    if (!google::protobuf::TextFormat::ParseFromString(text, &procedures)) {
        throw std::logic_error{"the sample procedures do not parse"};
    }
    definition.MergeFrom(procedures);
    return definition;
}

const definition::Ruleset& ruleset() {
    static const definition::Ruleset sample{"rulesets/sample@1", definition()};
    return sample;
}

}  // namespace ladder::procedures::sample
