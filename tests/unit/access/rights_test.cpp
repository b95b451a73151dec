// What people see: by role and scope, check, compartment, need to know, loan, and what they keep
// away from.
#include "engine/access/rights.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace ladder::access {
namespace {

constexpr auto day = "2010-06-01";

void add_sight(
    v1::RoleDefinition& role,
    const std::vector<v1::RecordKind>& of,
    v1::SightScope where,
    const std::vector<std::string>& only = {}
) {
    auto& line = *role.add_sees();
    for (const auto kind : of) {
        line.add_of(kind);
    }
    line.set_where(where);
    for (const auto& one : only) {
        line.add_only(one);
    }
}

// Roles: "chief" sees all, "inspector" a region, "officer" a body, "authority" an area, "member"
// what is sent to it, "minister" the last stage, "secret" the compartment.
const definition::Ruleset& rules() {
    static const definition::Ruleset made{
        "rulesets/sample@1", [] {
            v1::RulesetDefinition rules;
            const auto role = [&](const char* id) -> v1::RoleDefinition& {
                auto& added = *rules.add_roles();
                added.set_id(id);
                return added;
            };
            const auto both = std::vector{v1::RECORD_KIND_CASE, v1::RECORD_KIND_DELIBERATION};
            add_sight(role("chief"), both, v1::SIGHT_SCOPE_ALL);
            add_sight(role("inspector"), both, v1::SIGHT_SCOPE_REGION);
            add_sight(role("officer"), {v1::RECORD_KIND_CASE}, v1::SIGHT_SCOPE_OWN_BODY);
            add_sight(role("authority"), {v1::RECORD_KIND_CASE}, v1::SIGHT_SCOPE_OWN_AREA);
            add_sight(role("member"), {v1::RECORD_KIND_CASE}, v1::SIGHT_SCOPE_OWN_WORK);
            add_sight(role("minister"), {v1::RECORD_KIND_CASE}, v1::SIGHT_SCOPE_ALL, {"direction"});
            add_sight(
                role("secret"), {v1::RECORD_KIND_CASE}, v1::SIGHT_SCOPE_ALL, {"counter_terrorism"}
            );
            role("blind");
            auto& compartment = *rules.add_compartments();
            compartment.set_id("counter_terrorism");
            compartment.add_needs_vetting("sc");
            for (const auto& [id, most] :
                 {std::pair{"baseline", v1::MARKING_CONFIDENTIAL},
                  std::pair{"sc", v1::MARKING_SECRET},
                  std::pair{"dv", v1::MARKING_TOP_SECRET}}) {
                auto& vetting = *rules.add_vettings();
                vetting.set_id(id);
                vetting.set_marking_max(most);
            }
            return rules;
        }()};
    return made;
}

// The authority of kent maintains kent, in which the partnership of dover lies; essex is elsewhere.
const std::vector<v1::Body>& bodies() {
    static const auto made = [] {
        std::vector<v1::Body> all;
        const auto add = [&](const char* name, const char* region) -> v1::Body& {
            auto& body = all.emplace_back();
            body.set_name(name);
            body.set_region(region);
            return body;
        };
        add("bodies/kent", "South East");
        add("bodies/essex", "Eastern");
        auto& authority = *add("bodies/kent-authority", "South East").add_relations();
        authority.set_kind(v1::BODY_RELATION_KIND_MAINTAINS);
        authority.set_body("bodies/kent");
        authority.set_from("1995-04-01");
        auto& dover = *add("bodies/dover", "South East").add_relations();
        dover.set_kind(v1::BODY_RELATION_KIND_LIES_IN);
        dover.set_body("bodies/kent");
        dover.set_from("1998-09-30");
        return all;
    }();
    return made;
}

v1::Membership membership(const char* role, const std::vector<std::string>& in = {}) {
    v1::Membership made;
    made.set_id("m1");
    made.set_role(role);
    made.set_from("2010-01-01");
    for (const auto& scope : in) {
        scope.starts_with("bodies/") ? made.add_bodies(scope) : made.add_regions(scope);
    }
    return made;
}

v1::Person person(const v1::Membership& membership, v1::Vetting vetting = v1::VETTING_SC) {
    v1::Person made;
    made.set_person("Ann");
    *made.add_memberships() = membership;
    if (vetting != v1::VETTING_UNSPECIFIED) {
        auto& check = *made.add_clearances();
        check.set_vetting(vetting);
        check.set_from("2009-01-01");
        check.set_until("2011-01-01");
    }
    return made;
}

Rights rights_on(
    const v1::Person& person, std::string_view on = day, const v1::Person* delegator = nullptr
) {
    return rights_of(
        person,
        {&rules(), on, bodies(), [delegator](std::string_view) { return delegator; }},
        nullptr
    );
}

Label kent_case(v1::RecordKind kind = v1::RECORD_KIND_CASE) {
    Label label;
    label.kind = kind;
    label.record = "cases/kent-general-1";
    label.bodies = {"bodies/kent"};
    label.at = {"watching_brief"};
    return label;
}

Label of_body(const char* body) {
    auto label = kent_case();
    label.bodies = {body};
    return label;
}

// The first right by which a label is seen; empty: none.
std::string seen_by(const Rights& rights, const Label& label) {
    const auto all = rights_showing(rights, label);
    EXPECT_EQ(!all.empty(), may_see(rights, label));
    return all.empty() ? std::string{} : all.front();
}

struct ScopeCase {
    const char* name;
    const char* role;
    std::vector<std::string> scope;
    const char* body;
    const char* by;  // empty: not seen
};

// clang-format off
const ScopeCase scope_cases[]{
    {"AllSeesEveryBody",            "chief",     {},                        "bodies/essex", "chief: all bodies"},
    {"ARegionSeesItsBodies",        "inspector", {"South East"},            "bodies/kent",  "inspector: own region"},
    {"ARegionSeesNoOther",          "inspector", {"South East"},            "bodies/essex", ""},
    {"NoRegionSeesNothing",         "inspector", {},                        "bodies/kent",  ""},
    {"OwnBodySeesItself",           "officer",   {"bodies/kent"},           "bodies/kent",  "officer: own body"},
    {"OwnBodySeesNoOther",          "officer",   {"bodies/kent"},           "bodies/essex", ""},
    {"OwnBodySeesNotWhatLiesInIt",  "officer",   {"bodies/kent"},           "bodies/dover", ""},
    {"AnAreaSeesItself",            "authority", {"bodies/kent-authority"}, "bodies/kent-authority", "authority: own area"},
    {"AnAreaSeesWhatItMaintains",   "authority", {"bodies/kent-authority"}, "bodies/kent",  "authority: own area"},
    {"AnAreaSeesWhatLiesInThat",    "authority", {"bodies/kent-authority"}, "bodies/dover", "authority: own area"},
    {"AnAreaSeesNoOther",           "authority", {"bodies/kent-authority"}, "bodies/essex", ""},
    {"ARoleWithoutALineIsBlind",    "blind",     {"bodies/kent"},           "bodies/kent",  ""},
    {"ARoleThatIsNoneIsBlind",      "nobody",    {"bodies/kent"},           "bodies/kent",  ""},
    {"TheLastStageAlone",           "minister",  {},                        "bodies/kent",  ""},
    {"TheCompartmentAlone",         "secret",    {},                        "bodies/kent",  ""},
};
// clang-format on

class Scope : public testing::TestWithParam<ScopeCase> {};

TEST_P(Scope, DecidesWhichBodiesAreSeen) {
    const auto& test = GetParam();
    const auto rights = rights_on(person(membership(test.role, test.scope)));
    EXPECT_EQ(seen_by(rights, of_body(test.body)), test.by);
}

INSTANTIATE_TEST_SUITE_P(Table, Scope, testing::ValuesIn(scope_cases), [](const auto& test) {
    return test.param.name;
});

struct CheckCase {
    const char* name;
    v1::Vetting vetting;
    v1::Marking marking;
    bool seen;
};

// clang-format off
const CheckCase check_cases[]{
    {"NobodyUncheckedSeesProtect",       v1::VETTING_UNSPECIFIED, v1::MARKING_PROTECT,      false},
    {"TheUncheckedSeeTheUnmarked",       v1::VETTING_UNSPECIFIED, v1::MARKING_UNSPECIFIED,  true},
    {"BaselineSeesConfidential",         v1::VETTING_BASELINE,    v1::MARKING_CONFIDENTIAL, true},
    {"BaselineSeesNoSecret",             v1::VETTING_BASELINE,    v1::MARKING_SECRET,       false},
    {"ScSeesSecret",                     v1::VETTING_SC,          v1::MARKING_SECRET,       true},
    {"ScSeesNoTopSecret",                v1::VETTING_SC,          v1::MARKING_TOP_SECRET,   false},
    {"DvSeesTopSecret",                  v1::VETTING_DV,          v1::MARKING_TOP_SECRET,   true},
    {"ACheckThatTheRulesDontMapIsNone",  v1::VETTING_CTC,         v1::MARKING_PROTECT,      false},
};
// clang-format on

class Check : public testing::TestWithParam<CheckCase> {};

TEST_P(Check, BoundsTheMarking) {
    auto label = kent_case();
    label.marking = GetParam().marking;
    const auto rights = rights_on(person(membership("chief"), GetParam().vetting));
    EXPECT_EQ(may_see(rights, label), GetParam().seen);
}

INSTANTIATE_TEST_SUITE_P(Table, Check, testing::ValuesIn(check_cases), [](const auto& test) {
    return test.param.name;
});

TEST(Rights, OfACheckThatEndedAreThoseOfNone) {
    auto label = kent_case();
    label.marking = v1::MARKING_PROTECT;
    EXPECT_TRUE(may_see(rights_on(person(membership("chief")), "2011-01-01"), label));
    EXPECT_FALSE(may_see(rights_on(person(membership("chief")), "2011-01-02"), label));
}

TEST(Rights, BeginAndEndWithTheMembership) {
    auto given = membership("chief");
    given.set_until("2010-06-01");
    EXPECT_TRUE(may_see(rights_on(person(given), "2010-06-01"), kent_case()));
    EXPECT_FALSE(may_see(rights_on(person(given), "2010-06-02"), kent_case()));
    EXPECT_FALSE(may_see(rights_on(person(given), "2009-12-31"), kent_case()));
}

TEST(Rights, OfNobodyWhoIsOutOfUse) {
    auto ann = person(membership("chief"));
    ann.set_suspended(true);
    EXPECT_FALSE(may_see(rights_on(ann), kent_case()));
}

TEST(Rights, AreNoneForAnAdministratorAsSuch) {
    v1::Person ann;
    ann.set_person("Ann");
    ann.set_administrator(true);
    EXPECT_FALSE(may_see(rights_on(ann), kent_case()));
}

TEST(Rights, WithoutARulesetShowTheRegistersAlone) {
    const auto rights =
        rights_of(person(membership("chief")), {nullptr, day, bodies(), {}}, nullptr);
    EXPECT_FALSE(may_see(rights, kent_case()));
    EXPECT_TRUE(may_see(rights, kent_case(v1::RECORD_KIND_REGISTER)));
}

TEST(Rights, OfATokenAreThoseOfItsCapacitiesAlone) {
    const std::vector<std::string> only{"blind"};
    const RightsGround ground{&rules(), day, bodies(), {}};
    EXPECT_FALSE(may_see(rights_of(person(membership("chief")), ground, &only), kent_case()));
}

TEST(Rights, TakeACompartmentAndItsCheck) {
    auto label = kent_case();
    label.compartments = {"counter_terrorism"};
    auto ann = person(membership("chief"));
    EXPECT_FALSE(may_see(rights_on(ann), label));
    auto& entry = *ann.add_compartments();
    entry.set_compartment("counter_terrorism");
    entry.set_from("2010-01-01");
    EXPECT_TRUE(may_see(rights_on(ann), label));
    ann.mutable_clearances(0)->set_vetting(v1::VETTING_BASELINE);
    EXPECT_FALSE(may_see(rights_on(ann), label)) << "the compartment needs another check";
}

TEST(Rights, KeptToACompartmentShowNothingElse) {
    auto ann = person(membership("secret"));
    auto& entry = *ann.add_compartments();
    entry.set_compartment("counter_terrorism");
    entry.set_from("2010-01-01");
    auto label = kent_case();
    EXPECT_FALSE(may_see(rights_on(ann), label));
    label.compartments = {"counter_terrorism"};
    EXPECT_TRUE(may_see(rights_on(ann), label));
}

TEST(Rights, KeptToAStageShowWhatStandsThere) {
    const auto rights = rights_on(person(membership("minister")));
    auto label = kent_case();
    label.at = {"direction"};
    EXPECT_EQ(seen_by(rights, label), "minister: all bodies");
}

TEST(Rights, ByNeedToKnowGoBeyondRolesAndNotBeyondTheCheck) {
    auto ann = person(membership("blind"));
    auto& need = *ann.add_needs_to_know();
    need.set_record("cases/kent-general-1");
    need.set_from("2010-05-01");
    need.set_until("2010-06-30");
    const auto rights = rights_on(ann);
    EXPECT_EQ(seen_by(rights, kent_case()), "need to know until 2010-06-30");
    auto of_it = kent_case();
    of_it.record = "procedures/kent-letter-1";
    EXPECT_FALSE(may_see(rights, of_it));
    of_it.within = {"cases/kent-general-1"};
    EXPECT_TRUE(may_see(rights, of_it)) << "what belongs to it is opened with it";
    EXPECT_FALSE(may_see(rights_on(ann, "2010-07-01"), kent_case()));
    auto marked = kent_case();
    marked.marking = v1::MARKING_TOP_SECRET;
    EXPECT_FALSE(may_see(rights, marked));
}

TEST(Rights, LentAreThoseOfTheLender) {
    auto ann = person(membership("blind"));
    auto& loan = *ann.add_delegations();
    loan.set_role("officer");
    loan.set_delegator("Ben");
    loan.set_from("2010-06-01");
    loan.set_until("2010-06-14");
    auto ben = person(membership("officer", {"bodies/kent"}));
    EXPECT_EQ(seen_by(rights_on(ann, day, &ben), kent_case()), "officer: own body");
    EXPECT_FALSE(may_see(rights_on(ann, day, &ben), of_body("bodies/essex")));
    EXPECT_FALSE(may_see(rights_on(ann, "2010-06-15", &ben), kent_case()));
    EXPECT_FALSE(may_see(rights_on(ann, day, nullptr), kent_case()));
    ben.set_suspended(true);
    EXPECT_FALSE(may_see(rights_on(ann, day, &ben), kent_case()));
}

TEST(Rights, OfThoseWhoKeepAwayShowNoDeliberation) {
    auto ann = person(membership("chief"));
    auto& recusal = *ann.add_recusals();
    recusal.set_record("bodies/kent");
    recusal.set_from("2010-06-01");
    const auto rights = rights_on(ann);
    EXPECT_TRUE(is_recused(rights, kent_case()));
    EXPECT_TRUE(may_see(rights, kent_case()));
    EXPECT_FALSE(may_see(rights, kent_case(v1::RECORD_KIND_DELIBERATION)));
    EXPECT_FALSE(is_recused(rights, of_body("bodies/essex")));
    EXPECT_FALSE(is_recused(rights_on(ann, "2010-05-31"), kent_case()));
}

TEST(Rights, OverOwnWorkFollowTheNameOrTheRole) {
    const auto rights = rights_on(person(membership("member")));
    auto label = kent_case();
    EXPECT_FALSE(may_see(rights, label));
    label.people = {"ANN"};
    EXPECT_EQ(seen_by(rights, label), "member: own work");
    label.people.clear();
    label.work = {{"member", ""}};
    EXPECT_TRUE(may_see(rights, label));
    label.work = {{"officer", ""}};
    EXPECT_FALSE(may_see(rights, label));
}

TEST(Rights, OfAScopedRoleOverItsWorkStayInTheScope) {
    const auto rights = rights_on(person(membership("member", {"bodies/kent-authority"})));
    auto label = kent_case();
    label.work = {{"member", "bodies/kent"}};
    EXPECT_TRUE(may_see(rights, label)) << "in its area";
    label.work = {{"member", "bodies/essex"}};
    EXPECT_FALSE(may_see(rights, label));
    label.work = {{"member", ""}};
    EXPECT_FALSE(may_see(rights, label)) << "what is asked of all is not asked of one body's";
}

TEST(Rights, ToWhatIsOfSeveralBodiesNeedAllOfThem) {
    const auto rights = rights_on(person(membership("officer", {"bodies/kent"})));
    auto label = kent_case();
    label.bodies = {"bodies/kent", "bodies/essex"};
    EXPECT_FALSE(may_see(rights, label));
    label.bodies.clear();
    EXPECT_FALSE(may_see(rights, label)) << "what is of no body is of no scope";
}

// No right adds up to more than its check: whatever else somebody is given.
RC_GTEST_PROP(Rights, NeverReachBeyondTheCheck, ()) {
    const auto marking = static_cast<v1::Marking>(*rc::gen::inRange(1, 7));
    const auto vetting = static_cast<v1::Vetting>(*rc::gen::inRange(0, 5));
    auto ann =
        person(membership(*rc::gen::element("chief", "member", "minister", "blind")), vetting);
    auto& need = *ann.add_needs_to_know();
    need.set_record("cases/kent-general-1");
    need.set_from("2010-01-01");
    need.set_until("2010-12-31");
    auto label = kent_case(*rc::gen::element(
        v1::RECORD_KIND_CASE, v1::RECORD_KIND_DELIBERATION, v1::RECORD_KIND_REGISTER
    ));
    label.marking = marking;
    label.people = {"Ann"};
    const auto rights = rights_on(ann);
    RC_ASSERT(!may_see(rights, label) || marking <= rights.marking_max);
    label.compartments = {"counter_terrorism"};
    RC_ASSERT(!may_see(rights, label));
}

}  // namespace
}  // namespace ladder::access
