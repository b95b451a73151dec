// The digest that ties an import's figures to its event.
#pragma once

#include <array>
#include <string>

#include <sodium/crypto_hash_sha256.h>

#include "db/observation_store.hpp"

namespace ladder::db {

// SHA-256 over figures, one line each: indicator, body, period end, revision, value, numerator,
// denominator, published on, quality, marking, with tabs between and numbers by the shortest round
// trip.
class FigureDigest {
public:
    FigureDigest();
    // In order of indicator, body and period end.
    void add(const StagedFigure& figure);
    // 32 bytes. Ends it.
    std::string take();

private:
    crypto_hash_sha256_state state_{};
    std::string line_;
};

}  // namespace ladder::db
