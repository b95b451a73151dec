// Acts performed again, one after another, on the record as it stood before each.
#pragma once

#include <string_view>
#include <vector>

#include "engine/bundle/again.hpp"
#include "engine/bundle/figures.hpp"
#include "engine/bundle/report.hpp"
#include "engine/bundle/scope.hpp"
#include "engine/bundle/world.hpp"

namespace ladder::bundle {

// What one request wrote, in order: its events of the bundle.
using Act = std::vector<Happened>;

// "trigger_raised (rising_against_peers, recorded_robbery)".
std::string event_words(const Happened& happened);

// Which trigger an event is about; empty: none.
std::string trigger_words(const v1::Event& event);

// Whether two events are of one request.
bool of_one_act(const v1::JournalEnvelope& a, const v1::JournalEnvelope& b);

// Performs acts again and holds what they come to against what was recorded.
class Reperformer {
public:
    // Borrows all. `last` is the record after all events: what an evaluation recorded stands behind
    // what it caused.
    Reperformer(const Streams& acting, const Figures& figures, World& last, Report& report)
        : acting_{acting}, figures_{figures}, last_{last}, report_{report} {}

    // Performs the next act, in order of position, and applies it to the record.
    void perform(const Act& act);

private:
    void perform_evaluation(const Act& act, const std::string& evaluation);
    void perform_commands(const Act& act);
    std::size_t perform_command(const Act& act, std::size_t first);
    void tell_unperformed(const Happened& happened);
    void compare(const Happened& happened, const v1::Event& again);
    // What an evaluation wrote into one stream, and what it comes to now.
    void compare_all(
        const std::string& stream,
        const std::vector<const Happened*>& recorded,
        const std::vector<v1::Event>& again,
        const std::string& evaluation
    );
    void not_performed(std::string why) { ++report_.not_reperformed[std::move(why)]; }
    void apply(const Happened& happened);

    const Streams& acting_;
    const Figures& figures_;
    World& last_;
    Report& report_;
    World before_;
};

}  // namespace ladder::bundle
