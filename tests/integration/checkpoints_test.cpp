// Checkpoints and proofs of a real journal, and checks of parts of it.
#include <algorithm>
#include <chrono>

#include "db/checkpoint_store.hpp"
#include "db/rebuild.hpp"
#include "db/tree.hpp"
#include "db/verify.hpp"
#include "engine/ledger/proof.hpp"
#include "engine/ledger/proof_file.hpp"
#include "services/api/audit_reads.hpp"
#include "tests/integration/ground.hpp"

namespace ladder::db {
namespace {

const ledger::SignerKey log_key =
    must(ledger::signer_key("ladder.example/hmic", ledger::SignatureType::ed25519, {1}));
const ledger::SignerKey witness_key =
    must(ledger::signer_key("witness.example/w1", ledger::SignatureType::cosignature_v1, {2}));
const ledger::SignerKey stranger_key =
    must(ledger::signer_key("stranger.example", ledger::SignatureType::cosignature_v1, {3}));

class Checkpoints : public OnBoth {
protected:
    Checkpoints() {
        ground_.publish_and_register();
        app_.audit.signer = log_key;
        app_.audit.policy =
            must(ledger::parse_policy("witness w " + witness_key.verifier.text() + "\nquorum w\n"));
    }

    // So many events at once.
    void record(std::size_t count) {
        std::vector<NewEvent> events(count, {"bodies/force-1", {}, {}});
        for (auto& event : events) {
            *event.event.mutable_body_registered()->mutable_body() = casework::sample::gwent();
        }
        must(ground_.submit(Ground::recording(
            std::move(events), ground_.new_request_id(), casework::sample::secretariat()
        )));
    }

    v1::Checkpoint checkpoint() { return must(api::get_checkpoint(view(), {})).checkpoint(); }

    std::string proof_of(std::int64_t position) {
        v1::GetInclusionProofRequest request;
        request.set_position(position);
        return must(api::get_inclusion_proof(view(), request)).proof();
    }

