#include "services/api/import_classify.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <unordered_map>

#include "db/observation_rows.hpp"
#include "engine/evidence/import_row.hpp"

namespace ladder::api {

namespace {

using Revision = db::IndicatorHistory::Revision;

bool same(double a, double b) {
    return a == b || (std::isnan(a) && std::isnan(b));
}

bool says_the_same(const evidence::ImportedFigure& figure, const db::StagedFigure& known) {
    return same(figure.value, known.value) && same(figure.numerator, known.numerator) &&
           same(figure.denominator, known.denominator);
}

db::StagedFigure staged_from(
    const evidence::ImportedFigure& figure, std::int32_t revision, v1::Marking marking
) {
    db::StagedFigure staged;
    staged.indicator = figure.indicator;
    staged.body = figure.body;
    staged.period_end = figure.period_end;
    staged.value = figure.value;
    staged.numerator = figure.numerator;
    staged.denominator = figure.denominator;
    staged.published_on = figure.published_on;
    staged.revision = revision;
    staged.quality = figure.quality;
    staged.marking = marking;
    return staged;
}

// The revision that stands, of those published by a day; null if there is none.
const Revision* standing(std::span<const Revision> revisions, const base::Date* by = nullptr) {
    const Revision* found = nullptr;
    for (const auto& one : revisions) {
        if ((by == nullptr || one.figure.published_on <= *by) &&
            (found == nullptr || db::stands_over(one.figure, found->figure))) {
            found = &one;
        }
    }
    return found;
}

// Walks the figures of one indicator beside its history, both in order of body and period end.
class Classifier {
public:
    Classifier(const db::ObservationStore& store, const ImportedFile& file)
        : store_{store}, file_{file}, missing_(file.bodies.size()) {
        names_.reserve(file.bodies.size());
        for (const auto& name : file.bodies) {
            names_.emplace_back(name);
        }
    }

    base::Result<Classified> run() {
        const auto before = store_.import_of(file_.layout.id(), file_.digest);
        if (!before) {
            return before.error();
        }
        answer_.imported_before = *before;
        const auto order = ordered();
        answer_.staged.reserve(order.size());
        std::vector<std::string> indicators;
        for (auto first = order.begin(); first != order.end();) {
            const auto indicator = figure_at(*first).indicator;
            const auto last = std::find_if(first, order.end(), [&](std::size_t index) {
                return figure_at(index).indicator.data() != indicator.data();
            });
            indicators.emplace_back(indicator);
            if (const auto done = add(indicator, {first, last}); !done) {
                return done.error();
            }
            first = last;
        }
        if (const auto done = doubt(indicators); !done) {
            return done.error();
        }
        for (std::size_t number = 0; number < missing_.size(); ++number) {
            if (missing_[number] && answer_.bodies_missing.size() < evidence::import_issues_max) {
                answer_.bodies_missing.emplace_back(names_[number]);
            }
        }
        return std::move(answer_);
    }

private:
    using Order = std::vector<std::size_t>;

    const evidence::ImportedFigure& figure_at(std::size_t index) const {
        return file_.reading.figures[index];
    }

    struct Place {
        std::uint64_t key = 0;
        std::size_t index = 0;
    };

    // Numbers of the file's indicators in the order of their ids. Figures of one indicator borrow
    // the same text, so where it lies tells which it is.
    std::unordered_map<const char*, std::uint32_t> indicator_numbers() const {
        std::unordered_map<const char*, std::uint32_t> numbers;
        std::vector<std::string_view> ids;
        for (const auto& figure : file_.reading.figures) {
            if (numbers.try_emplace(figure.indicator.data()).second) {
                ids.push_back(figure.indicator);
            }
        }
        std::sort(ids.begin(), ids.end());
        for (std::uint32_t number = 0; number < ids.size(); ++number) {
            numbers[ids[number].data()] = number;
        }
        return numbers;
    }

    // Indexes of the file's figures by indicator, body and period end.
    Order ordered() const {
        const auto numbers = indicator_numbers();
        std::vector<Place> places(file_.reading.figures.size());
        for (std::size_t i = 0; i < places.size(); ++i) {
            const auto& figure = figure_at(i);
            const auto number = numbers.at(figure.indicator.data());
            places[i] = {evidence::figure_key(number, figure.body_number, figure.period_end), i};
        }
        evidence::sort_by_key(places, [](const Place& a, const Place& b) { return a.key < b.key; });
        Order order(places.size());
        std::transform(places.begin(), places.end(), order.begin(), [](const Place& place) {
            return place.index;
        });
        return order;
    }

    // The number of a body, if it is one that the file may name.
    std::optional<std::uint32_t> number_of(std::string_view body) const {
        const auto found = std::lower_bound(names_.begin(), names_.end(), body);
        return found != names_.end() && *found == body
                   ? std::optional{static_cast<std::uint32_t>(found - names_.begin())}
                   : std::nullopt;
    }

