// Checkpoints, proof files and witness policies: what is taken, and everything that is not.
#include "engine/ledger/checkpoint.hpp"

#include <string>

#include <gtest/gtest.h>

#include "engine/ledger/policy.hpp"
#include "engine/ledger/proof.hpp"
#include "engine/ledger/proof_file.hpp"
#include "engine/ledger/text_form.hpp"

namespace ladder::ledger {
namespace checkpoint_test {

const SignerKey the_log = signer_key("ladder.example/hmic", SignatureType::ed25519, {1}).value();
const SignerKey first =
    signer_key("witness.example/one", SignatureType::cosignature_v1, {2}).value();
const SignerKey second =
    signer_key("witness.example/two", SignatureType::cosignature_v1, {3}).value();
const SignerKey third =
    signer_key("witness.example/three", SignatureType::cosignature_v1, {4}).value();

TEST(Checkpoint, IsReadAsTheSpecificationShowsIt) {
    // The example of c2sp.org/tlog-checkpoint.
    const std::string text =
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    const auto checkpoint = parse_checkpoint(text);
    ASSERT_TRUE(checkpoint);
    EXPECT_EQ(checkpoint->origin, "example.com/behind-the-sofa");
    EXPECT_EQ(checkpoint->size, 20'852'163);
    EXPECT_EQ(checkpoint->text(), text);
    EXPECT_EQ(parse_checkpoint(text + "more\n")->extensions, std::vector<std::string>{"more"});
}

struct BadCheckpoint {
    std::string name;
    std::string text;
};

const std::string root_line = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

const BadCheckpoint bad_checkpoints[]{
    {"nothing", ""},
    {"no_origin", "\n1\n" + root_line},
    {"two_lines", "a\n1\n"},
    {"a_leading_zero", "a\n01\n" + root_line},
    {"a_negative_size", "a\n-1\n" + root_line},
    {"a_sign", "a\n+1\n" + root_line},
    {"a_space", "a\n1 \n" + root_line},
    {"too_large_a_size", "a\n9223372036854775808\n" + root_line},
    {"no_size", "a\n\n" + root_line},
    {"a_short_root", "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jx\n"},
    {"base64_written_otherwise", "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n"},
    {"base64_without_padding", "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n"},
    {"an_empty_extension", "a\n1\n" + root_line + "\n"},
    {"an_unended_extension", "a\n1\n" + root_line + "x"},
};

class MalformedCheckpoint : public testing::TestWithParam<BadCheckpoint> {};

TEST_P(MalformedCheckpoint, IsRefused) {
    const auto checkpoint = parse_checkpoint(GetParam().text);
    ASSERT_TRUE(checkpoint.has_error());
    EXPECT_EQ(checkpoint.error().code, base::Code::invalid_argument);
}

INSTANTIATE_TEST_SUITE_P(
    Table,
    MalformedCheckpoint,
    testing::ValuesIn(bad_checkpoints),
    [](const auto& test) { return test.param.name; }
);

TEST(OpenCheckpoint, TakesOnlyWhatTheLogSigned) {
    const auto note = make_checkpoint(7, leaf_hash("root"), the_log).encode();
    const auto opened = open_checkpoint(note, the_log.verifier);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->size, 7);
    EXPECT_EQ(opened->root, leaf_hash("root"));

    auto forged = note;
    forged.replace(forged.find("\n7\n"), 3, "\n8\n");
    EXPECT_EQ(open_checkpoint(forged, the_log.verifier).error().code, base::Code::data_loss);

