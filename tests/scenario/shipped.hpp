// The shipped rules, bodies and figures, as the tests read them.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "engine/definition/ruleset.hpp"
#include "engine/evidence/import.hpp"
#include "engine/evidence/panels.hpp"
#include "ladder/v1/body_service.pb.h"

namespace ladder::scenario {

// A shipped ruleset. Throws std::runtime_error, with the first problem, if it can't be loaded.
std::unique_ptr<const definition::Ruleset> shipped_ruleset(std::string_view id);

// The 86 bodies and the peer groups of the demonstration.
std::vector<v1::Body> shipped_bodies();
v1::PeerGroupSet shipped_peer_groups();

evidence::BodyNames names_of(const std::vector<v1::Body>& bodies);

// A shipped file of figures, and the layout it is read by.
struct ShippedFile {
    std::string_view file;
    std::string_view layout;
};
inline constexpr ShippedFile shipped_files[]{
    {"force_population.csv", "population"},
    {"force_recorded_crime_rolling12m_2003_2013.csv", "recorded-crime-rolling"},
    {"force_asb_incidents_annual_2008_2018.csv", "antisocial-behaviour"},
    {"force_workforce_annual_2007_2022.csv", "workforce"},
};

// Reads a text by a layout of the ruleset, as on 1 January 2026.
evidence::ImportReading read_by(
    const definition::Ruleset& ruleset,
    const evidence::BodyNames& bodies,
    std::string_view layout,
    std::string_view text
);

// Figures over bodies and peers, as panels.
evidence::Panels panels_of(
    const definition::Ruleset& ruleset,
    const std::vector<v1::Body>& bodies,
    const std::vector<evidence::ImportedFigure>& figures,
    std::vector<v1::PeerGroupSet> peers
);

// All the shipped figures, as panels.
evidence::Panels shipped_panels(const definition::Ruleset& ruleset);

}  // namespace ladder::scenario
