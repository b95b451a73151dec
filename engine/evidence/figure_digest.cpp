// Writes figures as lines and hashes them.
#include "engine/evidence/figure_digest.hpp"

#include <cmath>
#include <iterator>

#include <fmt/format.h>

namespace ladder::evidence {
namespace {

constexpr std::size_t digested_at_a_time = std::size_t{16} * 1024;

void append_digested(std::string& lines, std::string_view text) {
    lines += text;
    lines += '\t';
}

void append_digested(std::string& lines, std::int64_t number) {
    append_digested(lines, std::string_view{fmt::format_int(number).c_str()});
}

void append_digested(std::string& lines, double number) {
    if (!std::isnan(number)) {
        fmt::format_to(std::back_inserter(lines), "{}", number);
    }
    lines += '\t';
}

}  // namespace

FigureDigest::FigureDigest() {
    crypto_hash_sha256_init(&state_);
}

void FigureDigest::add(const SealedFigure& figure) {
    append_digested(lines_, figure.indicator);
    append_digested(lines_, figure.body);
    append_digested(lines_, dates_.text(figure.period_end));
    append_digested(lines_, std::int64_t{figure.revision});
    append_digested(lines_, figure.value);
    append_digested(lines_, figure.numerator);
    append_digested(lines_, figure.denominator);
    append_digested(lines_, dates_.text(figure.published_on));
    append_digested(lines_, std::int64_t{figure.quality});
    append_digested(lines_, std::int64_t{figure.marking});
    lines_.back() = '\n';
    if (lines_.size() >= digested_at_a_time) {
        digest_lines();
    }
}

void FigureDigest::digest_lines() {
    crypto_hash_sha256_update(
        &state_, reinterpret_cast<const unsigned char*>(lines_.data()), lines_.size()
    );
    lines_.clear();
}

std::string FigureDigest::take() {
    digest_lines();
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256_final(&state_, reinterpret_cast<unsigned char*>(digest.data()));
    return digest;
}

}  // namespace ladder::evidence
