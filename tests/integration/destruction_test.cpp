// Content that was lawfully destroyed: no read shows it, all proofs stand, and nothing else may go.
#include "db/destruction.hpp"

#include <algorithm>
#include <fstream>
#include <future>
#include <iterator>

#include "db/erase.hpp"
#include "db/rebuild.hpp"
#include "db/verify.hpp"
#include "engine/base/hex.hpp"
#include "engine/ledger/proof_file.hpp"
#include "services/api/audit_commands.hpp"
#include "services/api/audit_reads.hpp"
#include "tests/integration/ground.hpp"

namespace ladder::db {
namespace {

using casework::sample::secretariat;

const ledger::SignerKey signing_key =
    must(ledger::signer_key("ladder.example/hmic", ledger::SignatureType::ed25519, {1}));

constexpr const char* secret = "Sergeant Quibble of 12 Acacia Avenue";

class Destruction : public OnBoth {
protected:
    Destruction() {
        ground_.publish_and_register();
        let_destroy();
        app_.audit.signer = signing_key;
        state_ = ground_.open_case(1);
        work_ = ground_.work_on_case(request_of(), secretariat(), "the-request");
        work_.fingerprint = "as the API has it, a hash";
        state_ = case_in(ground_.submit(work_));
        position_ = ground_.journal_size() - 1;
        state_ = ground_.raise_concern(state_, "Another");
        ground_.on("2011-02-01");
    }

    v1::RaiseConcernRequest request_of() const {
        auto request = concern(secret);
        request.set_name(state_.name());
        request.set_etag(state_.etag());
        return request;
    }

    // A ruleset whose secretariat may have content destroyed.
    void let_destroy() {
        NewEvent published{"rulesets/sample", {}, {}};
        auto& definition = *published.event.mutable_ruleset_published()->mutable_definition();
        definition = casework::sample::definition();
        for (auto& role : *definition.mutable_roles()) {
            if (role.id() == secretariat().capacity()) {
                role.add_may(v1::PERMISSION_DESTROY_CONTENT);
            }
        }
        record({published});
    }

    void record(std::vector<NewEvent> events) {
        must(ground_.submit(
            Ground::recording(std::move(events), ground_.new_request_id(), secretariat())
        ));
    }

    v1::DestroyContentRequest order(std::int64_t position) {
        v1::DestroyContentRequest request;
        request.set_position(position);
        request.set_authority("Information Commissioner");
        request.set_legal_basis("Data Protection Act 1998 s.14");
        request.set_reasons("Inaccurate");
        request.set_request_id(ground_.new_request_id());
        return request;
    }

    base::Result<v1::ContentDestroyed> destroy(
        const v1::DestroyContentRequest& request, const v1::Actor& actor = secretariat()
    ) {
        std::promise<base::Result<std::string>> answered;
        auto answer = answered.get_future();
        api::destroy_content(view(), actor, request, [&](base::Result<std::string> bytes) {
            answered.set_value(std::move(bytes));
        });
        const auto bytes = answer.get();
        if (!bytes) {
            return bytes.error();
        }
        v1::DestroyContentResponse response;
        response.ParseFromString(*bytes);
        return response.destruction();
    }

    // All that any read of the case gives, now and as known at any moment, as text.
    std::string everything_read() {
        std::string all =
            ground_.dump_read_models() + ground_.read_case(state_.name()).DebugString();
        for (const auto* day : {"2011-01-10", "2011-02-01", "2011-03-01"}) {
            KnownAt then;
            then.at = base::end_of(must(base::parse_date(day)));
            const StreamReader reader{ground_.database(), Reader::everything()};
            if (const auto known = reader.get(state_.name(), then)) {
                all += message_of(*known) != nullptr ? message_of(*known)->DebugString() : "";
            }
            if (const auto events = reader.events(state_.name(), {}, then)) {
                for (const auto& record : events->items) {
                    all += record.DebugString();
                }
            }
            for (const auto& one : must(ground_.cases().list({}, {}, then)).items) {
                all += one.DebugString();
            }
        }
        return all;
    }

    bool shown() { return everything_read().find(secret) != std::string::npos; }

    std::string proof_of(std::int64_t position) {
        v1::GetInclusionProofRequest request;
        request.set_position(position);
        return must(api::get_inclusion_proof(view(), request)).proof();
    }

