// Bundles out of either database: whole, as recorded by a moment, and short of what is marked.
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "db/bundle_source.hpp"
#include "db/checkpoint_store.hpp"
#include "engine/bundle/verify.hpp"
#include "tests/integration/readers.hpp"
#include "tests/unit/bundle/log.hpp"

namespace ladder::db {
namespace {

const ledger::SignerKey bundle_key =
    must(ledger::signer_key("ladder.example/bundles", ledger::SignatureType::ed25519, {5}));

// The sample's log, committed request by request as its events tell.
class Bundles : public testing::TestWithParam<Backend> {
protected:
    Bundles() : ground_{GetParam()} {
        must(DocumentStore{ground_.database()}.put("Dear Chief Constable"));
        const auto& rows = log_.rows;
        for (std::size_t first = 0; first < rows.size();) {
            auto last = first;
            std::vector<NewEvent> events;
            for (; last < rows.size() &&
                   rows[last].envelope.request_id() == rows[first].envelope.request_id();
                 ++last) {
                const auto& envelope = rows[last].envelope;
                events.push_back({envelope.stream(), rows[last].event, envelope.cause()});
            }
            const auto& envelope = rows[first].envelope;
            ground_.on(envelope.known_on());
            stage(envelope.stream());
            must(ground_.submit(
                Ground::recording(std::move(events), envelope.request_id(), envelope.actor())
            ));
            first = last;
        }
    }

    // The figures of an import, before its event seals them.
    void stage(const std::string& import) {
        if (!import.starts_with("imports/")) {
            return;
        }
        std::vector<StagedFigure> figures;
        for (const auto& figure : log_.figures) {
            if (figure.import() == import) {
                StagedFigure staged;
                staged.indicator = figure.indicator();
                staged.body = figure.body();
                staged.period_end = must(base::parse_date(figure.period_end()));
                staged.value = figure.value();
                staged.published_on = must(base::parse_date(figure.published_on()));
                staged.revision = figure.revision();
                figures.push_back(staged);
            }
        }
        const ObservationStore store{ground_.database()};
        const auto begun = must(store.begin_import());
        ASSERT_EQ(begun.staging.name, import);
        must(store.stage(begun.staging, figures));
    }

    BundleWish wish(const std::string& name = std::string{bundle::sample::case_name}) {
        const auto checkpoint = must(
            CheckpointStore{ground_.database()}.make(bundle_key, base::to_micros(ground_.now()))
        );
        BundleWish wish;
        wish.name = name;
        wish.tree_size = checkpoint.checkpoint.size;
        wish.marking_max = v1::MARKING_PROTECT;
        wish.include_documents = true;
        wish.head.set_checkpoint(checkpoint.note());
        return wish;
    }

    base::Result<std::string> make(const BundleWish& wish) {
        return BundleSource{ground_.database()}.make(Reader::everything(), wish);
    }

    bundle::Report verified(const BundleWish& wish) {
        return must(bundle::verify(must(make(wish)), {bundle_key.verifier}));
    }

