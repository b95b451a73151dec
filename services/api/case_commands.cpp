#include "services/api/case_commands.hpp"

#include <memory>

#include <fmt/format.h>

#include "engine/base/names.hpp"
#include "engine/casework/case.hpp"
#include "engine/record/surroundings.hpp"
#include "services/api/case_names.hpp"

namespace ladder::api {

namespace {

using MessagePointer = std::unique_ptr<google::protobuf::Message>;

base::Error no_ruleset(const std::string& name) {
    return base::Error{
        base::Code::failed_precondition,
        name.empty() ? "no ruleset is published; publish one with `ladder ruleset publish PATH`"
                     : fmt::format("the ruleset {} is not in the journal", name),
        {}};
}

db::Ruling ruling(
    const std::string& stream,
    casework::Events events,
    std::function<MessagePointer(db::Aggregates&)> respond
) {
    db::Ruling answer;
    for (auto& event : events) {
        answer.events.push_back({stream, std::move(event), {}});
    }
    answer.respond = std::move(respond);
    return answer;
}

// The case after the command, and the decision it recorded where the response has one.
template <class Response>
MessagePointer answer_with(const v1::Case* state, v1::CaseView view) {
    auto response = std::make_unique<Response>();
    if (state != nullptr) {
        if (view == v1::CASE_VIEW_HEAD) {
            *response->mutable_case_() = casework::head_of(*state);
        } else {
            *response->mutable_case_() = *state;
        }
        if constexpr (requires { response->mutable_decision(); }) {
            if (!state->decisions().empty()) {
                *response->mutable_decision() = *state->decisions().rbegin();
            }
        }
    }
    return response;
}

// Decides a command on a case that exists.
template <class Response, class Request>
base::Result<db::Ruling> decide_on_case(
    const Request& request,
    const v1::Actor& actor,
    db::Aggregates& aggregates,
    const db::Stamp& stamp
) {
    const auto* state = aggregates.find_case(request.name());
    if (state == nullptr) {
        return no_such_case(request.name());
    }
    const auto ruleset = aggregates.find_ruleset(state->ruleset());
    if (!ruleset) {
        return no_ruleset(state->ruleset());
    }
    const command::Context common{*ruleset, actor, stamp.recorded_at};
    auto events = casework::decide(
        *state,
        request,
        {*ruleset,
         actor,
         stamp.recorded_at,
         surroundings_of(aggregates, state->body(), state->name())}
    );
    if (!events) {
        return events.error();
    }
    const auto view = request.view();
    auto decided = ruling(
        request.name(),
        std::move(*events),
        [name = request.name(), view](db::Aggregates& now) {
            return answer_with<Response>(now.find_case(name), view);
        }
    );
    decided.shows_less = [view] { return view == v1::CASE_VIEW_HEAD; };
    if (!decided.events.empty() && decided.events.front().event.has_decision_recorded()) {
        const auto& decision = decided.events.front().event.decision_recorded().decision();
        const auto started = add_started(decided, *state, decision, common, aggregates);
        if (!started) {
            return started.error();
        }
    }
    return decided;
}

template <class Response, class Request>
void submit_on_case(
    std::string_view method, const Desk& writer, const v1::Actor& actor, Request request, Done done
) {
    if (const auto fit = check_caller(actor, request.request_id()); !fit) {
        return done(fit.error());
    }
    if (const auto id = base::id_of(request.name(), "cases", "name"); !id) {
        return done(id.error());
    }
    auto work = work_for(method, actor, request, std::move(done));
    work.decide = [request = std::move(request), actor](
                      db::Aggregates& aggregates, const db::Stamp& stamp
                  ) { return decide_on_case<Response>(request, actor, aggregates, stamp); };
    writer.submit(std::move(work));
}

base::Result<db::Ruling> decide_opening(
    const Desk& desk,
    const v1::OpenCaseRequest& request,
    const v1::Actor& actor,
    db::Aggregates& aggregates,
    const db::Stamp& stamp
) {
    const auto ruleset = aggregates.find_ruleset("");
    if (!ruleset) {
        return no_ruleset("");
    }
    // Asked first: the answer must not tell whether there is one.
    if (const auto may = desk.may_open(*ruleset, request.body(), request.subject()); !may) {
        return may.error();
    }
    const auto* body = aggregates.find_body(request.body());
    if (body == nullptr) {
        return no_such_body(request.body());
    }
    if (const auto* open = aggregates.find_open_case(request.body(), request.subject())) {
        return base::Error{
            base::Code::already_exists,
            fmt::format("{} has an open case for this subject: {}", request.body(), open->name()),
            {}};
    }
    const auto* previous = aggregates.find_newest_case(request.body(), request.subject());
    auto events = casework::decide(
        previous == nullptr ? std::nullopt : std::optional{previous->name()},
        request,
        {*ruleset, actor, stamp.recorded_at, body}
    );
    if (!events) {
        return events.error();
    }
    auto name = next_case_name(request.body(), request.subject(), previous);
    return ruling(name, std::move(*events), [name](db::Aggregates& now) {
        return answer_with<v1::OpenCaseResponse>(now.find_case(name), v1::CASE_VIEW_UNSPECIFIED);
    });
}

}  // namespace

void open_case(const Desk& writer, const v1::Actor& actor, v1::OpenCaseRequest request, Done done) {
    if (const auto fit = check_caller(actor, request.request_id()); !fit) {
        return done(fit.error());
    }
    if (const auto id = base::id_of(request.body(), "bodies", "body"); !id) {
        return done(id.error());
    }
    auto work = work_for("CaseService/OpenCase", actor, request, std::move(done));
    work.decide = [writer, request = std::move(request), actor](
                      db::Aggregates& aggregates, const db::Stamp& stamp
                  ) { return decide_opening(writer, request, actor, aggregates, stamp); };
    writer.submit(std::move(work));
}

void raise_concern(
    const Desk& writer, const v1::Actor& actor, v1::RaiseConcernRequest request, Done done
) {
    submit_on_case<v1::RaiseConcernResponse>(
        "CaseService/RaiseConcern", writer, actor, std::move(request), std::move(done)
    );
}

void close_concern(
    const Desk& writer, const v1::Actor& actor, v1::CloseConcernRequest request, Done done
) {
    submit_on_case<v1::CloseConcernResponse>(
        "CaseService/CloseConcern", writer, actor, std::move(request), std::move(done)
    );
}

void record_fact(
    const Desk& writer, const v1::Actor& actor, v1::RecordFactRequest request, Done done
) {
    submit_on_case<v1::RecordFactResponse>(
        "CaseService/RecordFact", writer, actor, std::move(request), std::move(done)
    );
}

void record_recommendation(
    const Desk& writer, const v1::Actor& actor, v1::RecordRecommendationRequest request, Done done
) {
    submit_on_case<v1::RecordRecommendationResponse>(
        "CaseService/RecordRecommendation", writer, actor, std::move(request), std::move(done)
    );
}

void record_decision(
    const Desk& writer, const v1::Actor& actor, v1::RecordDecisionRequest request, Done done
) {
    submit_on_case<v1::RecordDecisionResponse>(
        "CaseService/RecordDecision", writer, actor, std::move(request), std::move(done)
    );
}

void correct_decision(
    const Desk& writer, const v1::Actor& actor, v1::CorrectDecisionRequest request, Done done
) {
    submit_on_case<v1::CorrectDecisionResponse>(
        "CaseService/CorrectDecision", writer, actor, std::move(request), std::move(done)
    );
}

}  // namespace ladder::api
