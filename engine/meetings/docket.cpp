#include "engine/meetings/docket.hpp"

#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "engine/command/authorise.hpp"

namespace ladder::meetings {

const std::string& case_of(const v1::AgendaItem& item, const v1::ItemDecision& decision) {
    return decision.case_name().empty() ? item.case_name() : decision.case_name();
}

bool is_as_seen(const CaseFile& file, std::string_view etag) {
    std::int64_t version = 0;
    if (etag.starts_with('v')) {
        std::from_chars(etag.data() + 1, etag.data() + etag.size(), version);
    }
    return command::etag_of(version) == etag && version >= file.last_change.version &&
           version <= file.state->version();
}

Docket::Docket(const v1::Meeting& state, const Context& context, std::string known_on)
    : meeting_{state}, context_{context}, known_on_{std::move(known_on)} {}

base::Result<Events> Docket::decide(const v1::AgendaItem& item, const v1::ItemDecision& decision) {
    const auto& name = case_of(item, decision);
    const auto file = context_.case_of(name);
    if (file.state == nullptr || file.ruleset == nullptr) {
        return base::Error{base::Code::not_found, fmt::format("there is no case {}", name), {}};
    }
    const auto kept = cases_.find(name);
    const auto& state = kept == cases_.end() ? *file.state : kept->second;
    auto events = casework::decide(
        state,
        command_of(decision, state),
        {*file.ruleset, context_.actor, context_.recorded_at, file.around}
    );
    if (events) {
        keep(cases_.try_emplace(name, state).first->second, *events);
    }
    return events;
}

v1::RecordDecisionRequest Docket::command_of(
    const v1::ItemDecision& decision, const v1::Case& state
) const {
    auto command = decision.decision();
    command.set_name(state.name());
    command.set_etag(state.etag());
    command.set_known_on(known_on_);
    // ISO dates sort as text. A meeting that lies ahead has decided nothing yet.
    const auto today = base::to_string(base::day_of(context_.recorded_at));
    if (command.effective_on().empty() && meeting_.held_on() <= today) {
        command.set_effective_on(meeting_.held_on());
    }
    return command;
}

void Docket::keep(v1::Case& state, const Events& events) const {
    for (const auto& event : events) {
        casework::apply(
            state,
            event,
            {0,
             state.version() + 1,
             context_.recorded_at,
             context_.actor,
             base::day_of(context_.recorded_at),
             !known_on_.empty()}
        );
    }
}

}  // namespace ladder::meetings
