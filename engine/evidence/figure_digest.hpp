// The digest that ties an import's figures to its event.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <sodium/crypto_hash_sha256.h>

#include "engine/base/date_writer.hpp"
#include "engine/base/dates.hpp"
#include "engine/evidence/panels.hpp"
#include "ladder/v1/indicator_service.pb.h"

namespace ladder::evidence {

// A figure as an import seals it. Borrows its texts.
struct SealedFigure {
    std::string_view indicator;  // the id
    std::string_view body;       // the name
    base::Date period_end;
    double value = 0;
    double numerator = no_figure;
    double denominator = no_figure;
    base::Date published_on;
    std::int32_t revision = 1;
    v1::Quality quality = v1::QUALITY_GOOD;
    v1::Marking marking = v1::MARKING_NOT_PROTECTIVELY_MARKED;
};

// SHA-256 over figures, one line each: indicator, body, period end, revision, value, numerator,
// denominator, published on, quality, marking, with tabs between and numbers by the shortest round
// trip.
class FigureDigest {
public:
    FigureDigest();
    // In order of indicator, body and period end.
    void add(const SealedFigure& figure);
    // 32 bytes. Ends it.
    std::string take();

private:
    void digest_lines();

    crypto_hash_sha256_state state_{};
    std::string lines_;
    base::DateWriter dates_;
};

}  // namespace ladder::evidence
