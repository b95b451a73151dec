#include "services/api/procedure_commands.hpp"

#include <memory>

#include <fmt/format.h>

#include "engine/base/names.hpp"
#include "engine/record/surroundings.hpp"
#include "services/api/case_names.hpp"
#include "services/api/permission.hpp"

namespace ladder::api {

namespace {

base::Error no_such_procedure(std::string_view name) {
    return {
        base::Code::not_found,
        fmt::format(
            "there is no procedure {}; `ladder procedure list` shows those there are", name
        ),
        {}};
}

base::Error not_in_journal(const std::string& name) {
    return {
        base::Code::failed_precondition,
        fmt::format("the ruleset {} is not in the journal", name),
        {}};
}

// The procedure after the command, with the entry or step that it recorded.
template <class Response>
db::Ruling procedure_ruling(const std::string& name, command::Events events) {
    db::Ruling ruling;
    for (auto& event : events) {
        ruling.events.push_back({name, std::move(event), {}});
    }
    ruling.respond = [name](db::Aggregates& now) {
        auto response = std::make_unique<Response>();
        const auto* state = now.find_as<v1::Procedure>(name);
        if (state == nullptr) {
            return response;
        }
        *response->mutable_procedure() = *state;
        if constexpr (requires { response->mutable_entry(); }) {
            *response->mutable_entry() = *state->entries().rbegin();
        }
        if constexpr (requires { response->mutable_step(); }) {
            *response->mutable_step() = *state->steps().rbegin();
        }
        return response;
    };
    return ruling;
}

// What follows from the first event of a ruling, besides what it keeps in its diary.
const record::Effects& following_of(
    const v1::ProcedureDefinition& definition, const v1::Event& event
) {
    if (event.has_step_taken()) {
        const auto& step = event.step_taken().step();
        const auto* transition =
            definition::find_transition(definition, step.from_stage(), step.to_stage());
        return transition == nullptr ? v1::TransitionDefinition::default_instance().effects()
                                     : transition->effects();
    }
    const auto* record =
        definition::find_record(definition, event.entry_recorded().entry().record());
    return record == nullptr ? v1::RecordDefinition::default_instance().effects()
                             : record->effects();
}

// Who did what the event tells, and when.
procedures::Cause cause_of(
    const v1::Event& event, const std::string& name, const v1::Actor& caller, base::Instant now
) {
    const auto& step = event.step_taken().step();
    const auto& entry = event.entry_recorded().entry();
    const bool is_step = event.has_step_taken();
    const auto on = base::parse_date(is_step ? step.effective_on() : entry.effective_on());
    return {
        fmt::format("{} of {}", is_step ? step.id() : entry.id(), name),
        is_step ? step.decider() : caller,
        on ? *on : base::day_of(now)};
}

template <class Response, class Request>
base::Result<db::Ruling> decide_on_procedure(
    const Request& request,
    const v1::Actor& actor,
    db::Aggregates& aggregates,
    const db::Stamp& stamp
) {
    const auto* state = aggregates.find_as<v1::Procedure>(request.name());
    if (state == nullptr) {
        return no_such_procedure(request.name());
    }
    const auto ruleset = aggregates.find_ruleset(state->ruleset());
    if (!ruleset) {
        return not_in_journal(state->ruleset());
    }
    const auto* of_case =
        state->case_name().empty() ? nullptr : aggregates.find_case(state->case_name());
    const command::Context common{*ruleset, actor, stamp.recorded_at};
    auto events = procedures::decide(
        *state,
        request,
        {common, of_case, surroundings_of(aggregates, state->body(), state->case_name())}
    );
    if (!events) {
        return events.error();
    }
    const auto first = events->front();
    auto ruling = procedure_ruling<Response>(request.name(), std::move(*events));
    const auto started = add_started(
        ruling,
        following_of(*ruleset->procedure(state->definition()), first),
        {aggregates,
         common,
         state->body(),
         of_case,
         cause_of(first, request.name(), actor, stamp.recorded_at)}
    );
    if (!started) {
        return started.error();
    }
    return ruling;
}

template <class Response, class Request>
void submit_on_procedure(
    std::string_view method, const Desk& writer, const v1::Actor& actor, Request request, Done done
) {
    if (const auto fit = check_caller(actor, request.request_id()); !fit) {
        return done(fit.error());
    }
    if (const auto id = base::id_of(request.name(), "procedures", "name"); !id) {
        return done(id.error());
    }
    auto work = work_for(method, actor, request, std::move(done));
    work.decide = [request = std::move(request), actor](
                      db::Aggregates& aggregates, const db::Stamp& stamp
                  ) { return decide_on_procedure<Response>(request, actor, aggregates, stamp); };
    writer.submit(std::move(work));
}

base::Result<db::Ruling> decide_start(
    const v1::StartProcedureRequest& request,
    const v1::Actor& actor,
    db::Aggregates& aggregates,
    const db::Stamp& stamp
) {
    const auto* of_case =
        request.case_name().empty() ? nullptr : aggregates.find_case(request.case_name());
    if (of_case == nullptr && !request.case_name().empty()) {
        return no_such_case(request.case_name());
    }
    const auto body = of_case == nullptr ? request.body() : of_case->body();
    if (aggregates.find_body(body) == nullptr) {
        return no_such_body(body);
    }
    const auto ruleset = aggregates.find_ruleset(of_case == nullptr ? "" : of_case->ruleset());
    if (!ruleset) {
        return of_case == nullptr ? no_ruleset_published() : not_in_journal(of_case->ruleset());
    }
    const procedures::Context context{
        {*ruleset, actor, stamp.recorded_at},
        of_case,
        surroundings_of(aggregates, body, request.case_name())};
    auto events = procedures::decide(request, context);
    if (!events) {
        return events.error();
    }
    const auto name = next_procedure_name(
        aggregates,
        body,
        of_case == nullptr ? v1::SUBJECT_GENERAL : of_case->subject(),
        request.definition()
    );
    return procedure_ruling<v1::StartProcedureResponse>(name, std::move(*events));
}

// The names in a start. Errors: invalid_argument for the first that is misshapen.
base::Result<void> check_start_names(const v1::StartProcedureRequest& request) {
    if (request.case_name().empty() && request.body().empty()) {
        return base::field_error(
            "body", "is missing; give a body, or case_name for a procedure of a case"
        );
    }
    if (const auto id = base::id_of(request.case_name(), "cases", "case_name");
        !request.case_name().empty() && !id) {
        return id.error();
    }
    if (const auto id = base::id_of(request.body(), "bodies", "body");
        !request.body().empty() && !id) {
        return id.error();
    }
    return {};
}

}  // namespace

void start_procedure(
    const Desk& writer, const v1::Actor& actor, v1::StartProcedureRequest request, Done done
) {
    if (const auto fit = check_caller(actor, request.request_id()); !fit) {
        return done(fit.error());
    }
    if (const auto named = check_start_names(request); !named) {
        return done(named.error());
    }
    auto work = work_for("ProcedureService/StartProcedure", actor, request, std::move(done));
    work.decide = [request = std::move(request), actor](
                      db::Aggregates& aggregates, const db::Stamp& stamp
                  ) { return decide_start(request, actor, aggregates, stamp); };
    writer.submit(std::move(work));
}

void record_entry(
    const Desk& writer, const v1::Actor& actor, v1::RecordEntryRequest request, Done done
) {
    submit_on_procedure<v1::RecordEntryResponse>(
        "ProcedureService/RecordEntry", writer, actor, std::move(request), std::move(done)
    );
}

void withdraw_entry(
    const Desk& writer, const v1::Actor& actor, v1::WithdrawEntryRequest request, Done done
) {
    submit_on_procedure<v1::WithdrawEntryResponse>(
        "ProcedureService/WithdrawEntry", writer, actor, std::move(request), std::move(done)
    );
}

void take_step(const Desk& writer, const v1::Actor& actor, v1::TakeStepRequest request, Done done) {
    submit_on_procedure<v1::TakeStepResponse>(
        "ProcedureService/TakeStep", writer, actor, std::move(request), std::move(done)
    );
}

}  // namespace ladder::api
