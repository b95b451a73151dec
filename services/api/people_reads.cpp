#include "services/api/people_reads.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/access/capacities.hpp"
#include "engine/access/person.hpp"
#include "engine/access/vetting.hpp"
#include "services/api/paging.hpp"
#include "services/api/people_commands.hpp"
#include "services/api/records.hpp"

namespace ladder::api {

namespace {

std::string today_of(const Application& app) {
    return base::to_string(base::day_of(app.clock()));
}

v1::Actor actor_of(const access::Caller& caller) {
    auto actor = caller.actor();
    if (actor.capacity().empty() && caller.keeps_rights()) {
        actor.set_capacity(std::string{administrator_capacity});
    }
    return actor;
}

// The highest marking that the person's check lets them see today, by the newest ruleset.
v1::Marking marking_max(Application& app, const v1::Person& person, std::string_view today) {
    const auto* clearance = access::clearance_on(person, today);
    const auto ruleset = app.rulesets.indexed("");
    auto most = v1::MARKING_NOT_PROTECTIVELY_MARKED;
    if (clearance == nullptr || !ruleset) {
        return most;
    }
    for (const auto& vetting : (*ruleset)->definition().vettings()) {
        if (vetting.id() == access::vetting_id(clearance->vetting())) {
            most = std::max(most, vetting.marking_max());
        }
    }
    return most;
}

// Whose tokens a request is about: the caller, or a service account for whoever keeps rights.
base::Result<v1::Person> token_holder(
    Application& app, const access::Caller& caller, const std::string& name
) {
    if (name.empty() || name == caller.person->name()) {
        return *caller.person;
    }
    if (const auto may = require_keeper(caller); !may) {
        return may.error();
    }
    auto person = app.access.people.get(name, {});
    if (person && person->kind() != v1::PERSON_KIND_SERVICE) {
        return base::Error{
            base::Code::permission_denied,
            fmt::format("{} is no service account; people make their own tokens", name),
            {}};
    }
    return person;
}

base::Result<void> check_capacities(
    const v1::CreateTokenRequest& request, const std::vector<std::string>& held
) {
    for (int i = 0; i < request.capacities_size(); ++i) {
        if (std::find(held.begin(), held.end(), request.capacities(i)) == held.end()) {
            return base::field_error(
                fmt::format("capacities[{}]", i),
                fmt::format(
                    "'{}' is not held today; {}",
                    request.capacities(i).substr(0, 63),
                    held.empty() ? std::string{"none is"} : fmt::format("{}", fmt::join(held, ", "))
                )
            );
        }
    }
    return {};
}

}  // namespace

base::Result<void> require_keeper(const access::Caller& caller) {
    if (caller.keeps_rights()) {
        return {};
    }
    return base::Error{
        base::Code::permission_denied,
        caller.only.empty() ? "only administrators keep people and their rights"
                            : "this token is good for some capacities alone, and none of them "
                              "keeps people and their rights",
        {}};
}

base::Result<v1::WhoAmIResponse>
who_am_i(Application& app, const access::Caller& caller, const v1::WhoAmIRequest&) {
    v1::WhoAmIResponse response;
    *response.mutable_person() = *caller.person;
    for (const auto& role : caller.capacities) {
        response.add_capacities(role);
    }
    response.set_capacity(caller.capacity);
    response.set_marking_max(marking_max(app, *caller.person, today_of(app)));
    return response;
}

base::Result<v1::GetPersonResponse> get_person(
    Application& app, const access::Caller& caller, const v1::GetPersonRequest& request
) {
    if (request.name() != caller.person->name()) {
        if (const auto may = require_keeper(caller); !may) {
            return may.error();
        }
    }
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    auto person = app.access.people.get(request.name(), *known_at);
    if (!person) {
        return person.error();
    }
    v1::GetPersonResponse response;
    *response.mutable_person() = std::move(*person);
    return response;
}

base::Result<v1::ListPeopleResponse> list_people(
    Application& app, const access::Caller& caller, const v1::ListPeopleRequest& request
) {
    if (const auto may = require_keeper(caller); !may) {
        return may.error();
    }
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    auto page = app.access.people.list(page_of(request), *known_at);
    if (!page) {
        return page.error();
    }
    if (!request.role().empty()) {
        const auto today = today_of(app);
        std::erase_if(page->items, [&](const v1::Person& person) {
            const auto roles = access::capacities_on(person, today);
            return std::find(roles.begin(), roles.end(), request.role()) == roles.end();
        });
    }
    v1::ListPeopleResponse response;
    fill(response, response.mutable_people(), std::move(*page));
    return response;
}

base::Result<v1::InvitePersonResponse> invite_person(
    Application& app, const access::Caller& caller, const v1::InvitePersonRequest& request
) {
    if (const auto may = require_keeper(caller); !may) {
        return may.error();
    }
    const auto person = app.access.people.get(request.name(), {});
    if (!person) {
        return person.error();
    }
    return invite(app, actor_of(caller), *person);
}

base::Result<v1::InvitePersonResponse> invite(
    Application& app, const v1::Actor& actor, const v1::Person& person
) {
    if (person.kind() == v1::PERSON_KIND_SERVICE || person.suspended()) {
        return base::Error{
            base::Code::failed_precondition,
            fmt::format(
                "{} {}",
                person.name(),
                person.suspended() ? "is out of use" : "is a service account, which has no password"
            ),
            {}};
    }
    const auto made = app.access.invitations.make(person.name());
    if (!made) {
        return made.error();
    }
    v1::AccessRecord record;
    record.set_kind(v1::ACCESS_KIND_INVITED);
    *record.mutable_actor() = actor;
    record.set_method("/ladder.v1.AccessService/InvitePerson");
    record.add_records(person.name());
    app.access.log.add(std::move(record));
    v1::InvitePersonResponse response;
    response.set_path(made->path);
    *response.mutable_expires_at() = base::to_timestamp(made->expires_at);
    return response;
}

base::Result<v1::CreateTokenResponse> create_token(
    Application& app, const access::Caller& caller, const v1::CreateTokenRequest& request
) {
    const auto holder = token_holder(app, caller, request.person());
    if (!holder) {
        return holder.error();
    }
    const bool own = holder->name() == caller.person->name();
    auto asked = request;
    const auto held = own ? caller.capacities : access::capacities_on(*holder, today_of(app));
    if (const auto fit = check_capacities(asked, held); !fit) {
        return fit.error();
    }
    // A token of some capacities makes none of more, whatever is held on a later day.
    if (own && asked.capacities().empty()) {
        asked.mutable_capacities()->Assign(caller.only.begin(), caller.only.end());
    }
    return make_token(app, actor_of(caller), *holder, asked);
}

base::Result<v1::CreateTokenResponse> make_token(
    Application& app,
    const v1::Actor& actor,
    const v1::Person& holder,
    const v1::CreateTokenRequest& request
) {
    const auto made = app.access.tokens.make(
        {holder.name(),
         request.title(),
         {request.capacities().begin(), request.capacities().end()},
         request.read_only(),
         request.days()}
    );
    if (!made) {
        return made.error();
    }
    v1::AccessRecord record;
    record.set_kind(v1::ACCESS_KIND_TOKEN_MADE);
    *record.mutable_actor() = actor;
    record.set_method("/ladder.v1.AccessService/CreateToken");
    record.add_records(holder.name());
    record.set_code(made->row.id);
    app.access.log.add(std::move(record));
    v1::CreateTokenResponse response;
    *response.mutable_token() = access::shown_token(made->row, holder.person());
    response.set_secret(made->secret);
    return response;
}

base::Result<v1::ListTokensResponse> list_tokens(
    Application& app, const access::Caller& caller, const v1::ListTokensRequest& request
) {
    const auto holder = token_holder(app, caller, request.person());
    if (!holder) {
        return holder.error();
    }
    const auto rows = app.access.tokens.of(holder->name());
    if (!rows) {
        return rows.error();
    }
    v1::ListTokensResponse response;
    for (const auto& row : *rows) {
        *response.add_tokens() = access::shown_token(row, holder->person());
    }
    return response;
}

base::Result<v1::RevokeTokenResponse> revoke_token(
    Application& app, const access::Caller& caller, const v1::RevokeTokenRequest& request
) {
    const auto row = app.access.tokens.of_id(request.id());
    if (!row) {
        return row.error();
    }
    if (row->person != caller.person->name() && !caller.keeps_rights()) {
        return base::Error{base::Code::not_found, "there is no such token", {}};
    }
    if (const auto revoked = app.access.tokens.revoke(request.id()); !revoked) {
        return revoked.error();
    }
    app.access.doorkeeper.forget();
    v1::AccessRecord record;
    record.set_kind(v1::ACCESS_KIND_TOKEN_REVOKED);
    *record.mutable_actor() = actor_of(caller);
    record.set_method("/ladder.v1.AccessService/RevokeToken");
    record.add_records(row->person);
    record.set_code(row->id);
    app.access.log.add(std::move(record));
    return v1::RevokeTokenResponse{};
}

base::Result<v1::SignOutEverywhereResponse> sign_out_everywhere(
    Application& app, const access::Caller& caller, const v1::SignOutEverywhereRequest& request
) {
    const auto& name = request.name().empty() ? caller.person->name() : request.name();
    if (name != caller.person->name()) {
        if (const auto may = require_keeper(caller); !may) {
            return may.error();
        }
        if (const auto person = app.access.people.get(name, {}); !person) {
            return person.error();
        }
    }
    const auto ended = app.access.sessions.end_all(name);
    if (!ended) {
        return ended.error();
    }
    v1::AccessRecord record;
    record.set_kind(v1::ACCESS_KIND_SIGNED_OUT);
    *record.mutable_actor() = actor_of(caller);
    record.set_method("/ladder.v1.AccessService/SignOutEverywhere");
    record.add_records(name);
    app.access.log.add(std::move(record));
    v1::SignOutEverywhereResponse response;
    response.set_ended(*ended);
    return response;
}

}  // namespace ladder::api
