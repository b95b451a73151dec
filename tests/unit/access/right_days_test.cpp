// Rights count on their own days, to their own role and over their own record, and no further.
#include <gtest/gtest.h>

#include "engine/access/rights.hpp"

namespace ladder::access {
namespace right_days_test {

constexpr auto today = "2010-06-01";

// "chief" sees cases and what is said in them everywhere, "clerk" meetings, "authority" cases of
// its area.
const definition::Ruleset& three_roles() {
    static const definition::Ruleset made{
        "rulesets/sample@1", [] {
            v1::RulesetDefinition rules;
            const auto add = [&](const char* id, const std::vector<v1::RecordKind>& of) {
                auto& role = *rules.add_roles();
                role.set_id(id);
                auto& line = *role.add_sees();
                line.set_where(v1::SIGHT_SCOPE_ALL);
                for (const auto kind : of) {
                    line.add_of(kind);
                }
            };
            add("chief", {v1::RECORD_KIND_CASE, v1::RECORD_KIND_DELIBERATION});
            add("clerk", {v1::RECORD_KIND_MEETING});
            add("authority", {v1::RECORD_KIND_CASE});
            rules.mutable_roles(2)->mutable_sees(0)->set_where(v1::SIGHT_SCOPE_OWN_AREA);
            rules.add_compartments()->set_id("counter_terrorism");
            return rules;
        }()};
    return made;
}

void give(v1::Person& person, const char* role, const char* until = "") {
    auto& membership = *person.add_memberships();
    membership.set_role(role);
    membership.set_from("2010-01-01");
    membership.set_until(until);
}

Rights rights_today(const v1::Person& person, const v1::Person* lender = nullptr) {
    return rights_of(
        person, {&three_roles(), today, {}, [lender](std::string_view) { return lender; }}, nullptr
    );
}

Label a_case(v1::RecordKind kind = v1::RECORD_KIND_CASE) {
    Label label;
    label.kind = kind;
    label.record = "cases/kent-general-1";
    label.bodies = {"bodies/kent"};
    return label;
}

v1::Person who_was_lent(const char* role) {
    v1::Person ann;
    auto& loan = *ann.add_delegations();
    loan.set_role(role);
    loan.set_delegator("Ben");
    loan.set_from("2010-06-01");
    return ann;
}

TEST(LentRights, AreOfTheLentRoleAlone) {
    v1::Person ben;
    give(ben, "clerk");
    give(ben, "chief");
    EXPECT_FALSE(may_see(rights_today(who_was_lent("clerk"), &ben), a_case()));
    EXPECT_TRUE(may_see(rights_today(who_was_lent("chief"), &ben), a_case()));
}

TEST(LentRights, EndWithTheLendersOwn) {
    v1::Person ben;
    give(ben, "chief", "2010-05-31");
    EXPECT_FALSE(may_see(rights_today(who_was_lent("chief"), &ben), a_case()));
    ben.mutable_memberships(0)->set_until(today);
    EXPECT_TRUE(may_see(rights_today(who_was_lent("chief"), &ben), a_case()));
}

TEST(CompartmentRights, CountOnTheirDays) {
    v1::Person ann;
    give(ann, "chief");
    auto& entry = *ann.add_compartments();
    entry.set_compartment("counter_terrorism");
    entry.set_from("2010-06-02");
    auto label = a_case();
    label.compartments = {"counter_terrorism"};
    EXPECT_FALSE(may_see(rights_today(ann), label)) << "from tomorrow on";
    entry.set_from("2010-05-01");
    EXPECT_TRUE(may_see(rights_today(ann), label));
    entry.set_until("2010-05-31");
    EXPECT_FALSE(may_see(rights_today(ann), label)) << "until yesterday";
}

TEST(Recusal, FromARecordCoversItAndWhatBelongsToIt) {
    v1::Person ann;
    give(ann, "chief");
    auto& recusal = *ann.add_recusals();
    recusal.set_record("cases/kent-general-1");
    recusal.set_from("2010-01-01");
    const auto rights = rights_today(ann);
    EXPECT_FALSE(may_see(rights, a_case(v1::RECORD_KIND_DELIBERATION)));
    auto of_it = a_case(v1::RECORD_KIND_DELIBERATION);
    of_it.record = "procedures/kent-letter-1";
    EXPECT_TRUE(may_see(rights, of_it)) << "about the same body, and of another record";
    of_it.within = {"cases/kent-general-1"};
    EXPECT_FALSE(may_see(rights, of_it));
}

TEST(AreaRights, EndWithTheRelation) {
    v1::Person ann;
    give(ann, "authority");
    ann.mutable_memberships(0)->add_bodies("bodies/kent-authority");
    std::vector<v1::Body> bodies(1);
    bodies[0].set_name("bodies/kent-authority");
    auto& maintains = *bodies[0].add_relations();
    maintains.set_kind(v1::BODY_RELATION_KIND_MAINTAINS);
    maintains.set_body("bodies/kent");
    maintains.set_from("1995-04-01");
    const auto sees = [&] {
        return may_see(rights_of(ann, {&three_roles(), today, bodies, {}}, nullptr), a_case());
    };
    EXPECT_TRUE(sees());
    maintains.set_to("2010-05-31");
    EXPECT_FALSE(sees()) << "until yesterday";
    maintains.clear_to();
    maintains.set_from("2010-06-02");
    EXPECT_FALSE(sees()) << "from tomorrow on";
}

}  // namespace right_days_test
}  // namespace ladder::access
