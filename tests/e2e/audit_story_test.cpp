// Proof of the record as an auditor and a witness meet it, by the command line: what holds, what is
// refused and in which words, and what a destruction leaves.
#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/e2e/desk.hpp"

namespace ladder::e2e {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr auto story_case = "kent-general-1";
constexpr auto told_secret = "Sergeant Quibble of 12 Acacia Avenue";

std::string read_text(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

void write_text(const std::string& path, const std::string& text) {
    std::ofstream{path, std::ios::binary} << text;
}

std::string line_of(const std::string& text, int number) {
    std::istringstream lines{text};
    std::string line;
    for (int i = 0; i < number; ++i) {
        std::getline(lines, line);
    }
    return line;
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const auto at = text.find(what);
    return at == std::string::npos ? text : text.replace(at, what.size(), by);
}

// A log with a key and one witness, and a second site that signs with the same key: what the first
// would be after its operator put back an older copy of it.
class AuditStory : public testing::Test {
protected:
    AuditStory() {
        log_ = make_key("log", "ladder.example/log", {});
        witness_ = make_key("witness", "witness.example", {"--witness"});
        write_text(file("policy"), "witness w " + witness_ + "\nquorum w\n");
        setenv("LADDER_AUDIT_SIGNING_KEY_FILE", file("log.key").c_str(), 1);
        setenv("LADDER_AUDIT_WITNESS_POLICY_FILE", file("policy").c_str(), 1);
        site_ = std::make_unique<Site>();
    }
    ~AuditStory() override {
        unsetenv("LADDER_AUDIT_SIGNING_KEY_FILE");
        unsetenv("LADDER_AUDIT_WITNESS_POLICY_FILE");
    }

    std::string make_key(
        const std::string& called, const std::string& name, std::vector<std::string> more
    ) {
        more.insert(more.begin(), {"audit", "keygen", name, "--out", file(called + ".key")});
        const auto made = process::run_ladder(more);
        EXPECT_EQ(made.exit_code, 0) << made.output;
        return line_of(made.output, 1);
    }

    std::string file(const std::string& name) const { return (folder_.path() / name).string(); }

    Desk secretariat(const Site& site) const { return {site, "Ann Lee", "ppsg_secretariat"}; }

    std::string audit(std::vector<std::string> arguments, const Site& site) const {
        arguments.insert(arguments.begin(), "audit");
        return secretariat(site).does(std::move(arguments));
    }
    std::string audit(std::vector<std::string> arguments) const {
        return audit(std::move(arguments), *site_);
    }

    // `ladder audit verify`, which asks no server.
    static void expect_verdict(
        std::vector<std::string> arguments,
        int exit_code,
        const testing::Matcher<const std::string&>& says
    ) {
        arguments.insert(arguments.begin(), {"audit", "verify"});
        const auto finished = process::run_ladder(arguments);
        EXPECT_EQ(finished.exit_code, exit_code) << finished.output;
        EXPECT_THAT(finished.output, says);
    }

    // Something to prove.
    static void open_case(const Desk& desk) {
        desk.does({"case", "open", "kent", "--reason", "PPSG wants to look at it."});
    }
    static void raise_concern(const Desk& desk, const std::string& title) {
        desk.does(
            {"case",
             "concern",
             "raise",
             story_case,
             "--title",
             title,
             "--domain",
             domain,
             "--evidence",
             "Figures to March 2011"}
        );
    }

    std::vector<std::string> cosigning(const std::string& state) const {
        return {
            "audit",
            "cosign",
            "--key-file",
            file("witness.key"),
            "--log-key",
            log_,
            "--state",
            file(state)};
    }

    // The position of the last event of a record.
    std::string last_position(const std::string& stream) const {
        const auto text = audit({"journal", "--stream", stream, "-o", "csv"});
        const auto line = text.rfind('\n', text.size() - 3);
        return text.substr(line + 1, text.find(',', line) - line - 1);
    }

    std::string log_;
    std::string witness_;
    std::unique_ptr<Site> site_;
    tests::TemporaryFolder folder_;
};

TEST_F(AuditStory, AnEventIsProvedOfflineAndItsCheckpointCosigned) {
    const auto ann = secretariat(*site_);
    open_case(ann);
    audit({"checkpoint", "--out", file("a.checkpoint")});
    const auto size = line_of(read_text(file("a.checkpoint")), 2);
    audit({"prove", "3", "--size", size, "--out", file("e.tlog-proof")});
    const std::vector<std::string> both{file("a.checkpoint"), file("e.tlog-proof"), "--key", log_};
    expect_verdict(
        both,
        0,
        AllOf(
            HasSubstr("signed: " + size + " events of ladder.example/log"),
            HasSubstr("proven: position 3")
        )
    );
    auto with_policy = both;
    with_policy.insert(with_policy.end(), {"--policy", file("policy")});
    expect_verdict(
        with_policy, 1, HasSubstr("NOT PROVEN: its witnesses (none) do not make the quorum 'w'")
    );
    EXPECT_THAT(
        ann.does(cosigning("seen.checkpoint")), HasSubstr("the quorum of witnesses is reached")
    );
    const auto cosigned = line_of(read_text(file("seen.checkpoint")), 2);
    audit({"checkpoint", "--size", cosigned, "--out", file("b.checkpoint")});
    expect_verdict(
        {file("b.checkpoint"), "--key", log_, "--policy", file("policy")},
        0,
        HasSubstr("cosigned by w")
    );
    // The log goes on; the witness sees that it does.
    raise_concern(ann, "Robbery");
    ann.does(cosigning("seen.checkpoint"));
    EXPECT_NE(line_of(read_text(file("seen.checkpoint")), 2), cosigned);
    EXPECT_THAT(audit({"checkpoints"}), HasSubstr("yes"));
}

TEST_F(AuditStory, WhatIsForgedIsRefusedAndSaidHow) {
    const auto ann = secretariat(*site_);
    open_case(ann);
    audit({"checkpoint", "--out", file("a.checkpoint")});
    const auto note = read_text(file("a.checkpoint"));
    const auto size = line_of(note, 2);
    audit({"prove", "3", "--size", size, "--out", file("three.tlog-proof")});
    audit({"prove", "4", "--size", size, "--out", file("four.tlog-proof")});
    const auto three = read_text(file("three.tlog-proof"));
    const auto four = read_text(file("four.tlog-proof"));

    const auto other = make_key("other", "ladder.example/log", {});
    expect_verdict(
        {file("a.checkpoint"), "--key", other},
        1,
        HasSubstr("NOT PROVEN: the note has no signature of ladder.example/log+")
    );
    const auto stranger = make_key("stranger", "another.example", {});
    expect_verdict(
        {file("three.tlog-proof"), "--key", stranger},
        1,
        HasSubstr("NOT PROVEN: the checkpoint is of the log 'ladder.example/log', not of "
                  "'another.example'")
    );
    expect_verdict({file("a.checkpoint")}, 1, HasSubstr("--key: is missing"));

    write_text(file("forged"), replaced(note, line_of(note, 3), line_of(three, 4)));
    expect_verdict(
        {file("forged"), "--key", log_},
        1,
        HasSubstr("does not verify: the text is not what that key signed")
    );
    write_text(file("other-leaf"), replaced(three, line_of(three, 2), line_of(four, 2)));
    expect_verdict(
        {file("other-leaf"), "--key", log_},
        1,
        HasSubstr("does not lead to the root: another leaf, another place or another tree")
    );
    write_text(file("other-place"), replaced(three, "index 3", "index 4"));
    expect_verdict({file("other-place"), "--key", log_}, 1, HasSubstr("NOT PROVEN: "));
    write_text(file("cut"), three.substr(0, three.size() / 2));
    expect_verdict({file("cut"), "--key", log_}, 1, HasSubstr("NOT PROVEN: "));
    // What was refused hides nothing of what holds.
    expect_verdict(
        {file("forged"), file("three.tlog-proof"), "--key", log_},
        1,
        HasSubstr("proven: position 3")
    );
}

TEST_F(AuditStory, ALogThatBeganAnewIsFoundByWhoSawItBefore) {
    const auto ann = secretariat(*site_);
    open_case(ann);
    raise_concern(ann, "Robbery");
    ann.does(cosigning("seen.checkpoint"));
    const auto seen = read_text(file("seen.checkpoint"));

    const Site again;
    const auto bob = secretariat(again);
    EXPECT_THAT(bob.may_not(cosigning("seen.checkpoint")), HasSubstr("not in order"));
    EXPECT_EQ(read_text(file("seen.checkpoint")), seen);
    open_case(bob);
    for (int i = 0; i < 5; ++i) {
        raise_concern(bob, "Other");
    }
    EXPECT_THAT(
        bob.may_not(cosigning("seen.checkpoint")), HasSubstr("does not continue that of size")
    );
    EXPECT_EQ(read_text(file("seen.checkpoint")), seen);

    expect_verdict(
        {file("seen.checkpoint"), "--key", log_, "--in-database", "--database", again.database()},
        1,
        HasSubstr("its root is not that of the journal's first")
    );
    expect_verdict(
        {file("seen.checkpoint"), "--key", log_, "--in-database", "--database", site_->database()},
        0,
        HasSubstr("whole: ")
    );
}

TEST_F(AuditStory, ADestructionIsToldWithItsAuthorityAndLeavesAllProofs) {
    const auto ann = secretariat(*site_);
    open_case(ann);
    const std::string stream = std::string{"cases/"} + story_case;
    raise_concern(ann, told_secret);
    const auto position = last_position(stream);
    audit({"prove", position, "--out", file("before.tlog-proof")});
    audit({"bundle", story_case, "--output", file("before")});
    const Desk denis{*site_, "Denis Cole", "hmcic"};
    const std::vector<std::string> order{
        "audit",
        "destroy",
        position,
        "--authority",
        "Information Commissioner",
        "--legal-basis",
        "DPA 1998 s.40",
        "--reason",
        "Names a private person."};
    auto dry = order;
    dry.emplace_back("--dry-run");
    EXPECT_THAT(denis.does(dry), HasSubstr("concern_raised.title"));
    EXPECT_THAT(ann.does({"case", "show", story_case}), HasSubstr(told_secret));
    EXPECT_THAT(ann.may_not(order), HasSubstr("permission_denied"));
    denis.does(order);
    EXPECT_THAT(ann.does({"case", "show", story_case}), Not(HasSubstr(told_secret)));
    EXPECT_THAT(audit({"destructions"}), HasSubstr("Information"));

    const auto erase = [&] {
        return process::run_ladder({"db", "erase", "--database", site_->database()});
    };
    EXPECT_THAT(erase().output, HasSubstr("erased the content of 1 events, 1 answers"));
    EXPECT_THAT(erase().output, HasSubstr("erased the content of 0 events, 0 answers"));
    EXPECT_EQ(
        read_text(site_->database().substr(std::string{"sqlite:"}.size())).find(told_secret),
        std::string::npos
    );
    const auto verified = process::run_ladder({"db", "verify", "--database", site_->database()});
    EXPECT_EQ(verified.exit_code, 0) << verified.output;
    EXPECT_THAT(
        verified.output,
        AllOf(
            HasSubstr(
                "position " + position + " (" + stream +
                "): content destroyed by authority of Information Commissioner"
            ),
            HasSubstr("whole: ")
        )
    );

    audit({"prove", position, "--out", file("after.tlog-proof")});
    expect_verdict(
        {file("before.tlog-proof"), file("after.tlog-proof"), "--key", log_},
        0,
        HasSubstr("proven: position " + position)
    );
    EXPECT_THAT(
        audit({"bundle", story_case, "--output", file("after")}),
        AllOf(
            HasSubstr("without the content of position " + position + " of " + stream),
            HasSubstr("by authority of Information Commissioner (DPA 1998 s.40): Names a private")
        )
    );
    EXPECT_EQ(read_text(file("after")).find(told_secret), std::string::npos);
    expect_verdict(
        {file("after"), "--key", log_},
        0,
        AllOf(
            HasSubstr("The content of 1 event was destroyed"),
            HasSubstr(
                "position " + position + " of " + stream +
                ", destroyed by authority of Information Commissioner (DPA 1998 s.40)"
            ),
            HasSubstr("by Denis Cole (hmcic)"),
            HasSubstr("whole: nothing is wrong")
        )
    );
    // A bundle of before still holds, and is the business of who holds it.
    expect_verdict({file("before"), "--key", log_}, 0, HasSubstr("whole: nothing is wrong"));
}

TEST_F(AuditStory, ABundleRestsOnWhatTheWitnessSaw) {
    const auto ann = secretariat(*site_);
    open_case(ann);
    ann.does(cosigning("seen.checkpoint"));
    audit({"bundle", story_case, "--output", file("bundle")});
    expect_verdict(
        {file("bundle"), "--key", log_, "--policy", file("policy")},
        0,
        HasSubstr("It is cosigned by w.")
    );
    raise_concern(ann, "Robbery");
    audit({"bundle", story_case, "--output", file("newer")});
    expect_verdict({file("newer"), "--key", log_}, 0, HasSubstr("whole: nothing is wrong"));
    expect_verdict(
        {file("newer"), "--key", log_, "--policy", file("policy")},
        1,
        HasSubstr("the checkpoint: its witnesses (none) do not make the quorum 'w'")
    );
    expect_verdict(
        {file("bundle"), "--key", log_, "--max-bytes", "100000"},
        1,
        AllOf(HasSubstr("at most 100000 are taken"), HasSubstr("--max-bytes lets more in"))
    );
    setenv("LADDER_AUDIT_BUNDLE_MAX_BYTES", "65536", 1);
    const Site narrow;
    unsetenv("LADDER_AUDIT_BUNDLE_MAX_BYTES");
    const auto bob = secretariat(narrow);
    open_case(bob);
    EXPECT_THAT(
        bob.may_not({"audit", "bundle", story_case, "--output", file("none")}),
        AllOf(HasSubstr("more than 65536 bytes"), HasSubstr("audit_bundle_max_bytes"))
    );
}

}  // namespace
}  // namespace ladder::e2e
