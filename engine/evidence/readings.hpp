// What an evaluation reads, resolved once: series by indicator and the peers in force.
#pragma once

#include <map>
#include <string_view>

#include "engine/definition/ruleset.hpp"
#include "engine/evidence/panels.hpp"
#include "engine/evidence/peers.hpp"
#include "engine/evidence/series.hpp"

namespace ladder::evidence {

// Borrows the ruleset and the panels, which outlive it. Series are made when first asked for, so
// one object serves one thread.
class Readings {
public:
    Readings(const definition::Ruleset& ruleset, const Panels& panels);

    const definition::Ruleset& ruleset() const { return *ruleset_; }
    const Panels& panels() const { return *panels_; }
    const PeerSets& peer_sets() const { return peer_sets_; }

    // Null if the ruleset has no such indicator. The pointer lives as long as this.
    const Series* series(std::string_view indicator);

private:
    const Panel* panel(std::string_view indicator) const;

    const definition::Ruleset* ruleset_;
    const Panels* panels_;
    PeerSets peer_sets_;
    std::map<std::string_view, Series> series_;
};

}  // namespace ladder::evidence
