// Trust policies: who counts, how many are enough, and what is no policy.
#include "engine/ledger/policy.hpp"

#include <string>

#include <gtest/gtest.h>

#include "engine/ledger/checkpoint.hpp"

namespace ladder::ledger {
namespace policy_test {

const SignerKey watched_log =
    signer_key("ladder.example/hmic", SignatureType::ed25519, {1}).value();
const SignerKey first =
    signer_key("witness.example/one", SignatureType::cosignature_v1, {2}).value();
const SignerKey second =
    signer_key("witness.example/two", SignatureType::cosignature_v1, {3}).value();
const SignerKey third =
    signer_key("witness.example/three", SignatureType::cosignature_v1, {4}).value();

// One line for each key of a witness.
std::string policy_lines() {
    return "log " + watched_log.verifier.text() + "\n\n# who watches\nwitness a " +
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
    auto note = make_checkpoint(7, leaf_hash("root"), watched_log);
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
    {"the_key_of_a_log", "witness d " + watched_log.verifier.text() + "\n", "a witness 4"},
    {"a_broken_key", "witness d nonsense\n", "not a verifier key"},
    {"a_line_without_end", "quorum none", "line 1 does not end"},
    {"a_control_character", "quorum none\r\n", "control character"},
    {"too_large", "#" + std::string(policy_bytes_max, 'x') + "\nquorum none\n", "larger than"},
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

}  // namespace policy_test
}  // namespace ladder::ledger
