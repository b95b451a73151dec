// Digests beside those of FIPS 180-4's examples.
#include "engine/base/sha256.hpp"

#include <gtest/gtest.h>

#include "engine/base/hex.hpp"

namespace ladder::base {
namespace sha256_test {

TEST(Sha256, GivesThePublishedDigests) {
    EXPECT_EQ(
        hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    EXPECT_EQ(
        hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    );
    EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

}  // namespace sha256_test
}  // namespace ladder::base
