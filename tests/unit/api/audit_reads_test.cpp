// The record's proofs and its journal by reader: who is told of which entries, and whose
// cosignatures are taken.
#include "services/api/audit_reads.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "engine/ledger/note.hpp"
#include "ladder/v1/access_service.pb.h"
#include "ladder/v1/audit_service.pb.h"
#include "ladder/v1/case_service.pb.h"
#include "tests/unit/api/callers.hpp"

namespace ladder::api {
namespace audit_reads_test {

using testing::AllOf;
using testing::Contains;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr auto hidden_case = "cases/north-counter-terrorism-1";

v1::Person person(const std::string& role, bool let_in) {
    v1::Person made;
    made.set_name("people/reader");
    made.set_person("reader@x.example");
    auto& membership = *made.add_memberships();
    membership.set_role(role);
    membership.set_from("2000-01-01");
    auto& clearance = *made.add_clearances();
    clearance.set_vetting(v1::VETTING_DV);
    clearance.set_from("2000-01-01");
    clearance.set_until("2099-12-31");
    if (let_in) {
        auto& entry = *made.add_compartments();
        entry.set_compartment("counter_terrorism");
        entry.set_from("2000-01-01");
    }
    return made;
}

class AuditByReader : public testing::Test {
protected:
    AuditByReader() {
        auto& audit = service_.app().audit;
        audit.signer = log_;
        ledger::Policy policy;
        policy.witnesses = {{"w", witness_.verifier}};
        policy.quorum = "w";
        audit.policy = policy;
        service_.publish();
        service_.register_forces();
        v1::OpenCaseRequest open;
        open.set_body("bodies/north");
        open.set_subject(v1::SUBJECT_COUNTER_TERRORISM);
        open.set_reasons("Concern");
        open.set_request_id(service_.next_id());
        everything("CaseService/OpenCase", open);
        v1::AddNoteRequest note;
        note.set_name(hidden_case);
        note.set_text("A remark");
        note.set_request_id(service_.next_id());
        everything("CaseService/AddNote", note);
        note_at_ = size() - 1;
    }

    static ledger::SignerKey key(const char* name, ledger::SignatureType type, unsigned char seed) {
        return ledger::signer_key(name, type, {seed}).value();
    }

    void everything(const std::string& procedure, const google::protobuf::Message& request) {
        const auto answered =
            callers_.everything("ppsg_secretariat", "/ladder.v1." + procedure, request);
        ASSERT_EQ(Callers::code_of(answered), "ok") << answered.body;
    }

    Reply ask(
        const v1::Person& who, const std::string& procedure, const google::protobuf::Message& asked
    ) {
        return callers_.call(
            who, who.memberships(0).role(), "/ladder.v1.AuditService/" + procedure, asked
        );
    }

    std::int64_t size() {
        return Callers::in<v1::ListJournalResponse>(
                   callers_.everything(
                       {}, "/ladder.v1.AuditService/ListJournal", v1::ListJournalRequest{}
                   )
        )
            .size();
    }

