// The Merkle tree against published roots, and against RFC 6962's own recursive definition.
#include "engine/ledger/merkle.hpp"

#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace ladder::ledger {
namespace merkle_test {

std::string from_hex(std::string_view hex) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        bytes.push_back(static_cast<char>(std::stoi(std::string{hex.substr(i, 2)}, nullptr, 16)));
    }
    return bytes;
}

std::string to_hex(const Hash& hash) {
    std::string hex;
    for (const auto byte : hash) {
        hex += fmt::format("{:02x}", byte);
    }
    return hex;
}

// RFC 6962 section 2.1, word for word: the slow definition that the frontier must equal.
Hash tree_hash(const std::vector<std::string>& leaves, std::size_t from, std::size_t to) {
    if (to == from) {
        return payload_digest("", "");
    }
    if (to - from == 1) {
        return leaf_hash(leaves[from]);
    }
    std::size_t k = 1;
    while (2 * k < to - from) {
        k *= 2;
    }
    return node_hash(tree_hash(leaves, from, from + k), tree_hash(leaves, from + k, to));
}

struct KnownRoot {
    std::size_t size;
    std::string_view root;
};

// The test vectors of google/certificate-transparency (merkle_tree_test.cc).
constexpr std::string_view known_leaves[]{
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f"};

constexpr KnownRoot known_roots[]{
    {0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"},
    {2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"},
    {3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"},
    {4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"},
    {5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"},
    {6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"},
    {7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"},
    {8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"},
};

class KnownTree : public testing::TestWithParam<KnownRoot> {};

TEST_P(KnownTree, HasThePublishedRoot) {
    Frontier frontier;
    for (std::size_t i = 0; i < GetParam().size; ++i) {
        frontier.append(leaf_hash(from_hex(known_leaves[i])));
    }
    EXPECT_EQ(to_hex(frontier.root()), GetParam().root);
    EXPECT_EQ(frontier.size(), static_cast<std::int64_t>(GetParam().size));
}

INSTANTIATE_TEST_SUITE_P(
    CertificateTransparency,
    KnownTree,
    testing::ValuesIn(known_roots),
    [](const auto& test) { return fmt::format("of_{}_leaves", test.param.size); }
);

TEST(Frontier, EqualsTheRecursiveDefinitionAtEverySizeTo300) {
    std::vector<std::string> leaves;
    Frontier frontier;
    for (int size = 0; size <= 300; ++size) {
        ASSERT_EQ(to_hex(frontier.root()), to_hex(tree_hash(leaves, 0, leaves.size()))) << size;
        leaves.push_back(fmt::format("leaf {}", size));
        frontier.append(leaf_hash(leaves.back()));
    }
}

RC_GTEST_PROP(Frontier, EqualsTheRecursiveDefinition, ()) {
    const auto leaves =
        *rc::gen::container<std::vector<std::string>>(rc::gen::arbitrary<std::string>());
    Frontier frontier;
    for (const auto& leaf : leaves) {
        frontier.append(leaf_hash(leaf));
    }
    RC_ASSERT(to_hex(frontier.root()) == to_hex(tree_hash(leaves, 0, leaves.size())));
}

RC_GTEST_PROP(Frontier, SurvivesEncodingAndGoesOnFromThere, ()) {
    const auto before = *rc::gen::inRange(0, 300);
    Frontier frontier;
    for (int i = 0; i < before; ++i) {
        frontier.append(leaf_hash(std::to_string(i)));
    }
    auto decoded = Frontier::decode(frontier.encode());
    RC_ASSERT(decoded.has_value());
    RC_ASSERT(*decoded == frontier);
    decoded->append(leaf_hash("next"));
    frontier.append(leaf_hash("next"));
    RC_ASSERT(decoded->root() == frontier.root());
}

struct Garbage {
    std::string name;
    std::string bytes;
};

const Garbage garbage[]{
    {"nothing", ""},
    {"half_a_size", std::string(7, '\0')},
    {"no_leaf_but_a_hash", std::string(8 + 32, '\0')},
    {"a_leaf_without_hash", std::string(7, '\0') + '\1'},
    {"a_byte_too_few", std::string(7, '\0') + '\1' + std::string(31, 'x')},
    {"a_byte_too_many", std::string(7, '\0') + '\1' + std::string(33, 'x')},
    {"three_leaves_with_one_hash", std::string(7, '\0') + '\3' + std::string(32, 'x')},
    {"a_negative_size", '\x80' + std::string(7, '\0') + std::string(32, 'x')},
};

class FrontierDecode : public testing::TestWithParam<Garbage> {};

TEST_P(FrontierDecode, RefusesWhatIsNoFrontier) {
    const auto decoded = Frontier::decode(GetParam().bytes);
    ASSERT_FALSE(decoded.has_value());
    EXPECT_EQ(decoded.error().code, base::Code::data_loss);
}

INSTANTIATE_TEST_SUITE_P(Table, FrontierDecode, testing::ValuesIn(garbage), [](const auto& test) {
    return test.param.name;
});

RC_GTEST_PROP(Frontier, DecodesOnlyWhatItEncodes, ()) {
    // Half of the inputs have the right length for a small size, so that both answers occur.
    auto bytes = *rc::gen::arbitrary<std::string>();
    if (*rc::gen::arbitrary<bool>()) {
        const auto size = *rc::gen::inRange(0, 256);
        const auto hashes = static_cast<std::size_t>(*rc::gen::inRange(0, 9));
        bytes = std::string(7, '\0') + static_cast<char>(size) + std::string(32 * hashes, 'x');
    }
    const auto decoded = Frontier::decode(bytes);
    if (decoded) {
        RC_ASSERT(decoded->encode() == bytes);
    }
}

TEST(PayloadDigest, HashesTheSaltBeforeThePayload) {
    // SHA-256("abc"), FIPS 180-2 appendix B.1.
    EXPECT_EQ(
        to_hex(payload_digest("a", "bc")),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
}

TEST(LeafOf, ChangesWithEveryFieldOfTheEnvelope) {
    v1::JournalEnvelope envelope;
    envelope.set_position(4);
    envelope.set_stream("cases/west-midlands-general-1");
    envelope.set_version(2);
    envelope.set_type("decision_recorded");
    envelope.set_recorded_at_us(1'300'000'000'000'000);
    envelope.mutable_actor()->set_person("a@hmic.example");
    envelope.set_known_on("2011-06-02");
    envelope.set_digest("digest");
    EXPECT_EQ(to_hex(leaf_of(envelope)), to_hex(leaf_hash(envelope.SerializeAsString())));
    const auto leaf = leaf_of(envelope);
    const auto changed = [&](auto change) {
        auto other = envelope;
        change(other);
        return leaf_of(other) != leaf;
    };
    EXPECT_TRUE(changed([](auto& e) { e.set_position(5); }));
    EXPECT_TRUE(changed([](auto& e) { e.set_stream("cases/kent-general-1"); }));
    EXPECT_TRUE(changed([](auto& e) { e.set_version(3); }));
    EXPECT_TRUE(changed([](auto& e) { e.set_type("concern_raised"); }));
    EXPECT_TRUE(changed([](auto& e) { e.set_recorded_at_us(1); }));
    EXPECT_TRUE(changed([](auto& e) { e.mutable_actor()->set_person("b@hmic.example"); }));
    EXPECT_TRUE(changed([](auto& e) { e.mutable_actor()->set_capacity("hmcic"); }));
    EXPECT_TRUE(changed([](auto& e) { e.set_request_id("r"); }));
    EXPECT_TRUE(changed([](auto& e) { e.set_cause("evaluations/1"); }));
    EXPECT_TRUE(changed([](auto& e) { e.set_known_on("2011-06-03"); }));
    EXPECT_TRUE(changed([](auto& e) { e.set_digest("digesu"); }));
}

}  // namespace merkle_test
}  // namespace ladder::ledger