    Ground ground_{GetParam()};
    api::View view() { return api::View::everything(app_); }

    api::Application app_{ground_.database(), ground_.writer(), [this] { return ground_.now(); }};
    v1::Case state_;
    Work work_;
    std::int64_t position_ = 0;
};

LADDER_ON_BOTH(Destruction);

TEST_P(Destruction, IsRecordedAndNoReadShowsTheContentFromThenOn) {
    ASSERT_TRUE(shown());
    const auto destroyed = must(destroy(order(position_)));
    EXPECT_EQ(destroyed.fields(0), "concern_raised.evidence");
    EXPECT_EQ(destroyed.fields(1), "concern_raised.title");
    EXPECT_FALSE(shown());
    // What the record folds by is there, and so is what others recorded.
    const auto now = ground_.read_case(state_.name());
    ASSERT_EQ(now.concerns_size(), 2);
    EXPECT_EQ(now.concerns(0).id(), "c1");
    EXPECT_EQ(now.concerns(0).title(), "");
    EXPECT_EQ(now.concerns(1).title(), "Another");
    // The writer's own memory has forgotten it: what it answers next, and to the same request
    // again.
    const auto next = ground_.raise_concern(now, "A third");
    EXPECT_EQ(next.DebugString().find(secret), std::string::npos);
    const auto again = ground_.submit(work_);
    ASSERT_TRUE(again.has_error());
    EXPECT_EQ(again.error().code, base::Code::failed_precondition);
    // A rebuild makes the same rows.
    const auto rows = ground_.dump_read_models();
    must(rebuild(ground_.database()));
    EXPECT_EQ(ground_.dump_read_models(), rows);
    EXPECT_TRUE(must(verify(ground_.database())).clean());
}

TEST_P(Destruction, ReachesTheMemoryOfOtherNodes) {
    const auto database = ground_.another_database();
    const auto other = ground_.another_writer(*database);
    auto request = concern("By the other node");
    request.set_name(state_.name());
    request.set_etag(state_.etag());
    const auto seen = case_in(Ground::submit(
        *other, ground_.work_on_case(request, secretariat(), ground_.new_request_id())
    ));
    EXPECT_NE(seen.DebugString().find(secret), std::string::npos);
    must(destroy(order(position_)));
    auto next = concern("By the other node again");
    next.set_name(state_.name());
    next.set_etag(seen.etag());
    const auto after = case_in(
        Ground::submit(*other, ground_.work_on_case(next, secretariat(), ground_.new_request_id()))
    );
    EXPECT_EQ(after.DebugString().find(secret), std::string::npos);
}

TEST_P(Destruction, MayLeaveOutSomeTextsAndSaysWhichThereAre) {
    auto request = order(position_);
    request.add_fields("concern_raised.domain");
    EXPECT_EQ(destroy(request).error().code, base::Code::invalid_argument);
    request = order(position_);
    request.add_fields("concern_raised.evidence");
    must(destroy(request));
    EXPECT_TRUE(shown());
}

TEST_P(Destruction, IsRefusedWhereItMayNotBe) {
    EXPECT_EQ(destroy(order(10'000)).error().code, base::Code::not_found);
    EXPECT_EQ(destroy(order(0)).error().code, base::Code::failed_precondition);  // a ruleset
    auto nobody = secretariat();
    nobody.set_capacity("analyst");
    EXPECT_EQ(destroy(order(position_), nobody).error().code, base::Code::permission_denied);
    auto dry = order(position_);
    dry.set_validate_only(true);
    must(destroy(dry));
    EXPECT_TRUE(shown());
    must(destroy(order(position_)));
    EXPECT_EQ(destroy(order(position_)).error().code, base::Code::failed_precondition);
    // The record of it is the newest event.
    const auto record = ground_.journal_size() - 1;
    EXPECT_EQ(destroy(order(record)).error().code, base::Code::failed_precondition);
}

TEST_P(Destruction, LeavesAllProofsAndIsToldByVerify) {
    const auto before = proof_of(position_);
    must(destroy(order(position_)));
    auto report = must(verify(ground_.database()));
    ASSERT_TRUE(report.clean()) << report.findings.front().what;
    ASSERT_EQ(report.destroyed.size(), 1U);
    EXPECT_EQ(report.destroyed[0].position, position_);
    EXPECT_EQ(report.destroyed[0].authority, "Information Commissioner");
    EXPECT_FALSE(report.destroyed[0].erased);

    const auto erased = must(erase(ground_.database()));
    EXPECT_EQ(erased.events, 1);
    EXPECT_EQ(erased.answers, 1);
    report = must(verify(ground_.database()));
    EXPECT_TRUE(report.clean()) << report.findings.front().what;
    EXPECT_TRUE(report.destroyed[0].erased);
    EXPECT_TRUE(
        must(DestructionReader{ground_.database()}.list(Reader::everything(), 1000, 10))[0].erased()
    );

    for (std::int64_t at = 0; at < ground_.journal_size(); ++at) {
        const auto file = must(ledger::parse_proof_file(proof_of(at)));
        EXPECT_TRUE(ledger::open_proof(file, signing_key.verifier)) << at;
    }
    // A proof that was handed out before still holds, and the envelope in it is the same.
    const auto old = must(ledger::parse_proof_file(before));
    EXPECT_TRUE(ledger::open_proof(old, signing_key.verifier));
    EXPECT_EQ(old.extra, must(ledger::parse_proof_file(proof_of(position_))).extra);
    EXPECT_FALSE(shown());
    EXPECT_EQ(must(erase(ground_.database())).events, 0);
}

// The files of a PostgreSQL server are its own.
class DestructionInAFile : public Destruction {};

INSTANTIATE_TEST_SUITE_P(Db, DestructionInAFile, testing::Values(Backend::sqlite), name_of);

TEST_P(DestructionInAFile, RemovesTheBytes) {
    const auto holds = [&] {
        const auto path = ground_.url().substr(std::string("sqlite:").size());
        for (const auto* end : {"", "-wal"}) {
            std::ifstream file{path + end, std::ios::binary};
            const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
            if (bytes.find(secret) != std::string::npos) {
                return true;
            }
        }
        return false;
    };
    ASSERT_TRUE(holds());
    must(destroy(order(position_)));
    must(erase(ground_.database()));
    EXPECT_FALSE(holds());
}

TEST_P(Destruction, TakesTheContentsOfADocumentThatNothingElseNames) {
    const auto add = [&](const std::string& name, const std::string& content) {
        NewEvent added{name, {}, {}};
        auto& document = *added.event.mutable_document_added()->mutable_document();
        document.set_kind("note");
        document.set_title(secret);
        auto& part = *document.add_parts();
        part.set_id("1");
        part.set_size(static_cast<std::int64_t>(content.size()));
        part.set_digest(must(app_.documents.put(content)));
        record({added});
        return part.digest();
    };
    const auto sole = add("documents/one", "the only paper");
    const auto first = ground_.journal_size() - 1;
    const auto shared = add("documents/two", "a shared paper");
    add("documents/three", "a shared paper");
    const auto erased_by = [&](const std::string& digest) {
        const auto session = ground_.database().connect();
        *session << "UPDATE document_chunk SET bytes = " + bytes_sql(GetParam(), "''") +
                        " WHERE digest = '" + base::hex(digest) + "'";
    };
    // Only its texts: the content stays, and not even the owner may remove it.
    must(destroy(order(first + 1)));
    EXPECT_THROW(erased_by(shared), soci::soci_error);
    EXPECT_EQ(must(app_.documents.get(shared)), "a shared paper");

    auto request = order(first);
    request.set_contents(true);
    EXPECT_EQ(must(destroy(request)).contents_size(), 1);
    EXPECT_EQ(app_.documents.get(sole).error().code, base::Code::not_found);
    EXPECT_EQ(must(erase(ground_.database())).contents, 1);
    EXPECT_TRUE(must(verify(ground_.database())).clean());
    EXPECT_EQ(must(app_.documents.get(shared)), "a shared paper");
    // Gone without a destruction it would be a finding.
    ground_.tamper("UPDATE document_chunk SET bytes = " + bytes_sql(GetParam(), "''"));
    EXPECT_FALSE(must(verify(ground_.database())).clean());
}

TEST_P(Destruction, LetsTheOwnerEmptyWhatItNamesAndNothingElse) {
    must(destroy(order(position_)));
    const auto session = ground_.database().connect();
    const auto empty = bytes_sql(GetParam(), "''");
    const auto at = " WHERE position = " + std::to_string(position_);
    const auto refused = [&](const std::string& sql) {
        try {
            *session << sql;
            return false;
        } catch (const soci::soci_error& error) {
            return to_failure(error).kind == FailureKind::refused;
        }
    };
    EXPECT_TRUE(refused("UPDATE journal SET payload = " + empty + at));
    EXPECT_TRUE(refused("UPDATE journal SET salt = " + empty + at));
    EXPECT_TRUE(refused("UPDATE journal SET salt = payload, payload = " + empty + at));
    for (const auto* other :
         {"person = 'x'",
          "capacity = 'x'",
          "stream = 'cases/x'",
          "version = 9",
          "type = 'x'",
          "recorded_at_us = 1",
          "request_id = 'x'",
          "cause = 'x'",
          "known_on = '2001-01-01'",
          "entered_later = 1",
          "digest = leaf",
          "leaf = digest",
          "position = 999"}) {
        EXPECT_TRUE(refused(
            "UPDATE journal SET salt = " + empty + ", payload = " + empty + ", " + other + at
        )) << other;
    }
    EXPECT_TRUE(refused(
        "UPDATE journal SET salt = " + empty + ", payload = " + empty +
        " WHERE position = " + std::to_string(position_ + 1)
    ));
    EXPECT_TRUE(refused("DELETE FROM journal" + at));
    const auto empty_request =
        "UPDATE request SET fingerprint = " + empty + ", response = " + empty + ", salt = " + empty;
    EXPECT_TRUE(refused(empty_request + " WHERE request_id <> 'the-request'"));
    EXPECT_TRUE(refused(empty_request + ", position = 0 WHERE request_id = 'the-request'"));
    EXPECT_TRUE(
        refused("UPDATE request SET response = " + empty + " WHERE request_id = 'the-request'")
    );
    EXPECT_FALSE(refused("UPDATE journal SET salt = " + empty + ", payload = " + empty + at));
    EXPECT_FALSE(refused(empty_request + " WHERE request_id = 'the-request'"));
    EXPECT_TRUE(must(verify(ground_.database())).clean());
}

TEST_P(Destruction, HidesNoOtherTampering) {
    must(destroy(order(position_)));
    must(erase(ground_.database()));
    const auto at = " WHERE position = " + std::to_string(position_);
    const auto empty = bytes_sql(GetParam(), "''");
    // The payload alone put back, or another event emptied in the same way.
    ground_.tamper("UPDATE journal SET payload = digest" + at);
    EXPECT_FALSE(must(verify(ground_.database())).clean());
    ground_.tamper("UPDATE journal SET payload = " + empty + at);
    ASSERT_TRUE(must(verify(ground_.database())).clean());
    ground_.tamper("UPDATE request SET response = " + empty + " WHERE request_id <> 'the-request'");
    EXPECT_FALSE(must(verify(ground_.database())).clean());
    ground_.tamper(
        "UPDATE journal SET salt = " + empty + ", payload = " + empty + " WHERE position = 1"
    );
    const auto report = must(verify(ground_.database()));
    EXPECT_TRUE(std::any_of(
        report.findings.begin(),
        report.findings.end(),
        [](const auto& finding) {
            return finding.where == "position 1" &&
                   finding.what.find("digest") != std::string::npos;
        }
    ));
}

TEST_P(Destruction, IsListedNewestFirst) {
    must(destroy(order(position_)));
    must(destroy(order(position_ + 1)));
    v1::ListDestructionsRequest request;
    request.set_page_size(1);
    auto page = must(api::list_destructions(view(), request));
    ASSERT_EQ(page.destructions_size(), 1);
    EXPECT_EQ(page.destructions(0).destruction().position(), position_ + 1);
    EXPECT_EQ(page.destructions(0).recorded_by().person(), secretariat().person());
    EXPECT_FALSE(page.destructions(0).erased());
    request.set_page_token(page.next_page_token());
    page = must(api::list_destructions(view(), request));
    EXPECT_EQ(page.destructions(0).destruction().position(), position_);
}

}  // namespace
}  // namespace ladder::db
