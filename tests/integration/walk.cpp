// Chooses commands at random; what the core refuses is part of the walk.
#include "tests/integration/walk.hpp"

#include <algorithm>

#include "engine/command/authorise.hpp"

namespace ladder::db {
namespace {

constexpr int forces = 4;

}  // namespace

Walk::Walk(Backend backend, unsigned seed)
    : ground_(backend), random_(seed), today_(casework::sample::day("2011-01-10")) {
    ground_.publish_and_register(forces);
}

std::optional<base::Date> Walk::perhaps_earlier() {
    if (!one_in(3)) {
        return std::nullopt;
    }
    return today_ - std::chrono::days(below(200));
}

base::Result<void> Walk::submit(Work work, std::optional<base::Date> known_on) {
    work.known_on = known_on;
    auto result = ground_.submit(work);
    if (!result) {
        return result.error();
    }
    accepted_.push_back({work, *result});
    days_.insert(today_);
    days_.insert(known_on.value_or(today_));
    return {};
}

void Walk::step() {
    today_ += std::chrono::days(below(20));
    ground_.on(base::to_string(today_));
    const auto force = std::to_string(1 + below(forces));
    const auto known_on = perhaps_earlier();
    const auto name = "cases/force-" + force + "-general-1";
    const auto state = ground_.cases().get(name, {});
    if (state) {
        act_on(*state, known_on);
        return;
    }
    v1::OpenCaseRequest request;
    request.set_body("bodies/force-" + force);
    request.set_subject(v1::SUBJECT_GENERAL);
    request.set_reasons("A look");
    if (known_on) {
        request.set_effective_on(base::to_string(*known_on));
        request.set_known_on(base::to_string(*known_on));
    }
    submit(
        ground_.opening(name, request, casework::sample::secretariat(), ground_.new_request_id()),
        known_on
    );
}

void Walk::act_on(const v1::Case& state, std::optional<base::Date> known_on) {
    const auto finish = [&](auto request, const v1::Actor& actor) {
        const bool stale = one_in(8);
        request.set_name(state.name());
        request.set_etag(stale ? command::etag_of(state.version() - 1) : state.etag());
        if (known_on) {
            request.set_effective_on(base::to_string(*known_on));
            if constexpr (requires { request.known_on(); }) {
                request.set_known_on(base::to_string(*known_on));
            }
        }
        const auto done =
            submit(ground_.work_on_case(request, actor, ground_.new_request_id()), known_on);
        if (stale) {
            ++stale_;
            stale_refused_ += !done && done.error().code == base::Code::aborted ? 1 : 0;
        }
    };
    switch (below(6)) {
        case 0:
            return finish(concern("Concern"), casework::sample::analyst());
        case 1: {
            v1::CloseConcernRequest request;
            request.set_concern("c" + std::to_string(1 + below(3)));
            request.set_reasons("Settled");
            return finish(request, casework::sample::analyst());
        }
        case 2: {
            auto request = remain("Wait and see");
            if (state.proposals_size() > 0) {
                auto& settlement = *request.add_settlements();
                settlement.set_proposal("p" + std::to_string(1 + below(state.proposals_size())));
                settlement.set_accepted(one_in(2));
            }
            return finish(request, casework::sample::hmcic());
        }
        case 3: {
            v1::CorrectDecisionRequest request;
            request.set_decision(
                "d" + std::to_string(1 + below(std::max(1, state.decisions_size())))
            );
            request.set_reasons("Better said " + std::to_string(below(1000)));
            request.add_evidence("Minutes of the meeting");
            return finish(request, casework::sample::hmcic());
        }
        case 4: {
            NewEvent event{state.name(), {}, "evaluations/1"};
            auto& raised = *event.event.mutable_trigger_raised();
            raised.set_id("p" + std::to_string(state.proposals_size() + 1));
            raised.set_trigger("robbery-rises");
            raised.set_proposes("peer_support");
            raised.set_period_end(base::to_string(today_ - std::chrono::days(below(100))));
            submit(
                Ground::recording({event}, ground_.new_request_id(), casework::sample::analyst()),
                known_on
            );
            return;
        }
        default: {
            if (state.proposals_size() == 0) {
                return;
            }
            NewEvent event{state.name(), {}, "evaluations/2"};
            auto& cleared = *event.event.mutable_trigger_cleared();
            cleared.set_id("p" + std::to_string(1 + below(state.proposals_size())));
            cleared.set_period_end(base::to_string(today_));
            submit(
                Ground::recording({event}, ground_.new_request_id(), casework::sample::analyst()),
                known_on
            );
            return;
        }
    }
}

}  // namespace ladder::db
