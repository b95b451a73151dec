// What the pages of letters, documents and directions share.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ladder/v1/document_service.pb.h"
#include "ladder/v1/procedure_service.pb.h"
#include "services/console/fields.hpp"
#include "services/console/procedure_forms.hpp"
#include "services/console/procedure_kinds.hpp"
#include "services/console/visit.hpp"

namespace ladder::letters {

// Stages of directions that pages show in a way of their own.
inline constexpr std::string_view given = "given";
inline constexpr std::string_view exempted = "exempted";

// The value of a field; empty if it was not told.
std::string value_of(const v1::Entry& entry, std::string_view field);

// The entry of a record that stands and was recorded last; null if there is none.
const v1::Entry* latest(
    const console::Visit& visit, const console::ProcedureSeen& seen, std::string_view record
);

// "kent-public-letter-1" of "procedures/kent-public-letter-1".
std::string id_of(std::string_view name);

// The procedures of a kind in the ruleset in force, in its order; none where there is no ruleset.
struct Definitions {
    std::shared_ptr<const definition::Ruleset> ruleset;
    std::vector<const v1::ProcedureDefinition*> all;  // in the ruleset
};
Definitions definitions_of(const console::Visit& visit, console::ProcedureKind kind);

bool is_letter(const console::ProcedureSeen& seen);

// "today" where the page is at today.
std::string day_shown(const console::Visit& visit);

// Several acts on one procedure in one form, each on what the one before left. What was done stays
// done if a later one is refused: sent once more, the form goes on where it ended.
class Series {
public:
    // `etag` and `request_id`: those of the form.
    Series(const console::Visit& visit, std::string procedure);

    using Values = std::vector<std::pair<std::string, std::string>>;

    // Whether it could be recorded now; writes nothing. Errors: those of RecordEntry.
    [[nodiscard]] base::Result<void> try_record(const std::string& record, const Values& values)
        const;
    // Gives the entry's id. Errors: those of RecordEntry.
    [[nodiscard]] base::Result<std::string> record(
        const std::string& record, const Values& values, const std::string& key = {}
    );
    // Errors: those of TakeStep.
    [[nodiscard]] base::Result<void> step(
        const std::string& to, const std::string& reasons, const std::vector<std::string>& evidence
    );

private:
    v1::RecordEntryRequest request_of(
        const std::string& record, const Values& values, const std::string& key
    ) const;
    std::string next_id() { return request_id_ + "-" + std::to_string(++acts_); }

    const console::Visit& visit_;
    std::string procedure_;
    std::string etag_;
    std::string request_id_;
    std::string effective_on_;
    int acts_ = 0;
};

// A form of this desk. Its heading, intro and submit are the texts of `texts`.
struct ActForm {
    std::string texts;
    std::string caption;
    std::vector<console::Field> fields;
    std::string etag;  // of what it changes
    std::string back;  // where it leads back to
    std::vector<console::Crumb> crumbs;
    console::Data words{console::Data::type::object};  // named in heading and intro
    std::vector<std::pair<std::string, std::string>> hidden{};
};

console::Page form_page(
    const console::Visit& visit,
    const ActForm& form,
    const console::Form& typed,
    const console::FieldErrors& errors = {}
);

// Who changed what a form was made for, and when.
struct ChangedBy {
    std::string person;
    std::string at;
};

// What the API did not do: by the fields (422), with what is missing; or that it was changed
// meanwhile (409), with what was typed. Any other error as it is.
console::Answer refused(
    const console::Visit& visit,
    const ActForm& form,
    const base::Error& error,
    const ChangedBy& changed
);

// The letter that is written in a procedure; null if there is none.
const v1::LetterDefinition* letter_of(const console::ProcedureSeen& seen);

// Writes it with what was typed: `dated`, `reference`, `copied_to`.
v1::WriteLetterRequest write_request(
    const console::Visit& visit, const console::ProcedureSeen& seen, const console::Form& typed
);

// "anybody": nothing chosen, then the ruleset's roles.
std::vector<console::Option> role_options(const console::Visit& visit);

}  // namespace ladder::letters
