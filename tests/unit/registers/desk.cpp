#include "tests/unit/registers/desk.hpp"

#include <algorithm>

namespace ladder::registers::sample {

namespace {

v1::RulesetDefinition sample_definition() {
    v1::RulesetDefinition definition;
    definition.set_id("sample");
    auto& keeper = *definition.add_roles();
    keeper.set_id("keeper");
    keeper.set_title("Keeper");
    for (const auto act :
         {v1::PERMISSION_KEEP_PEERS,
          v1::PERMISSION_ADD_DOCUMENT,
          v1::PERMISSION_PUBLISH,
          v1::PERMISSION_RECORD_ASSESSMENT}) {
        keeper.add_may(act);
    }
    auto& adder = *definition.add_roles();
    adder.set_id("adder");
    adder.add_may(v1::PERMISSION_ADD_DOCUMENT);
    definition.add_roles()->set_id("idle");
    definition.add_skills()->set_id("custody");
    definition.add_skills()->set_id("major_crime");
    auto& note = *definition.add_document_kinds();
    note.set_id("note");
    note.set_marking(v1::MARKING_PROTECT);
    auto& graded = *definition.add_assessments();
    graded.set_id("graded");
    graded.add_body_kinds(v1::BODY_KIND_POLICE_FORCE);
    graded.add_countries(v1::COUNTRY_ENGLAND);
    graded.add_areas()->set_id("ra1");
    graded.add_grades("good");
    graded.add_grades("poor");
    graded.set_direction_of_travel(true);
    graded.set_marking(v1::MARKING_RESTRICTED);
    auto& scored = *definition.add_assessments();
    scored.set_id("scored");
    scored.set_score_min(1);
    scored.set_score_max(4);
    definition.add_assessments()->set_id("finding");
    return definition;
}

}  // namespace

const definition::Ruleset& ruleset() {
    static const definition::Ruleset sample{"rulesets/sample@1", sample_definition()};
    return sample;
}

v1::Actor actor(const std::string& capacity, const std::string& person) {
    v1::Actor who;
    who.set_person(person);
    who.set_capacity(capacity);
    return who;
}

base::Instant now() {
    return base::Instant{base::parse_date("2010-06-01").value()} + std::chrono::hours{9};
}

command::Context context(const std::string& capacity) {
    return {ruleset(), actor(capacity), now()};
}

World::World() {
    const auto add = [this](const std::string& name, v1::BodyKind kind, v1::Country country) {
        auto& body = bodies[name];
        body.set_name(name);
        body.set_kind(kind);
        body.set_country(country);
    };
    add("bodies/north", v1::BODY_KIND_POLICE_FORCE, v1::COUNTRY_ENGLAND);
    add("bodies/south-authority", v1::BODY_KIND_POLICE_AUTHORITY, v1::COUNTRY_ENGLAND);
    add("bodies/gwent", v1::BODY_KIND_POLICE_FORCE, v1::COUNTRY_WALES);
}

Known World::known() {
    return {
        [this](const std::string& name) {
            const auto found = bodies.find(name);
            return found == bodies.end() ? nullptr : &found->second;
        },
        [this](const std::string& name) {
            return std::find(names.begin(), names.end(), name) != names.end();
        },
        [this](const std::string& name) {
            const auto found = assessments.find(name);
            return found == assessments.end() ? nullptr : &found->second;
        }};
}

std::vector<std::string> named(const base::Error& error) {
    std::vector<std::string> names;
    for (const auto& detail : error.details) {
        if (const auto* violation = std::get_if<v1::FieldViolation>(&detail)) {
            names.push_back(violation->field());
        } else if (const auto* gate = std::get_if<v1::UnmetGate>(&detail)) {
            names.push_back(gate->gate());
        } else if (std::holds_alternative<v1::StaleEtag>(detail)) {
            names.push_back("(stale)");
        }
    }
    return names;
}

}  // namespace ladder::registers::sample
