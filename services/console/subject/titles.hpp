// What a ruleset calls things: titles in place of ids, so that no page shows an id.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/definition/ruleset.hpp"
#include "ladder/v1/body_service.pb.h"
#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/procedure_service.pb.h"
#include "services/console/people.hpp"

namespace ladder::subject {

class Titles {
public:
    // Of a ruleset; null: every id is its own title.
    explicit Titles(std::shared_ptr<const definition::Ruleset> ruleset, console::People people = {})
        : ruleset_{std::move(ruleset)}, people_{std::move(people)} {}

    const definition::Ruleset* ruleset() const { return ruleset_.get(); }

    // Null if there is no such ladder.
    const v1::LadderDefinition* ladder(std::string_view id) const;
    std::string stage(std::string_view ladder, std::string_view id) const;
    // PPSG's number of the stage, such as "PPSG stage 4"; empty if it has none.
    std::string alias(std::string_view ladder, std::string_view id) const;
    std::string role(std::string_view id) const;
    std::string fact(std::string_view id) const;
    std::string domain(std::string_view id) const;
    std::string indicator(std::string_view id) const;
    std::string trigger(std::string_view id) const;
    std::string procedure(std::string_view id) const;
    std::string procedure_stage(std::string_view procedure, std::string_view id) const;
    std::string record(std::string_view procedure, std::string_view id) const;
    std::string field(std::string_view procedure, std::string_view record, std::string_view id)
        const;

    std::string person(const std::string& id) const { return people_.title(id); }
    const console::People& people() const { return people_; }
    // "Denis Cole, HM Chief Inspector of Constabulary".
    std::string actor(const v1::Actor& actor) const;

    // A sentence of the API with ids of things and people that stand in it made titles, or left out
    // where the title stands before them: "by Chair of the group (ppsg_chair)".
    std::string plain(std::string_view sentence) const;

private:
    // Of a role, fact, stage, indicator or trigger; empty if the word is none's id.
    std::string title_of_id(std::string_view id) const;
    // Of what a name such as "procedures/kent-public-letter-1" names; empty: it stays.
    std::string title_of_name(std::string_view collection, std::string_view id) const;

    std::shared_ptr<const definition::Ruleset> ruleset_;
    console::People people_;
};

// "Police force".
std::string kind_in_words(v1::BodyKind kind);
std::string country_in_words(v1::Country country);
// "General".
std::string subject_in_words(v1::Subject subject);
// "Concern".
std::string severity_in_words(v1::Severity severity);

// The part of a name after the slash: "west-midlands" of "bodies/west-midlands".
std::string id_of(std::string_view name);

// A word of a definition that has no title, as people read it: "does not convince".
std::string spaced(std::string_view id);

}  // namespace ladder::subject
