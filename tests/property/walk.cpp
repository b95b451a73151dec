#include "tests/property/walk.hpp"

#include <iterator>
#include <ostream>

#include <fmt/format.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "engine/casework/reconcile.hpp"
#include "tests/property/commands.hpp"

namespace ladder::casework::walk {

namespace {

using namespace sample;

constexpr const char* act_names[]{
    "raise a concern",
    "close a concern",
    "record a fact",
    "withdraw a fact",
    "recommend",
    "move",
    "prepared move",
    "bold move",
    "remain",
    "close",
    "correct",
    "evaluate"};
static_assert(std::size(act_names) == acts);
constexpr const char* facts[]{"chief_notified", "grounds_given", "represented", "considered"};
constexpr const char* stages[]{"self_improvement", "peer_support", "watching_brief", "direction"};
constexpr const char* triggers[]{"robbery_up", "burglary_up"};

template <class T, std::size_t n>
const T& pick(const T (&items)[n], int number) {
    return items[static_cast<std::size_t>(number) % n];
}

// One who may, or one time in eight anybody.
v1::Actor one_of(const v1::Actor& lawful, const Step& step) {
    const v1::Actor anybody[]{hmcic(), chair(), secretariat(), analyst(), home_secretary()};
    return step.who % 8 == 7 ? pick(anybody, step.who / 8) : lawful;
}

bool slips(const Step& step, int kind) {
    return step.slip == kind;
}

v1::Actor actor_of(const std::string& role) {
    for (const auto& known : {hmcic(), chair(), secretariat(), analyst(), home_secretary()}) {
        if (known.capacity() == role) {
            return known;
        }
    }
    return actor("somebody@example", role);
}

v1::RulesetDefinition careless_definition() {
    auto definition = sample::definition();
    for (auto& transition : *definition.mutable_ladders(0)->mutable_transitions()) {
        for (auto& gate : *transition.mutable_gates()) {
            gate.set_override_role(
                gate.kind() == v1::GATE_KIND_STATUTORY ? "home_secretary" : "secretariat"
            );
            if (gate.kind() == v1::GATE_KIND_STATUTORY) {
                gate.add_not_for(v1::SUBJECT_GENERAL);
            }
        }
    }
    return definition;
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const Step& step) {
    return out << fmt::format(
               "{{{}, which {}, who {}, slip {}, after {} days}}",
               act_names[static_cast<int>(step.act)],
               step.which,
               step.who,
               step.slip,
               step.days
           );
}

std::vector<Step> any_steps() {
    // At its full size, or short walks would know only the first acts.
    const auto below = [](int end) {
        return rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, end));
    };
    const auto act = rc::gen::map(below(acts), [](int number) { return static_cast<Act>(number); });
    const auto step = rc::gen::build<Step>(
        rc::gen::set(&Step::act, act),
        rc::gen::set(&Step::which, below(100)),
        rc::gen::set(&Step::who, below(100)),
        rc::gen::set(&Step::slip, below(100)),
        rc::gen::set(&Step::days, below(40))
    );
    return *rc::gen::container<std::vector<Step>>(step);
}

const definition::Ruleset& careless_ruleset() {
    static const definition::Ruleset careless{"rulesets/sample@1", careless_definition()};
    return careless;
}

Walk::Walk() : desk{v1::SUBJECT_GENERAL, careless_ruleset()} {}

void Walk::take(const std::vector<Step>& steps) {
    for (const auto& step : steps) {
        take(step);
    }
}

void Walk::take(const Step& step) {
    desk.now += std::chrono::days{step.days};
    switch (step.act) {
        case Act::raise_concern:
            return raise_concern(step);
        case Act::close_concern:
            return close_concern(step);
        case Act::record_fact:
            return record_fact(step);
        case Act::withdraw_fact:
            return withdraw_fact(step);
        case Act::recommend:
            return recommend(step);
        case Act::move:
        case Act::prepared_move:
        case Act::bold_move:
            return move(step);
        case Act::remain:
        case Act::close:
            return remain_or_close(step);
        case Act::correct:
            return correct(step);
        case Act::evaluate:
            return evaluate(step);
    }
}

