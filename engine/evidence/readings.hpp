// What an evaluation reads, resolved once: series by indicator and the peers in force.
#pragma once

#include <map>
#include <string>
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

    // What a figure would be in place of the one there is.
    struct Supposed {
        std::string_view indicator;
        std::size_t body = 0;
        std::size_t period = 0;  // of the indicator's panel, which has a figure there
        double value = 0;
        double numerator = no_figure;
    };
    // Reads the figure as supposed from now on; the panels stay as they are, and no pointer to a
    // series moves. To take it back, suppose the figure there was.
    void suppose(const Supposed& figure);

private:
    const Panel* panel(std::string_view indicator) const;
    Series make(const v1::IndicatorDefinition& definition) const;

    const definition::Ruleset* ruleset_;
    const Panels* panels_;
    PeerSets peer_sets_;
    std::map<std::string_view, Series> series_;
    std::map<std::string, Panel, std::less<>> supposed_;  // copies with figures changed
};

}  // namespace ladder::evidence
