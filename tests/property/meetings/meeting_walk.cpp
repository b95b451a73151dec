#include "tests/property/meetings/meeting_walk.hpp"

#include <algorithm>
#include <iterator>
#include <ostream>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "engine/command/describe.hpp"
#include "tests/property/commands.hpp"

namespace ladder::meetings::walk {

namespace {

using casework::sample::Desk;

constexpr const char* deed_names[]{
    "attend",
    "recuse",
    "note",
    "move",
    "back",
    "remain",
    "act",
    "settle",
    "concern",
    "recommend",
    "fire",
    "close",
    "correct"};
static_assert(std::size(deed_names) == deeds);

std::string item_of(const Step& step) {
    return fmt::format("i{}", step.item + 1);
}

// The events of a case that somebody who decides on it would want to know.
int events_that_matter(const Desk& desk) {
    return static_cast<int>(std::count_if(
        desk.record.begin(),
        desk.record.end(),
        [](const auto& row) {
            const auto type = command::type_of(row.event);
            return type != "deadline_fired" && type != "task_opened";
        }
    ));
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const Step& step) {
    return out << fmt::format(
               "{{{} i{}, which {}}}",
               deed_names[static_cast<int>(step.deed)],
               step.item + 1,
               step.which
           );
}

std::vector<Step> any_steps() {
    // At its full size, or short walks would know only the first deeds.
    const auto below = [](int end) {
        return rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, end));
    };
    const auto deed =
        rc::gen::map(below(deeds), [](int number) { return static_cast<Deed>(number); });
    return *rc::gen::container<std::vector<Step>>(rc::gen::build<Step>(
        rc::gen::set(&Step::deed, deed),
        rc::gen::set(&Step::item, below(3)),
        rc::gen::set(&Step::which, below(4))
    ));
}

void Walk::take(const std::vector<Step>& steps) {
    for (const auto& step : steps) {
        take(step);
    }
}

bool Walk::changed_since(const v1::AgendaItem& item) const {
    const auto found = seen_.find(item.id());
    if (found == seen_.end()) {
        return false;
    }
    return std::any_of(found->second.begin(), found->second.end(), [&](const auto& seen) {
        const auto& desk = board.first.state.name() == seen.first ? board.first : board.second;
        return events_that_matter(desk) != seen.second;
    });
}

Desk& Walk::desk_of(const Step& step) {
    return step.which % 2 == 0 ? board.first : board.second;
}

void Walk::take(const Step& step) {
    auto& desk = desk_of(step);
    switch (step.deed) {
        case Deed::attend:
            return attend(step);
        case Deed::recuse:
            return recuse(step);
        case Deed::note:
            return record(board.note(item_of(step)));
        case Deed::move:
            return decide(step, desk.move("peer_support"));
        case Deed::back:
            return decide(step, desk.move("self_improvement"));
        case Deed::remain:
            return decide(step, desk.remain());
        case Deed::act: {
            auto command = board.note(item_of(step));
            auto& action = *command.mutable_outcome()->add_actions();
            action.set_title("Write");
            action.set_role("analyst");
            return record(std::move(command));
        }
        case Deed::settle:
            return settle();
        case Deed::concern:
            property::count_command();
            return desk.raise_concern();
        case Deed::recommend:
            return recommend(desk);
        case Deed::fire:
            return board.fire(desk);
        case Deed::close:
            return close(step);
        case Deed::correct:
            return correct(step);
    }
}

// Applies what is decided; what is refused changes nothing.
template <class Command>
bool Walk::attempt(Command command) {
    property::count_command();
    command.set_etag(board.state.etag());
    const auto before = board.state.SerializeAsString();
    const auto decided = board.decide(command);
    RC_ASSERT(board.state.SerializeAsString() == before);
    if (decided) {
        board.apply_all(*decided);
    }
    return decided.has_value();
}

void Walk::record(v1::RecordOutcomeRequest command) {
    if (!attempt(command)) {
        return;
    }
    auto& seen = seen_[command.item()];
    seen.clear();
    for (const auto& decision : command.outcome().decisions()) {
        const auto& name = decision.case_name();
        seen[name] =
            events_that_matter(name == board.first.state.name() ? board.first : board.second);
    }
}

void Walk::decide(const Step& step, v1::RecordDecisionRequest decision) {
    auto command = board.note(item_of(step));
    auto& prepared = *command.mutable_outcome()->add_decisions();
    prepared.set_case_name(desk_of(step).state.name());
    decision.clear_name();
    decision.clear_etag();
    decision.set_reasons(fmt::format("Reasons {} of {}.", step.which, item_of(step)));
    *decision.mutable_decider() =
        step.which < 3 ? casework::sample::hmcic() : casework::sample::chair();
    *prepared.mutable_decision() = std::move(decision);
    record(std::move(command));
}

void Walk::settle() {
    const auto items = board.state.items();
    for (const auto& item : items) {
        if (!item.has_outcome()) {
            record(board.note(item.id()));
        }
    }
}

void Walk::attend(const Step& step) {
    v1::RecordAttendanceRequest command;
    *command.mutable_attendance() = board.state.attendance();
    command.mutable_attendance(0)->set_kind(
        step.which == 0 ? v1::ATTENDANCE_KIND_APOLOGIES : v1::ATTENDANCE_KIND_CHAIR
    );
    attempt(std::move(command));
}

void Walk::recuse(const Step& step) {
    v1::RecordRecusalRequest command;
    command.set_item(item_of(step));
    command.mutable_recusal()->set_person(
        step.which < 2 ? "anne@hmic.example" : "dev@hmic.example"
    );
    command.mutable_recusal()->set_reason("Served there.");
    attempt(std::move(command));
}

// What a move of the case asks for, if it has not moved already.
void Walk::recommend(Desk& desk) {
    if (desk.state.stage() == "self_improvement") {
        property::count_command();
        desk.recommend("peer_support", casework::sample::chair());
    }
    property::count_command();
    desk.record_fact("chief_notified");
}

void Walk::close(const Step& step) {
    property::count_command();
    auto command = board.close();
    command.set_minutes(fmt::format("Minutes {}.", step.which));
    const auto before = board.state;
    const auto decided = board.decide(command);
    if (on_closing) {
        on_closing(before, decided);
    }
    if (decided) {
        board.apply_all(*decided);
        minutes.push_back(command.minutes());
        ++closings;
    }
}

void Walk::correct(const Step& step) {
    v1::CorrectMinutesRequest command;
    command.set_minutes(fmt::format("Text {}.", step.which));
    command.set_reasons("A slip.");
    if (attempt(command)) {
        minutes.push_back(command.minutes());
    }
}

}  // namespace ladder::meetings::walk
