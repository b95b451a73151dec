// The journal's writer: order, groups, repetition, refusal, several nodes.
#include <atomic>
#include <future>
#include <set>
#include <thread>

#include "db/journal.hpp"
#include "db/verify.hpp"
#include "tests/integration/ground.hpp"
#include "tests/support/postgres.hpp"

namespace ladder::db {
namespace {

using casework::sample::analyst;
using casework::sample::hmcic;
using casework::sample::secretariat;

class Writer : public OnBoth {
protected:
    Ground ground_{GetParam()};

    v1::RaiseConcernRequest concern_on(const v1::Case& state, std::string_view title) {
        auto request = concern(title);
        request.set_name(state.name());
        request.set_etag(state.etag());
        return request;
    }

    bool clean() { return must(verify(ground_.database())).clean(); }
};

LADDER_ON_BOTH(Writer);

TEST_P(Writer, GivesPositionsAndVersionsWithoutGaps) {
    ground_.publish_and_register(2);
    auto first = ground_.open_case(1);
    const auto second = ground_.open_case(2);
    first = ground_.raise_concern(first, "Detections");
    EXPECT_EQ(first.version(), 2);
    EXPECT_EQ(second.version(), 1);
    EXPECT_EQ(ground_.journal_size(), 6);
    EXPECT_EQ(ground_.count("SELECT max(position) FROM journal"), 5);
    EXPECT_TRUE(clean());
}

TEST_P(Writer, ShowsTheSameCaseToReadersAsItAnswered) {
    ground_.publish_and_register();
    auto state = ground_.raise_concern(ground_.open_case(1), "Detections");
    EXPECT_EQ(serialise(ground_.read_case(state.name())), serialise(state));
}

TEST_P(Writer, CommitsManyWorksOnOneCaseInTheOrderOfTheirSubmission) {
    ground_.publish_and_register();
    const auto state = ground_.open_case(1);
    constexpr int works = 300;
    std::vector<std::future<base::Result<std::string>>> answers;
    for (int i = 0; i < works; ++i) {
        auto promise = std::make_shared<std::promise<base::Result<std::string>>>();
        answers.push_back(promise->get_future());
        auto request = concern("Concern " + std::to_string(i));
        request.set_name(state.name());
        Work work = ground_.work_on_case(request, analyst(), ground_.new_request_id());
        work.decide = [request](Aggregates& aggregates, const Stamp& stamp) {
            auto current = request;
            current.set_etag(aggregates.find_case(request.name())->etag());
            return rule_on_case(current, analyst(), aggregates, stamp);
        };
        work.done = [promise](base::Result<std::string> result) {
            promise->set_value(std::move(result));
        };
        ground_.writer().submit(std::move(work));
    }
    for (int i = 0; i < works; ++i) {
        const auto after = case_in(answers[static_cast<std::size_t>(i)].get());
        EXPECT_EQ(after.version(), i + 2);
        EXPECT_EQ(after.concerns(i).title(), "Concern " + std::to_string(i));
    }
    EXPECT_TRUE(clean());
}

TEST_P(Writer, AnswersARepeatedRequestAsBeforeAndRecordsItOnce) {
    ground_.publish_and_register();
    const auto state = ground_.open_case(1);
    const auto request = concern_on(state, "Detections");
    const auto work = ground_.work_on_case(request, analyst(), "the-same");
    const auto first = must(ground_.submit(work));
    ground_.raise_concern(ground_.read_case(state.name()), "Another");
    const auto size = ground_.journal_size();
    EXPECT_EQ(must(ground_.submit(work)), first);
    EXPECT_EQ(ground_.journal_size(), size);
}

TEST_P(Writer, KeepsAnAnswerWithoutTheCaseThatTheJournalHolds) {
    ground_.publish_and_register();
    auto state = ground_.open_case(1);
    for (int i = 0; i < 20; ++i) {
        state = ground_.raise_concern(state, "Concern " + std::to_string(i));
    }
    EXPECT_GT(serialise(state).size(), 1000U);
    EXPECT_LT(ground_.count("SELECT max(length(response)) FROM request"), 40);
}

TEST_P(Writer, AnswersARepeatedRequestThatDecideWouldAcceptAgain) {
    const auto work = Ground::recording(
        {{"bodies/x",
          [] {
              v1::Event event;
              event.mutable_body_registered()->mutable_body()->set_title("X");
              return event;
          }(),
          {}}},
        "the-same",
        secretariat()
    );
    must(ground_.submit(work));
    EXPECT_EQ(must(ground_.submit(work)), "");
    EXPECT_EQ(ground_.journal_size(), 1);
}

TEST_P(Writer, RefusesARequestIdThatWasUsedForAnotherRequest) {
    ground_.publish_and_register();
    const auto state = ground_.open_case(1);
    must(ground_.submit(ground_.work_on_case(concern_on(state, "Detections"), analyst(), "the-same")
    ));
    const auto size = ground_.journal_size();
    const auto other =
        ground_.submit(ground_.work_on_case(concern_on(state, "Another"), analyst(), "the-same"));
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, base::Code::invalid_argument);
    EXPECT_EQ(ground_.journal_size(), size);
}

TEST_P(Writer, AnswersTheSameRequestTwiceInOneBatchOnce) {
    ground_.publish_and_register();
    const auto state = ground_.open_case(1);
    auto work = ground_.work_on_case(concern_on(state, "Detections"), analyst(), "the-same");
    std::promise<base::Result<std::string>> first, second, third;
    // The first batch keeps the writer busy until the other three wait together.
    std::promise<void> release;
    auto busy = Ground::recording({}, "busy", secretariat());
    busy.done = [&](const base::Result<std::string>&) { release.get_future().wait(); };
    ground_.writer().submit(busy);
    work.done = [&](base::Result<std::string> result) { first.set_value(std::move(result)); };
    ground_.writer().submit(work);
    work.done = [&](base::Result<std::string> result) { second.set_value(std::move(result)); };
    ground_.writer().submit(work);
    work.fingerprint = "another";
    work.done = [&](base::Result<std::string> result) { third.set_value(std::move(result)); };
    ground_.writer().submit(work);
    release.set_value();
    EXPECT_EQ(must(first.get_future().get()), must(second.get_future().get()));
    const auto refused = third.get_future().get();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::invalid_argument);
    EXPECT_EQ(ground_.read_case(state.name()).version(), 2);
}

