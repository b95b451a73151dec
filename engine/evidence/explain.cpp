#include "engine/evidence/explain.hpp"

#include <utility>

#include <fmt/format.h>

#include "engine/evidence/assessments.hpp"
#include "engine/evidence/chart_text.hpp"
#include "engine/evidence/grid.hpp"
#include "engine/evidence/judgement_text.hpp"
#include "engine/evidence/words.hpp"

namespace ladder::evidence {

using base::Truth;

namespace {

struct Tally {
    int parts = 0;
    int yes = 0;
    int unknown = 0;
    int no() const { return parts - yes - unknown; }
};

Tally tally(const v1::Explanation& node) {
    Tally tally;
    for (const auto& part : node.parts()) {
        ++tally.parts;
        tally.yes += part.truth() == v1::TRUTH_TRUE ? 1 : 0;
        tally.unknown += part.truth() == v1::TRUTH_UNKNOWN ? 1 : 0;
    }
    return tally;
}

// "2 hold, 1 does not and 1 is not known".
std::string in_words(const Tally& tally) {
    std::vector<std::string> said;
    if (tally.yes > 0) {
        said.push_back(counted(tally.yes, "holds", "hold"));
    }
    if (tally.no() > 0) {
        said.push_back(counted(tally.no(), "does not", "do not"));
    }
    if (tally.unknown > 0) {
        said.push_back(counted(tally.unknown, "is not known", "are not known"));
    }
    return listed(said);
}

void conclude(v1::Explanation& node, Truth truth, std::string_view asked) {
    node.set_truth(base::to_proto(truth));
    node.set_text(fmt::format(
        "{}: {}. {}.",
        asked,
        in_words(tally(node)),
        sentence_case(std::string{base::in_words(truth)})
    ));
}

std::string body_asked(const v1::BodyCondition& condition) {
    std::vector<std::string> kinds;
    for (const auto kind : condition.kinds()) {
        kinds.emplace_back(kind_in_words(static_cast<v1::BodyKind>(kind), false));
    }
    std::vector<std::string> countries;
    for (const auto country : condition.countries()) {
        countries.emplace_back(country == v1::COUNTRY_WALES ? "Wales" : "England");
    }
    std::string text = kinds.empty() ? "any kind of body" : "a " + listed(kinds);
    return countries.empty() ? text : text + " in " + listed(countries);
}

// Walks a condition for one body and period.
class Walk {
public:
    Walk(const Series& indicator, Readings& readings, std::size_t body, base::Date period_end)
        : indicator_{indicator}, readings_{readings}, body_{body}, period_end_{period_end} {}

    v1::Explanation of(const v1::Condition& condition, const std::string& clause) {
        v1::Explanation node;
        switch (condition.kind_case()) {
            case v1::Condition::kAll:
                return all_of(condition.all(), clause + ".all");
            case v1::Condition::kAny:
                return any_of(condition.any(), clause + ".any");
            case v1::Condition::kNot:
                return negated(condition.not_(), clause + ".not");
            case v1::Condition::kAtLeast:
                return at_least(condition.at_least(), clause + ".at_least");
            case v1::Condition::kJudgement:
                return judgement(condition.judgement(), clause + ".judgement");
            case v1::Condition::kChart:
                return chart(condition.chart(), clause + ".chart");
            case v1::Condition::kBody:
                return of_body(condition.body(), clause + ".body");
            case v1::Condition::kGrade:
                node = explain_grade(condition.grade(), readings_.panels(), body_, period_end_);
                node.set_clause(clause + ".grade");
                return node;
            default:
                node.set_clause(clause);
                node.set_truth(v1::TRUTH_UNKNOWN);
                node.set_text("Only a case can answer this; figures can't. Not known.");
                return node;
        }
    }

private:
    template <class List>
    v1::Explanation with_parts(const List& parts, const std::string& clause) {
        v1::Explanation node;
        node.set_clause(clause);
        for (int at = 0; at < parts.size(); ++at) {
            *node.add_parts() = of(parts[at], fmt::format("{}[{}]", clause, at));
        }
        return node;
    }

    v1::Explanation all_of(const v1::ConditionList& list, const std::string& clause) {
        auto node = with_parts(list.of(), clause);
        const auto parts = tally(node);
        const auto truth = base::at_least(parts.parts, parts.yes, parts.unknown);
        conclude(node, truth, fmt::format("All {} are needed", parts.parts));
        return node;
    }

    v1::Explanation any_of(const v1::ConditionList& list, const std::string& clause) {
        auto node = with_parts(list.of(), clause);
        const auto parts = tally(node);
        conclude(
            node,
            base::at_least(1, parts.yes, parts.unknown),
            fmt::format("One of {} is enough", parts.parts)
        );
        return node;
    }

