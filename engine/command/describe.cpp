#include "engine/command/describe.hpp"

#include <fmt/format.h>

#include "engine/command/describe_parts.hpp"
#include "engine/command/words.hpp"

namespace ladder::command {

namespace {

std::string system_line(const v1::Event& event) {
    switch (event.kind_case()) {
        case v1::Event::kBodyRegistered:
            return fmt::format(
                "{} registered as {}.",
                event.body_registered().body().title(),
                event.body_registered().body().name()
            );
        case v1::Event::kPeerGroupsRecorded:
            return fmt::format(
                "Peer groups recorded: {}.", event.peer_groups_recorded().peer_group_set().name()
            );
        case v1::Event::kRulesetPublished:
            return fmt::format(
                "Ruleset {} published.", event.ruleset_published().definition().id()
            );
        case v1::Event::kRulesetProposed:
            return fmt::format(
                "A new version of ruleset {} proposed, against {}.",
                event.ruleset_proposed().definition().id(),
                event.ruleset_proposed().against()
            );
        case v1::Event::kRulesetProposalEnded:
            return event.ruleset_proposal_ended().state() == v1::RULESET_PROPOSAL_STATE_APPROVED
                       ? fmt::format(
                             "The proposal was approved: {} published.",
                             event.ruleset_proposal_ended().ruleset()
                         )
                       : std::string{"The proposal was withdrawn."};
        case v1::Event::kObservationsImported:
            return fmt::format(
                "Figures imported as {}: {} new, {} revised.",
                event.observations_imported().import(),
                event.observations_imported().added(),
                event.observations_imported().revised()
            );
        case v1::Event::kEvaluationRun:
            return fmt::format(
                "The rules were run up to {}: {} raised, {} held, {} cleared.",
                date_words(event.evaluation_run().period_end()),
                event.evaluation_run().raised(),
                event.evaluation_run().held(),
                event.evaluation_run().cleared()
            );
        case v1::Event::kContentDestroyed:
            return fmt::format(
                "The content of {} at position {} was destroyed by authority of {} ({}).",
                event.content_destroyed().stream(),
                event.content_destroyed().position(),
                event.content_destroyed().authority(),
                event.content_destroyed().legal_basis()
            );
        default:
            return {};
    }
}

}  // namespace

std::string actor_words(const v1::Actor& actor) {
    return fmt::format("{} as {}", actor.person(), actor.capacity());
}

std::string describe(const v1::Event& event) {
    for (const auto line :
         {case_line, procedure_line, diary_line, meeting_line, register_line, system_line}) {
        if (auto words = line(event); !words.empty()) {
            return words;
        }
    }
    return "An event of a kind that this version does not know.";
}

std::string type_of(const v1::Event& event) {
    const auto* field = v1::Event::descriptor()->FindFieldByNumber(event.kind_case());
    return field == nullptr ? "unknown" : field->name();
}

}  // namespace ladder::command
