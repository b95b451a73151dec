// Invariant 8: whoever decides on what is no longer so is refused, and nothing happens.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "engine/command/authorise.hpp"
#include "tests/property/commands.hpp"
#include "tests/property/walk.hpp"

namespace ladder::casework {
namespace {

using namespace sample;
using walk::any_steps;
using walk::bytes_of;
using walk::Walk;

template <class Command>
void assert_stale(const Desk& desk, Command command, const std::string& etag) {
    command.set_etag(etag);
    const auto result = desk.decide(command);
    RC_ASSERT(!result.has_value());
    const auto error = result.error();
    RC_ASSERT(error.code == base::Code::aborted);
    RC_ASSERT(error.details.size() == 1U);
    const auto& stale = std::get<v1::StaleEtag>(error.details[0]);
    RC_ASSERT(stale.name() == desk.state.name());
    RC_ASSERT(stale.sent() == etag);
    RC_ASSERT(stale.current() == desk.state.etag());
    RC_ASSERT(stale.changed_by() == desk.state.updated_by().person());
}

WALKS_HOLD(Invariant8, AnyEtagButThePresentOneIsRefused) {
    Walk walk;
    walk.take(any_steps());
    auto& desk = walk.desk;
    desk.caller = secretariat();
    const auto version = desk.state.version();
    const auto other = *rc::gen::inRange<std::int64_t>(-3, 2 * version + 3);
    RC_PRE(other != version);
    const auto etag = *rc::gen::element(
        command::etag_of(other), std::to_string(version), "V" + std::to_string(version)
    );
    const auto before = bytes_of(desk.state);
    assert_stale(desk, v1::RaiseConcernRequest{}, etag);
    assert_stale(desk, v1::CloseConcernRequest{}, etag);
    assert_stale(desk, v1::RecordFactRequest{}, etag);
    assert_stale(desk, v1::RecordRecommendationRequest{}, etag);
    assert_stale(desk, desk.remain(), etag);
    assert_stale(desk, desk.close(), etag);
    assert_stale(desk, desk.move("peer_support"), etag);
    assert_stale(desk, v1::CorrectDecisionRequest{}, etag);
    RC_ASSERT(bytes_of(desk.state) == before);
}

WALKS_HOLD(Invariant8, ACommandRepeatedAfterItWasAppliedIsStale) {
    Walk walk;
    walk.take(any_steps());
    auto& desk = walk.desk;
    desk.caller = analyst();
    v1::RaiseConcernRequest command;
    command.set_etag(desk.state.etag());
    command.set_title("Something is wrong");
    command.set_domain("crime");
    command.add_evidence("A document");
    const auto events = desk.decide(command);
    RC_PRE(events.has_value());
    desk.apply_all(*events);
    const auto again = desk.decide(command);
    RC_ASSERT(!again.has_value());
    RC_ASSERT(again.error().code == base::Code::aborted);
}

}  // namespace
}  // namespace ladder::casework
