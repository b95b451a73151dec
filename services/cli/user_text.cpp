#include "services/cli/user_text.hpp"

#include <ostream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "services/cli/words.hpp"

namespace ladder::cli {

namespace {

std::string days_of(std::string_view from, std::string_view until) {
    return until.empty() ? fmt::format("from {}", from) : fmt::format("{} to {}", from, until);
}

std::string scope_of(const v1::Membership& membership) {
    std::vector<std::string> scope;
    for (const auto& body : membership.bodies()) {
        scope.push_back(bare(body));
    }
    scope.insert(scope.end(), membership.regions().begin(), membership.regions().end());
    return scope.empty() ? std::string{} : fmt::format(" for {}", fmt::join(scope, ", "));
}

// One row for each right, past ones included.
void add_rights(Table& table, const v1::Person& person) {
    const auto add = [&](const auto& right, const std::string& what) {
        table.rows.push_back({right.id(), what + ", " + days_of(right.from(), right.until())});
    };
    for (const auto& right : person.memberships()) {
        add(right, right.role() + scope_of(right));
    }
    for (const auto& right : person.delegations()) {
        add(right, fmt::format("{} delegated by {}", right.role(), right.delegator()));
    }
    for (const auto& right : person.clearances()) {
        add(right, fmt::format("{} by {}", word_of(right.vetting()), right.vetted_by()));
    }
    for (const auto& right : person.compartments()) {
        add(right, "let into " + right.compartment());
    }
    for (const auto& right : person.needs_to_know()) {
        add(right, "needs to know " + right.record());
    }
    for (const auto& right : person.recusals()) {
        add(right, "keeps away from " + right.record());
    }
}

std::string roles_of(const v1::Person& person) {
    std::vector<std::string> roles;
    for (const auto& membership : person.memberships()) {
        if (membership.until().empty()) {
            roles.push_back(membership.role());
        }
    }
    return or_dash(fmt::format("{}", fmt::join(roles, ", ")));
}

std::string standing_of(const v1::Person& person) {
    return person.suspended() ? "out of use" : person.administrator() ? "administrator" : "in use";
}

}  // namespace

Output person_output(const v1::Person& person) {
    Output output{&person, {&person}, {{"FIELD", "VALUE"}, {}}, {}, {}};
    output.table.rows = {
        {"name", person.name()},
        {"person", person.person()},
        {"title", person.title()},
        {"kind", word_of(person.kind())},
        {"organisation", person.organisation()},
        {"standing", standing_of(person)},
        {"identity", or_dash(person.identity())},
        {"certificate", or_dash(person.certificate())}};
    add_rights(output.table, person);
    output.table.rows.push_back(
        {"changed",
         fmt::format("{} by {}", moment(person.updated_at()), in_words(person.updated_by()))}
    );
    return output;
}

Output people_output(const v1::ListPeopleResponse& people) {
    Output output{
        &people,
        pointers_to(people.people()),
        {{"NAME", "PERSON", "TITLE", "ORGANISATION", "OPEN ROLES", "STANDING"}, {}},
        {},
        {}};
    for (const auto& person : people.people()) {
        output.table.rows.push_back(
            {bare(person.name()),
             person.person(),
             person.title(),
             person.organisation(),
             roles_of(person),
             standing_of(person)}
        );
    }
    return output;
}

Output tokens_output(const v1::ListTokensResponse& tokens) {
    Output output{
        &tokens,
        pointers_to(tokens.tokens()),
        {{"ID", "TITLE", "FOR", "MAY", "MADE", "ENDS", "LAST USED"}, {}},
        {},
        {}};
    for (const auto& token : tokens.tokens()) {
        output.table.rows.push_back(
            {token.id(),
             token.title(),
             token.capacities().empty() ? "all"
                                        : fmt::format("{}", fmt::join(token.capacities(), ", ")),
             token.read_only() ? "read" : "read and write",
             moment(token.created_at()),
             moment(token.expires_at()),
             token.has_used_at() ? moment(token.used_at()).substr(0, 10) : "never"}
        );
    }
    return output;
}

int tell_person(Session& session, const v1::Person& person, std::string_view what) {
    if (session.format == Format::table) {
        session.out << fmt::format("{}{} {}\n", dry_run_mark(session), person.name(), what);
    } else {
        print(session.out, session.format, person_output(person));
    }
    return exit_ok;
}

}  // namespace ladder::cli
