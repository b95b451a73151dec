// Notes, checkpoints, proof files, keys and policies damaged in thousands of ways: nothing breaks,
// and no damage goes unseen. Seeded: LADDER_FUZZ_SEED, LADDER_FUZZ_ROUNDS.
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/ledger/checkpoint.hpp"
#include "engine/ledger/policy.hpp"
#include "engine/ledger/proof.hpp"
#include "engine/ledger/proof_file.hpp"

namespace ladder::ledger {
namespace {

unsigned setting(const char* name, unsigned standard) {
    const auto* text = std::getenv(name);
    return text == nullptr ? standard : static_cast<unsigned>(std::strtoul(text, nullptr, 10));
}

const std::vector<std::string> scraps{
    "\n",
    "\n\n",
    "— ",
    "+",
    "=",
    "==",
    "AAAA",
    "index ",
    "extra ",
    "0",
    "-1",
    "01",
    "\xff",
    "\xE2",
    "\x80",
    "\x01",
    "\t",
    "\r\n",
    " ",
    "quorum ",
    "none",
    "all",
    "group",
    "witness",
    "\u3000",
    "9223372036854775808",
    "c2sp.org/tlog-proof@v1\n"};

class Damage {
public:
    explicit Damage(unsigned seed) : random_{seed} {}

    std::size_t below(std::size_t bound) {
        return bound == 0 ? 0 : std::uniform_int_distribution<std::size_t>{0, bound - 1}(random_);
    }

    std::string apply(std::string text) {
        for (auto times = 1 + below(3); times > 0 && !text.empty(); --times) {
            const auto at = below(text.size());
            switch (below(5)) {
                case 0:
                    text[at] = static_cast<char>(text[at] ^ static_cast<char>(1U << below(8)));
                    break;
                case 1:
                    text.insert(at, scraps[below(scraps.size())]);
                    break;
                case 2:
                    text.erase(at, 1 + below(20));
                    break;
                case 3:
                    text.insert(below(text.size()), text.substr(at, below(200)));
                    break;
                default:
                    text.resize(at);
            }
        }
        return text;
    }

private:
    std::mt19937 random_;
};

template <class Round>
void every_round(const std::string& whole, Round round) {
    const auto seed = setting("LADDER_FUZZ_SEED", 4);
    Damage damage{seed};
    for (unsigned i = 0; i < setting("LADDER_FUZZ_ROUNDS", 20'000); ++i) {
        const auto damaged = damage.apply(whole);
        if (damaged != whole) {
            SCOPED_TRACE("seed " + std::to_string(seed) + ", round " + std::to_string(i));
            round(damaged);
        }
    }
}

const SignerKey log_key = signer_key("ladder.example/hmic", SignatureType::ed25519, {1}).value();
const SignerKey witness_key =
    signer_key("witness.example/one", SignatureType::cosignature_v1, {2}).value();

Note cosigned(std::int64_t size, const Hash& root) {
    auto note = make_checkpoint(size, root, log_key);
    note.signatures.push_back(sign(note.text, witness_key, 1'700'000'000));
    return note;
}

TEST(LedgerFuzz, ADamagedCheckpointNeverSaysAnythingElse) {
    const auto whole = cosigned(11, leaf_hash("root"));
    const auto told = open_checkpoint(whole.encode(), log_key.verifier).value();
    every_round(whole.encode(), [&](const std::string& damaged) {
        // Damage to a signature of others is none of the log's; the text stands as it was signed.
        if (const auto opened = open_checkpoint(damaged, log_key.verifier)) {
            ASSERT_EQ(*opened, told);
        }
        if (const auto note = parse_note(damaged)) {
            ASSERT_EQ(note->encode(), damaged);
        }
    });
}

TEST(LedgerFuzz, ADamagedProofNeverProvesAnotherEvent) {
    std::vector<Hash> leaves;
    v1::JournalEnvelope envelope;
    std::string fifth;
    for (int i = 0; i < 11; ++i) {
        envelope.set_position(i);
        envelope.set_stream("cases/kent-general-1");
        leaves.push_back(leaf_of(envelope));
        if (i == 5) {
            fifth = envelope.SerializeAsString();
        }
    }
    const SubtreeRoot roots = [&](std::int64_t from, std::int64_t to) {
        Frontier frontier;
        for (auto i = from; i < to; ++i) {
            frontier.append(leaves[static_cast<std::size_t>(i)]);
        }
        return frontier.root();
    };
    const ProofFile whole{
        fifth, 5, inclusion_proof(5, 11, roots), cosigned(11, roots(0, 11)).encode()};
    every_round(whole.encode(), [&](const std::string& damaged) {
        const auto file = parse_proof_file(damaged);
        if (!file) {
            return;
        }
        ASSERT_EQ(file->encode(), damaged);
        if (const auto proven = open_proof(*file, log_key.verifier)) {
            ASSERT_EQ(proven->envelope.SerializeAsString(), fifth);
            ASSERT_EQ(proven->checkpoint.root, roots(0, 11));
        }
    });
}

TEST(LedgerFuzz, ADamagedKeyIsNoKey) {
    every_round(log_key.verifier.text(), [](const std::string& damaged) {
        ASSERT_TRUE(parse_verifier_key(damaged).has_error()) << damaged;
    });
    every_round(witness_key.text(), [](const std::string& damaged) {
        ASSERT_TRUE(parse_signer_key(damaged).has_error()) << damaged;
    });
}

TEST(LedgerFuzz, ADamagedPolicyIsReadOrRefused) {
    const auto whole = "log " + log_key.verifier.text() + "\nwitness a " +
                       witness_key.verifier.text() + "\ngroup g 1 a\ngroup h any g\nquorum h\n";
    every_round(whole, [](const std::string& damaged) {
        const auto policy = parse_policy(damaged);
        if (policy && policy->quorum != "none") {
            ASSERT_FALSE(has_quorum(*policy, {}));
        }
    });
}

}  // namespace
}  // namespace ladder::ledger
