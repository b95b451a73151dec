#include "engine/evidence/finding.hpp"

#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/evidence/counterfactual.hpp"
#include "engine/evidence/explain.hpp"
#include "engine/evidence/words.hpp"

namespace ladder::evidence {

namespace {

bool stands_raised(v1::EpisodeOutcome outcome) {
    return outcome == v1::EPISODE_OUTCOME_RAISED || outcome == v1::EPISODE_OUTCOME_HELD;
}

v1::Truth truth_of(v1::EpisodeOutcome outcome) {
    switch (outcome) {
        case v1::EPISODE_OUTCOME_RAISED:
        case v1::EPISODE_OUTCOME_HELD:
            return v1::TRUTH_TRUE;
        case v1::EPISODE_OUTCOME_CLEARED:
        case v1::EPISODE_OUTCOME_QUIET:
            return v1::TRUTH_FALSE;
        default:
            return v1::TRUTH_UNKNOWN;
    }
}

// One finding being told.
class FindingTelling {
public:
    FindingTelling(const Standing& standing, Readings& readings, bool explain_quiet)
        : at_{standing},
          readings_{readings},
          explain_quiet_{explain_quiet},
          episode_{standing.episode} {}

    v1::Finding finding() const;

private:
    const std::vector<base::Date>& periods() const { return at_.series.panel().periods; }
    std::string period(std::size_t at) const {
        return period_in_words(at_.series.definition().period(), periods()[at]);
    }
    const BodyEntry& body() const { return readings_.panels().bodies[at_.body]; }

    v1::Explanation explanation() const;
    void add_part(
        v1::Explanation& top,
        const v1::Condition& condition,
        base::Date at,
        std::string_view clause,
        std::string_view said
    ) const;
    void add_counterfactuals(v1::Explanation& top) const;
    void turn(
        v1::Explanation& top,
        const v1::Condition& condition,
        std::size_t at,
        std::string_view clause,
        std::string_view if_met,
        std::string_view if_not
    ) const;
    std::string outcome() const;
    std::string summary() const;
    std::string stage_title() const;

