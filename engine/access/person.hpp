// People and service accounts: command -> decide() -> events -> apply(). Pure; time, the ruleset
// and other people come in.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "engine/base/dates.hpp"
#include "engine/base/result.hpp"
#include "engine/command/context.hpp"
#include "engine/definition/ruleset.hpp"
#include "ladder/v1/access_service.pb.h"
#include "ladder/v1/journal.pb.h"

namespace ladder::access {

// The only code that changes a Person. Total: an event of another aggregate changes nothing but the
// etag.
void apply(v1::Person& state, const v1::Event& event, const command::Recorded& recorded);

// Identifiers differ in case alone only by how they were typed: this is what they are compared by.
std::string key_of(std::string_view person);

// The name for an identifier: "people/a.officer-hmic.example" for "A.Officer@hmic.example"; empty
// if nothing of it can stand in a name.
std::string name_for(std::string_view person);

// Whether a name can be a person's: "people/" and 1 to 63 of a-z, 0-9, dot and hyphen, beginning
// and ending with a letter or digit.
bool is_person_name(std::string_view name);

// What decide() may ask about others. Null: there is none. Borrowed until decide() returns.
struct Others {
    std::function<const v1::Person*(std::string_view person)> by_person;
    std::function<const v1::Person*(std::string_view identity)> by_identity;
    std::function<const v1::Person*(std::string_view certificate)> by_certificate;
    std::function<bool(std::string_view body)> has_body;
};

// Who changes people: an administrator over the network, or whoever has the database at hand.
enum class Authority { administrator, local };

struct PeopleContext {
    const definition::Ruleset* ruleset = nullptr;  // the newest; null: none is published
    v1::Actor actor;
    Authority authority = Authority::administrator;
    base::Instant recorded_at;
};

// Errors: permission_denied unless the actor keeps people and rights.
[[nodiscard]] base::Result<void> require_administrator(
    const PeopleContext& context, const Others& others
);

// Registers a person without any right. `standing` is the person of that name; null: none.
// Errors: permission_denied; already_exists; invalid_argument with everything that is wrong.
[[nodiscard]] base::Result<command::Events> decide(
    const v1::Person* standing,
    const v1::RegisterPersonRequest& command,
    const PeopleContext& context,
    const Others& others
);

// Gives or ends one right, or changes who they are. Errors: permission_denied, also for one's own
// rights; aborted; invalid_argument or failed_precondition with everything that is wrong.
[[nodiscard]] base::Result<command::Events> decide(
    const v1::Person& state,
    const v1::ChangePersonRequest& command,
    const PeopleContext& context,
    const Others& others
);

}  // namespace ladder::access
