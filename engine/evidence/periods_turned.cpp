#include "engine/evidence/periods_turned.hpp"

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>

#include "engine/base/truth.hpp"
#include "engine/evidence/judgement.hpp"
#include "engine/evidence/words.hpp"

namespace ladder::evidence {

namespace {

using base::Truth;

struct Count {
    int yes = 0;
    int unknown = 0;
};

// The truth of a condition by the truths of its clauses, one of which is supposed to be another.
class Recombination {
public:
    Recombination(const v1::Explanation& clause, Truth truth) : clause_{&clause}, truth_{truth} {}

    Truth of(const v1::Condition& condition, const v1::Explanation& told) const {
        if (&told == clause_) {
            return truth_;
        }
        switch (condition.kind_case()) {
            case v1::Condition::kAll: {
                const auto count = count_of(condition.all().of(), told);
                return base::at_least(condition.all().of_size(), count.yes, count.unknown);
            }
            case v1::Condition::kAny: {
                const auto count = count_of(condition.any().of(), told);
                return base::at_least(1, count.yes, count.unknown);
            }
            case v1::Condition::kAtLeast: {
                const auto count = count_of(condition.at_least().of(), told);
                return base::at_least(condition.at_least().n(), count.yes, count.unknown);
            }
            case v1::Condition::kNot:
                return told.parts().empty() ? base::from_proto(told.truth())
                                            : base::negation(of(condition.not_(), told.parts(0)));
            default:
                return base::from_proto(told.truth());
        }
    }

private:
    template <class Conditions>
    Count count_of(const Conditions& conditions, const v1::Explanation& told) const {
        Count count;
        for (int at = 0; at < std::min(conditions.size(), told.parts_size()); ++at) {
            const auto truth = of(conditions[at], told.parts(at));
            count.yes += truth == Truth::yes ? 1 : 0;
            count.unknown += truth == Truth::unknown ? 1 : 0;
        }
        return count;
    }

    const v1::Explanation* clause_;
    Truth truth_;
};

// Looks for the judgements over several periods.
class PeriodWalk {
public:
    PeriodWalk(const v1::Condition& whole, const v1::Explanation& told, std::string_view otherwise)
        : whole_{whole}, told_{told}, otherwise_{otherwise} {}

    std::vector<v1::Counterfactual> run() {
        visit(whole_, told_);
        return std::move(found_);
    }

private:
    template <class Conditions>
    void visit_all(const Conditions& conditions, const v1::Explanation& told) {
        for (int at = 0; at < std::min(conditions.size(), told.parts_size()); ++at) {
            visit(conditions[at], told.parts(at));
        }
    }

    void visit(const v1::Condition& condition, const v1::Explanation& told) {
        switch (condition.kind_case()) {
            case v1::Condition::kAll:
                return visit_all(condition.all().of(), told);
            case v1::Condition::kAny:
                return visit_all(condition.any().of(), told);
            case v1::Condition::kAtLeast:
                return visit_all(condition.at_least().of(), told);
            case v1::Condition::kNot:
                return told.parts().empty() ? void() : visit(condition.not_(), told.parts(0));
            case v1::Condition::kJudgement:
                return try_judgement(condition.judgement(), told);
            default:
                return;
        }
    }

    void try_judgement(const v1::JudgementCondition& condition, const v1::Explanation& told) {
        const auto asked = periods_asked(condition);
        if (asked.of == 1) {
            return;
        }
        Count count;
        for (const auto& part : told.parts()) {
            count.yes += part.truth() == v1::TRUTH_TRUE ? 1 : 0;
            count.unknown += part.truth() == v1::TRUTH_UNKNOWN ? 1 : 0;
        }
        const auto wanted = base::negation(base::from_proto(told_.truth()));
        const bool met = told.truth() == v1::TRUTH_TRUE;
        const int most = met ? count.yes : asked.of - count.yes - count.unknown;
        for (int by = 1; by <= most; ++by) {
            const int yes = met ? count.yes - by : count.yes + by;
            const auto truth = base::at_least(asked.at_least, yes, count.unknown);
            if (Recombination{told, truth}.of(whole_, told_) == wanted) {
                add(told, yes, met ? -by : by, asked, wanted);
                return;
            }
        }
    }

    void add(const v1::Explanation& told, int yes, int periods, PeriodsAsked asked, Truth wanted) {
        v1::Counterfactual counterfactual;
        counterfactual.set_clause(told.clause());
        counterfactual.set_truth(base::to_proto(wanted));
        counterfactual.set_periods(periods);
        counterfactual.set_text(fmt::format(
            "{} with {} {}: had the comparison held in {} of the last {} instead of {}.",
            otherwise_,
            counted(std::abs(periods), "period", "periods"),
            periods < 0 ? "less" : "more",
            yes,
            asked.of,
            yes - periods
        ));
        found_.push_back(std::move(counterfactual));
    }

    const v1::Condition& whole_;
    const v1::Explanation& told_;
    std::string_view otherwise_;
    std::vector<v1::Counterfactual> found_;
};

}  // namespace

std::vector<v1::Counterfactual> periods_turned(
    const v1::Condition& condition, const v1::Explanation& explanation, std::string_view otherwise
) {
    return PeriodWalk{condition, explanation, otherwise}.run();
}

}  // namespace ladder::evidence
