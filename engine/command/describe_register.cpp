// One line for each kind of event in a register.
#include <algorithm>

#include <fmt/format.h>

#include "engine/command/describe_parts.hpp"
#include "engine/command/words.hpp"

namespace ladder::command {

namespace {

std::string rights_line(const v1::PersonChanged& changed) {
    const auto& change = changed.change();
    const auto* field =
        v1::PersonChange::descriptor()->FindFieldByNumber(static_cast<int>(change.change_case()));
    std::string what = field == nullptr ? "nothing" : field->name();
    std::replace(what.begin(), what.end(), '_', ' ');
    if (change.has_give_membership()) {
        what += fmt::format(" {}", change.give_membership().role());
    } else if (change.has_give_delegation()) {
        what += fmt::format(" {}", change.give_delegation().role());
    } else if (change.has_give_compartment()) {
        what += fmt::format(" {}", change.give_compartment().compartment());
    } else if (change.change_case() == v1::PersonChange::kEnd) {
        what += fmt::format(" {}", change.end());
    }
    return fmt::format("Person changed: {}.", what);
}

std::string access_line(const v1::AccessRecord& record) {
    auto kind = v1::AccessKind_Name(record.kind()).substr(12);  // after "ACCESS_KIND_"
    for (auto& letter : kind) {
        letter =
            letter == '_' ? ' ' : static_cast<char>(letter >= 'A' ? letter - 'A' + 'a' : letter);
    }
    return fmt::format("Access: {}.", kind);
}

}  // namespace

std::string register_line(const v1::Event& event) {
    switch (event.kind_case()) {
        case v1::Event::kPeerRecorded:
            return fmt::format("Peer recorded, of {}.", event.peer_recorded().peer().home_force());
        case v1::Event::kDocumentAdded:
            return fmt::format(
                "Document added: {}, {}.",
                event.document_added().document().kind(),
                counted(
                    static_cast<std::size_t>(event.document_added().document().parts_size()), "part"
                )
            );
        case v1::Event::kMarkingChanged:
            return fmt::format(
                "Marking of part {} changed.", event.marking_changed().change().part()
            );
        case v1::Event::kPublicationRecorded:
            return fmt::format(
                "Published on {} to {}.",
                date_words(event.publication_recorded().publication().published_on()),
                event.publication_recorded().publication().audience()
            );
        case v1::Event::kPublicationWithdrawn:
            return fmt::format(
                "Publication taken back on {}.",
                date_words(event.publication_withdrawn().effective_on())
            );
        case v1::Event::kAssessmentRecorded:
            return fmt::format(
                "Assessment recorded: {} of {}, made on {}.",
                event.assessment_recorded().assessment().definition(),
                event.assessment_recorded().assessment().body(),
                date_words(event.assessment_recorded().assessment().assessed_on())
            );
        case v1::Event::kAssessmentWithdrawn:
            return fmt::format(
                "Assessment withdrawn with effect from {}.",
                date_words(event.assessment_withdrawn().effective_on())
            );
        case v1::Event::kPersonRegistered:
            return fmt::format(
                "Person registered: {}.", event.person_registered().person().person()
            );
        case v1::Event::kPersonChanged:
            return rights_line(event.person_changed());
        case v1::Event::kAccessRecorded:
            return access_line(event.access_recorded().record());
        default:
            return {};
    }
}

}  // namespace ladder::command
