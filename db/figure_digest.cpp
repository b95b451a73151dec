// Writes figures as lines and hashes them.
#include "db/figure_digest.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <tuple>

#include <fmt/format.h>

namespace ladder::db {
namespace {

void append_number(std::string& line, double number) {
    if (!std::isnan(number)) {
        fmt::format_to(std::back_inserter(line), "{}", number);
    }
    line += '\t';
}

}  // namespace

FigureDigest::FigureDigest() {
    crypto_hash_sha256_init(&state_);
}

void FigureDigest::add(const StagedFigure& figure) {
    line_.clear();
    fmt::format_to(
        std::back_inserter(line_),
        "{}\t{}\t{}\t{}\t",
        figure.indicator,
        figure.body,
        base::to_string(figure.period_end),
        figure.revision
    );
    append_number(line_, figure.value);
    append_number(line_, figure.numerator);
    append_number(line_, figure.denominator);
    fmt::format_to(
        std::back_inserter(line_),
        "{}\t{}\t{}\n",
        base::to_string(figure.published_on),
        static_cast<int>(figure.quality),
        static_cast<int>(figure.marking)
    );
    crypto_hash_sha256_update(
        &state_, reinterpret_cast<const unsigned char*>(line_.data()), line_.size()
    );
}

std::string FigureDigest::take() {
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256_final(&state_, reinterpret_cast<unsigned char*>(digest.data()));
    return digest;
}

std::string observations_digest(const std::vector<StagedFigure>& figures) {
    std::vector<const StagedFigure*> ordered;
    ordered.reserve(figures.size());
    for (const auto& figure : figures) {
        ordered.push_back(&figure);
    }
    std::sort(ordered.begin(), ordered.end(), [](const auto* a, const auto* b) {
        return std::tie(a->indicator, a->body, a->period_end) <
               std::tie(b->indicator, b->body, b->period_end);
    });
    FigureDigest digest;
    for (const auto* figure : ordered) {
        digest.add(*figure);
    }
    return digest.take();
}

}  // namespace ladder::db
