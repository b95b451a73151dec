#include "tests/property/procedures/procedure_walk.hpp"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "tests/property/commands.hpp"

namespace ladder::procedures::walk {

namespace {

using namespace sample;

constexpr const char* act_names[]{
    "terms",
    "member",
    "consent",
    "representation",
    "considered",
    "requirement",
    "answer",
    "withdraw",
    "forward",
    "prepared",
    "bold",
    "end"};

std::string peer_of(int which) {
    constexpr const char* names[]{"peers/ann", "peers/ben", "peers/cat"};
    return names[which % 3];
}

std::string entry_of(int which, const v1::Procedure& state) {
    return fmt::format("e{}", 1 + which % std::max(1, state.entries_size()));
}

std::string next_stage(const std::string& stage) {
    return stage == "asked" ? "team" : stage == "team" ? "deployed" : "closed";
}

v1::RulesetDefinition careless_definition() {
    auto definition = sample::definition();
    for (auto& procedure : *definition.mutable_procedures()) {
        for (auto& transition : *procedure.mutable_transitions()) {
            for (auto& gate : *transition.mutable_gates()) {
                gate.set_override_role("hmcic");
                if (gate.kind() == v1::GATE_KIND_STATUTORY) {
                    gate.add_not_for(v1::SUBJECT_GENERAL);
                }
            }
        }
    }
    return definition;
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const Piece& piece) {
    return out << fmt::format(
               "{{{}, which {}, slip {}, after {} days}}",
               act_names[static_cast<int>(piece.act)],
               piece.which,
               piece.slip,
               piece.days
           );
}

std::vector<Piece> any_work() {
    // At its full size, or short walks would know only the first acts.
    const auto below = [](int end) {
        return rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, end));
    };
    const auto act = rc::gen::map(below(acts), [](int number) { return static_cast<Act>(number); });
    const auto piece = rc::gen::build<Piece>(
        rc::gen::set(&Piece::act, act),
        rc::gen::set(&Piece::which, below(100)),
        rc::gen::set(&Piece::slip, below(100)),
        rc::gen::set(&Piece::days, below(10))
    );
    return *rc::gen::container<std::vector<Piece>>(piece);
}

const definition::Ruleset& careless_ruleset() {
    static const definition::Ruleset careless{"rulesets/sample@1", careless_definition()};
    return careless;
}

void Walk::take(const std::vector<Piece>& work) {
    for (const auto& piece : work) {
        take(piece);
    }
}

template <class Command>
void Walk::attempt(const Piece& piece, Command command, const v1::Actor& by) {
    command.set_etag(piece.slip == 1 ? "v0" : desk.state.etag());
    desk.caller = piece.slip == 2 ? v1::Actor{} : by;
    property::count_command();
    if (piece.slip % 10 == 9) {
        // Taken effect some days before, perhaps before what it must follow.
        const auto earlier = base::day_of(desk.now) - std::chrono::days{piece.slip / 10};
        command.set_effective_on(base::to_string(earlier));
    }
    const auto events = desk.decide(command);
    if (!events) {
        if (on_refusal) {
            on_refusal(events.error());
        }
        return;
    }
    for (const auto& event : *events) {
        const auto before = desk.state;
        desk.apply_all({event});
        if (on_event) {
            on_event(before, desk.record.back(), desk.state);
        }
    }
}

void Walk::prepare(const Piece& piece) {
    const Piece plain{};
    if (desk.state.stage() == "asked") {
        attempt(plain, desk.entry("terms", {}, {{"from", "2011-02-01"}}), secretariat());
    } else if (desk.state.stage() == "team") {
        attempt(plain, desk.entry("member", peer_of(piece.which)), secretariat());
        for (int i = 0; i < 3; ++i) {
            attempt(plain, desk.entry("consent", peer_of(i)), analyst());
        }
        if (piece.act == Act::prepared) {
            attempt(plain, desk.entry("considered"), secretariat());
        }
    }
}

void Walk::step(const Piece& piece) {
    if (piece.act == Act::prepared || piece.act == Act::bold) {
        prepare(piece);
    }
    const auto to = piece.act == Act::end ? "closed" : next_stage(desk.state.stage());
    auto command = desk.step(to);
    if (piece.act == Act::bold) {
        const auto* transition = definition::find_transition(
            *careless_ruleset().procedure("support"), desk.state.stage(), to
        );
        for (int i = 0; transition != nullptr && i < transition->gates_size(); ++i) {
            // At times the law too.
            const auto& gate = transition->gates(i);
            if (gate.kind() == v1::GATE_KIND_POLICY || piece.which % 3 == 0) {
                auto& given = *command.add_overrides();
                given.set_gate(gate.id());
                given.set_reason("Boldly.");
            }
        }
    }
    if (piece.act == Act::end && piece.which % 2 == 0) {
        command.set_exceptional_reason("It was asked in error.");
    }
    attempt(piece, std::move(command), piece.slip == 3 ? chair() : hmcic());
}

void Walk::take(const Piece& piece) {
    desk.now += std::chrono::days{piece.days};
    const auto until =
        base::to_string(base::day_of(desk.now) + std::chrono::days{1 + piece.which % 15});
    const auto anybody = piece.slip == 4 ? chair() : secretariat();
    switch (piece.act) {
        case Act::terms:
            return attempt(piece, desk.entry("terms", {}, {{"from", until}}), anybody);
        case Act::member:
            return attempt(piece, desk.entry("member", peer_of(piece.which)), anybody);
        case Act::consent:
            return attempt(
                piece, desk.entry("consent", peer_of(piece.which), {{"until", until}}), analyst()
            );
        case Act::representation:
            return attempt(piece, desk.entry("representation", "bodies/gwent"), anybody);
        case Act::considered:
            return attempt(piece, desk.entry("considered"), anybody);
        case Act::requirement:
            return attempt(
                piece, desk.entry("requirement", {}, {{"text", "Act"}, {"due", until}}), anybody
            );
        case Act::answer:
            return attempt(piece, desk.entry("answer", entry_of(piece.which, desk.state)), anybody);
        case Act::withdraw:
            return attempt(piece, desk.withdrawal(entry_of(piece.which, desk.state)), anybody);
        case Act::forward:
        case Act::prepared:
        case Act::bold:
        case Act::end:
            return step(piece);
    }
}

}  // namespace ladder::procedures::walk
