// How a move stands: each thing that it needs, met or not, with its legal basis. The API says what
// is not met; what the ladder asks for and the API does not name is met.
#pragma once

#include <string>
#include <vector>

#include "engine/base/result.hpp"
#include "ladder/v1/case_service.pb.h"
#include "services/console/subject/titles.hpp"

namespace ladder::subject {

struct GateStanding {
    std::string id;
    std::string title;
    std::string legal_basis;
    std::string explanation{};   // why it is not met; empty: it is
    std::string satisfied_by{};  // what would meet it
    bool statutory = false;
    bool element = false;  // what every decision needs: no gate of the ladder
    bool met = true;
    bool not_applicable = false;       // to cases of this subject
    std::string override_role{};       // may override it with a reason; empty: nobody
    std::vector<std::string> facts{};  // that it asks for
    bool asks_concern = false;
    bool asks_recommendation = false;
    std::vector<std::string> procedures{};  // that it asks for

    bool operator==(const GateStanding&) const = default;
};

// What a dry run found, apart from fields.
std::vector<v1::UnmetGate> unmet_of(const base::Error& error);

// Of a move, in order: decider, recommendation, second person, gates; then whatever else is not
// met. `move` null: to remain or to close, which have no gates. What the form asks for, an
// exceptional reason or answers to proposals, is left out.
std::vector<GateStanding> gates_of(
    const v1::TransitionDefinition* move,
    v1::Subject subject,
    const std::vector<v1::UnmetGate>& unmet,
    const Titles& titles
);

// Not met, and nobody of these capacities may override it.
bool blocks(const GateStanding& gate, const std::vector<std::string>& capacities);

}  // namespace ladder::subject
