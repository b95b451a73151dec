// Bundles of any bytes: the verifier survives them and answers clearly. Seeded, so that a failure
// comes back; the seed and the number of rounds can be set: LADDER_FUZZ_SEED, LADDER_FUZZ_ROUNDS.
#include <cstdlib>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "engine/base/serialise.hpp"
#include "engine/bundle/format.hpp"
#include "engine/bundle/verify.hpp"
#include "tests/unit/bundle/log.hpp"

namespace ladder::bundle {
namespace {

unsigned fuzz_setting(const char* name, unsigned standard) {
    const auto* text = std::getenv(name);
    return text == nullptr ? standard : static_cast<unsigned>(std::strtoul(text, nullptr, 10));
}

class BundleFuzz : public testing::Test {
protected:
    std::size_t below(std::size_t bound) {
        return bound == 0 ? 0 : std::uniform_int_distribution<std::size_t>{0, bound - 1}(random_);
    }

    // Bytes changed, inserted, taken out, doubled or cut off.
    void damage(std::string& text) {
        if (text.empty()) {
            return;
        }
        const auto at = below(text.size());
        switch (below(5)) {
            case 0:
                text[at] = static_cast<char>(below(256));
                break;
            case 1:
                text.insert(at, 1 + below(8), static_cast<char>(below(256)));
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

    // Whatever comes of it, it is told; nothing passes but what is as it was.
    void expect_told(const std::string& file) {
        const auto report = verify(file, {key_.verifier});
        if (!report) {
            EXPECT_FALSE(report.error().message.empty());
            return;
        }
        for (const auto& finding : report->findings) {
            EXPECT_FALSE(finding.where.empty() && finding.what.empty());
        }
    }

    std::mt19937 random_{fuzz_setting("LADDER_FUZZ_SEED", 2009)};
    unsigned rounds_ = fuzz_setting("LADDER_FUZZ_ROUNDS", 300);
    ledger::SignerKey key_ = sample::key_of("log.example", 1);
    std::vector<v1::BundlePart> parts_ = sample::Log{}.parts(key_);
};

TEST_F(BundleFuzz, SurvivesDamagedFiles) {
    const auto sound = sample::file_of(parts_);
    for (unsigned round = 0; round < rounds_; ++round) {
        auto file = sound;
        for (auto times = 1 + below(3); times > 0; --times) {
            damage(file);
        }
        expect_told(file);
    }
}

// Past the digest: parts that a forger damaged, in a file whose end fits.
TEST_F(BundleFuzz, SurvivesForgedParts) {
    for (unsigned round = 0; round < rounds_; ++round) {
        auto parts = parts_;
        for (auto times = 1 + below(3); times > 0; --times) {
            auto& part = parts[below(parts.size())];
            auto bytes = base::serialise(part);
            damage(bytes);
            v1::BundlePart damaged;
            if (damaged.ParseFromString(bytes) && damaged.kind_case() == part.kind_case()) {
                damaged.DiscardUnknownFields();
                part = damaged;
            }
        }
        expect_told(sample::file_of(parts));
    }
}

// Past the proofs: contents that the log signed, damaged before it did.
TEST_F(BundleFuzz, SurvivesForgedEvents) {
    for (unsigned round = 0; round < rounds_; ++round) {
        sample::Log log;
        for (auto times = 1 + below(3); times > 0; --times) {
            auto& row = log.rows[below(log.rows.size())];
            auto bytes = base::serialise(row.event);
            damage(bytes);
            v1::Event damaged;
            if (damaged.ParseFromString(bytes)) {
                row.event = damaged;
            }
        }
        expect_told(log.file(key_));
    }
}

TEST_F(BundleFuzz, ReadsBytesOfNoKindAtAll) {
    for (unsigned round = 0; round < rounds_; ++round) {
        std::string file{below(2) == 0 ? magic : std::string_view{}};
        for (auto size = below(300); size > 0; --size) {
            file += static_cast<char>(below(256));
        }
        EXPECT_FALSE(verify(file, {key_.verifier}));
    }
}

}  // namespace
}  // namespace ladder::bundle