    const Standing& at_;
    Readings& readings_;
    bool explain_quiet_;
    const Episode& episode_;
};

v1::Finding FindingTelling::finding() const {
    v1::Finding finding;
    finding.set_body(body().name);
    finding.set_trigger(at_.trigger.id());
    finding.set_indicator(at_.series.definition().id());
    finding.set_outcome(episode_.outcome);
    finding.set_severity(at_.trigger.severity());
    finding.set_proposes(at_.trigger.proposes());
    if (stands_raised(episode_.outcome) || episode_.outcome == v1::EPISODE_OUTCOME_CLEARED) {
        finding.set_since(base::to_string(periods()[*episode_.since]));
    }
    auto& told = *finding.mutable_explanation();
    told = explanation();
    add_counterfactuals(told);
    return finding;
}

// The conditions as they stand at the period, and what raised or cleared the episode where that is
// not to be seen in them.
v1::Explanation FindingTelling::explanation() const {
    v1::Explanation top;
    top.set_truth(truth_of(episode_.outcome));
    top.set_clause(at_.trigger.id());
    top.set_text(summary());
    const auto add_raise = [&](base::Date at, std::string_view said) {
        add_part(top, at_.trigger.raise_when(), at, "raise_when", said);
        return top.parts().rbegin()->truth() == v1::TRUTH_TRUE;
    };
    const auto add_clear = [&](base::Date at, std::string_view said) {
        add_part(top, at_.trigger.clear_when(), at, "clear_when", said);
    };
    if (episode_.ended) {
        add_clear(periods()[*episode_.ended], "What cleared it");
        add_raise(periods()[*episode_.since], "What raised it");
        if (episode_.outcome == v1::EPISODE_OUTCOME_CLEARED) {
            return top;
        }
    } else if (!explain_quiet_ && !stands_raised(episode_.outcome)) {
        return top;
    }
    const auto settled = at_.settled ? periods()[*at_.settled] : at_.period_end;
    const bool raises_now = add_raise(settled, "To raise it");
    if (stands_raised(episode_.outcome) && *episode_.since != *at_.settled) {
        add_clear(settled, "To clear it");
        if (!raises_now) {
            add_raise(periods()[*episode_.since], "What raised it");
        }
    }
    return top;
}

void FindingTelling::add_part(
    v1::Explanation& top,
    const v1::Condition& condition,
    base::Date at,
    std::string_view clause,
    std::string_view said
) const {
    auto& part = *top.add_parts();
    part = explain(condition, at_.series, readings_, at_.body, at, clause);
    part.set_text(fmt::format(
        "{} ({}): {}", said, period_in_words(at_.series.definition().period(), at), part.text()
    ));
}

// What would have kept it from being raised, or from clearing, and what would clear it now.
void FindingTelling::add_counterfactuals(v1::Explanation& top) const {
    constexpr std::string_view not_cleared = "It would not have cleared";
    if (episode_.outcome == v1::EPISODE_OUTCOME_CLEARED) {
        turn(top, at_.trigger.clear_when(), *episode_.ended, "clear_when", not_cleared, {});
    }
    if (!stands_raised(episode_.outcome)) {
        return;
    }
    const auto& raise_when = at_.trigger.raise_when();
    const auto raise = [&](std::size_t at, std::string_view not_met) {
        turn(top, raise_when, at, "raise_when", not_met, {});
    };
    // As in the explanation: the condition as it stands where it is met still, else as it was.
    const bool held = *episode_.since != *at_.settled;
    if (held && top.parts(0).truth() == v1::TRUTH_TRUE) {
        raise(*at_.settled, "The condition to raise it would not have been met");
    } else {
        raise(*episode_.since, "It would not have been raised");
    }
    if (held) {
        turn(
            top,
            at_.trigger.clear_when(),
            *at_.settled,
            "clear_when",
            "The condition to clear it would not have been met",
            "The condition to clear it would have been met"
        );
    }
}

void FindingTelling::turn(
    v1::Explanation& top,
    const v1::Condition& condition,
    std::size_t at,
    std::string_view clause,
    std::string_view if_met,
    std::string_view if_not
) const {
    const auto end = periods()[at];
    const auto told = explain(condition, at_.series, readings_, at_.body, end, clause);
    const auto otherwise = told.truth() == v1::TRUTH_TRUE ? if_met : if_not;
    if (otherwise.empty()) {
        return;
    }
    for (auto& found :
         counterfactuals({condition, at_.series, at_.body, end, told, otherwise}, readings_)) {
        *top.add_counterfactuals() = std::move(found);
    }
}

std::string FindingTelling::outcome() const {
    switch (episode_.outcome) {
        case v1::EPISODE_OUTCOME_RAISED:
            return fmt::format(
                "raised at the {}; it proposes {}", period(*episode_.since), stage_title()
            );
        case v1::EPISODE_OUTCOME_HELD:
            return fmt::format(
                "still raised, since the {}; it proposes {}", period(*episode_.since), stage_title()
            );
        case v1::EPISODE_OUTCOME_CLEARED:
            return fmt::format(
                "cleared at the {}; it was raised at the {}",
                period(*at_.settled),
                period(*episode_.since)
            );
        case v1::EPISODE_OUTCOME_QUIET:
            return "not raised";
        default:
            return "not raised, and it can't be told whether it should be";
    }
}

std::string FindingTelling::summary() const {
    auto text = fmt::format(
        "{}, {}: '{}' is {}",
        body().title,
        at_.series.definition().title(),
        at_.trigger.title(),
        outcome()
    );
    if (episode_.ended && episode_.outcome != v1::EPISODE_OUTCOME_CLEARED) {
        text += fmt::format(
            "; it was raised at the {} and cleared at the {}",
            period(*episode_.since),
            period(*episode_.ended)
        );
    }
    text += ".";
    if (!at_.settled) {
        text += " There are no figures.";
    } else if (periods()[*at_.settled] != at_.period_end) {
        text += fmt::format(" The newest figures are for the {}.", period(*at_.settled));
    }
    return text;
}

std::string FindingTelling::stage_title() const {
    const auto subject = at_.trigger.subject() == v1::SUBJECT_UNSPECIFIED ? v1::SUBJECT_GENERAL
                                                                          : at_.trigger.subject();
    const auto* ladder = readings_.ruleset().ladder_for(body().kind, subject);
    const auto* stage =
        ladder == nullptr ? nullptr : definition::find_stage(*ladder, at_.trigger.proposes());
    return stage == nullptr ? at_.trigger.proposes() : stage->title();
}

}  // namespace

v1::Finding tell_finding(const Standing& standing, Readings& readings, bool explain_quiet) {
    return FindingTelling{standing, readings, explain_quiet}.finding();
}

}  // namespace ladder::evidence