    base::Result<void> add(std::string_view indicator, std::span<const std::size_t> order) {
        auto history = store_.history(indicator);
        if (!history) {
            return history.error();
        }
        history_ = std::move(*history);
        auto& seen = begin_seen(indicator);
        seen.figures.reserve(history_.revisions.size() + order.size());
        auto next = order.begin();
        for_each_known([&](std::uint32_t body, base::Date end, std::span<const Revision> known) {
            for (; next != order.end() && comes_before(*next, body, end); ++next) {
                take(seen, *next, {});
            }
            if (next != order.end() && figure_at(*next).body_number == body &&
                figure_at(*next).period_end == end) {
                take(seen, *next++, known);
            } else {
                seen.figures.push_back({body, end, standing(known)->figure.value});
            }
            missing_[body] = missing_[body] || !file_.reading.bodies_present[body];
        });
        for (; next != order.end(); ++next) {
            take(seen, *next, {});
        }
        return {};
    }

    bool comes_before(std::size_t index, std::uint32_t body, base::Date end) const {
        const auto& figure = figure_at(index);
        return std::pair(figure.body_number, figure.period_end) < std::pair(body, end);
    }

    // Calls `each` with the revisions of one known figure after another.
    template <class Each>
    void for_each_known(Each&& each) const {
        const auto& all = history_.revisions;
        std::optional<std::uint32_t> body;
        std::string_view named;
        for (std::size_t first = 0, last = 0; first < all.size(); first = last) {
            const auto& head = all[first].figure;
            for (last = first; last < all.size() &&
                               all[last].figure.body.data() == head.body.data() &&
                               all[last].figure.period_end == head.period_end;) {
                ++last;
            }
            if (head.body.data() != named.data()) {
                named = head.body;
                body = number_of(named);
            }
            if (body) {
                each(*body, head.period_end, std::span{all}.subspan(first, last - first));
            }
        }
    }

    // Classifies a figure beside the revisions of it that are known.
    void take(evidence::SeenIndicator& seen, std::size_t index, std::span<const Revision> known) {
        const auto& figure = figure_at(index);
        evidence::SeenFigure found{figure.body_number, figure.period_end, figure.value};
        if (known.empty()) {
            ++answer_.added;
            stage(index, 1);
            found.figure = index;
        } else {
            const auto* stands = standing(known);
            const auto* other =
                file_.reading.dated ? standing(known, &figure.published_on) : stands;
            found.value = stands->figure.value;
            if (other != nullptr && says_the_same(figure, other->figure)) {
                ++answer_.unchanged;
            } else if (!answer_.imported_before.empty()) {
                ++answer_.unchanged;
                ++answer_.revised_since;
            } else {
                revise(index, known, other);
                found.value = figure.value;
                found.before = (other != nullptr ? other : stands)->figure.value;
                found.figure = index;
            }
        }
        seen.figures.push_back(found);
    }

    db::StagedFigure& stage(std::size_t index, std::int32_t revision) {
        auto staged = staged_from(figure_at(index), revision, file_.reading.marking);
        if (revision > 1 && !file_.reading.dated) {
            staged.published_on = std::max(staged.published_on, file_.today);
        }
        answer_.entered_later += staged.published_on < file_.today ? 1 : 0;
        return answer_.staged.emplace_back(staged);
    }

    void revise(std::size_t index, std::span<const Revision> known, const Revision* before) {
        ++answer_.revised;
        std::int32_t revision = 0;
        for (const auto& one : known) {
            revision = std::max(revision, one.figure.revision);
        }
        const auto& staged = stage(index, revision + 1);
        if (answer_.revisions.size() == evidence::import_issues_max) {
            return;
        }
        auto& told = answer_.revisions.emplace_back();
        *told.mutable_now() =
            db::shown(staged, 0, {0, base::Instant{file_.today}, {}, file_.digest});
        told.mutable_now()->clear_import();  // it has no name and no moment yet
        told.mutable_now()->clear_recorded_at();
        if (before != nullptr) {
            *told.mutable_before() = db::shown(
                before->figure, before->import_number, history_.imports.at(before->import_number)
            );
        }
    }

    evidence::SeenIndicator& begin_seen(std::string_view indicator) {
        auto& seen = seen_.emplace_back();
        seen.definition = file_.ruleset.indicator(indicator);
        return seen;
    }

    // Reads what the checks need besides, and runs them.
    base::Result<void> doubt(const std::vector<std::string>& indicators) {
        if (answer_.staged.empty()) {
            return {};
        }
        for (const auto& other : evidence::checked_with(indicators, file_.ruleset)) {
            auto history = store_.history(other);
            if (!history) {
                return history.error();
            }
            history_ = std::move(*history);
            auto& seen = begin_seen(other);
            for_each_known([&](std::uint32_t body, base::Date end, auto known) {
                seen.figures.push_back({body, end, standing(known)->figure.value});
            });
        }
        answer_.doubts =
            evidence::find_doubts({file_.reading.figures, seen_, names_, file_.ruleset});
        return {};
    }

    const db::ObservationStore& store_;
    const ImportedFile& file_;
    std::vector<std::string_view> names_;  // of the bodies, by number
    std::vector<bool> missing_;            // by number
    std::vector<evidence::SeenIndicator> seen_;
    db::IndicatorHistory history_;
    Classified answer_;
};

}  // namespace

base::Result<Classified> classify(const db::ObservationStore& store, const ImportedFile& file) {
    return Classifier{store, file}.run();
}

}  // namespace ladder::api