    // The newest checkpoint as signed by these besides the log.
    std::string signed_by(const std::vector<ledger::SignerKey>& keys) {
        auto note = ledger::parse_note(get_checkpoint(service_.view(), {})->checkpoint().note());
        for (const auto& one : keys) {
            note->signatures.push_back(ledger::sign(note->text, one, 1'300'000'000));
        }
        return note->encode();
    }

    base::Result<v1::AddCosignatureResponse> hand_in(const std::string& note) {
        v1::AddCosignatureRequest request;
        request.set_note(note);
        return add_cosignature(service_.view(), request);
    }

    v1::DestroyContentRequest destruction(std::int64_t position) {
        v1::DestroyContentRequest request;
        request.set_position(position);
        request.set_authority("A court");
        request.set_legal_basis("Its order");
        request.set_reasons("As ordered");
        request.set_request_id(service_.next_id());
        return request;
    }

    ledger::SignerKey log_ = key("ladder.example", ledger::SignatureType::ed25519, 1);
    ledger::SignerKey witness_ = key("w.example", ledger::SignatureType::cosignature_v1, 2);
    Service service_;
    Callers callers_{service_};
    std::int64_t note_at_ = 0;
};

TEST_F(AuditByReader, TakesCosignaturesOfTheWitnessesThatThePolicyNames) {
    const auto taken = hand_in(signed_by({witness_}));
    ASSERT_TRUE(taken) << taken.error().message;
    EXPECT_TRUE(taken->checkpoint().witnessed());
    const auto other = key("x.example", ledger::SignatureType::cosignature_v1, 3);
    EXPECT_EQ(code_of(hand_in(signed_by({other}))), base::Code::permission_denied);
    EXPECT_EQ(code_of(hand_in(signed_by({witness_, other}))), base::Code::permission_denied);
}

TEST_F(AuditByReader, TakesNoCosignatureOfAnotherText) {
    auto note = ledger::parse_note(signed_by({}));
    note->signatures.push_back(ledger::sign("Another text\n", witness_, 1'300'000'000));
    EXPECT_EQ(code_of(hand_in(note->encode())), base::Code::invalid_argument);
    EXPECT_FALSE(get_checkpoint(service_.view(), {})->checkpoint().witnessed());
}

TEST_F(AuditByReader, ListsTheEntriesOfWhatIsSeen) {
    const auto types = [&](const v1::Person& who) {
        std::vector<std::string> found;
        const auto listed =
            Callers::in<v1::ListJournalResponse>(ask(who, "ListJournal", v1::ListJournalRequest{}));
        for (const auto& envelope : listed.envelopes()) {
            found.push_back(envelope.type());
        }
        return found;
    };
    EXPECT_THAT(
        types(person("hmcic", true)), AllOf(Contains("case_opened"), Contains("note_added"))
    );
    EXPECT_THAT(
        types(person("hmcic", false)),
        UnorderedElementsAre("ruleset_published", "body_registered", "body_registered")
    );
}

TEST_F(AuditByReader, ProvesNoEntryOfWhatIsHidden) {
    v1::GetInclusionProofRequest request;
    request.set_position(note_at_);
    EXPECT_EQ(Callers::code_of(ask(person("hmcic", true), "GetInclusionProof", request)), "ok");
    EXPECT_EQ(
        Callers::code_of(ask(person("hmcic", false), "GetInclusionProof", request)), "not_found"
    );
}

TEST_F(AuditByReader, DestroysNothingThatIsHiddenNorForARoleThatMayNot) {
    const auto outside = person("hmcic", false);
    auto hidden = ask(outside, "DestroyContent", destruction(note_at_)).body;
    auto absent = ask(outside, "DestroyContent", destruction(987'654)).body;
    const auto at = hidden.find(std::to_string(note_at_));
    ASSERT_NE(at, std::string::npos) << hidden;
    hidden.replace(at, std::to_string(note_at_).size(), "987654");
    EXPECT_EQ(hidden, absent);
    EXPECT_EQ(
        Callers::code_of(
            ask(person("ppsg_secretariat", true), "DestroyContent", destruction(note_at_))
        ),
        "permission_denied"
    );
}

TEST_F(AuditByReader, ListsDestructionsOfWhatIsSeen) {
    const auto insider = person("hmcic", true);
    const auto destroyed = ask(insider, "DestroyContent", destruction(note_at_));
    ASSERT_EQ(Callers::code_of(destroyed), "ok") << destroyed.body;
    const auto listed = [&](const v1::Person& who) {
        return Callers::in<v1::ListDestructionsResponse>(
                   ask(who, "ListDestructions", v1::ListDestructionsRequest{})
        )
            .destructions();
    };
    EXPECT_EQ(listed(insider).size(), 1);
    EXPECT_THAT(listed(person("hmcic", false)), IsEmpty());
}

}  // namespace audit_reads_test
}  // namespace ladder::api
