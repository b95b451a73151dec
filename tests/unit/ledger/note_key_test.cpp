// Keys against the published ones of golang.org/x/mod/sumdb/note (note_test.go, Copyright 2019
// The Go Authors, BSD licence), and against damage.
#include "engine/ledger/note_key.hpp"

#include <string>

#include <gtest/gtest.h>

namespace ladder::ledger {
namespace note_key_test {

const std::string peter_verifier_key =
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const std::string peter_signer_key =
    "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

// What each test of the mangled texts of a key does to it.
template <class Parse>
void expect_no_mangling_to_be_taken(std::string key, Parse parse) {
    for (std::size_t from = 0; from <= key.size(); ++from) {
        for (auto to = from + 1; to <= key.size(); ++to) {
            if (from != 0 || to != key.size()) {
                ASSERT_TRUE(parse(key.substr(from, to - from)).has_error()) << from << " " << to;
            }
        }
    }
    for (auto& c : key) {
        ++c;
        ASSERT_TRUE(parse(key).has_error()) << key;
        --c;
    }
}

TEST(VerifierKey, IsReadAndWrittenAsPublished) {
    const auto key = parse_verifier_key(peter_verifier_key);
    ASSERT_TRUE(key);
    EXPECT_EQ(key->name, "PeterNeumann");
    EXPECT_EQ(key->id, 0xc74f20a3U);
    EXPECT_EQ(key->text(), peter_verifier_key);
    expect_no_mangling_to_be_taken(peter_verifier_key, parse_verifier_key);
    // A key too long, and an unknown signature type, each with its right hash.
    EXPECT_TRUE(parse_verifier_key("PeterNeumann+cc469956+"
                                   "ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==")
                    .has_error());
    EXPECT_TRUE(
        parse_verifier_key("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
            .has_error()
    );
}

TEST(SignerKey, IsReadAndWrittenAsPublished) {
    const auto key = parse_signer_key(peter_signer_key);
    ASSERT_TRUE(key);
    EXPECT_EQ(key->text(), peter_signer_key);
    EXPECT_EQ(key->verifier.text(), peter_verifier_key);
    expect_no_mangling_to_be_taken(peter_signer_key, parse_signer_key);
}

TEST(SignerKey, IsNeverShownInAnError) {
    auto mangled = peter_signer_key;
    mangled[30] = 'x';
    const auto error = parse_signer_key(mangled).error();
    EXPECT_EQ(error.message.find("AYEKFALV"), std::string::npos);
}

TEST(SignerKey, HasANameThatNotesAllow) {
    for (const std::string name : {"", "two words", "a+b", "tab\tbed", "\xff"}) {
        EXPECT_TRUE(signer_key(name, SignatureType::ed25519, {}).has_error()) << name;
    }
    EXPECT_TRUE(signer_key("ladder.example/log", SignatureType::ed25519, {}));
}

}  // namespace note_key_test
}  // namespace ladder::ledger
