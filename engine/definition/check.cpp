// What is wrong with a ruleset that reads well.
#include "engine/definition/check.hpp"

#include "engine/definition/checks.hpp"

namespace ladder::definition {

std::vector<Finding> check(const v1::RulesetDefinition& definition, const SourceMap& sources) {
    Findings findings{sources};
    const Ruleset ruleset{"", definition};
    const Scope scope{ruleset, findings};
    if (check_values(scope)) {
        check_heading(scope);
        check_ids(scope);
        check_roles(scope);
        check_facts(scope);
        check_ladders(scope);
        check_procedures(scope);
        check_indicators(scope);
        check_triggers(scope);
        check_layouts(scope);
        check_calendars(scope);
        check_deadlines(scope);
        check_letters(scope);
        check_assessments(scope);
        check_registers(scope);
        check_requirements(scope);
        check_meetings(scope);
        check_sight(scope);
    }
    return findings.take();
}

}  // namespace ladder::definition
