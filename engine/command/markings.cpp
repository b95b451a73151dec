#include "engine/command/markings.hpp"

#include <algorithm>
#include <array>

namespace ladder::command {

namespace {

struct MarkingName {
    v1::Marking marking;
    std::string_view title;
    std::string_view word;
};

constexpr std::array marking_names{
    MarkingName{
        v1::MARKING_NOT_PROTECTIVELY_MARKED, "NOT PROTECTIVELY MARKED", "not_protectively_marked"},
    MarkingName{v1::MARKING_PROTECT, "PROTECT", "protect"},
    MarkingName{v1::MARKING_RESTRICTED, "RESTRICTED", "restricted"},
    MarkingName{v1::MARKING_CONFIDENTIAL, "CONFIDENTIAL", "confidential"},
    MarkingName{v1::MARKING_SECRET, "SECRET", "secret"},
    MarkingName{v1::MARKING_TOP_SECRET, "TOP SECRET", "top_secret"},
};

}  // namespace

v1::Marking marked(v1::Marking marking) {
    return std::max(marking, v1::MARKING_NOT_PROTECTIVELY_MARKED);
}

std::string_view marking_title(v1::Marking marking) {
    for (const auto& name : marking_names) {
        if (name.marking == marked(marking)) {
            return name.title;
        }
    }
    return "a marking that is not known";
}

std::optional<v1::Marking> marking_of(std::string_view word) {
    for (const auto& name : marking_names) {
        if (name.word == word) {
            return name.marking;
        }
    }
    return std::nullopt;
}

std::string_view marking_words() {
    return "not_protectively_marked, protect, restricted, confidential, secret or top_secret";
}

}  // namespace ladder::command
