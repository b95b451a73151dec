// What follows from a move or an entry: deadlines set and met, tasks opened. Never a move.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "engine/base/dates.hpp"
#include "engine/base/result.hpp"
#include "engine/command/context.hpp"
#include "engine/definition/ruleset.hpp"
#include "engine/diary/diary.hpp"

namespace ladder::diary {

// What effects follow from.
struct EffectSource {
    base::Date on;       // the day from which days are counted
    std::string set_by;  // "d1", "s2", "e3"
    std::string key;     // what it is about within its procedure; empty: the whole
    // The value of a field of the entry; empty: not given. May be null where there are no fields.
    std::function<std::string(std::string_view field)> value_of;
    std::string fields = "values.";  // where refusals find the fields
};

// The events of all effects, in order, for the stream that `diary` is of; it must be as it stands
// before them, so ask once for all effects of one act. A deadline that is set again for the same
// key while an earlier one runs takes its place, and the earlier one is cancelled. Effects that
// start a procedure are passed over: they have a stream of their own.
// Errors: failed_precondition or invalid_argument naming every day that can't be set, with its
// window; a day named by a field is told as "values.FIELD" unless `fields` says another place.
[[nodiscard]] base::Result<command::Events> follow(
    const google::protobuf::RepeatedPtrField<v1::EffectDefinition>& effects,
    const DiaryView& diary,
    const EffectSource& source,
    const definition::Ruleset& ruleset
);

}  // namespace ladder::diary
