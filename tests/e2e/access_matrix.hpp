// What every role gets of every procedure at every marking, computed from the rules and the code.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "engine/access/calls.hpp"
#include "engine/access/rights.hpp"
#include "ladder/v1/access_service.pb.h"

namespace ladder::e2e {

// A column of the matrix: a marking, or the compartment.
struct Column {
    std::string_view title;
    v1::Marking marking{};
    bool counter_terrorism = false;
};

inline constexpr std::array columns{
    Column{"unmarked", v1::MARKING_NOT_PROTECTIVELY_MARKED},
    Column{"protect", v1::MARKING_PROTECT},
    Column{"restricted", v1::MARKING_RESTRICTED},
    Column{"confidential", v1::MARKING_CONFIDENTIAL},
    Column{"secret", v1::MARKING_SECRET},
    Column{"top_secret", v1::MARKING_TOP_SECRET},
    Column{"counter_terrorism", v1::MARKING_NOT_PROTECTIVELY_MARKED, true},
};

// The bodies of the matrix's people, and the region that they lie in.
inline constexpr std::array matrix_bodies{
    std::string_view{"bodies/nottinghamshire"},
    std::string_view{"bodies/derbyshire"},
    std::string_view{"bodies/leicestershire"},
    std::string_view{"bodies/lincolnshire"},
    std::string_view{"bodies/northamptonshire"}};
inline constexpr std::string_view matrix_region = "East Midlands";

// Somebody of a role: checked to SECRET, let into counter-terrorism, with those bodies and that
// region in scope.
v1::Person person_of(const std::string& role);

// What a procedure comes to for a role and a column.
enum class Cell {
    open,     // o: nobody is asked anything but who they are
    seen,     // s: it is seen, and what is done to it is decided by the definitions
    allowed,  // a: it is seen, and the role may do the act
    refused,  // r: it is seen, and the role may not do the act
    hidden,   // -: it is as if it were not there
    keepers,  // k: those alone who keep people's rights, or see all of the audit
};

// Whether a procedure is the same for all, so that the matrix has no lines of it.
bool is_for_all(const access::CallRule& rule);

Cell cell_of(
    const access::CallRule& rule,
    const std::string& role,
    const access::Rights& rights,
    const Column& column,
    const definition::Ruleset& ruleset
);
char letter_of(Cell cell);

// The whole matrix as a text: a line for each role and procedure, a letter for each column.
std::string matrix_of(const definition::Ruleset& ruleset);

// The rights of person_of(role).
access::Rights rights_of_role(const std::string& role, const definition::Ruleset& ruleset);

}  // namespace ladder::e2e
