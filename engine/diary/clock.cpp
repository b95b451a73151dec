#include "engine/diary/clock.hpp"

#include <optional>

#include "engine/diary/due.hpp"

namespace ladder::diary {

v1::DeadlineDefinition definition_of(
    const v1::Deadline& deadline, const definition::Ruleset& ruleset
) {
    if (const auto* definition = ruleset.deadline(deadline.definition())) {
        return *definition;
    }
    v1::DeadlineDefinition kept;
    kept.set_id(deadline.definition());
    kept.set_title(deadline.title());
    return kept;
}

base::Result<base::Date> due_after_pause(
    const v1::Deadline& deadline,
    base::Date due_on,
    base::Date paused_on,
    base::Date resumed_on,
    const definition::Ruleset& ruleset
) {
    const auto definition = definition_of(deadline, ruleset);
    const auto calendar = calendar_of(definition, ruleset);
    if (!calendar) {
        return calendar.error();
    }
    if (deadline.rule().unit() == v1::TIME_UNIT_WORKING_DAYS) {
        const auto stood = calendar->working_days_between(paused_on, resumed_on);
        return stood ? calendar->add_working_days(due_on, *stood)
                     : base::Result<base::Date>{stood.error()};
    }
    const auto due = due_on + (resumed_on - paused_on);
    return definition.roll() ? calendar->roll(due) : base::Result<base::Date>{due};
}

base::Result<base::Date> computed_anew(
    const v1::Deadline& deadline, const definition::Ruleset& ruleset
) {
    if (!deadline.has_rule()) {
        return base::Error{
            base::Code::failed_precondition,
            "Its day was named, not computed: move it instead.",
            {}};
    }
    auto definition = definition_of(deadline, ruleset);
    *definition.mutable_due() = deadline.rule();
    const auto calendar = calendar_of(definition, ruleset);
    const auto from = base::parse_date(deadline.from_on());
    if (!calendar || !from) {
        return calendar ? from.error() : calendar.error();
    }
    auto due = due_by_rule(definition, *from, *calendar);
    std::optional<base::Date> paused_on;
    for (const auto& change : deadline.changes()) {
        const auto on = base::parse_date(change.effective_on());
        if (!due || !on) {
            break;
        }
        if (change.what() == "paused") {
            paused_on = *on;
        } else if (change.what() == "resumed" && paused_on) {
            due = due_after_pause(deadline, *due, *paused_on, *on, ruleset);
            paused_on.reset();
        }
    }
    return due;
}

}  // namespace ladder::diary
