#include "services/api/import_classify.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace ladder::api {

namespace {

bool same(double a, double b) {
    return a == b || (std::isnan(a) && std::isnan(b));
}

bool says_the_same(const evidence::ImportedFigure& figure, const db::LatestFigure& known) {
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

}  // namespace

base::Result<Classified> classify(
    const db::ObservationStore& store, const evidence::ImportReading& reading
) {
    // By indicator, since the store is read by indicator; the order within is the file's.
    std::vector<const evidence::ImportedFigure*> figures;
    figures.reserve(reading.figures.size());
    for (const auto& figure : reading.figures) {
        figures.push_back(&figure);
    }
    std::stable_sort(figures.begin(), figures.end(), [](const auto* a, const auto* b) {
        return a->indicator < b->indicator;
    });
    Classified answer;
    db::LatestFigures latest;
    std::string_view indicator;
    std::pair<std::string, base::Date> key;
    for (const auto* figure : figures) {
        if (figure->indicator != indicator) {
            indicator = figure->indicator;
            auto known = store.latest(indicator);
            if (!known) {
                return known.error();
            }
            latest = std::move(*known);
        }
        key.first.assign(figure->body);
        key.second = figure->period_end;
        const auto found = latest.find(key);
        if (found == latest.end()) {
            ++answer.added;
            answer.staged.push_back(staged_from(*figure, 1, reading.marking));
        } else if (says_the_same(*figure, found->second)) {
            ++answer.unchanged;
        } else {
            ++answer.revised;
            answer.staged.push_back(
                staged_from(*figure, found->second.revision + 1, reading.marking)
            );
        }
    }
    return answer;
}

}  // namespace ladder::api
