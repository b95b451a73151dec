#include "engine/evidence/counterfactual.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/base/truth.hpp"
#include "engine/evidence/explain.hpp"
#include "engine/evidence/grid.hpp"
#include "engine/evidence/own_figure.hpp"
#include "engine/evidence/periods_turned.hpp"

namespace ladder::evidence {

namespace {

using base::Truth;

// The earliest period that the explanation judges.
base::Date earliest_judged(const v1::Explanation& explanation, base::Date earliest) {
    if (const auto end = base::parse_date(explanation.judgement().period_end())) {
        earliest = std::min(earliest, *end);
    }
    for (const auto& part : explanation.parts()) {
        earliest = earliest_judged(part, earliest);
    }
    return earliest;
}

// The clause of the first judgement, or other clause without parts, that turned; null: none.
const v1::Explanation* turned_leaf(const v1::Explanation& before, const v1::Explanation& after) {
    if (before.truth() == after.truth()) {
        return nullptr;
    }
    for (int at = 0; at < std::min(before.parts_size(), after.parts_size()); ++at) {
        if (const auto* leaf = turned_leaf(before.parts(at), after.parts(at))) {
            return leaf;
        }
    }
    return &before;
}

// The search along the scale of one figure.
class Search {
public:
    Search(const Explained& explained, Readings& readings, const OwnFigure& figure)
        : explained_{explained},
          readings_{readings},
          figure_{figure},
          truth_{base::from_proto(explained.explanation.truth())},
          since_{earliest_judged(explained.explanation, explained.period_end)} {}
    Search(const Search&) = delete;
    Search& operator=(const Search&) = delete;
    ~Search() { readings_.suppose(figure_.as_it_is()); }

    // The nearest step at which the truth turns.
    std::optional<std::int64_t> nearest(bool upwards) const {
        const auto end = upwards ? figure_.highest() : figure_.lowest();
        auto same = figure_.present();
        for (std::int64_t stride = 1; same != end; stride *= 2) {
            const auto next = upwards ? std::min(end, figure_.present() + stride)
                                      : std::max(end, figure_.present() - stride);
            if (turned(next)) {
                const auto bound = between(same, next);
                return stays_turned(bound, end) ? std::optional{bound} : std::nullopt;
            }
            same = next;
        }
        return std::nullopt;
    }

    v1::Counterfactual told(std::int64_t bound, bool upwards) const {
        readings_.suppose(figure_.supposed_at(bound));
        const auto there = explain(
            explained_.condition,
            explained_.indicator,
            readings_,
            explained_.body,
            explained_.period_end,
            explained_.explanation.clause()
        );
        v1::Counterfactual counterfactual;
        const auto* leaf = turned_leaf(explained_.explanation, there);
        counterfactual.set_clause((leaf == nullptr ? explained_.explanation : *leaf).clause());
        counterfactual.set_truth(there.truth());
        *counterfactual.mutable_figure() = figure_.input();
        counterfactual.set_bound(figure_.value_at(bound));
        counterfactual.set_upwards(upwards);
        counterfactual.set_text(text(bound, upwards));
        return counterfactual;
    }

private:
    Truth truth_at(std::int64_t step) const {
        readings_.suppose(figure_.supposed_at(step));
        ConditionGrids grids{readings_, {explained_.body}, explained_.period_end, since_};
        const auto grid = grids.evaluate(explained_.condition, explained_.indicator);
        return grid.periods == 0 ? Truth::unknown : grid.at(0, grid.periods - 1);
    }

    bool turned(std::int64_t step) const { return truth_at(step) == base::negation(truth_); }

    // `same` has the old truth and `other` the other one.
    std::int64_t between(std::int64_t same, std::int64_t other) const {
        while (std::abs(other - same) > 1) {
            const auto middle = same + (other - same) / 2;
            (turned(middle) ? other : same) = middle;
        }
        return other;
    }

    bool stays_turned(std::int64_t bound, std::int64_t end) const {
        const std::int64_t direction = end > bound ? 1 : -1;
        for (std::int64_t stride = 1; stride < std::abs(end - bound); stride *= 2) {
            if (truth_at(bound + direction * stride) == truth_) {
                return false;
            }
        }
        return bound == end || truth_at(end) != truth_;
    }

    std::string text(std::int64_t bound, bool upwards) const {
        const bool other = figure_.input().indicator() != explained_.indicator.definition().id();
        return fmt::format(
            "{} with {}{} ({}) instead of {}.",
            explained_.otherwise,
            figure_.bound_in_words(bound, upwards),
            other ? " for " + figure_.title() : std::string{},
            figure_.period_in_words(),
            figure_.present_in_words()
        );
    }

    const Explained& explained_;
    Readings& readings_;
    const OwnFigure& figure_;
    Truth truth_;
    base::Date since_;
};

}  // namespace

std::vector<v1::Counterfactual> counterfactuals(const Explained& explained, Readings& readings) {
    std::vector<v1::Counterfactual> found;
    if (base::from_proto(explained.explanation.truth()) == Truth::unknown) {
        return found;
    }
    for (const auto& figure : own_figures(explained.explanation, readings)) {
        const Search search{explained, readings, figure};
        for (const bool upwards : {false, true}) {
            if (const auto bound = search.nearest(upwards)) {
                found.push_back(search.told(*bound, upwards));
            }
        }
    }
    for (auto& turned :
         periods_turned(explained.condition, explained.explanation, explained.otherwise)) {
        found.push_back(std::move(turned));
    }
    return found;
}

}  // namespace ladder::evidence
