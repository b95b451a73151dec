// The digest that ties an import's figures to its event, as `engine/evidence` makes it.
#pragma once

#include "db/observation_store.hpp"
#include "engine/evidence/figure_digest.hpp"

namespace ladder::db {

using evidence::FigureDigest;

}  // namespace ladder::db
