#include "engine/casework/authorise.hpp"

#include <fmt/format.h>

namespace ladder::casework {

using base::Code;
using base::Error;

base::Result<void> require_current(
    Problems& problems, const v1::Case& state, const std::string& etag
) {
    if (auto current = command::require_etag(problems, state, etag, "case"); !current) {
        return current;
    }
    if (!state.closed_on().empty()) {
        return Error{
            Code::failed_precondition,
            fmt::format(
                "{} was closed on {} and takes nothing more. Go on in {}; if there is no such case "
                "yet, open it with OpenCase for {}, subject {}",
                state.name(),
                date_words(state.closed_on()),
                next_case_name(state.body(), state.subject(), state.name()),
                state.body(),
                subject_word(state.subject())
            ),
            {}};
    }
    return {};
}

base::Result<const v1::LadderDefinition*> ladder_of(const v1::Case& state, const Context& context) {
    const auto* ladder = context.ruleset.ladder(state.ladder());
    if (context.ruleset.name() != state.ruleset() || ladder == nullptr ||
        definition::find_stage(*ladder, state.stage()) == nullptr) {
        return Error{
            Code::internal,
            fmt::format(
                "{} stands on {} at {} under {}, which {} does not hold",
                state.name(),
                state.ladder(),
                state.stage(),
                state.ruleset(),
                context.ruleset.name()
            ),
            {}};
    }
    return ladder;
}

}  // namespace ladder::casework
