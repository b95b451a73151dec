// What ids are called: bodies, stages, indicators, triggers, cases, in people's words.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/definition/ruleset.hpp"
#include "ladder/v1/body_service.pb.h"
#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/meeting_service.pb.h"
#include "ladder/v1/procedure_service.pb.h"
#include "services/console/titles.hpp"
#include "services/console/visit.hpp"
#include "services/console/words.hpp"

namespace ladder::secretariat {

// Read once for a page, by lists: nothing is asked by the row. What is not known, or not to be
// seen, is called by its id.
class Names {
public:
    // Borrows the visit. `parents`: also the procedures and meetings that diaries live in.
    // Errors: those of the lists; what somebody may not see is merely missing.
    [[nodiscard]] static base::Result<Names> load(
        const console::Visit& visit, bool parents = false
    );

    // "Nottinghamshire Police".
    std::string body(const std::string& name) const;
    const v1::Body* find_body(const std::string& name) const;
    // Null if there is none, or it is not to be seen. Open cases only.
    const v1::CaseSummary* find_case(const std::string& name) const;
    const std::map<std::string, v1::CaseSummary>& cases() const { return cases_; }
    // Newest first.
    const std::vector<v1::MeetingSummary>& meetings() const { return meetings_; }

    // "Watching brief".
    std::string stage(const v1::CaseSummary& head) const;
    std::string stage(const std::string& ruleset, const std::string& ladder, const std::string& id)
        const;
    std::string ladder(const v1::CaseSummary& head) const;
    std::string indicator(const std::string& ruleset, const std::string& id) const;
    std::string trigger(const std::string& ruleset, const std::string& id) const;
    // "General", "Confidence", "Counter-terrorism".
    std::string subject(v1::Subject subject) const;
    std::string kind(v1::BodyKind kind) const;
    std::string role(const std::string& id) const { return words_.role(id); }
    // "Carol Dean".
    std::string person(const std::string& id) const { return visit_->people().title(id); }
    // "Carol Dean, Chair of the Police Performance Steering Group".
    std::string actor(const v1::Actor& actor) const {
        return visit_->people().in_words(actor, role(actor.capacity()));
    }

    // What a diary lives in: "Nottinghamshire Police, Improvement plan".
    std::string parent(const std::string& name) const;
    // The body that a case, procedure or meeting is about; empty: none is known.
    std::string body_of_parent(const std::string& name) const;
    // Where a case, procedure or meeting is shown.
    std::string path_of_parent(const std::string& name) const;

    // Titles of bodies and people, and of open cases by their body and subject.
    console::Titles titles() const;

    // The ruleset of a version; null if it can't be had.
    const definition::Ruleset* ruleset(const std::string& name) const;

private:
    explicit Names(const console::Visit& visit) : visit_{&visit}, words_{*visit.desk} {}

    const console::Visit* visit_;
    console::RulesetWords words_;
    std::map<std::string, v1::Body> bodies_;
    std::map<std::string, v1::CaseSummary> cases_;
    std::map<std::string, v1::ProcedureSummary> procedures_;
    std::vector<v1::MeetingSummary> meetings_;
    mutable std::map<std::string, std::shared_ptr<const definition::Ruleset>> rulesets_;
};

}  // namespace ladder::secretariat
