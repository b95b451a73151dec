// The digest of an import's figures in whatever order they come.
#include "db/figure_digest.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

namespace ladder::db {

std::string observations_digest(const std::vector<StagedFigure>& figures) {
    std::vector<const StagedFigure*> ordered;
    ordered.reserve(figures.size());
    for (const auto& figure : figures) {
        ordered.push_back(&figure);
    }
    const auto comes_before = [](const auto* a, const auto* b) {
        return std::tie(a->indicator, a->body, a->period_end) <
               std::tie(b->indicator, b->body, b->period_end);
    };
    if (!std::is_sorted(ordered.begin(), ordered.end(), comes_before)) {
        std::sort(ordered.begin(), ordered.end(), comes_before);
    }
    FigureDigest digest;
    for (const auto* figure : ordered) {
        digest.add(*figure);
    }
    return digest.take();
}

}  // namespace ladder::db
