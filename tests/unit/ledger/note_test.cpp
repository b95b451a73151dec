// Signed notes against the published vectors of golang.org/x/mod/sumdb/note (note_test.go,
// Copyright 2019 The Go Authors, BSD licence), and against damage.
#include "engine/ledger/note.hpp"

#include <string>

#include <gtest/gtest.h>

namespace ladder::ledger {
namespace note_test {

const std::string peter_verifier =
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const std::string peter_signer =
    "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const std::string enoch_verifier =
    "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
const std::string text =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n";
const std::string peter_line =
    "— PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
    "\n";
const std::string enoch_line =
    "— EnochRoot "
    "rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ="
    "\n";

VerifierKey verifier(const std::string& key) {
    return parse_verifier_key(key).value();
}

TEST(Sign, GivesThePublishedNote) {
    const auto key = parse_signer_key(peter_signer).value();
    const Note note{text, {sign(text, key)}};
    EXPECT_EQ(note.encode(), text + "\n" + peter_line);
}

TEST(ParseNote, ReadsTheTextAndTheSignatures) {
    const auto note = parse_note(text + "\n" + peter_line + enoch_line);
    ASSERT_TRUE(note);
    EXPECT_EQ(note->text, text);
    ASSERT_EQ(note->signatures.size(), 2);
    EXPECT_EQ(note->encode(), text + "\n" + peter_line + enoch_line);
    EXPECT_TRUE(verify_note(*note, verifier(peter_verifier)));
    EXPECT_TRUE(verify_note(*note, verifier(enoch_verifier)));
}

TEST(ParseNote, EndsTheTextAtTheLastBlankLine) {
    const auto note = parse_note("one\n\ntwo\n\n" + peter_line);
    ASSERT_TRUE(note);
    EXPECT_EQ(note->text, "one\n\ntwo\n");
}

struct BadNote {
    std::string name;
    std::string bytes;
};

std::string repeated(const std::string& line, int times) {
    std::string lines;
    for (int i = 0; i < times; ++i) {
        lines += line;
    }
    return lines;
}

const BadNote bad_notes[]{
    {"nothing", ""},
    {"no_signatures", text},
    {"no_line_after_the_blank_one", text + "\n"},
    {"cut_off", text + "\n" + peter_line.substr(0, peter_line.size() - 1)},
    {"control_character", "\x01" + text + "\n" + peter_line},
    {"not_utf8", "\xff" + text + "\n" + peter_line},
    {"a_name_with_a_space", text + "\n" + "— Bad Name x08go/ZJkuBS9UG/SffcvIAQ\n"},
    {"a_name_with_a_wide_space", text + "\n" + "— Bad\u3000Name x08go/ZJkuBS9UG/SffcvIAQ\n"},
    {"a_name_with_a_plus", text + "\n" + "— a+b x08go/ZJkuBS9UG/SffcvIAQ\n"},
    {"no_name", text + "\n" + "—  x08go/ZJkuBS9UG/SffcvIAQ\n"},
    {"no_base64", text + "\n" + "— a x08!\n"},
    {"an_id_without_signature", text + "\n" + "— a x08gow==\n"},
    {"another_line_after_it", text + "\n" + peter_line + "Unexpected line.\n"},
    {"too_many_signatures", text + "\n" + repeated(peter_line, 101)},
    {"too_large", std::string(note_bytes_max, 'x') + "\n\n" + peter_line},
};

class MalformedNote : public testing::TestWithParam<BadNote> {};

TEST_P(MalformedNote, IsRefused) {
    const auto note = parse_note(GetParam().bytes);
    ASSERT_TRUE(note.has_error());
    EXPECT_EQ(note.error().code, base::Code::invalid_argument);
}

INSTANTIATE_TEST_SUITE_P(Table, MalformedNote, testing::ValuesIn(bad_notes), [](const auto& test) {
    return test.param.name;
});

TEST(VerifyNote, RefusesAnotherTextAndAnotherKey) {
    auto note = parse_note(text + "\n" + peter_line).value();
    EXPECT_EQ(
        verify_note(note, verifier(enoch_verifier)).error().code, base::Code::failed_precondition
    );
    note.text += "more\n";
    EXPECT_EQ(verify_note(note, verifier(peter_verifier)).error().code, base::Code::data_loss);
}

TEST(VerifyNote, RefusesASecondSignatureOfTheKeyThatIsWrong) {
    auto note = parse_note(text + "\n" + peter_line + peter_line).value();
    EXPECT_TRUE(verify_note(note, verifier(peter_verifier)));
    note.signatures[1].bytes[3] ^= 1;
    EXPECT_EQ(verify_note(note, verifier(peter_verifier)).error().code, base::Code::data_loss);
}

TEST(VerifySignature, RefusesTheRightBytesUnderAnotherNameOrLength) {
    const auto key = signer_key("ladder.example/log", SignatureType::ed25519, {7}).value();
    const auto signature = sign(text, key);
    ASSERT_TRUE(verify_signature(text, signature, key.verifier));
    auto renamed = signature;
    renamed.name = "ladder.example/other";
    EXPECT_TRUE(verify_signature(text, renamed, key.verifier).has_error());
    auto longer = signature;
    longer.bytes += '\0';
    EXPECT_TRUE(verify_signature(text, longer, key.verifier).has_error());
}

TEST(Cosignature, IsATimeThatCanBeAndASignature) {
    const auto witness =
        signer_key("witness.example/w1", SignatureType::cosignature_v1, {7}).value();
    const auto before_all_time = sign(text, witness, -1);
    EXPECT_TRUE(verify_signature(text, before_all_time, witness.verifier).has_error());
    auto cut_off = sign(text, witness, 1);
    cut_off.bytes.resize(7);  // within the time
    EXPECT_TRUE(verify_signature(text, cut_off, witness.verifier).has_error());
}

TEST(Cosignature, SignsTheTimeWithTheText) {
    const auto witness =
        signer_key("witness.example/w1", SignatureType::cosignature_v1, {7}).value();
    const auto signature = sign(text, witness, 1'679'315'147);
    EXPECT_EQ(verify_signature(text, signature, witness.verifier).value(), 1'679'315'147);
    // The same bytes under a key of the other type have another id.
    const auto plain = signer_key("witness.example/w1", SignatureType::ed25519, {7}).value();
    EXPECT_NE(plain.verifier.id, witness.verifier.id);
    auto later = signature;
    later.bytes[7] ^= 1;
    EXPECT_TRUE(verify_signature(text, later, witness.verifier).has_error());
    EXPECT_TRUE(verify_signature(text + "\n", signature, witness.verifier).has_error());
}

}  // namespace note_test
}  // namespace ladder::ledger