template <class Command>
void Walk::attempt(Command command, const v1::Actor& by, const Step& step) {
    command.set_etag(slips(step, 1) ? "v0" : desk.state.etag());
    desk.caller = slips(step, 2) ? v1::Actor{} : by;
    if (!slips(step, 0) && step.slip % 10 == 9) {
        // Taken effect some days before, perhaps before the stage began.
        const auto earlier = base::day_of(desk.now) - std::chrono::days{step.slip / 10};
        if constexpr (requires { command.set_effective_on(std::string{}); }) {
            command.set_effective_on(base::to_string(earlier));
        }
    }
    property::count_command();
    const auto events = desk.decide(command);
    if (events) {
        apply(*events);
    } else if (on_refusal) {
        on_refusal(events.error());
    }
}

void Walk::apply(const Events& events) {
    for (const auto& event : events) {
        const auto before = desk.state;
        desk.apply_all({event});
        if (on_event) {
            on_event(before, desk.record.back(), desk.state);
        }
    }
}

void Walk::raise_concern(const Step& step) {
    v1::RaiseConcernRequest command;
    command.set_title(slips(step, 3) ? "" : "Something is wrong");
    command.set_domain(step.which % 2 == 0 ? "crime" : "governance");
    command.add_evidence(step.which % 5 == 4 ? "p1" : "A document");
    attempt(command, one_of(analyst(), step), step);
}

void Walk::close_concern(const Step& step) {
    v1::CloseConcernRequest command;
    command.set_concern(fmt::format("c{}", 1 + step.which % (desk.state.concerns_size() + 1)));
    command.set_reasons("It has ended.");
    attempt(command, one_of(analyst(), step), step);
}

void Walk::record_fact(const Step& step) {
    v1::RecordFactRequest command;
    command.set_fact(pick(facts, step.which));
    command.add_evidence("A letter");
    attempt(command, one_of(secretariat(), step), step);
}

void Walk::withdraw_fact(const Step& step) {
    v1::RecordFactRequest command;
    command.set_fact(fmt::format("f{}", 1 + step.which % (desk.state.facts_size() + 1)));
    command.set_withdraw(true);
    command.set_note("It was another's.");
    attempt(command, one_of(secretariat(), step), step);
}

void Walk::recommend(const Step& step) {
    v1::RecordRecommendationRequest command;
    command.set_to_stage(pick(stages, step.which));
    command.set_reasons("It is time.");
    attempt(command, one_of(step.which % 2 == 0 ? chair() : hmcic(), step), step);
}

void Walk::record_what_gates_ask() {
    raise_concern({});
    for (int fact = 0; fact < 4; ++fact) {
        Step step;
        step.which = fact;
        record_fact(step);
    }
}

void Walk::recommend_as_asked(const v1::TransitionDefinition& transition) {
    for (const auto* roles : {&transition.recommended_by(), &transition.second_person()}) {
        if (!roles->empty()) {
            v1::RecordRecommendationRequest command;
            command.set_to_stage(transition.to());
            command.set_reasons("It is time.");
            attempt(command, actor_of((*roles)[roles->size() - 1]), {});
        }
    }
}

