// The cases that one command is decided on, each with its rules and what is known around it.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "db/journal_writer.hpp"
#include "engine/meetings/meeting.hpp"

namespace ladder::api {

// Looks cases up and keeps their rulesets for as long as it lives.
class CaseFiles {
public:
    explicit CaseFiles(db::Aggregates& aggregates) : aggregates_{aggregates} {}

    // No state if there is no such case.
    meetings::CaseFile find(const std::string& name);

private:
    db::Aggregates& aggregates_;
    std::map<std::string, std::shared_ptr<const definition::Ruleset>> rulesets_;
};

}  // namespace ladder::api