TEST_P(Writer, WritesNothingForARefusedCommand) {
    ground_.publish_and_register();
    const auto state = ground_.open_case(1);
    const auto before = ground_.dump_read_models();
    const auto size = ground_.journal_size();
    const auto requests = ground_.count("SELECT count(*) FROM request");
    auto stale = concern_on(state, "Detections");
    stale.set_etag("v17");
    const auto refused = ground_.submit(ground_.work_on_case(stale, analyst(), "refused"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::aborted);
    EXPECT_EQ(ground_.journal_size(), size);
    EXPECT_EQ(ground_.count("SELECT count(*) FROM request"), requests);
    EXPECT_EQ(ground_.dump_read_models(), before);
}

TEST_P(Writer, TellsWhatWouldHappenAndForgetsIt) {
    ground_.publish_and_register();
    const auto state = ground_.open_case(1);
    auto work = ground_.work_on_case(concern_on(state, "Detections"), analyst(), "trial");
    work.validate_only = true;
    const auto would_be = case_in(ground_.submit(work));
    EXPECT_EQ(would_be.version(), 2);
    EXPECT_EQ(ground_.journal_size(), 5);
    EXPECT_EQ(ground_.count("SELECT count(*) FROM request WHERE request_id = 'trial'"), 0);
    // The writer itself has forgotten it too: the old etag still holds, the id is still free.
    work.validate_only = false;
    const auto answer = must(ground_.submit(work));
    EXPECT_EQ(serialise(case_in(answer)), serialise(ground_.read_case(state.name())));
    EXPECT_EQ(ground_.read_case(state.name()).version(), 2);
}

TEST_P(Writer, ForgetsATriedOpeningOfACase) {
    ground_.publish_and_register();
    v1::OpenCaseRequest request;
    request.set_body("bodies/force-1");
    request.set_subject(v1::SUBJECT_GENERAL);
    request.set_reasons("Trial");
    auto work = ground_.opening("cases/force-1-general-1", request, secretariat(), "trial");
    work.validate_only = true;
    must(ground_.submit(work));
    EXPECT_FALSE(ground_.cases().get("cases/force-1-general-1", {}));
    EXPECT_EQ(ground_.open_case(1).version(), 1);
}

TEST_P(Writer, FindsTheOpenCaseOfABodyAcrossBatchesAndRestarts) {
    ground_.publish_and_register();
    ground_.open_case(1);
    v1::OpenCaseRequest request;
    request.set_body("bodies/force-1");
    request.set_subject(v1::SUBJECT_GENERAL);
    request.set_reasons("Again");
    const auto work = ground_.opening("cases/force-1-general-2", request, secretariat(), "again");
    const auto refused = ground_.submit(work);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::already_exists);
    const auto restarted = ground_.another_writer(ground_.database());
    const auto refused_again = Ground::submit(*restarted, work);
    ASSERT_FALSE(refused_again);
    EXPECT_EQ(refused_again.error().code, base::Code::already_exists);
}

