// No single bit of a bundle can be flipped unseen: by whoever damages the file, nor by whoever
// makes the file anew around it.
#include <functional>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "engine/base/serialise.hpp"
#include "engine/bundle/format.hpp"
#include "engine/bundle/verify.hpp"
#include "tests/unit/bundle/log.hpp"

namespace ladder::bundle {
namespace {

const ledger::SignerKey& log_key() {
    static const auto key = sample::key_of("log.example", 1);
    return key;
}

const std::vector<v1::BundlePart>& sound_parts() {
    static const auto parts = sample::Log{}.parts(log_key());
    return parts;
}

void flip(std::string& bytes, std::size_t bit) {
    bytes[bit / 8] =
        static_cast<char>(static_cast<unsigned char>(bytes[bit / 8]) ^ (1U << bit % 8));
}

bool passes(std::string_view file) {
    const auto report = verify(file, {log_key().verifier});
    return report && report->clean();
}

void check(const std::function<void()>& property) {
    EXPECT_TRUE(rc::check(property));
}

TEST(BundleProperty, EveryFlippedBitOfTheFileIsCaught) {
    const auto sound = sample::file_of(sound_parts());
    ASSERT_TRUE(passes(sound));
    check([&] {
        auto file = sound;
        flip(file, *rc::gen::inRange<std::size_t>(0, file.size() * 8));
        RC_ASSERT(!passes(file));
    });
}

// The frame is the rarest part of the bytes, so it is gone through whole: the first line, every
// length with the tag behind it, and the end.
TEST(BundleProperty, EveryFlippedBitOfTheFrameIsCaught) {
    const auto sound = sample::file_of(sound_parts());
    std::vector<std::size_t> bytes;
    for (std::size_t i = 0; i < magic.size(); ++i) {
        bytes.push_back(i);
    }
    for (auto at = magic.size(); at < sound.size();) {
        std::size_t size = 0;
        for (std::size_t i = 0; i < length_bytes; ++i) {
            size = size << 8U | static_cast<unsigned char>(sound[at + i]);
        }
        const bool last = at + length_bytes + size == sound.size();
        for (std::size_t i = 0; i < length_bytes + (last ? size : 3); ++i) {
            bytes.push_back(at + i);
        }
        at += length_bytes + size;
    }
    for (const auto byte : bytes) {
        for (std::size_t bit = 0; bit < 8; ++bit) {
            auto file = sound;
            flip(file, byte * 8 + bit);
            EXPECT_FALSE(passes(file)) << "byte " << byte << ", bit " << bit;
        }
    }
}

TEST(BundleProperty, EveryFlippedBitOfWhatIsProvedIsCaughtInAFileMadeAnew) {
    check([] {
        auto parts = sound_parts();
        // Behind head and schema, which are the bundle's own word.
        const auto at = *rc::gen::inRange<std::size_t>(2, parts.size());
        auto bytes = base::serialise(parts[at]);
        flip(bytes, *rc::gen::inRange<std::size_t>(0, bytes.size() * 8));
        RC_PRE(parts[at].ParseFromString(bytes) && base::serialise(parts[at]) == bytes);
        RC_PRE(parts[at].kind_case() == sound_parts()[at].kind_case());
        RC_ASSERT(!passes(sample::file_of(parts)));
    });
}

TEST(BundleProperty, EveryFlippedBitOfTheCheckpointIsCaughtInAFileMadeAnew) {
    check([] {
        auto parts = sound_parts();
        auto& note = *parts[0].mutable_head()->mutable_checkpoint();
        flip(note, *rc::gen::inRange<std::size_t>(0, note.size() * 8));
        RC_ASSERT(!passes(sample::file_of(parts)));
    });
}

}  // namespace
}  // namespace ladder::bundle
