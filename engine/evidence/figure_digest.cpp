// Writes figures as lines and hashes them.
#include "engine/evidence/figure_digest.hpp"

#include <cmath>
#include <iterator>

#include <fmt/format.h>

namespace ladder::evidence {
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

void FigureDigest::add(const SealedFigure& figure) {
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

}  // namespace ladder::evidence
