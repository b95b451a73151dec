// One line for each kind of event in a register.
#include <fmt/format.h>

#include "engine/command/describe_parts.hpp"
#include "engine/command/words.hpp"

namespace ladder::command {

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
        default:
            return {};
    }
}

}  // namespace ladder::command
