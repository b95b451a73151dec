#include "tests/unit/casework/desk.hpp"

#include <chrono>

#include <fmt/format.h>

namespace ladder::casework::sample {

v1::Actor actor(std::string_view person, std::string_view capacity) {
    v1::Actor made;
    made.set_person(std::string{person});
    made.set_capacity(std::string{capacity});
    return made;
}

v1::Actor hmcic() {
    return actor("anne@hmic.example", "hmcic");
}
v1::Actor chair() {
    return actor("bola@hmic.example", "chair");
}
v1::Actor secretariat() {
    return actor("carys@hmic.example", "secretariat");
}
v1::Actor analyst() {
    return actor("dev@hmic.example", "analyst");
}
v1::Actor home_secretary() {
    return actor("elin@homeoffice.example", "home_secretary");
}

v1::Body gwent() {
    v1::Body body;
    body.set_name("bodies/gwent");
    body.set_kind(v1::BODY_KIND_POLICE_FORCE);
    body.set_title("Gwent Police");
    body.set_country(v1::COUNTRY_WALES);
    return body;
}

base::Date day(std::string_view iso) {
    return base::parse_date(iso).value();
}

std::vector<std::string> named(const base::Error& error) {
    std::vector<std::string> names;
    for (const auto& detail : error.details) {
        std::visit(
            base::Overload{
                [&](const v1::UnmetGate& gate) { names.push_back("gate:" + gate.gate()); },
                [&](const v1::FieldViolation& field) { names.push_back("field:" + field.field()); },
                [&](const v1::StaleEtag& stale) { names.push_back("etag:" + stale.sent()); },
                [&](const v1::TextIssue& issue) { names.push_back("text:" + issue.message()); },
            },
            detail
        );
    }
    return names;
}

Desk::Desk(v1::Subject subject, const definition::Ruleset& rules) : ruleset_{&rules} {
    on("2011-01-10");
    v1::OpenCaseRequest command;
    command.set_body(body_.name());
    command.set_subject(subject);
    command.set_reasons("A first look.");
    const Context context{*ruleset_, caller, now, &body_};
    apply_all(casework::decide(std::nullopt, command, context).value());
}

void Desk::on(std::string_view iso) {
    now = base::Instant{day(iso)} + std::chrono::hours{12};
}

void Desk::apply_all(const Events& events) {
    for (const auto& event : events) {
        const auto version = static_cast<std::int64_t>(record.size()) + 1;
        const Recorded recorded{100 + version, version, now, caller, base::day_of(now), false};
        casework::apply(state, event, recorded);
        record.push_back({event, recorded});
    }
}

void Desk::raise_concern() {
    v1::RaiseConcernRequest command;
    command.set_title("Robbery rises against its peers");
    command.set_domain("crime");
    command.add_evidence("Figures of December");
    act(command, analyst());
}

void Desk::record_fact(std::string_view fact) {
    v1::RecordFactRequest command;
    command.set_fact(std::string{fact});
    command.add_evidence("Letter of today");
    act(command, secretariat());
}

void Desk::recommend(std::string_view to_stage, const v1::Actor& by) {
    v1::RecordRecommendationRequest command;
    command.set_to_stage(std::string{to_stage});
    command.set_reasons("The plan does not convince.");
    act(command, by);
}

void Desk::raise_trigger(std::string_view trigger, std::string_view period_end) {
    v1::Event event;
    auto& raised = *event.mutable_trigger_raised();
    raised.set_id(fmt::format("p{}", state.proposals_size() + 1));
    raised.set_trigger(std::string{trigger});
    raised.set_indicator("recorded_robbery");
    raised.set_proposes("peer_support");
    raised.set_severity(v1::SEVERITY_CONCERN);
    raised.set_period_end(std::string{period_end});
    apply_all({event});
}

void Desk::ready_for_peer_support() {
    raise_concern();
    record_fact("chief_notified");
    recommend("peer_support", chair());
}

void Desk::move_to_peer_support() {
    ready_for_peer_support();
    act(move("peer_support"), hmcic());
}

void Desk::move_to_watching_brief() {
    move_to_peer_support();
    on("2011-03-01");
    act(move("watching_brief"), hmcic());
}

void Desk::ready_for_direction() {
    move_to_watching_brief();
    on("2011-04-01");
    record_fact("grounds_given");
    record_fact("represented");
    record_fact("considered");
    recommend("direction", hmcic());
}

v1::RecordDecisionRequest Desk::move(std::string_view to_stage) const {
    auto command = remain();
    command.set_outcome(v1::DECISION_OUTCOME_MOVE);
    command.set_to_stage(std::string{to_stage});
    if (to_stage == "self_improvement" || to_stage == "direction") {
        command.clear_next_review_on();
    }
    return command;
}

v1::RecordDecisionRequest Desk::remain() const {
    v1::RecordDecisionRequest command;
    command.set_name(state.name());
    command.set_etag(state.etag());
    command.set_outcome(v1::DECISION_OUTCOME_REMAIN);
    command.set_reasons("The group met and heard the chief constable.");
    command.add_evidence("Minutes of the group, item 4");
    command.set_next_review_on(base::to_string(base::day_of(now) + std::chrono::days{60}));
    return command;
}

v1::RecordDecisionRequest Desk::close() const {
    auto command = remain();
    command.set_outcome(v1::DECISION_OUTCOME_CLOSE);
    command.clear_next_review_on();
    return command;
}

}  // namespace ladder::casework::sample
