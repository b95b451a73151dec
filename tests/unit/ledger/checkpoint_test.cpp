// Checkpoints: what is taken, and everything that is not.
#include "engine/ledger/checkpoint.hpp"

#include <string>

#include <gtest/gtest.h>

namespace ladder::ledger {
namespace checkpoint_test {

const SignerKey the_log = signer_key("ladder.example/hmic", SignatureType::ed25519, {1}).value();

TEST(Checkpoint, IsReadAsTheSpecificationShowsIt) {
    // The example of c2sp.org/tlog-checkpoint.
    const std::string text =
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    const auto checkpoint = parse_checkpoint(text);
    ASSERT_TRUE(checkpoint);
    EXPECT_EQ(checkpoint->origin, "example.com/behind-the-sofa");
    EXPECT_EQ(checkpoint->size, 20'852'163);
    EXPECT_EQ(checkpoint->text(), text);
    EXPECT_EQ(parse_checkpoint(text + "more\n")->extensions, std::vector<std::string>{"more"});
}

struct BadCheckpoint {
    std::string name;
    std::string text;
};

const std::string root_line = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

const BadCheckpoint bad_checkpoints[]{
    {"nothing", ""},
    {"no_origin", "\n1\n" + root_line},
    {"two_lines", "a\n1\n"},
    {"a_leading_zero", "a\n01\n" + root_line},
    {"a_negative_size", "a\n-1\n" + root_line},
    {"a_sign", "a\n+1\n" + root_line},
    {"a_space", "a\n1 \n" + root_line},
    {"too_large_a_size", "a\n9223372036854775808\n" + root_line},
    {"no_size", "a\n\n" + root_line},
    {"a_short_root", "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jx\n"},
    {"base64_written_otherwise", "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n"},
    {"base64_without_padding", "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n"},
    {"an_empty_extension", "a\n1\n" + root_line + "\n"},
    {"an_unended_extension", "a\n1\n" + root_line + "x"},
};

class MalformedCheckpoint : public testing::TestWithParam<BadCheckpoint> {};

TEST_P(MalformedCheckpoint, IsRefused) {
    const auto checkpoint = parse_checkpoint(GetParam().text);
    ASSERT_TRUE(checkpoint.has_error());
    EXPECT_EQ(checkpoint.error().code, base::Code::invalid_argument);
}

INSTANTIATE_TEST_SUITE_P(
    Table,
    MalformedCheckpoint,
    testing::ValuesIn(bad_checkpoints),
    [](const auto& test) { return test.param.name; }
);

TEST(OpenCheckpoint, TakesOnlyWhatTheLogSigned) {
    const auto note = make_checkpoint(7, leaf_hash("root"), the_log).encode();
    const auto opened = open_checkpoint(note, the_log.verifier);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->size, 7);
    EXPECT_EQ(opened->root, leaf_hash("root"));

    auto forged = note;
    forged.replace(forged.find("\n7\n"), 3, "\n8\n");
    EXPECT_EQ(open_checkpoint(forged, the_log.verifier).error().code, base::Code::data_loss);

    const auto same_name = signer_key(the_log.verifier.name, SignatureType::ed25519, {9}).value();
    EXPECT_EQ(
        open_checkpoint(note, same_name.verifier).error().code, base::Code::failed_precondition
    );
    const auto other = signer_key("ladder.example/other", SignatureType::ed25519, {1}).value();
    EXPECT_EQ(open_checkpoint(note, other.verifier).error().code, base::Code::failed_precondition);
}

// A key signs for the log that it names and for no other, whatever text it was got to sign.
TEST(OpenCheckpoint, TakesNoOtherLogsFromTheSameKey) {
    const Checkpoint other{"ladder.example/other", 7, leaf_hash("root"), {}};
    const Note note{other.text(), {sign(other.text(), the_log)}};
    ASSERT_TRUE(verify_note(note, the_log.verifier));
    EXPECT_EQ(
        open_checkpoint(note.encode(), the_log.verifier).error().code,
        base::Code::failed_precondition
    );
}

}  // namespace checkpoint_test
}  // namespace ladder::ledger
