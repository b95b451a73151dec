// Moving a case to another version of the rules.
#include "tests/unit/casework/refusals.hpp"

namespace ladder::casework {
namespace decide_migrate_test {

using namespace sample;
using base::Code;
using Migrate = v1::MigrateCaseRequest;

// The sample as its next version, changed; the secretariat may migrate.
template <class Change>
definition::Ruleset next_version(const Change& change) {
    auto definition = sample::definition();
    for (auto& role : *definition.mutable_roles()) {
        if (role.id() == "secretariat") {
            role.add_may(v1::PERMISSION_MIGRATE);
        }
    }
    change(definition);
    return definition::Ruleset{"rulesets/sample@2", std::move(definition)};
}

const auto unchanged = [](v1::RulesetDefinition&) {};

// The first stage is called "local", the fact chief_notified "chief_told".
void rename(v1::RulesetDefinition& definition) {
    definition.mutable_facts(0)->set_id("chief_told");
    auto& ladder = *definition.mutable_ladders(0);
    ladder.mutable_stages(0)->set_id("local");
    for (auto& transition : *ladder.mutable_transitions()) {
        for (auto& from : *transition.mutable_from()) {
            if (from == "self_improvement") {
                from = "local";
            }
        }
        if (transition.to() == "self_improvement") {
            transition.set_to("local");
        }
    }
}

Migrate lawful(const Desk& desk) {
    Migrate command;
    command.set_name(desk.state.name());
    command.set_etag(desk.state.etag());
    command.set_ruleset("rulesets/sample@2");
    command.set_reasons("The new rules are in force.");
    command.add_evidence("Circular 12");
    return command;
}

void map(Migrate& command, const char* of, const char* from, const char* to) {
    auto& mapping = *command.add_mappings();
    mapping.set_of(of);
    mapping.set_from(from);
    mapping.set_to(to);
}

base::Result<Events> migrate(
    const Desk& desk, const Migrate& command, const definition::Ruleset& target
) {
    return decide(desk.state, sample::ruleset(), command, Context{target, desk.caller, desk.now});
}

TEST(MigrateCase, IsADecisionThatKeepsEverythingElse) {
    Desk desk;
    desk.ready_for_peer_support();
    const auto before = desk.state;
    desk.apply_all(migrate(desk, lawful(desk), next_version(unchanged)).value());
    EXPECT_EQ(desk.state.ruleset(), "rulesets/sample@2");
    EXPECT_EQ(desk.state.stage(), before.stage());
    EXPECT_EQ(desk.state.stage_version(), before.stage_version());
    EXPECT_EQ(desk.state.facts_size(), before.facts_size());
    ASSERT_EQ(desk.state.decisions_size(), 1);
    const auto& decision = desk.state.decisions(0);
    EXPECT_EQ(decision.id(), "d1");
    EXPECT_EQ(decision.outcome(), v1::DECISION_OUTCOME_MIGRATE);
    EXPECT_EQ(decision.ruleset(), "rulesets/sample@2");
    EXPECT_EQ(decision.decider().capacity(), "secretariat");
    EXPECT_FALSE(decision.basis().empty());
}

TEST(MigrateCase, ListsAllThatHasNoCounterpart) {
    Desk desk;
    desk.ready_for_peer_support();
    desk.raise_trigger("robbery-rises", "2010-12-31");
    const auto target = next_version([](v1::RulesetDefinition& definition) {
        rename(definition);
        definition.mutable_ladders(0)->mutable_stages(1)->set_id("help");
    });
    const auto refused = migrate(desk, lawful(desk), target);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, Code::failed_precondition);
    EXPECT_THAT(
        named(refused.error()),
        testing::ElementsAre(
            "gate:stage:self_improvement",
            "gate:fact:chief_notified",
            "gate:recommendation:r1",
            "gate:proposal:p1"
        )
    );
}

TEST(MigrateCase, TakesTheCounterpartsThatAreNamedAndKeepsThoseUsed) {
    Desk desk;
    desk.ready_for_peer_support();
    auto command = lawful(desk);
    map(command, "stage", "self_improvement", "local");
    map(command, "fact", "chief_notified", "chief_told");
    map(command, "fact", "represented", "");  // not in this case
    const auto events = migrate(desk, command, next_version(rename)).value();
    EXPECT_EQ(events[0].case_migrated().mappings_size(), 2);
    desk.apply_all(events);
    EXPECT_EQ(desk.state.stage(), "local");
    EXPECT_EQ(desk.state.facts(0).fact(), "chief_told");
    EXPECT_FALSE(desk.state.facts(0).withdrawn());
}

TEST(MigrateCase, DropsAFactOnlyWhereItIsSaid) {
    Desk desk;
    desk.ready_for_peer_support();
    auto command = lawful(desk);
    map(command, "stage", "self_improvement", "local");
    map(command, "fact", "chief_notified", "");
    desk.apply_all(migrate(desk, command, next_version(rename)).value());
    EXPECT_TRUE(desk.state.facts(0).withdrawn());
}

TEST(MigrateCase, AWithdrawnFactNeedsNoCounterpart) {
    Desk desk;
    desk.record_fact("chief_notified");
    v1::RecordFactRequest withdrawal;
    withdrawal.set_fact("f1");
    withdrawal.set_withdraw(true);
    withdrawal.set_note("Recorded in error.");
    desk.act(withdrawal, secretariat());
    auto command = lawful(desk);
    map(command, "stage", "self_improvement", "local");
    EXPECT_TRUE(migrate(desk, command, next_version(rename)).has_value());
}

// A case with a deadline that runs, one that ended, and a task for a role.
Desk with_a_diary() {
    Desk desk;
    desk.raise_concern();
    auto& runs = *desk.state.add_deadlines();
    runs.set_id("l1");
    runs.set_definition("answer");
    auto& ended = *desk.state.add_deadlines();
    ended.set_id("l2");
    ended.set_definition("older");
    ended.set_ended_on("2010-01-31");
    auto& task = *desk.state.add_tasks();
    task.set_role("analyst");
    task.set_state(v1::TASK_STATE_QUEUED);
    return desk;
}

// The domain of the concern, the role of the task and the running deadline are called otherwise.
void rename_around(v1::RulesetDefinition& definition) {
    definition.mutable_domains(0)->set_id("offences");
    definition.add_deadlines()->set_id("reply");
    for (auto& role : *definition.mutable_roles()) {
        if (role.id() == "analyst") {
            role.set_id("statistician");
        }
    }
}

TEST(MigrateCase, ListsDomainsDeadlinesAndRolesThatTheNewVersionDoesNotKnow) {
    const auto desk = with_a_diary();
    const auto refused = migrate(desk, lawful(desk), next_version(rename_around));
    ASSERT_FALSE(refused.has_value());
    EXPECT_THAT(
        named(refused.error()),
        testing::ElementsAre("gate:domain:crime", "gate:deadline:answer", "gate:role:analyst")
    );
}

TEST(MigrateCase, TellsWhatIsOpenByItsNewNames) {
    auto desk = with_a_diary();
    auto older = sample::definition();
    older.add_deadlines()->set_id("answer");
    const definition::Ruleset pinned{"rulesets/sample@1", older};
    auto command = lawful(desk);
    map(command, "domain", "crime", "offences");
    map(command, "deadline", "answer", "reply");
    map(command, "role", "analyst", "statistician");
    const auto target = next_version(rename_around);
    desk.apply_all(
        decide(desk.state, pinned, command, Context{target, desk.caller, desk.now}).value()
    );
    EXPECT_EQ(desk.state.concerns(0).domain(), "offences");
    EXPECT_EQ(desk.state.deadlines(0).definition(), "reply");
    EXPECT_EQ(desk.state.deadlines(1).definition(), "older");
    EXPECT_EQ(desk.state.tasks(0).role(), "statistician");
}

TEST(MigrateCase, LeadsProposalsAndRecommendationsToTheNewNameOfTheirStage) {
    Desk desk;
    desk.ready_for_peer_support();
    desk.raise_trigger("robbery-rises", "2010-12-31");
    const auto target = next_version([](v1::RulesetDefinition& definition) {
        definition.mutable_ladders(0)->mutable_stages(1)->set_id("help");
    });
    auto command = lawful(desk);
    map(command, "stage", "peer_support", "help");
    desk.apply_all(migrate(desk, command, target).value());
    EXPECT_EQ(desk.state.stage(), "self_improvement");
    EXPECT_EQ(desk.state.recommendations(0).to_stage(), "help");
    EXPECT_EQ(desk.state.proposals(0).proposes(), "help");
}

TEST(MigrateCase, HoldsBackWhileAProcedureRunsThatTheNewVersionDoesNotKnow) {
    const Desk desk;
    v1::Procedure gone;
    gone.set_name("procedures/gone-1");
    gone.set_definition("gone");
    gone.set_stage("begun");
    v1::Procedure elsewhere = gone;
    elsewhere.set_name("procedures/letter-1");
    elsewhere.set_definition("letter");
    v1::Procedure ended = gone;
    ended.set_ended_on("2010-01-31");
    Surroundings around;
    around.procedures = [&] {
        return std::vector<const v1::Procedure*>{&gone, &elsewhere, &ended};
    };
    const auto target = next_version([](v1::RulesetDefinition& definition) {
        auto& letter = *definition.add_procedures();
        letter.set_id("letter");
        letter.add_stages()->set_id("drafting");
    });
    const auto refused = decide(
        desk.state, sample::ruleset(), lawful(desk), Context{target, desk.caller, desk.now, around}
    );
    ASSERT_FALSE(refused.has_value());
    EXPECT_THAT(
        named(refused.error()),
        testing::ElementsAre(
            "gate:procedure:procedures/gone-1", "gate:procedure:procedures/letter-1"
        )
    );
}

TEST(MigrateCase, NamesEveryWrongMapping) {
    Desk desk;
    auto command = lawful(desk);
    map(command, "ladder", "a", "b");
    map(command, "stage", "nowhere", "local");
    map(command, "stage", "self_improvement", "");
    map(command, "fact", "chief_notified", "nothing");
    map(command, "fact", "chief_notified", "chief_told");
    const auto refused = migrate(desk, command, next_version(rename));
    ASSERT_FALSE(refused.has_value());
    EXPECT_THAT(
        named(refused.error()),
        testing::ElementsAre(
            "field:mappings[0].of",
            "field:mappings[1].from",
            "field:mappings[2].to",
            "field:mappings[3].to",
            "field:mappings[4].from"
        )
    );
}

TEST(MigrateCase, AsksForALadderOfTheSameId) {
    Desk desk;
    const auto target = next_version([](v1::RulesetDefinition& definition) {
        definition.mutable_ladders(0)->set_id("force");
    });
    const auto refused = migrate(desk, lawful(desk), target);
    ASSERT_FALSE(refused.has_value());
    EXPECT_THAT(named(refused.error()), testing::ElementsAre("gate:ladder:police-force"));
}

TEST(MigrateCase, AsksForTheDeciderOfTheNewVersionAndForAllItsFields) {
    Desk desk;
    desk.caller = hmcic();
    Migrate command;
    command.set_ruleset("rulesets/sample@1");
    const auto refused = migrate(desk, command, sample::ruleset());
    ASSERT_FALSE(refused.has_value());
    EXPECT_THAT(
        named(refused.error()),
        testing::ElementsAre(
            "field:etag", "field:reasons", "field:evidence", "gate:decider", "field:ruleset"
        )
    );
    auto stale = lawful(desk);
    stale.set_etag("v0");
    desk.caller = secretariat();
    EXPECT_EQ(migrate(desk, stale, next_version(unchanged)).error().code, Code::aborted);
}

}  // namespace decide_migrate_test
}  // namespace ladder::casework