    bundle::sample::Log log_;
    Ground ground_;
};

TEST_P(Bundles, VerifyWholeAndAreTheSameTwice) {
    const auto asked = wish();
    const auto report = verified(asked);
    EXPECT_TRUE(report.clean()) << bundle::sample::told(report);
    EXPECT_EQ(report.events, static_cast<std::int64_t>(log_.rows.size()));
    EXPECT_EQ(report.figures, 5);
    EXPECT_EQ(report.contents, 1);
    EXPECT_EQ(report.evaluations, 2);
    EXPECT_EQ(report.reperformed.at("decision_recorded"), 1);
    EXPECT_EQ(must(make(asked)), must(make(asked)));
}

TEST_P(Bundles, HoldWhatWasRecordedByTheMoment) {
    auto asked = wish(std::string{bundle::sample::case_name} + "/decisions/d1");
    const auto report = verified(asked);
    EXPECT_TRUE(report.clean()) << bundle::sample::told(report);
    EXPECT_EQ(report.reperformed.at("decision_recorded"), 1);
    EXPECT_FALSE(report.reperformed.contains("trigger_cleared"));
    EXPECT_EQ(report.imports, 1);

    asked.known_at = base::Instant{must(base::parse_date("2011-01-01"))};
    const auto early = make(asked);
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error().code, base::Code::not_found);
    EXPECT_EQ(make(wish("cases/essex-general-1")).error().code, base::Code::not_found);
    EXPECT_EQ(
        make(wish(std::string{bundle::sample::case_name} + "/decisions/d9")).error().code,
        base::Code::not_found
    );
}

// They are decided again from what they hold, so nothing of them can be left out for a reader.
TEST_P(Bundles, AreMadeForWhoeverSeesAllOfThem) {
    const auto made_for = [&](const Reader& reader) {
        const auto made = BundleSource{ground_.database()}.make(reader, wish());
        return made ? std::string{"made"} : std::string{base::to_string(made.error().code)};
    };
    EXPECT_EQ(made_for(reader_of_all_but(ground_, v1::RECORD_KIND_UNSPECIFIED)), "made");
    EXPECT_EQ(made_for(reader_of_all_but(ground_, v1::RECORD_KIND_CASE)), "not_found");
    EXPECT_EQ(
        made_for(reader_of_all_but(ground_, v1::RECORD_KIND_DELIBERATION)), "permission_denied"
    );
    EXPECT_EQ(made_for(reader_of_all_but(ground_, v1::RECORD_KIND_DOCUMENT)), "permission_denied");
    ground_.tamper(
        "UPDATE observation SET marking = " + std::to_string(v1::MARKING_SECRET) +
        " WHERE import_number = 1"
    );
    EXPECT_EQ(
        made_for(reader_of_all_but(ground_, v1::RECORD_KIND_UNSPECIFIED)), "permission_denied"
    ) << "a figure is marked higher than its import";
}

TEST_P(Bundles, LeaveOutWhatIsMarkedHigher) {
    auto asked = wish();
    asked.marking_max = v1::MARKING_UNSPECIFIED;
    const auto report = verified(asked);
    EXPECT_TRUE(report.clean()) << bundle::sample::told(report);
    EXPECT_EQ(report.documents, 0);
    EXPECT_EQ(report.head.documents_left_out(), 1);
    auto digests = wish();
    digests.include_documents = false;
    EXPECT_EQ(verified(digests).contents, 0);
    EXPECT_EQ(verified(digests).documents, 1);
}

TEST_P(Bundles, RestOnTheCheckpointThatIsPreferredIfItCoversThem) {
    auto asked = wish();
    const CheckpointStore store{ground_.database()};
    asked.preferred = must(store.get(asked.tree_size));
    NewEvent elsewhere{"peers/elsewhere", {}, {}};
    elsewhere.event.mutable_peer_recorded()->mutable_peer()->set_title("No part of it");
    must(ground_.submit(Ground::recording({elsewhere}, "later", casework::sample::secretariat())));
    const auto now = must(store.make(bundle_key, 1));
    ASSERT_GT(now.checkpoint.size, asked.tree_size);
    const auto preferred = asked.tree_size;
    asked.tree_size = now.checkpoint.size;
    asked.head.set_checkpoint(now.note());
    auto report = verified(asked);
    EXPECT_TRUE(report.clean()) << bundle::sample::told(report);
    EXPECT_EQ(report.log_size, preferred);
    asked.preferred->checkpoint.size = 3;
    report = verified(asked);
    EXPECT_TRUE(report.clean()) << bundle::sample::told(report);
    EXPECT_EQ(report.log_size, now.checkpoint.size);
}

TEST_P(Bundles, AreRefusedWhereTheyWouldBeLargerThanAskedFor) {
    auto asked = wish();
    const auto bytes = must(make(asked)).size();
    asked.bytes_max = bytes;
    EXPECT_TRUE(make(asked));
    asked.bytes_max = bytes - 1;
    const auto refused = make(asked);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::resource_exhausted);
    EXPECT_NE(refused.error().message.find("audit_bundle_max_bytes"), std::string::npos);
}

TEST_P(Bundles, TellARowThatWasTamperedWith) {
    ground_.tamper("UPDATE journal SET known_on = '2011-04-30' WHERE position = 9");
    const auto report = verified(wish());
    EXPECT_TRUE(bundle::sample::finds(report, {"9 ", "not in the log's tree"}))
        << bundle::sample::told(report);
    ground_.tamper("UPDATE observation SET value = 2001 WHERE value = 2000");
    EXPECT_TRUE(bundle::sample::finds(verified(wish()), {"imports/1", "not those"}));
}

INSTANTIATE_TEST_SUITE_P(
    Backends,
    Bundles,
    testing::Values(Backend::sqlite, Backend::postgresql),
    [](const auto& test) { return test.param == Backend::sqlite ? "sqlite" : "postgresql"; }
);

}  // namespace
}  // namespace ladder::db
