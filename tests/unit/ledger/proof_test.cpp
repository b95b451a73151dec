// Proofs against published vectors, against the tree itself, and against every damage.
#include "engine/ledger/proof.hpp"

#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/ledger/text_form.hpp"
#include "tests/support/source_tree_path.hpp"

namespace ladder::ledger {
namespace proof_test {

using Vector = google::protobuf::Struct;

std::vector<Vector> vectors_of(const std::string& kind) {
    std::ifstream file{tests::in_source_tree("tests/fixtures/rfc6962/") + kind + ".jsonl"};
    std::vector<Vector> vectors;
    for (std::string line; std::getline(file, line);) {
        EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(line, &vectors.emplace_back()).ok()
        );
    }
    return vectors;
}

std::int64_t number_in(const Vector& vector, const std::string& field) {
    return static_cast<std::int64_t>(vector.fields().at(field).number_value());
}

// Some published roots are not 32 bytes long ("don't care 1"). They only have to differ or be the
// same, so they stand here filled up with zeros.
Hash hash_in(const google::protobuf::Value& value) {
    auto bytes = from_base64(value.string_value()).value();
    bytes.resize(32);
    return *hash_of(bytes);
}

std::vector<Hash> proof_in(const Vector& vector) {
    std::vector<Hash> hashes;
    for (const auto& value : vector.fields().at("proof").list_value().values()) {
        hashes.push_back(hash_in(value));
    }
    return hashes;
}

bool must_fail(const Vector& vector) {
    return vector.fields().at("wantErr").bool_value();
}

TEST(VerifyInclusion, AgreesWithEveryPublishedVector) {
    const auto vectors = vectors_of("inclusion");
    ASSERT_EQ(vectors.size(), 98);
    for (const auto& vector : vectors) {
        const auto& fields = vector.fields();
        const auto verified = verify_inclusion(
            hash_in(fields.at("leafHash")),
            number_in(vector, "leafIdx"),
            number_in(vector, "treeSize"),
            proof_in(vector),
            hash_in(fields.at("root"))
        );
        const bool both_empty = fields.at("root").string_value().empty() &&
                                fields.at("leafHash").string_value().empty();
        if (!both_empty) {  // a hash of no bytes can't be said with our types
            EXPECT_EQ(verified.has_error(), must_fail(vector)) << fields.at("case").string_value();
        }
    }
}

TEST(VerifyConsistency, AgreesWithEveryPublishedVector) {
    const auto vectors = vectors_of("consistency");
    ASSERT_EQ(vectors.size(), 98);
    for (const auto& vector : vectors) {
        const auto& fields = vector.fields();
        const auto verified = verify_consistency(
            number_in(vector, "size1"),
            hash_in(fields.at("root1")),
            number_in(vector, "size2"),
            hash_in(fields.at("root2")),
            proof_in(vector)
        );
        EXPECT_EQ(verified.has_error(), must_fail(vector)) << fields.at("case").string_value();
    }
}

// A tree of leaves "0", "1", ... whose subtree roots come from the frontier.
std::vector<Hash> leaves_of(std::int64_t size) {
    std::vector<Hash> leaves;
    for (std::int64_t i = 0; i < size; ++i) {
        leaves.push_back(leaf_hash(std::to_string(i)));
    }
    return leaves;
}

SubtreeRoot roots_in(const std::vector<Hash>& leaves) {
    return [&leaves](std::int64_t from, std::int64_t to) {
        Frontier frontier;
        for (auto i = from; i < to; ++i) {
            frontier.append(leaves[static_cast<std::size_t>(i)]);
        }
        return frontier.root();
    };
}

TEST(Proofs, HoldForEveryLeafAndEverySizeTo40) {
    const auto leaves = leaves_of(40);
    const auto roots = roots_in(leaves);
    for (std::int64_t size = 1; size <= 40; ++size) {
        for (std::int64_t at = 0; at < size; ++at) {
            const auto& leaf = leaves[static_cast<std::size_t>(at)];
            const auto inclusion = inclusion_proof(at, size, roots);
            ASSERT_TRUE(verify_inclusion(leaf, at, size, inclusion, roots(0, size)));
            const auto consistency = consistency_proof(at + 1, size, roots);
            ASSERT_TRUE(
                verify_consistency(at + 1, roots(0, at + 1), size, roots(0, size), consistency)
            );
        }
    }
}

RC_GTEST_PROP(Proofs, FailWhenAnyBitOfThemIsFlipped, ()) {
    const auto size = *rc::gen::inRange<std::int64_t>(2, 200);
    const auto leaves = leaves_of(size);
    const auto roots = roots_in(leaves);
    const auto at = *rc::gen::inRange<std::int64_t>(0, size);
    auto proof = inclusion_proof(at, size, roots);
    const auto hash = *rc::gen::inRange<std::size_t>(0, proof.size());
    const auto bit = *rc::gen::inRange<std::size_t>(0, 256);
    proof[hash][bit / 8] ^= static_cast<unsigned char>(1U << (bit % 8));
    const auto& leaf = leaves[static_cast<std::size_t>(at)];
    RC_ASSERT(verify_inclusion(leaf, at, size, proof, roots(0, size)).has_error());
}

RC_GTEST_PROP(Proofs, AreOfOneLeafOnly, ()) {
    const auto size = *rc::gen::inRange<std::int64_t>(2, 200);
    const auto leaves = leaves_of(size);
    const auto roots = roots_in(leaves);
    const auto at = *rc::gen::inRange<std::int64_t>(0, size);
    const auto other = *rc::gen::distinctFrom(rc::gen::inRange<std::int64_t>(0, size), at);
    const auto proof = inclusion_proof(at, size, roots);
    const auto& leaf = leaves[static_cast<std::size_t>(other)];
    RC_ASSERT(verify_inclusion(leaf, at, size, proof, roots(0, size)).has_error());
    RC_ASSERT(verify_inclusion(leaf, other, size, proof, roots(0, size)).has_error());
}

RC_GTEST_PROP(PerfectRanges, CoverTheRangeAndJoinToItsRoot, ()) {
    const auto size = *rc::gen::inRange<std::int64_t>(1, 200);
    const auto leaves = leaves_of(size);
    const auto roots = roots_in(leaves);
    const auto at = *rc::gen::inRange<std::int64_t>(0, size);
    for (const auto& range : inclusion_ranges(at, size)) {
        std::vector<Hash> parts;
        auto next = range.from;
        for (const auto& perfect : perfect_ranges(range)) {
            const auto width = perfect.to - perfect.from;
            RC_ASSERT(perfect.from == next);
            RC_ASSERT((width & (width - 1)) == 0 && perfect.from % width == 0);
            parts.push_back(roots(perfect.from, perfect.to));
            next = perfect.to;
        }
        RC_ASSERT(next == range.to);
        RC_ASSERT(join_perfect(parts) == roots(range.from, range.to));
    }
}

TEST(VerifyConsistency, SaysThatTwoTreesDisagree) {
    const auto leaves = leaves_of(9);
    const auto roots = roots_in(leaves);
    const auto verified =
        verify_consistency(4, leaf_hash("forged"), 9, roots(0, 9), consistency_proof(4, 9, roots));
    ASSERT_TRUE(verified.has_error());
    EXPECT_EQ(verified.error().code, base::Code::data_loss);
    EXPECT_NE(
        verified.error().message.find("size 9 does not continue that of size 4"), std::string::npos
    );
}

}  // namespace proof_test
}  // namespace ladder::ledger