TEST_P(Writer, StoresTheAnswerOfARequestThatChangedNothing) {
    const auto work = Ground::recording({}, "nothing-new", secretariat());
    must(ground_.submit(work));
    EXPECT_EQ(ground_.journal_size(), 0);
    EXPECT_EQ(ground_.count("SELECT count(*) FROM request"), 1);
    EXPECT_TRUE(ground_.submit(work));
}

TEST_P(Writer, RefusesWhatNoRowCouldHold) {
    auto work = Ground::recording({}, std::string("a\0b", 3), secretariat());
    EXPECT_EQ(ground_.submit(work).error().code, base::Code::invalid_argument);
    work.request_id = std::string(101, 'a');
    EXPECT_EQ(ground_.submit(work).error().code, base::Code::invalid_argument);
    work.request_id = "";
    EXPECT_EQ(ground_.submit(work).error().code, base::Code::invalid_argument);
    work.request_id = "known-tomorrow";
    work.known_on = base::day_of(ground_.now()) + std::chrono::days(1);
    EXPECT_EQ(ground_.submit(work).error().code, base::Code::invalid_argument);
    work.known_on = {};
    for (const auto& [person, capacity] :
         {std::pair{"", "clerk"}, std::pair{"ann\n", "clerk"}, std::pair{"ann", "clerk\n"}}) {
        work.request_id = "by-" + std::string{person};
        std::erase(work.request_id, '\n');
        work.actor.set_person(person);
        work.actor.set_capacity(capacity);
        EXPECT_FALSE(ground_.submit(work)) << person << capacity;
    }
    NewEvent nowhere{"no stream", {}, {}};
    nowhere.event.mutable_note_added();
    EXPECT_FALSE(ground_.submit(Ground::recording({nowhere}, "nowhere", secretariat())));
    EXPECT_EQ(ground_.count("SELECT count(*) FROM request"), 0);
}

TEST_P(Writer, OutlivesAWorkThatThrows) {
    ground_.publish_and_register();
    const auto state = ground_.open_case(1);
    auto throwing = ground_.work_on_case(concern_on(state, "Detections"), analyst(), "throwing");
    throwing.decide = [](Aggregates&, const Stamp&) -> base::Result<Ruling> {
        throw std::runtime_error("on purpose");
    };
    EXPECT_EQ(ground_.submit(throwing).error().code, base::Code::internal);
    auto late = ground_.work_on_case(concern_on(state, "Detections"), analyst(), "late");
    late.decide = [request = concern_on(state, "Detections")](
                      Aggregates& aggregates, const Stamp& stamp
                  ) -> base::Result<Ruling> {
        auto ruling = rule_on_case(request, analyst(), aggregates, stamp);
        ruling->respond = [](Aggregates&) -> std::unique_ptr<google::protobuf::Message> {
            throw std::runtime_error("on purpose");
        };
        return ruling;
    };
    EXPECT_EQ(ground_.submit(late).error().code, base::Code::internal);
    EXPECT_EQ(ground_.raise_concern(state, "Detections").version(), 2);
    EXPECT_TRUE(clean());
}

TEST_P(Writer, KeepsMomentsInOrderWhenTheClockGoesBack) {
    ground_.on("2011-03-01");
    ground_.publish_and_register();
    const auto opened = ground_.open_case(1);
    ground_.on("2011-02-01");
    const auto after = ground_.raise_concern(opened, "Detections");
    EXPECT_EQ(serialise(after.updated_at()), serialise(opened.updated_at()));
    EXPECT_TRUE(clean());
}

