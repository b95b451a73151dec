// Rights and days as people read them: the words of rulesets in place of their ids.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/dates.hpp"
#include "engine/definition/ruleset.hpp"
#include "ladder/v1/access_service.pb.h"
#include "services/console/visit.hpp"

namespace ladder::console {

// "31 March 2011" of "2011-03-31"; anything else as it is.
std::string day_in_words(const std::string& day);

// "29 November 2026, 09:15" (UTC).
std::string moment_in_words(base::Instant moment);

// A legal basis or source of a ruleset without the marks of how sure its authors are of it, which
// are not for whoever acts on it: "NA 13" of "NA 13 (C)".
std::string law_in_words(std::string_view basis);

// The words of the ruleset in force; ids where there is none.
class RulesetWords {
public:
    // Borrows the desk.
    explicit RulesetWords(const Desk& desk);

    std::string role(const std::string& id) const;
    std::string compartment(const std::string& id) const;
    // "Security check (SC)".
    std::string vetting(v1::Vetting vetting) const;

    // Null if there is none of this id.
    const v1::IndicatorDefinition* indicator(const std::string& id) const;

    // Null where no ruleset is published.
    const v1::RulesetDefinition* definition() const;

private:
    const Desk* desk_;
    std::shared_ptr<const definition::Ruleset> ruleset_;
};

std::string marking_in_words(v1::Marking marking);

// One right of a person, as a row of a table.
struct RightRow {
    std::string id;
    std::string kind;    // "membership": the key of its texts
    std::string what;    // "HM Inspector", "cases/kent-general-1"
    std::string detail;  // scope, who checked, whose it is; may be empty
    std::string from;    // ISO
    std::string until;   // the same; empty: open
};

// All rights of a person, past ones included, in the order of Person's fields.
std::vector<RightRow> rights_of(const v1::Person& person, const RulesetWords& words);

}  // namespace ladder::console
