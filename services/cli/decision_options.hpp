// What a decision is told by on the command line, in a case or at a meeting.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/base/result.hpp"
#include "ladder/v1/case_service.pb.h"
#include "services/cli/session.hpp"

namespace CLI {
class App;
}

namespace ladder::cli {

struct DecisionOptions {
    std::string to;
    bool remain = false;
    bool close = false;
    std::string decider;
    std::string decider_capacity;
    std::vector<std::string> evidence;
    std::string basis;
    std::string next_review_on;
    std::vector<std::string> overrides;
    std::string exceptional_reason;
    std::vector<std::string> accepted;
    std::vector<std::string> declined;
};

// Adds the options. `needed`: one of --to, --remain and --close must be given.
void add_decision_options(
    CLI::App& verb, const std::shared_ptr<DecisionOptions>& options, bool needed
);

// Whether an outcome is given, and so a decision.
bool is_given(const DecisionOptions& options);

// Who decides, where another than the caller. Errors: invalid_argument if only half is given.
[[nodiscard]] base::Result<void> set_decider(
    v1::Actor& actor, const std::string& person, const std::string& capacity
);

// The decision with the reasons of --reason; it names no case. Errors: invalid_argument.
[[nodiscard]] base::Result<v1::RecordDecisionRequest> decision_from(
    const Session& session, const DecisionOptions& options
);

}  // namespace ladder::cli