    base::Result<v1::AddCosignatureResponse> cosign(
        const std::string& note, const ledger::SignerKey& key
    ) {
        auto signed_note = must(ledger::parse_note(note));
        signed_note.signatures.push_back(ledger::sign(signed_note.text, key, 1'700'000'000));
        v1::AddCosignatureRequest request;
        request.set_note(signed_note.encode());
        return api::add_cosignature(view(), request);
    }

    Ground ground_{GetParam()};
    api::View view() { return api::View::everything(app_); }

    api::Application app_{ground_.database(), ground_.writer(), [this] { return ground_.now(); }};
};

LADDER_ON_BOTH(Checkpoints);

TEST_P(Checkpoints, AreMadeOnceForASizeAndKept) {
    const auto first = checkpoint();
    EXPECT_EQ(first.size(), 4);
    EXPECT_EQ(checkpoint().note(), first.note());
    EXPECT_TRUE(ledger::open_checkpoint(first.note(), log_key.verifier));
    record(1);
    const auto second = checkpoint();
    EXPECT_EQ(second.size(), 5);
    const auto listed = must(api::list_checkpoints(view(), {}));
    ASSERT_EQ(listed.checkpoints_size(), 2);
    EXPECT_EQ(listed.checkpoints(0).note(), second.note());
    EXPECT_EQ(listed.checkpoints(1).note(), first.note());
    v1::GetCheckpointRequest earlier;
    earlier.set_size(4);
    EXPECT_EQ(must(api::get_checkpoint(view(), earlier)).checkpoint().note(), first.note());
    earlier.set_size(3);
    EXPECT_EQ(api::get_checkpoint(view(), earlier).error().code, base::Code::not_found);
}

TEST_P(Checkpoints, AreSignedAnewUnderANewKeyWithoutAnotherRoot) {
    const auto first = checkpoint();
    app_.audit.signer =
        must(ledger::signer_key("ladder.example/hmic", ledger::SignatureType::ed25519, {9}));
    const auto again = checkpoint();
    EXPECT_EQ(again.root(), first.root());
    const auto note = must(ledger::parse_note(again.note()));
    EXPECT_TRUE(ledger::verify_note(note, log_key.verifier));
    EXPECT_TRUE(ledger::verify_note(note, app_.audit.signer->verifier));
    app_.audit.signer =
        must(ledger::signer_key("another.example", ledger::SignatureType::ed25519, {9}));
    EXPECT_EQ(api::get_checkpoint(view(), {}).error().code, base::Code::failed_precondition);
}

TEST_P(Checkpoints, NeedASigningKey) {
    app_.audit.signer.reset();
    EXPECT_EQ(api::get_checkpoint(view(), {}).error().code, base::Code::failed_precondition);
    EXPECT_EQ(api::get_inclusion_proof(view(), {}).error().code, base::Code::failed_precondition);
}

TEST_P(Checkpoints, AreNotSignedOverAJournalThatWasChanged) {
    checkpoint();
    record(1);
    // An intruder writes a head of his own.
    const std::string hashes =
        "(SELECT digest FROM journal WHERE position = 1) || "
        "(SELECT digest FROM journal WHERE position = 2)";
    ground_.tamper(
        GetParam() == Backend::sqlite
            ? "UPDATE log_head SET frontier = CAST(x'0000000000000005' || " + hashes + " AS BLOB)"
            : "UPDATE log_head SET frontier = decode('0000000000000005', 'hex') || " + hashes
    );
    const auto refused = api::get_checkpoint(view(), {});
    ASSERT_TRUE(refused.has_error());
    EXPECT_EQ(refused.error().code, base::Code::data_loss);
    EXPECT_NE(refused.error().message.find("checkpoint of size 4"), std::string::npos);
}

TEST_P(Checkpoints, TakeTheCosignaturesOfTheirWitnesses) {
    const auto before = checkpoint();
    EXPECT_FALSE(before.witnessed());
    const auto after = must(cosign(before.note(), witness_key)).checkpoint();
    EXPECT_TRUE(after.witnessed());
    EXPECT_EQ(after.witnesses(0), "w");
    EXPECT_EQ(must(cosign(before.note(), witness_key)).checkpoint().note(), after.note());
    EXPECT_EQ(checkpoint().note(), after.note());
}

TEST_P(Checkpoints, RefuseForgedNotesAndStrangers) {
    const auto note = checkpoint().note();
    EXPECT_EQ(cosign(note, stranger_key).error().code, base::Code::permission_denied);
    // Signed by the log's key, but never handed out: somebody else has the key, or two of our nodes
    // told two stories.
    const auto forged = ledger::make_checkpoint(4, ledger::leaf_hash("forged"), log_key).encode();
    EXPECT_EQ(cosign(forged, witness_key).error().code, base::Code::aborted);
    const auto ahead = ledger::make_checkpoint(9, ledger::leaf_hash("ahead"), log_key).encode();
    EXPECT_EQ(cosign(ahead, witness_key).error().code, base::Code::aborted);
    auto altered = note;
    altered.replace(altered.find("\n4\n"), 3, "\n5\n");
    EXPECT_EQ(cosign(altered, witness_key).error().code, base::Code::invalid_argument);
    v1::AddCosignatureRequest none;
    none.set_note(note);
    EXPECT_EQ(api::add_cosignature(view(), none).error().code, base::Code::invalid_argument);
}

TEST_P(Checkpoints, ProveEveryEventOverTheKeptNodes) {
    record(700);
    EXPECT_EQ(ground_.count("SELECT count(*) FROM tree_node"), 2);
    for (const std::int64_t position : {0, 3, 255, 256, 511, 512, 700, 703}) {
        const auto file = must(ledger::parse_proof_file(proof_of(position)));
        const auto proven = ledger::open_proof(file, log_key.verifier);
        ASSERT_TRUE(proven) << position << ": " << proven.error().message;
        EXPECT_EQ(proven->envelope.position(), position);
        EXPECT_EQ(proven->checkpoint.size, 704);
    }
    v1::GetInclusionProofRequest beyond;
    beyond.set_position(704);
    EXPECT_EQ(api::get_inclusion_proof(view(), beyond).error().code, base::Code::not_found);
    // A journal older than the table has no nodes; a rebuild makes them.
    const auto with_nodes = proof_of(3);
    ground_.tamper("DELETE FROM tree_node");
    EXPECT_EQ(proof_of(3), with_nodes);
    must(rebuild(ground_.database()));
    EXPECT_EQ(ground_.count("SELECT count(*) FROM tree_node"), 2);
    EXPECT_EQ(proof_of(3), with_nodes);
}

TEST_P(Checkpoints, ProveThatALaterTreeContinuesAnEarlier) {
    record(600);
    for (const std::int64_t from : {0, 1, 4, 256, 300, 604}) {
        v1::GetConsistencyProofRequest request;
        request.set_from_size(from);
        const auto response = must(api::get_consistency_proof(view(), request));
        std::vector<ledger::Hash> hashes;
        for (const auto& hash : response.hashes()) {
            std::copy(hash.begin(), hash.end(), hashes.emplace_back().begin());
        }
        ledger::Hash from_root{}, to_root{};
        std::copy(response.from_root().begin(), response.from_root().end(), from_root.begin());
        std::copy(response.to_root().begin(), response.to_root().end(), to_root.begin());
        if (from > 0) {
            EXPECT_TRUE(ledger::verify_consistency(from, from_root, 604, to_root, hashes)) << from;
        }
    }
    v1::GetConsistencyProofRequest wrong;
    wrong.set_from_size(605);
    EXPECT_EQ(api::get_consistency_proof(view(), wrong).error().code, base::Code::invalid_argument);
}

TEST_P(Checkpoints, ListTheJournalWithoutContent) {
    v1::ListJournalRequest request;
    request.set_from_position(1);
    request.set_page_size(2);
    auto listed = must(api::list_journal(view(), request));
    EXPECT_EQ(listed.size(), 4);
    ASSERT_EQ(listed.envelopes_size(), 2);
    EXPECT_EQ(listed.envelopes(0).stream(), "bodies/force-1");
    request.set_stream("bodies/force-3");
    listed = must(api::list_journal(view(), request));
    ASSERT_EQ(listed.envelopes_size(), 1);
    EXPECT_EQ(listed.envelopes(0).position(), 3);
}

bool has_finding(const VerifyReport& report, const std::string& where, const std::string& what) {
    return std::any_of(report.findings.begin(), report.findings.end(), [&](const auto& finding) {
        return finding.where.find(where) != std::string::npos &&
               finding.what.find(what) != std::string::npos;
    });
}

TEST_P(Checkpoints, AreComparedByVerify) {
    checkpoint();
    record(300);
    const auto told = must(ledger::open_checkpoint(checkpoint().note(), log_key.verifier));
    VerifyOptions options;
    options.keys = {log_key.verifier};
    options.held_by_others = {told};
    auto report = must(verify(ground_.database(), options));
    EXPECT_TRUE(report.clean()) << report.findings.front().what;
    EXPECT_EQ(report.checkpoints, 3);

    options.keys = {stranger_key.verifier};
    EXPECT_TRUE(has_finding(
        must(verify(ground_.database(), options)), "checkpoint of size 4", "it is forged"
    ));
    options.keys.clear();
    options.held_by_others[0].root = ledger::leaf_hash("another story");
    EXPECT_TRUE(has_finding(
        must(verify(ground_.database(), options)), "that others hold", "its root is not"
    ));
    options.held_by_others[0].size = 1000;
    EXPECT_TRUE(has_finding(
        must(verify(ground_.database(), options)), "size 1000 that others hold", "304 events only"
    ));
    ground_.tamper(
        "UPDATE checkpoint SET root = (SELECT leaf FROM journal WHERE position = 0) "
        "WHERE size = 4"
    );
    EXPECT_TRUE(
        has_finding(must(verify(ground_.database())), "checkpoint of size 4", "its root is not")
    );
    ground_.tamper("UPDATE tree_node SET hash = (SELECT leaf FROM journal WHERE position = 0)");
    EXPECT_TRUE(
        has_finding(must(verify(ground_.database())), "node 0 of level 1", "not what the leaves")
    );
}

// Our key signs for our log alone.
TEST_P(Checkpoints, OfAnotherOriginUnderOurKeyAreForged) {
    auto told = must(ledger::open_checkpoint(checkpoint().note(), log_key.verifier));
    ground_.tamper("DELETE FROM checkpoint_signature");
    ground_.tamper("UPDATE checkpoint SET origin = 'other.example'");
    told.origin = "other.example";
    must(CheckpointStore{ground_.database()}.add_signature(
        told.size, ledger::sign(told.text(), log_key), 1
    ));
    VerifyOptions options;
    options.keys = {log_key.verifier};
    EXPECT_TRUE(has_finding(
        must(verify(ground_.database(), options)), "checkpoint of size 4", "it is forged"
    ));
}

TEST_P(Checkpoints, ReplacedTogetherWithTheJournalAreFoundByThoseThatOthersHold) {
    const auto held = must(ledger::open_checkpoint(checkpoint().note(), log_key.verifier));
    // Everything of the database, checkpoints included, is rolled back and goes another way.
    ground_.tamper("DELETE FROM checkpoint_signature");
    ground_.tamper("DELETE FROM checkpoint");
    ground_.tamper("DELETE FROM journal WHERE position = 3");
    VerifyOptions options;
    options.held_by_others = {held};
    EXPECT_TRUE(has_finding(
        must(verify(ground_.database(), options)), "size 4 that others hold", "end was removed"
    ));
}

TEST_P(Checkpoints, LetAPartOfTheJournalBeVerified) {
    record(600);
    checkpoint();
    const auto state = ground_.open_case(1);
    ground_.raise_concern(state, "Detections");
    VerifyOptions options;
    options.from = 604;
    auto report = must(verify(ground_.database(), options));
    EXPECT_TRUE(report.clean()) << report.findings.front().where << report.findings.front().what;
    EXPECT_EQ(report.events, 2);
    EXPECT_EQ(report.streams, 1);
    EXPECT_EQ(report.root, must(verify(ground_.database())).root);
    EXPECT_EQ(report.not_looked_at.front(), "positions 0 to 603");

    options.from = 300;
    options.to = 500;
    report = must(verify(ground_.database(), options));
    EXPECT_TRUE(report.clean());
    EXPECT_EQ(report.events, 200);
    EXPECT_EQ(report.not_looked_at[1], "positions 500 to 605");

    options.to = 10'000;
    EXPECT_EQ(verify(ground_.database(), options).error().code, base::Code::invalid_argument);

    // Within the part it is found, before it is not, but for what the tree and checkpoints prove.
    options = {};
    options.from = 604;
    ground_.tamper("UPDATE journal SET person = 'somebody' WHERE position = 605");
    EXPECT_TRUE(has_finding(must(verify(ground_.database(), options)), "position 605", "leaf"));
    ground_.tamper("UPDATE journal SET leaf = digest WHERE position = 600");
    EXPECT_TRUE(has_finding(
        must(verify(ground_.database(), options)), "checkpoint of size 604", "does not continue"
    ));
}

}  // namespace
}  // namespace ladder::db
