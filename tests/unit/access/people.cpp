#include "tests/unit/access/people.hpp"

namespace ladder::access::sample {

base::Instant now() {
    using namespace std::chrono;
    return base::Instant{sys_days{2010y / June / 1}} + 9h;
}

const definition::Ruleset& ruleset() {
    static const definition::Ruleset made{"rulesets/sample@1", [] {
                                              v1::RulesetDefinition rules;
                                              rules.add_roles()->set_id("keeper");
                                              rules.add_roles()->set_id("chief");
                                              auto& compartment = *rules.add_compartments();
                                              compartment.set_id("counter_terrorism");
                                              compartment.add_needs_vetting("sc");
                                              compartment.add_needs_vetting("dv");
                                              return rules;
                                          }()};
    return made;
}

People::People() {
    auto& ann = people_["people/ann"];
    ann.set_administrator(true);
    auto& ben = people_["people/ben"];
    auto& chief = *ben.add_memberships();
    chief.set_id("m1");
    chief.set_role("chief");
    chief.set_from("2010-01-01");
    chief.set_until("2010-12-31");
    ben.set_identity("https://id.example 7");
    people_["people/feed"].set_kind(v1::PERSON_KIND_SERVICE);
    people_["people/feed"].set_certificate(std::string(64, 'a'));
    for (auto& [name, person] : people_) {
        person.set_name(name);
        person.set_person(std::string{static_cast<char>(name[7] - 'a' + 'A')} + name.substr(8));
        person.set_etag("v1");
        if (person.kind() == v1::PERSON_KIND_UNSPECIFIED) {
            person.set_kind(v1::PERSON_KIND_PERSON);
        }
    }
}

const v1::Person* People::where(const std::function<bool(const v1::Person&)>& holds) const {
    for (const auto& [name, person] : people_) {
        if (holds(person)) {
            return &person;
        }
    }
    return nullptr;
}

Others People::others() const {
    return {
        [this](std::string_view person) {
            return where([&](const auto& one) { return key_of(one.person()) == key_of(person); });
        },
        [this](std::string_view identity) {
            return where([&](const auto& one) { return one.identity() == identity; });
        },
        [this](std::string_view certificate) {
            return where([&](const auto& one) { return one.certificate() == certificate; });
        },
        [](std::string_view body) { return body == "bodies/north"; }};
}

PeopleContext context(const std::string& person, bool with_ruleset) {
    PeopleContext made;
    made.ruleset = with_ruleset ? &ruleset() : nullptr;
    made.actor.set_person(person);
    made.actor.set_capacity("administrator");
    made.recorded_at = now();
    return made;
}

std::vector<std::string> fields_of(const base::Error& error) {
    std::vector<std::string> fields;
    for (const auto& detail : error.details) {
        if (const auto* violation = std::get_if<v1::FieldViolation>(&detail)) {
            fields.push_back(violation->field());
        }
    }
    return fields;
}

v1::Person after(v1::Person person, const command::Events& events) {
    std::int64_t version = person.etag().empty() ? 0 : std::stoll(person.etag().substr(1));
    for (const auto& event : events) {
        command::Recorded recorded;
        recorded.version = ++version;
        recorded.recorded_at = now();
        recorded.actor.set_person("Ann");
        apply(person, event, recorded);
    }
    return person;
}

v1::ChangePersonRequest change_of(const v1::Person& person, const v1::PersonChange& change) {
    v1::ChangePersonRequest request;
    request.set_name(person.name());
    request.set_etag(person.etag());
    *request.mutable_change() = change;
    request.set_reasons("As agreed");
    return request;
}

}  // namespace ladder::access::sample
