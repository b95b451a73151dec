// What records are called: titles in place of names and ids, read once for a page.
#pragma once

#include <map>
#include <string>

#include "ladder/v1/body_service.pb.h"
#include "services/console/words.hpp"

namespace ladder::auditor {

// The bodies as they are known at the page's moment, and the words of the ruleset in force. What is
// not found is called by its name, without its collection.
class Titles {
public:
    // Asks for all bodies. Errors: those of ListBodies.
    [[nodiscard]] static base::Result<Titles> read(const console::Visit& visit);

    // "Nottinghamshire" of "bodies/nottinghamshire".
    std::string body(const std::string& name) const;
    // Null if there is none.
    const v1::Body* find_body(const std::string& name) const;
    const std::map<std::string, v1::Body>& bodies() const { return bodies_; }

    // Of a ladder or procedure, or of whichever has such a stage where `of` is empty.
    std::string stage(const std::string& id, const std::string& of = {}) const;
    std::string procedure(const std::string& id) const;
    std::string indicator(const std::string& id) const;
    std::string trigger(const std::string& id) const;
    std::string fact(const std::string& id) const;
    std::string domain(const std::string& id) const;

    // A sentence of the API in which ids of bodies, stages, roles, facts and people give way to
    // their titles. `of`: the definition of the procedure whose event it tells of.
    std::string in_text(const std::string& sentence, const std::string& of = {}) const;

    const console::RulesetWords& words() const { return words_; }
    const console::People& people() const { return people_; }

private:
    // Of a body, stage, role or fact; the id where there is none.
    std::string title_of(const std::string& id) const;
    std::string title_after(
        const std::string& before, const std::string& word, const std::string& of
    ) const;

    explicit Titles(const console::Visit& visit) : words_{*visit.desk}, people_{visit.people()} {}

    console::RulesetWords words_;
    console::People people_;
    std::map<std::string, v1::Body> bodies_;
};

// "nottinghamshire" of "bodies/nottinghamshire": what stands in paths.
std::string last_part(const std::string& name);

// "General performance"; the words of the common texts.
std::string subject_in_words(const console::Visit& visit, v1::Subject subject);

}  // namespace ladder::auditor
