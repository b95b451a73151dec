// What is proved, what is performed again, and each lie by its name.
#include "engine/bundle/verify.hpp"

#include <functional>

#include <gtest/gtest.h>

#include "engine/evidence/figure_digest.hpp"
#include "tests/unit/bundle/log.hpp"

namespace ladder::bundle {
namespace verify_test {

using sample::case_name;
using sample::finds;
using sample::Log;
using sample::told;

const ledger::SignerKey& log_key() {
    static const auto key = sample::key_of("log.example", 1);
    return key;
}

Report verified(
    const std::string& file, const std::vector<ledger::VerifierKey>& keys = {log_key().verifier}
) {
    auto report = verify(file, keys);
    EXPECT_TRUE(report) << report.error().message;
    return report ? std::move(*report) : Report{};
}

Report verified(const std::vector<v1::BundlePart>& parts) {
    return verified(sample::file_of(parts));
}

// A log whose rows somebody altered before it was hashed and signed.
Report after(const std::function<void(Log&)>& alter) {
    Log log;
    alter(log);
    return verified(log.file(log_key()));
}

v1::BundleEvent& event_at(std::vector<v1::BundlePart>& parts, std::size_t position) {
    return *parts[2 + position].mutable_event();
}

TEST(BundleVerify, ProvesAndPerformsAgain) {
    const auto report = verified(Log{}.file(log_key()));
    EXPECT_TRUE(report.clean()) << told(report);
    EXPECT_TRUE(report.key_named);
    EXPECT_EQ(report.log, "log.example");
    EXPECT_EQ(report.events, static_cast<std::int64_t>(Log{}.rows.size()));
    EXPECT_EQ(report.imports, 2);
    EXPECT_EQ(report.figures, 5);
    EXPECT_EQ(report.documents, 1);
    EXPECT_EQ(report.contents, 1);
    EXPECT_EQ(report.evaluations, 2);
    EXPECT_EQ(report.gates, 2);
    EXPECT_EQ(report.reperformed.at("trigger_raised"), 1);
    EXPECT_EQ(report.reperformed.at("trigger_cleared"), 1);
    EXPECT_EQ(report.reperformed.at("case_opened"), 1);
    EXPECT_EQ(report.reperformed.at("decision_recorded"), 1);
    EXPECT_EQ(report.not_reperformed.at("fact_recorded: a record that asks no gate"), 1);
}

TEST(BundleVerify, TakesTheBundlesOwnKeyOnlyWithSayingSo) {
    const auto report = verified(Log{}.file(log_key()), {});
    EXPECT_TRUE(report.clean()) << told(report);
    EXPECT_FALSE(report.key_named);
}

TEST(BundleVerify, RefusesAnotherKey) {
    const auto other = sample::key_of("log.example", 2);
    EXPECT_TRUE(
        finds(verified(Log{}.file(log_key()), std::vector{other.verifier}), {"the checkpoint"})
    );
    const auto either = verified(Log{}.file(log_key()), {other.verifier, log_key().verifier});
    EXPECT_TRUE(either.clean()) << told(either);
    // Another log of another name, which signed all of it.
    const auto forged = sample::key_of("other.example", 3);
    EXPECT_TRUE(finds(verified(Log{}.file(forged)), {"the checkpoint"}));
}

TEST(BundleVerify, FindsAMadeUpTriggerThatTheLogSigned) {
    const auto report = after([](Log& log) {
        auto& row = log.rows[log.position_of("trigger_raised")];
        auto& because = *row.event.mutable_trigger_raised()->mutable_because();
        because.set_text(because.text() + " Really.");
    });
    EXPECT_TRUE(finds(report, {"trigger_raised (rising, robbery)", "comes to something else"}))
        << told(report);
    EXPECT_EQ(report.finding_count, 1);
}

TEST(BundleVerify, FindsATriggerThatNoEvaluationWrote) {
    const auto report = after([](Log& log) {
        for (auto& row : log.rows) {
            row.envelope.clear_cause();
        }
    });
    EXPECT_TRUE(finds(report, {"trigger_raised (rising, robbery)", "names no evaluation"}))
        << told(report);
}

TEST(BundleVerify, FindsAProcedureThatFollowsFromNothing) {
    const auto report = after([](Log& log) {
        auto row = log.rows[log.position_of("fact_recorded")];
        row.envelope.set_stream("procedures/kent-plan-1");
        row.envelope.set_version(1);
        row.envelope.set_type("procedure_started");
        row.envelope.set_position(static_cast<std::int64_t>(log.rows.size()));
        row.envelope.set_recorded_at_us(log.rows.back().envelope.recorded_at_us());
        row.envelope.set_known_on(log.rows.back().envelope.known_on());
        row.envelope.set_cause("d1 of cases/kent-general-1");
        auto& started = *row.event.mutable_procedure_started();
        started.set_definition("plan");
        started.set_case_name(std::string{case_name});
        started.set_body("bodies/kent");
        started.set_effective_on("2011-05-04");
        log.rows.push_back(row);
    });
    EXPECT_TRUE(finds(report, {"procedures/kent-plan-1", "procedure_started"})) << told(report);
}

TEST(BundleVerify, FindsATriggerThatTheFiguresDoNotRaise) {
    Log log;
    // The figures as a forger would have liked them, sealed anew.
    const auto position = log.position_of("observations_imported");
    evidence::FigureDigest digest;
    for (auto& figure : log.figures) {
        if (figure.import() != "imports/1") {
            continue;
        }
        if (figure.body() == "bodies/kent") {
            figure.set_value(1000);
        }
        evidence::SealedFigure sealed;
        sealed.indicator = figure.indicator();
        sealed.body = figure.body();
        sealed.period_end = base::parse_date(figure.period_end()).value();
        sealed.value = figure.value();
        sealed.published_on = base::parse_date(figure.published_on()).value();
        digest.add(sealed);
    }
    log.rows[position].event.mutable_observations_imported()->set_observations_digest(digest.take()
    );
    const auto report = verified(log.file(log_key()));
    EXPECT_TRUE(finds(report, {"trigger_raised (rising, robbery)", "does not come to it"}))
        << told(report);
}

TEST(BundleVerify, FindsAChangedFigureAndTheTriggerThatRestsOnIt) {
    auto parts = Log{}.parts(log_key());
    for (auto& figure : *parts[parts.size() - 2].mutable_figures()->mutable_observations()) {
        figure.set_value(figure.value() == 2000 ? 2001 : figure.value());
    }
    const auto report = verified(parts);
    EXPECT_TRUE(finds(report, {"imports/1", "not those that were sealed"})) << told(report);
    EXPECT_TRUE(finds(report, {"trigger_raised (rising, robbery)", "something else"}))
        << told(report);
}

TEST(BundleVerify, FindsADecisionThatItsGateRefuses) {
    const auto report = after([](Log& log) {
        auto& fact = log.rows[log.position_of("fact_recorded")];
        fact.event.mutable_fact_recorded()->set_effective_on("2011-05-20");
    });
    EXPECT_TRUE(finds(report, {"decision_recorded: decided again it is refused", "told"}))
        << told(report);
}

TEST(BundleVerify, FindsADecisionInAnotherCapacity) {
    const auto report = after([](Log& log) {
        auto& decision = *log.rows[log.position_of("decision_recorded")]
                              .event.mutable_decision_recorded()
                              ->mutable_decision();
        decision.mutable_decider()->set_capacity("secretariat");
    });
    EXPECT_TRUE(finds(report, {"decision_recorded"})) << told(report);
}

TEST(BundleVerify, FindsAGateOutcomeThatWasTouchedUp) {
    const auto report = after([](Log& log) {
        auto& decision = *log.rows[log.position_of("decision_recorded")]
                              .event.mutable_decision_recorded()
                              ->mutable_decision();
        decision.mutable_gates(0)->mutable_explanation()->set_text("It was told in person.");
    });
    EXPECT_TRUE(finds(report, {"decision_recorded", "gates[0].explanation.text"})) << told(report);
}

TEST(BundleVerify, FindsAProofOfAnotherLeaf) {
    auto parts = Log{}.parts(log_key());
    *event_at(parts, 4).mutable_proof() = event_at(parts, 5).proof();
    EXPECT_TRUE(finds(verified(parts), {"4 cases/kent-general-1", "not in the log's tree"}));
}

TEST(BundleVerify, FindsADroppedEvent) {
    for (std::size_t position = 0; position < Log{}.rows.size(); ++position) {
        auto parts = Log{}.parts(log_key());
        parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(2 + position));
        EXPECT_FALSE(verified(parts).clean()) << position;
    }
}

TEST(BundleVerify, FindsSwappedContents) {
    auto parts = Log{}.parts(log_key());
    std::swap(*event_at(parts, 4).mutable_payload(), *event_at(parts, 5).mutable_payload());
    const auto report = verified(parts);
    EXPECT_TRUE(finds(report, {"4 cases/kent-general-1", "digest"})) << told(report);
    EXPECT_TRUE(finds(report, {"5 cases/kent-general-1", "digest"})) << told(report);
}

TEST(BundleVerify, FindsSwappedEvents) {
    auto parts = Log{}.parts(log_key());
    std::swap(event_at(parts, 1), event_at(parts, 2));
    EXPECT_TRUE(finds(verified(parts), {"1 bodies/essex", "out of order"}));
}

TEST(BundleVerify, TellsWhatWasDestroyedAndByWhoseAuthority) {
    Log log;
    const auto gone = log.position_of("fact_recorded");
    auto row = log.rows.back();
    auto& envelope = row.envelope;
    envelope.set_stream("destructions/" + std::to_string(gone));
    envelope.set_version(1);
    envelope.set_type("content_destroyed");
    envelope.set_position(static_cast<std::int64_t>(log.rows.size()));
    row.event.Clear();
    auto& destroyed = *row.event.mutable_content_destroyed();
    destroyed.set_position(static_cast<std::int64_t>(gone));
    destroyed.set_stream(std::string{case_name});
    destroyed.set_authority("High Court");
    *destroyed.mutable_residue() = log.rows[gone].event;
    destroyed.mutable_residue()->mutable_fact_recorded()->clear_evidence();
    log.rows.push_back(row);
    const auto emptied = [&](const Log& from) {
        auto parts = from.parts(log_key());
        event_at(parts, gone).clear_payload();
        event_at(parts, gone).clear_salt();
        return verified(parts);
    };
    const auto report = emptied(log);
    EXPECT_TRUE(report.clean()) << told(report);
    ASSERT_EQ(report.destroyed.size(), 1U);
    EXPECT_EQ(report.destroyed[0].position, static_cast<std::int64_t>(gone));
    EXPECT_EQ(report.destroyed[0].what.authority(), "High Court");
    EXPECT_EQ(report.destroyed[0].record.position(), envelope.position());
    // A record of it that names another stream, or that stands in another place, counts for
    // nothing.
    auto other = log;
    other.rows.back().event.mutable_content_destroyed()->set_stream("cases/other");
    EXPECT_TRUE(finds(emptied(other), {"nothing here records that it was destroyed"}));
    other = log;
    other.rows.back().envelope.set_stream("destructions/1");
    EXPECT_TRUE(finds(emptied(other), {"nothing here records that it was destroyed"}));
}

TEST(BundleVerify, AsksForTheWitnessesOfAPolicy) {
    const auto witness =
        ledger::signer_key("witness.example", ledger::SignatureType::cosignature_v1, {9});
    Demands demands;
    demands.policy =
        ledger::parse_policy("witness w " + witness->verifier.text() + "\nquorum w\n").value();
    auto parts = Log{}.parts(log_key());
    const auto alone = verify(sample::file_of(parts), {log_key().verifier}, demands);
    EXPECT_TRUE(finds(*alone, {"the checkpoint", "(none) do not make the quorum 'w'"}));
    auto note = ledger::parse_note(parts[0].head().checkpoint()).value();
    note.signatures.push_back(ledger::sign(note.text, *witness, 1'300'000'000));
    parts[0].mutable_head()->set_checkpoint(note.encode());
    const auto cosigned = verify(sample::file_of(parts), {log_key().verifier}, demands);
    EXPECT_TRUE(cosigned->clean()) << told(*cosigned);
    EXPECT_EQ(cosigned->cosigners, std::vector<std::string>{"w"});
    // A cosignature of another checkpoint counts for nothing.
    note.signatures.back() = ledger::sign("another text\n", *witness, 1'300'000'000);
    parts[0].mutable_head()->set_checkpoint(note.encode());
    EXPECT_FALSE(verify(sample::file_of(parts), {log_key().verifier}, demands)->clean());
}

TEST(BundleVerify, ReadsNoMoreBytesThanItIsTold) {
    const auto file = Log{}.file(log_key());
    Demands demands;
    demands.bytes_max = file.size();
    EXPECT_TRUE(verify(file, {log_key().verifier}, demands));
    demands.bytes_max = file.size() - 1;
    const auto refused = verify(file, {log_key().verifier}, demands);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::resource_exhausted);
}

TEST(BundleVerify, FindsWhatIsNotProvedByTheEnvelope) {
    auto later = Log{}.parts(log_key());
    event_at(later, 8).set_entered_later(true);
    EXPECT_TRUE(finds(verified(later), {"entered later"}));

    auto emptied = Log{}.parts(log_key());
    event_at(emptied, 8).clear_payload();
    event_at(emptied, 8).clear_salt();
    EXPECT_TRUE(finds(verified(emptied), {"8 ", "nothing here records that it was destroyed"}));

    auto document = Log{}.parts(log_key());
    document.back().mutable_document()->set_content("Dear chief constable");
    EXPECT_TRUE(finds(verified(document), {"documents/letter", "not what its digest says"}));

    auto other = Log{}.parts(log_key());
    other[0].mutable_head()->set_name("cases/essex-general-1");
    EXPECT_TRUE(finds(verified(other), {"cases/essex-general-1, which is not here"}));
}

}  // namespace verify_test
}  // namespace ladder::bundle