void Walk::move(const Step& step) {
    const auto& ladder = careless_ruleset().definition().ladders(0);
    std::vector<const v1::TransitionDefinition*> lawful;
    for (const auto& each : ladder.transitions()) {
        if (definition::find_transition(ladder, desk.state.stage(), each.to()) == &each) {
            lawful.push_back(&each);
        }
    }
    auto caller = hmcic();
    auto command = desk.move(pick(stages, step.which));
    if (step.who % 4 != 3 && !lawful.empty()) {
        const auto& transition = *lawful[static_cast<std::size_t>(step.which) % lawful.size()];
        if (step.act == Act::prepared_move) {
            record_what_gates_ask();
        }
        if (step.act != Act::move) {
            recommend_as_asked(transition);
        }
        command = desk.move(transition.to());
        caller = actor_of(transition.decided_by(0));
        if (caller.capacity() == "hmcic" && step.who % 3 == 2) {
            *command.mutable_decider() = caller;
            caller = secretariat();
        }
        if (transition.exceptional() && !slips(step, 4)) {
            command.set_exceptional_reason("It can't wait.");
        }
        for (int i = 0; step.act == Act::bold_move && i < transition.gates_size(); ++i) {
            if ((step.slip >> i) % 2 == 0) {
                auto& given = *command.add_overrides();
                given.set_gate(transition.gates(i).id());
                given.set_reason("Because.");
            }
        }
    }
    if (desk.state.proposals_size() > 0 && step.which % 2 == 0) {
        const auto number = 1 + step.which % desk.state.proposals_size();
        command.add_settlements()->set_proposal(fmt::format("p{}", number));
        command.mutable_settlements(0)->set_accepted(step.who % 2 == 0);
    }
    if (slips(step, 5)) {
        command.clear_reasons();
    }
    if (slips(step, 6)) {
        command.clear_evidence();
    }
    attempt(command, one_of(caller, step), step);
}

void Walk::remain_or_close(const Step& step) {
    // Nothing more happens in a closed case, so few walks close theirs early.
    const bool closes = step.act == Act::close && step.slip < 30;
    auto command = closes ? desk.close() : desk.remain();
    for (const auto& proposal : desk.state.proposals()) {
        if (proposal.state() == v1::PROPOSAL_STATE_OPEN && step.which % 2 == 0) {
            command.add_settlements()->set_proposal(proposal.id());
        }
    }
    if (slips(step, 5)) {
        command.clear_reasons();
    }
    const bool at_watching_brief = desk.state.stage() == "watching_brief";
    attempt(command, one_of(at_watching_brief ? chair() : hmcic(), step), step);
}

void Walk::correct(const Step& step) {
    v1::CorrectDecisionRequest command;
    command.set_decision(fmt::format("d{}", 1 + step.which % (desk.state.decisions_size() + 1)));
    command.set_reasons(fmt::format("Better words, {}.", step.which));
    command.add_evidence("Minutes");
    attempt(command, one_of(hmcic(), step), step);
}

void Walk::evaluate(const Step& step) {
    // Figures come a little after their period, and episodes reach back some periods or none.
    const auto period_end = base::day_of(desk.now) - std::chrono::days{step.slip % 10};
    const auto since = period_end - std::chrono::days{step.who % 4 * 30};
    std::vector<v1::Finding> findings;
    for (int i = 0; i < 2; ++i) {
        auto& finding = findings.emplace_back();
        finding.set_body("bodies/gwent");
        finding.set_trigger(triggers[i]);
        finding.set_indicator("recorded_robbery");
        finding.set_proposes("peer_support");
        finding.set_severity(v1::SEVERITY_SERIOUS);
        finding.set_outcome(
            static_cast<v1::EpisodeOutcome>(1 + (i == 0 ? step.which : step.who) % 5)
        );
        finding.set_since(base::to_string(since));
    }
    property::count_command();
    apply(reconcile(desk.state, findings, period_end, "rulesets/sample@1", "evaluations/e1"));
}

std::string bytes_of(const v1::Case& state) {
    std::string bytes;
    {
        google::protobuf::io::StringOutputStream stream{&bytes};
        google::protobuf::io::CodedOutputStream coded{&stream};
        coded.SetSerializationDeterministic(true);
        state.SerializeToCodedStream(&coded);
    }
    return bytes;
}

}  // namespace ladder::casework::walk
