// What records are called: pages show titles where the API tells names.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/result.hpp"
#include "engine/definition/ruleset.hpp"
#include "services/console/people.hpp"
#include "services/console/visit.hpp"

namespace ladder::console {

// Titles by the names of records, such as "bodies/kent" and "peers/a-smith", and of people.
class Titles {
public:
    Titles() = default;
    explicit Titles(People people) : people_{std::move(people)} {}

    void add(const std::string& name, std::string title);

    // The title; of a record that is not known its id, the part after the slash.
    std::string of(const std::string& name) const;

    const People& people() const { return people_; }

    // Ids of a ruleset's roles, stages, facts and records are left out of texts where they stand in
    // brackets behind their titles, "Chair of the group (ppsg_chair)", and give way to them where
    // they stand alone: "the entry draft", "to peer_support". Records: first those of `procedure`.
    void leave_out_ids(
        const definition::Ruleset& ruleset, const v1::ProcedureDefinition* procedure = nullptr
    );

    // A text of the API in which names of known records and people give way to their titles.
    std::string in_text(std::string_view text) const;

    // All of a collection, such as "peers/", by name.
    std::map<std::string, std::string> all(std::string_view collection) const;

private:
    std::string called(std::string_view word, std::string_view before) const;

    std::map<std::string, std::string, std::less<>> titles_;
    struct Called {
        std::string title;
        bool is_sentence;  // quoted within another
    };
    std::map<std::string, Called, std::less<>> ids_;  // left out
    People people_;
};

// Of people, and without the ids of the ruleset in force: what any refusal of the API is told by.
Titles titles_for_refusals(const Visit& visit);

// Each asks once for a whole collection, as it was known at the page's moment. Of what somebody
// does not see nothing is added.
// Errors: those of the list, but permission_denied.
[[nodiscard]] base::Result<void> add_body_titles(const Visit& visit, Titles& titles);
[[nodiscard]] base::Result<void> add_peer_titles(const Visit& visit, Titles& titles);
// Only documents about one record; empty: all.
[[nodiscard]] base::Result<void> add_document_titles(
    const Visit& visit, const std::string& about, Titles& titles
);

// "Chief constable" of "chief_constable": a word of a definition as people read it.
std::string word_in_words(std::string_view word);

}  // namespace ladder::console
