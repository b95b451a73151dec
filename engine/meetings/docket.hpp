// The decisions that a meeting prepared, decided one after another on the cases as they stand.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "engine/meetings/meeting.hpp"

namespace ladder::meetings {

// The case that a decision is about: its own, or that of the item. Empty: none.
const std::string& case_of(const v1::AgendaItem& item, const v1::ItemDecision& decision);

// Whether a case is as somebody saw it at an etag, its housekeeping aside.
bool is_as_seen(const CaseFile& file, std::string_view etag);

// Keeps what each decision did to its case, so that a later one is decided on what it left.
class Docket {
public:
    // Borrows both. `known_on` is the day the decisions were known; empty: today.
    Docket(const v1::Meeting& state, const Context& context, std::string known_on);

    // What the decision causes in its case, applied to what later ones see. A decision that names
    // no day was taken on the day of the meeting. Errors: not_found for the case; those of
    // casework::decide().
    [[nodiscard]] base::Result<Events> decide(
        const v1::AgendaItem& item, const v1::ItemDecision& decision
    );

private:
    v1::RecordDecisionRequest command_of(const v1::ItemDecision& decision, const v1::Case& state)
        const;
    void keep(v1::Case& state, const Events& events) const;

    const v1::Meeting& meeting_;
    const Context& context_;
    std::string known_on_;
    std::map<std::string, v1::Case> cases_;  // those that a decision changed, as it left them
};

}  // namespace ladder::meetings
