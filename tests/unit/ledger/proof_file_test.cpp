// Proof files: written, read, proven, and none for another leaf.
#include "engine/ledger/proof_file.hpp"

#include <string>

#include <gtest/gtest.h>

#include "engine/ledger/proof.hpp"

namespace ladder::ledger {
namespace proof_file_test {

const SignerKey proving_log =
    signer_key("ladder.example/hmic", SignatureType::ed25519, {1}).value();

// `ahead`: by how much each envelope's position is more than its own.
ProofFile proof_of(std::int64_t position, std::int64_t size, std::int64_t ahead = 0) {
    std::vector<std::string> envelopes;
    for (std::int64_t i = 0; i < size; ++i) {
        v1::JournalEnvelope envelope;
        envelope.set_position(i + ahead);
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
        make_checkpoint(size, roots(0, size), proving_log).encode()};
}

TEST(ProofFile, IsWrittenReadAndProven) {
    const auto text = proof_of(5, 11).encode();
    EXPECT_EQ(text.substr(0, 29), "c2sp.org/tlog-proof@v1\nextra ");
    const auto file = parse_proof_file(text);
    ASSERT_TRUE(file);
    EXPECT_EQ(file->encode(), text);
    const auto proven = open_proof(*file, proving_log.verifier);
    ASSERT_TRUE(proven);
    EXPECT_EQ(proven->envelope.position(), 5);
    EXPECT_EQ(proven->checkpoint.size, 11);
}

TEST(ProofFile, MayGoWithoutExtraDataAndHashes) {
    const ProofFile file{{}, 0, {}, make_checkpoint(1, {}, proving_log).encode()};
    const auto read = parse_proof_file(file.encode());
    ASSERT_TRUE(read);
    EXPECT_FALSE(read->extra);
    EXPECT_TRUE(read->hashes.empty());
    EXPECT_EQ(open_proof(*read, proving_log.verifier).error().code, base::Code::invalid_argument);
}

TEST(OpenProof, NamesAProofForAnotherLeaf) {
    auto file = proof_of(5, 11);
    file.extra = proof_of(6, 11).extra;
    const auto opened = open_proof(file, proving_log.verifier);
    ASSERT_TRUE(opened.has_error());
    EXPECT_EQ(opened.error().code, base::Code::data_loss);
    EXPECT_NE(opened.error().message.find("leaf 5 of 11"), std::string::npos);
}

TEST(OpenProof, NamesALeafThatSaysItIsAnother) {
    ASSERT_TRUE(open_proof(proof_of(5, 11), proving_log.verifier));
    const auto opened = open_proof(proof_of(5, 11, 1), proving_log.verifier);
    ASSERT_TRUE(opened.has_error());
    EXPECT_EQ(opened.error().code, base::Code::data_loss);
    EXPECT_NE(opened.error().message.find("names position 6"), std::string::npos);
}

TEST(ParseProofFile, TakesNoOtherVersionAndNoMoreHashesThanATreeHasLevels) {
    auto file = proof_of(5, 11);
    auto other = file.encode();
    other.replace(other.find("@v1"), 3, "@v2");
    EXPECT_EQ(parse_proof_file(other).error().code, base::Code::invalid_argument);
    file.hashes.resize(proof_hashes_max);
    EXPECT_TRUE(parse_proof_file(file.encode()));
    file.hashes.emplace_back();
    EXPECT_EQ(parse_proof_file(file.encode()).error().code, base::Code::invalid_argument);
}

}  // namespace proof_file_test
}  // namespace ladder::ledger
