#include "services/cli/user_options.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "services/cli/words.hpp"

namespace ladder::cli {

namespace {

void add_days(CLI::App& verb, ChangeOptions& options) {
    verb.add_option("--from", options.from, "the first day [today]");
    verb.add_option("--until", options.until, "the last day [open]");
}

template <class Right>
void put_days(Right& right, const ChangeOptions& options) {
    right.set_from(options.from);
    right.set_until(options.until);
}

UserChange grant() {
    return {
        "grant",
        "give a role",
        "ladder user grant chief@kent.example chief_constable --body kent --reason 'Appointed'",
        [](CLI::App& verb, ChangeOptions& options) {
            verb.add_option("role", options.what, "a role of the ruleset")->required();
            verb.add_option("--body", options.bodies, "a body in scope, repeatable");
            verb.add_option("--region", options.regions, "a region in scope, repeatable");
            add_days(verb, options);
        },
        [](const ChangeOptions& options) -> base::Result<v1::PersonChange> {
            v1::PersonChange change;
            auto& right = *change.mutable_give_membership();
            right.set_role(options.what);
            for (const auto& body : options.bodies) {
                right.add_bodies(full("bodies", body));
            }
            for (const auto& region : options.regions) {
                right.add_regions(region);
            }
            put_days(right, options);
            return change;
        }};
}

UserChange clear() {
    return {
        "clear",
        "record how a person was checked",
        "ladder user clear ann@hmic.example sc --vetted-by 'Kent Police' --until 2012-06-30 "
        "--reason 'Vetting file 12'",
        [](CLI::App& verb, ChangeOptions& options) {
            verb.add_option("check", options.what, "baseline, ctc, sc or dv")->required();
            verb.add_option("--vetted-by", options.other, "who checked")->required();
            add_days(verb, options);
        },
        [](const ChangeOptions& options) -> base::Result<v1::PersonChange> {
            const auto vetting = parse_word<v1::Vetting>(options.what, "check");
            if (!vetting) {
                return vetting.error();
            }
            v1::PersonChange change;
            auto& right = *change.mutable_give_clearance();
            right.set_vetting(*vetting);
            right.set_vetted_by(options.other);
            put_days(right, options);
            return change;
        }};
}

UserChange let_in() {
    return {
        "let-in",
        "let a person into a compartment",
        "ladder user let-in ann@hmic.example counter_terrorism --reason 'Works on the cases'",
        [](CLI::App& verb, ChangeOptions& options) {
            verb.add_option("compartment", options.what, "a compartment of the ruleset")
                ->required();
            add_days(verb, options);
        },
        [](const ChangeOptions& options) -> base::Result<v1::PersonChange> {
            v1::PersonChange change;
            change.mutable_give_compartment()->set_compartment(options.what);
            put_days(*change.mutable_give_compartment(), options);
            return change;
        }};
}

UserChange show_record() {
    return {
        "need-to-know",
        "open a record to a person beyond their roles, for a time",
        "ladder user need-to-know ann@hmic.example cases/kent-general-1 --until 2010-03-31 "
        "--reason 'Reviews the file'",
        [](CLI::App& verb, ChangeOptions& options) {
            verb.add_option("record", options.what, "its name")->required();
            add_days(verb, options);
        },
        [](const ChangeOptions& options) -> base::Result<v1::PersonChange> {
            v1::PersonChange change;
            change.mutable_give_need_to_know()->set_record(options.what);
            put_days(*change.mutable_give_need_to_know(), options);
            return change;
        }};
}

UserChange delegate() {
    return {
        "delegate",
        "let a person act in somebody else's capacity, for a time",
        "ladder user delegate ann@hmic.example ppsg_chair --of carol@hmic.example "
        "--until 2009-12-31 --reason 'Leave of the chair'",
        [](CLI::App& verb, ChangeOptions& options) {
            verb.add_option("role", options.what, "the role")->required();
            verb.add_option("--of", options.other, "whose capacity it is")->required();
            add_days(verb, options);
        },
        [](const ChangeOptions& options) -> base::Result<v1::PersonChange> {
            v1::PersonChange change;
            change.mutable_give_delegation()->set_role(options.what);
            change.mutable_give_delegation()->set_delegator(options.other);
            put_days(*change.mutable_give_delegation(), options);
            return change;
        }};
}

UserChange recuse() {
    return {
        "recuse",
        "keep a person away from a body or case",
        "ladder user recuse ann@hmic.example bodies/kent --reason 'Served there until 2008'",
        [](CLI::App& verb, ChangeOptions& options) {
            verb.add_option("record", options.what, "the body or case")->required();
            add_days(verb, options);
        },
        [](const ChangeOptions& options) -> base::Result<v1::PersonChange> {
            v1::PersonChange change;
            change.mutable_add_recusal()->set_record(options.what);
            put_days(*change.mutable_add_recusal(), options);
            return change;
        }};
}

// A change that is one text.
UserChange text_change(
    std::string verb,
    std::string help,
    std::string example,
    std::string argument,
    void (*put)(v1::PersonChange&, const std::string&)
) {
    return {
        std::move(verb),
        std::move(help),
        std::move(example),
        [argument](CLI::App& command, ChangeOptions& options) {
            command.add_option(argument, options.what, "the " + argument)->required();
        },
        [put](const ChangeOptions& options) -> base::Result<v1::PersonChange> {
            v1::PersonChange change;
            put(change, options.what);
            return change;
        }};
}

// A change that is on or, with --undo, off.
UserChange switch_change(
    std::string verb, std::string help, std::string example, void (*put)(v1::PersonChange&, bool)
) {
    return {
        std::move(verb),
        std::move(help),
        std::move(example),
        [](CLI::App& command, ChangeOptions& options) {
            command.add_flag("--undo", options.undo, "the other way round");
        },
        [put](const ChangeOptions& options) -> base::Result<v1::PersonChange> {
            v1::PersonChange change;
            put(change, !options.undo);
            return change;
        }};
}

}  // namespace

std::vector<UserChange> user_changes() {
    return {
        grant(),
        clear(),
        let_in(),
        show_record(),
        delegate(),
        recuse(),
        text_change(
            "end",
            "end a right or recusal today",
            "ladder user end ann@hmic.example m1 --reason 'Moved on'",
            "right",
            [](v1::PersonChange& change, const std::string& id) { change.set_end(id); }
        ),
        switch_change(
            "suspend",
            "take a person out of use, or with --undo in again",
            "ladder user suspend ann@hmic.example --reason 'Left the service'",
            [](v1::PersonChange& change, bool on) { change.set_suspended(on); }
        ),
        switch_change(
            "administer",
            "let a person keep people and rights, or with --undo no more",
            "ladder user administer ann@hmic.example --reason 'Deputy of the desk'",
            [](v1::PersonChange& change, bool on) { change.set_administrator(on); }
        ),
        text_change(
            "identify",
            "say how the identity provider knows a person: \"issuer subject\"",
            "ladder user identify ann@hmic.example 'https://id.example 7f3a' --reason 'Joined'",
            "identity",
            [](v1::PersonChange& change, const std::string& text) { change.set_identity(text); }
        ),
        text_change(
            "certify",
            "set the client certificate of a service account, by its SHA-256",
            "ladder user certify feed@npia.example \"$(openssl x509 -in c.pem -outform DER | "
            "sha256sum | cut -c1-64)\" --reason 'New key'",
            "certificate",
            [](v1::PersonChange& change, const std::string& text) { change.set_certificate(text); }
        ),
        text_change(
            "rename",
            "change the title of a person",
            "ladder user rename ann@hmic.example 'Ann Lee' --reason 'Married'",
            "title",
            [](v1::PersonChange& change, const std::string& text) { change.set_title(text); }
        )};
}

base::Result<void> make_administrator(UserDesk& desk, const std::string& person) {
    auto found = desk.get(person);
    if (!found && found.error().code != base::Code::not_found) {
        return found.error();
    }
    if (!found) {
        v1::Person fresh;
        fresh.set_person(person);
        fresh.set_title(person);
        fresh.set_organisation("Ladder");
        fresh.set_kind(v1::PERSON_KIND_PERSON);
        found = desk.add(fresh);
        if (!found) {
            return found.error();
        }
    }
    if (found->administrator()) {
        return {};
    }
    v1::PersonChange change;
    change.set_administrator(true);
    const auto changed = desk.change(found->name(), change);
    return changed ? base::Result<void>{} : changed.error();
}

}  // namespace ladder::cli