TEST_P(Writer, FollowsWhatAnotherNodeCommitted) {
    ground_.publish_and_register();
    auto state = ground_.open_case(1);
    const auto database = ground_.another_database();
    const auto other = ground_.another_writer(*database);
    for (int i = 0; i < 6; ++i) {
        auto request = concern("Concern " + std::to_string(i));
        request.set_name(state.name());
        request.set_etag(state.etag());
        const auto work = ground_.work_on_case(request, analyst(), ground_.new_request_id());
        state = case_in(Ground::submit(i % 2 == 0 ? *other : ground_.writer(), work));
        EXPECT_EQ(state.concerns_size(), i + 1);
    }
    // A refusal, too, must rest on what the other node wrote last.
    state = ground_.raise_concern(state, "Here");
    auto request = concern_on(state, "There");
    EXPECT_TRUE(Ground::submit(*other, ground_.work_on_case(request, analyst(), "there")));
    EXPECT_EQ(
        ground_.submit(ground_.work_on_case(request, analyst(), "stale")).error().code,
        base::Code::aborted
    );
    EXPECT_TRUE(clean());
}

TEST_P(Writer, GivesTheStoredAnswerForWhatAnotherNodeAccepted) {
    ground_.publish_and_register();
    const auto state = ground_.open_case(1);
    const auto database = ground_.another_database();
    const auto other = ground_.another_writer(*database);
    const auto work = ground_.work_on_case(concern_on(state, "Detections"), analyst(), "the-same");
    const auto first = must(Ground::submit(*other, work));
    EXPECT_EQ(must(ground_.submit(work)), first);
    EXPECT_EQ(ground_.read_case(state.name()).version(), 2);
}

TEST_P(Writer, KeepsOneOrderWhenTwoNodesWriteTogether) {
    ground_.publish_and_register(8);
    for (int force = 1; force <= 8; ++force) {
        ground_.open_case(force);
    }
    constexpr int rounds = 40;
    const auto database = ground_.another_database();
    const auto other = ground_.another_writer(*database, 4);
    std::atomic<int> accepted{0};
    const auto load = [&](JournalWriter& writer, const std::string& node, int first) {
        for (int round = 0; round < rounds; ++round) {
            const auto force = std::to_string(first + round % 5);
            auto request = concern(node + " " + std::to_string(round));
            request.set_name("cases/force-" + force + "-general-1");
            auto work = ground_.work_on_case(
                request, analyst(), node + "-" + std::to_string(first) + "-" + std::to_string(round)
            );
            work.decide = [request](Aggregates& aggregates, const Stamp& stamp) {
                auto current = request;
                current.set_etag(aggregates.find_case(request.name())->etag());
                return rule_on_case(current, analyst(), aggregates, stamp);
            };
            accepted += Ground::submit(writer, work) ? 1 : 0;
        }
    };
    std::vector<std::thread> callers;
    for (int first = 1; first <= 4; ++first) {
        callers.emplace_back([&, first] { load(ground_.writer(), "here", first); });
        callers.emplace_back([&, first] { load(*other, "there", first); });
    }
    for (auto& caller : callers) {
        caller.join();
    }
    EXPECT_EQ(accepted, 8 * rounds);
    EXPECT_EQ(ground_.journal_size(), 9 + 8 + 8 * rounds);
    const auto report = must(verify(ground_.database()));
    EXPECT_TRUE(report.clean()) << report.findings.front().where << ": "
                                << report.findings.front().what;
}

TEST(WriterOnPostgresql, GoesOnAfterItsSessionsWereDropped) {
    Ground ground(Backend::postgresql);
    ground.publish_and_register();
    auto state = ground.open_case(1);
    for (int i = 0; i < 3; ++i) {
        tests::shared_postgres().drop_sessions(ground.name());
        state = ground.raise_concern(state, "Concern " + std::to_string(i));
        EXPECT_EQ(ground.read_case(state.name()).concerns_size(), i + 1);
    }
    EXPECT_TRUE(must(verify(ground.database())).clean());
}

TEST(WriterOnPostgresql, SaysUnavailableWhenThereIsNoDatabase) {
    const auto database = must(Database::open("postgresql:host=/nowhere dbname=none"));
    Ground ground(Backend::sqlite);
    const auto found = CaseReader(*database, Reader::everything()).get("cases/x", {});
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, base::Code::unavailable);
    EXPECT_EQ(found.error().message.find("nowhere"), std::string::npos);
}

}  // namespace
}  // namespace ladder::db
