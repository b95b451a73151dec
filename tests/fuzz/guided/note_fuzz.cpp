// Signed notes, checkpoints, proofs, keys and policies: what is taken is what would be written.
#include "engine/ledger/checkpoint.hpp"
#include "engine/ledger/note.hpp"
#include "engine/ledger/policy.hpp"
#include "engine/ledger/proof_file.hpp"
#include "tests/fuzz/guided/expect.hpp"

namespace ladder::fuzz {

namespace {

const ledger::VerifierKey& log_key() {
    static const auto key =
        ledger::signer_key("log.example", ledger::SignatureType::ed25519, {1, 2, 3});
    return key->verifier;
}

void take_note(std::string_view text) {
    const auto note = ledger::parse_note(text);
    if (!note) {
        expect_clear(note.error());
        return;
    }
    expect(note->encode() == text, "a note is what would be written");
    (void)ledger::verify_note(*note, log_key()).has_value();
    if (const auto checkpoint = ledger::parse_checkpoint(note->text)) {
        expect(checkpoint->text() == note->text, "a checkpoint is what would be written");
    }
}

void take_proof(std::string_view text) {
    const auto file = ledger::parse_proof_file(text);
    if (!file) {
        expect_clear(file.error());
        return;
    }
    expect(file->encode() == text, "a proof is what would be written");
    (void)ledger::open_proof(*file, log_key()).has_value();
}

void take_keys(std::string_view text) {
    if (const auto key = ledger::parse_verifier_key(text)) {
        expect(key->text() == text, "a key is what would be written");
    }
    if (const auto key = ledger::parse_signer_key(text)) {
        expect(key->text() == text, "a secret key is what would be written");
    }
    if (const auto policy = ledger::parse_policy(text)) {
        expect(policy->quorum == "none" || !policy->witnesses.empty(), "a quorum has witnesses");
    }
}

}  // namespace

}  // namespace ladder::fuzz

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
    const auto text = ladder::fuzz::text_of(bytes, size);
    ladder::fuzz::take_note(text);
    ladder::fuzz::take_proof(text);
    ladder::fuzz::take_keys(text);
    return 0;
}