    const auto same_name = signer_key(the_log.verifier.name, SignatureType::ed25519, {9}).value();
    EXPECT_EQ(
        open_checkpoint(note, same_name.verifier).error().code, base::Code::failed_precondition
    );
    const auto other = signer_key("ladder.example/other", SignatureType::ed25519, {1}).value();
    EXPECT_EQ(open_checkpoint(note, other.verifier).error().code, base::Code::failed_precondition);
}

ProofFile proof_of(std::int64_t position, std::int64_t size) {
    std::vector<std::string> envelopes;
    for (std::int64_t i = 0; i < size; ++i) {
        v1::JournalEnvelope envelope;
        envelope.set_position(i);
        envelope.set_stream("cases/kent-general-1");
        envelopes.push_back(envelope.SerializeAsString());
    }
    const SubtreeRoot roots = [&](std::int64_t from, std::int64_t to) {
        Frontier frontier;
        for (auto i = from; i < to; ++i) {
            frontier.append(leaf_hash(envelopes[static_cast<std::size_t>(i)]));
        }
        return frontier.root();
    };
    return {
        envelopes[static_cast<std::size_t>(position)],
        position,
        inclusion_proof(position, size, roots),
        make_checkpoint(size, roots(0, size), the_log).encode()};
}

TEST(ProofFile, IsWrittenReadAndProven) {
    const auto text = proof_of(5, 11).encode();
    EXPECT_EQ(text.substr(0, 29), "c2sp.org/tlog-proof@v1\nextra ");
    const auto file = parse_proof_file(text);
    ASSERT_TRUE(file);
    EXPECT_EQ(file->encode(), text);
    const auto proven = open_proof(*file, the_log.verifier);
    ASSERT_TRUE(proven);
    EXPECT_EQ(proven->envelope.position(), 5);
    EXPECT_EQ(proven->checkpoint.size, 11);
}

TEST(ProofFile, MayGoWithoutExtraDataAndHashes) {
    const ProofFile file{{}, 0, {}, make_checkpoint(1, {}, the_log).encode()};
    const auto read = parse_proof_file(file.encode());
    ASSERT_TRUE(read);
    EXPECT_FALSE(read->extra);
    EXPECT_TRUE(read->hashes.empty());
    EXPECT_EQ(open_proof(*read, the_log.verifier).error().code, base::Code::invalid_argument);
}

TEST(OpenProof, NamesAProofForAnotherLeaf) {
    auto file = proof_of(5, 11);
    file.extra = proof_of(6, 11).extra;
    const auto opened = open_proof(file, the_log.verifier);
    ASSERT_TRUE(opened.has_error());
    EXPECT_EQ(opened.error().code, base::Code::data_loss);
    EXPECT_NE(opened.error().message.find("leaf 5 of 11"), std::string::npos);
}

// One line for each key of a witness.
std::string policy_lines() {
    return "log " + the_log.verifier.text() + "\n\n# who watches\nwitness a " +
           first.verifier.text() + "\nwitness\tb  " + second.verifier.text() +
           " https://b.example\nwitness c " + third.verifier.text() + "\n";
}

TEST(Policy, CountsTheWitnessesOfItsGroups) {
    const auto policy = parse_policy(
        policy_lines() + "group two 2 a b\ngroup one any c\ngroup both all two one\nquorum both\n"
    );
    ASSERT_TRUE(policy) << policy.error().message;
    EXPECT_TRUE(has_quorum(*policy, {"a", "b", "c"}));
    EXPECT_FALSE(has_quorum(*policy, {"a", "b"}));
    EXPECT_FALSE(has_quorum(*policy, {"a", "c"}));
    EXPECT_FALSE(has_quorum(*policy, {}));
    EXPECT_TRUE(has_quorum(*parse_policy("quorum none\n"), {}));
}

TEST(Policy, CountsOnlyCosignaturesThatVerify) {
    const auto policy = parse_policy(policy_lines() + "quorum a\n").value();
    auto note = make_checkpoint(7, leaf_hash("root"), the_log);
    EXPECT_TRUE(cosigners_of(note, policy).empty());
    note.signatures.push_back(sign(note.text, first, 100));
    note.signatures.push_back(sign("another\n", second, 100));
    EXPECT_EQ(cosigners_of(note, policy), std::vector<std::string>{"a"});
    // The same twice is one witness.
    note.signatures.push_back(sign(note.text, first, 101));
    EXPECT_EQ(cosigners_of(note, policy), std::vector<std::string>{"a"});
    EXPECT_EQ(policy.witness_of(note.signatures[1])->name, "a");
    EXPECT_EQ(policy.witness_of(note.signatures[0]), nullptr);
}

struct BadPolicy {
    std::string name;
    std::string text;
    std::string says;
};

const BadPolicy bad_policies[]{
    {"no_quorum", policy_lines(), "no quorum line"},
    {"two_quorums", "quorum none\nquorum none\n", "line 2: there is a quorum line"},
    {"an_unknown_quorum", "quorum x\n", "'x' is not defined"},
    {"an_unknown_keyword", "notary x\nquorum none\n", "'notary' is no keyword"},
    {"a_member_not_yet_defined", "group g any a\nquorum g\n", "'a' is not defined"},
    {"a_member_twice", policy_lines() + "group g any a\ngroup h any a\nquorum h\n", "member twice"},
    {"a_threshold_too_high", policy_lines() + "group g 2 a\nquorum g\n", "threshold"},
    {"a_threshold_of_nought", policy_lines() + "group g 0 a\nquorum g\n", "threshold"},
    {"a_name_twice", policy_lines() + "group a any b\nquorum a\n", "'a' is taken"},
    {"a_witness_named_none", "witness none " + first.verifier.text() + "\n", "'none' is taken"},
    {"a_key_twice", policy_lines() + "witness d " + first.verifier.text() + "\n", "named twice"},
    {"the_key_of_a_log", "witness d " + the_log.verifier.text() + "\n", "a witness 4"},
    {"a_broken_key", "witness d nonsense\n", "not a verifier key"},
    {"a_line_without_end", "quorum none", "line 1 does not end"},
    {"a_control_character", "quorum none\r\n", "control character"},
};

class MalformedPolicy : public testing::TestWithParam<BadPolicy> {};

TEST_P(MalformedPolicy, IsRefusedAndSaysWhy) {
    const auto policy = parse_policy(GetParam().text);
    ASSERT_TRUE(policy.has_error());
    EXPECT_NE(policy.error().message.find(GetParam().says), std::string::npos)
        << policy.error().message;
}

INSTANTIATE_TEST_SUITE_P(
    Table,
    MalformedPolicy,
    testing::ValuesIn(bad_policies),
    [](const auto& test) { return test.param.name; }
);

}  // namespace checkpoint_test
}  // namespace ladder::ledger
