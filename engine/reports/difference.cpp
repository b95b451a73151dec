#include "engine/reports/difference.hpp"

#include <algorithm>
#include <map>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/command/describe.hpp"
#include "engine/command/words.hpp"

namespace ladder::reports {

namespace {

// The parts of its record that an event is about, such as "decisions/d1".
std::vector<std::string> touched_parts(const v1::Event& event) {
    std::vector<std::string> parts;
    const auto decided = [&](const v1::Decision& decision) {
        parts.push_back("decisions/" + decision.id());
        if (!decision.supersedes().empty()) {
            parts.push_back("decisions/" + decision.supersedes());
        }
        for (const auto& settlement : decision.settlements()) {
            parts.push_back("proposals/" + settlement.proposal());
        }
        // The review that a decision sets, and the passages that it ends.
        if (decision.outcome() != v1::DECISION_OUTCOME_CORRECT) {
            parts.emplace_back("review");
        }
    };
    switch (event.kind_case()) {
        case v1::Event::kDecisionRecorded:
            decided(event.decision_recorded().decision());
            break;
        case v1::Event::kCaseMigrated:
            decided(event.case_migrated().decision());
            break;
        case v1::Event::kTriggerRaised:
            parts.push_back("proposals/" + event.trigger_raised().id());
            break;
        case v1::Event::kTriggerCleared:
            parts.push_back("proposals/" + event.trigger_cleared().id());
            break;
        case v1::Event::kDeadlineSet:
            parts.push_back("deadlines/" + event.deadline_set().deadline().id());
            break;
        case v1::Event::kDeadlineChanged:
            parts.push_back("deadlines/" + event.deadline_changed().id());
            break;
        case v1::Event::kDeadlineEnded:
            parts.push_back("deadlines/" + event.deadline_ended().id());
            break;
        default:
            break;
    }
    return parts;
}

// Whether an event opens, moves or ends a record: what changes rows that it does not name.
bool moves_its_record(const v1::Event& event) {
    switch (event.kind_case()) {
        case v1::Event::kCaseOpened:
        case v1::Event::kDecisionRecorded:
        case v1::Event::kCaseMigrated:
        case v1::Event::kProcedureStarted:
        case v1::Event::kStepTaken:
            return true;
        default:
            return false;
    }
}

std::string in_words(const EventBetween& one) {
    auto type = command::type_of(one.event);
    std::replace(type.begin(), type.end(), '_', ' ');
    const auto recorded_on = base::day_of(one.recorded_at);
    auto words = fmt::format(
        "position {}, {} on {} by {}",
        one.position,
        type,
        base::to_string(recorded_on),
        one.actor.person()
    );
    if (one.known_on != recorded_on) {
        words += fmt::format(", known on {}", base::to_string(one.known_on));
    }
    return words;
}

class Explainer {
public:
    Explainer(
        const Report& then,
        const Report& compared,
        const std::vector<EventBetween>& between,
        const Moments& moments
    )
        : columns_{then.columns.empty() ? compared.columns : then.columns}, moments_{moments} {
        for (const auto& one : between) {
            by_stream_[one.stream].push_back(&one);
        }
    }

    v1::ReportDifference explain(const v1::ReportRow* then, const v1::ReportRow* compared) const {
        v1::ReportDifference difference;
        difference.set_key(then != nullptr ? then->key() : compared->key());
        if (then != nullptr) {
            *difference.mutable_then() = *then;
        }
        if (compared != nullptr) {
            *difference.mutable_compared() = *compared;
        }
        const auto events = events_behind(difference.key());
        for (const auto* one : events) {
            difference.add_because(in_words(*one));
        }
        difference.set_text(sentence(then, compared, events));
        return difference;
    }

private:
    using Events = std::vector<const EventBetween*>;

    Events events_behind(const std::string& key) const {
        const auto stream_end = key.find('/', key.find('/') + 1);
        const auto found = by_stream_.find(key.substr(0, stream_end));
        if (found == by_stream_.end()) {
            return {};
        }
        const auto part = stream_end == std::string::npos ? "" : key.substr(stream_end + 1);
        Events about, moving;
        for (const auto* one : found->second) {
            const auto parts = touched_parts(one->event);
            if (std::find(parts.begin(), parts.end(), part) != parts.end()) {
                about.push_back(one);
            }
            if (moves_its_record(one->event)) {
                moving.push_back(one);
            }
        }
        return !about.empty() ? about : !moving.empty() ? moving : found->second;
    }

    // "Stage: peer_support then, public_letter as compared".
    std::string changes(const v1::ReportRow& then, const v1::ReportRow& compared) const {
        std::vector<std::string> changed;
        for (int i = 0; i < then.values_size() && i < compared.values_size(); ++i) {
            if (then.values(i) != compared.values(i)) {
                const auto shown = [](const std::string& value) {
                    return value.empty() ? std::string{"none"} : value;
                };
                changed.push_back(fmt::format(
                    "{} was {} and is {}",
                    columns_[static_cast<std::size_t>(i)].title(),
                    shown(then.values(i)),
                    shown(compared.values(i))
                ));
            }
        }
        return fmt::format("{}", fmt::join(changed, "; "));
    }

    std::string sentence(
        const v1::ReportRow* then, const v1::ReportRow* compared, const Events& events
    ) const {
        std::string what;
        if (then == nullptr) {
            what = fmt::format("Known {} and not {}", moments_.compared, moments_.then);
        } else if (compared == nullptr) {
            what = fmt::format("Known {} and not {}", moments_.then, moments_.compared);
        } else {
            what = changes(*then, *compared);
        }
        if (events.empty()) {
            return what + ": no event of its record explains it.";
        }
        return fmt::format("{}: {}", what, command::describe(events.front()->event));
    }

    const std::vector<v1::ReportColumn>& columns_;
    const Moments& moments_;
    std::map<std::string, Events> by_stream_;
};

bool same(const v1::ReportRow& a, const v1::ReportRow& b) {
    return std::equal(a.values().begin(), a.values().end(), b.values().begin(), b.values().end());
}

}  // namespace

std::vector<v1::ReportDifference> differences(
    const Report& then,
    const Report& compared,
    const std::vector<EventBetween>& between,
    const Moments& moments
) {
    const Explainer explainer{then, compared, between, moments};
    std::map<std::string_view, const v1::ReportRow*> others;
    for (const auto& row : compared.rows) {
        others[row.key()] = &row;
    }
    std::vector<v1::ReportDifference> found;
    for (const auto& row : then.rows) {
        const auto other = others.find(row.key());
        if (other == others.end()) {
            found.push_back(explainer.explain(&row, nullptr));
            continue;
        }
        if (!same(row, *other->second)) {
            found.push_back(explainer.explain(&row, other->second));
        }
        others.erase(other);
    }
    for (const auto& row : compared.rows) {
        if (others.contains(row.key())) {
            found.push_back(explainer.explain(nullptr, &row));
        }
    }
    return found;
}

}  // namespace ladder::reports