    v1::Explanation at_least(const v1::AtLeast& condition, const std::string& clause) {
        auto node = with_parts(condition.of(), clause);
        const auto parts = tally(node);
        conclude(
            node,
            base::at_least(condition.n(), parts.yes, parts.unknown),
            fmt::format("At least {} of {} are needed", condition.n(), parts.parts)
        );
        return node;
    }

    v1::Explanation negated(const v1::Condition& condition, const std::string& clause) {
        v1::Explanation node;
        node.set_clause(clause);
        *node.add_parts() = of(condition, clause);
        const auto truth = base::negation(base::from_proto(node.parts(0).truth()));
        node.set_truth(base::to_proto(truth));
        const auto* said = truth == Truth::yes  ? "and does not. Met."
                           : truth == Truth::no ? "and does. Not met."
                                                : "and may. Not known.";
        node.set_text(fmt::format("What follows must not hold, {}", said));
        return node;
    }

    v1::Explanation judgement(const v1::JudgementCondition& condition, const std::string& clause) {
        const auto* series = series_of(condition.indicator(), indicator_, readings_);
        return series == nullptr
                   ? no_indicator(condition.indicator(), clause)
                   : explain_periods(condition, *series, readings_, body_, period_end_, clause);
    }

    v1::Explanation chart(const v1::ChartCondition& condition, const std::string& clause) {
        const auto* series = series_of(condition.indicator(), indicator_, readings_);
        if (series == nullptr) {
            return no_indicator(condition.indicator(), clause);
        }
        auto node = explain_chart(*series, readings_, condition, body_, period_end_);
        node.set_clause(clause);
        return node;
    }

    static v1::Explanation no_indicator(const std::string& id, const std::string& clause) {
        v1::Explanation node;
        node.set_clause(clause);
        node.set_truth(v1::TRUTH_UNKNOWN);
        node.set_text(fmt::format("There is no indicator '{}'. Not known.", id));
        return node;
    }

    v1::Explanation of_body(const v1::BodyCondition& condition, const std::string& clause) const {
        const auto& body = readings_.panels().bodies[body_];
        const auto truth = truth_of_body(condition, body);
        v1::Explanation node;
        node.set_clause(clause);
        node.set_truth(base::to_proto(truth));
        node.set_text(fmt::format(
            "{} is to be {}. {}.",
            body.title,
            body_asked(condition),
            sentence_case(std::string{base::in_words(truth)})
        ));
        return node;
    }

    const Series& indicator_;
    Readings& readings_;
    std::size_t body_;
    base::Date period_end_;
};

std::string_view mark(v1::Truth truth) {
    switch (base::from_proto(truth)) {
        case Truth::yes:
            return "[yes]";
        case Truth::no:
            return "[no] ";
        case Truth::unknown:
            break;
    }
    return "[?]  ";
}

void render_into(std::string& text, const v1::Explanation& node, int depth) {
    text += fmt::format("{:{}}{} {}\n", "", 2 * depth, mark(node.truth()), node.text());
    for (const auto& part : node.parts()) {
        render_into(text, part, depth + 1);
    }
    for (const auto& found : node.counterfactuals()) {
        text += fmt::format("{:{}}[if]  {}\n", "", 2 * (depth + 1), found.text());
    }
}

}  // namespace

v1::Explanation explain(
    const v1::Condition& condition,
    const Series& indicator,
    Readings& readings,
    std::size_t body,
    base::Date period_end,
    std::string_view clause
) {
    return Walk{indicator, readings, body, period_end}.of(condition, std::string{clause});
}

v1::Explanation explain_periods(
    const v1::JudgementCondition& condition,
    const Series& series,
    const Readings& readings,
    std::size_t body,
    base::Date period_end,
    std::string_view clause
) {
    const auto asked = periods_asked(condition);
    if (asked.of == 1) {
        auto node = explain_judgement(series, readings, condition, body, period_end);
        node.set_clause(std::string{clause});
        return node;
    }
    v1::Explanation node;
    node.set_clause(std::string{clause});
    for (int back = 0; back < asked.of; ++back) {
        const auto end = base::add_months(period_end, -back * series.step_months());
        auto& part = *node.add_parts();
        part = explain_judgement(series, readings, condition, body, end);
        part.set_clause(std::string{clause});
    }
    const auto parts = tally(node);
    conclude(
        node,
        base::at_least(asked.at_least, parts.yes, parts.unknown),
        fmt::format(
            "{} of the last {} periods that share no time are needed", asked.at_least, asked.of
        )
    );
    return node;
}

std::string render(const v1::Explanation& explanation) {
    std::string text;
    render_into(text, explanation, 0);
    return text;
}

}  // namespace ladder::evidence
