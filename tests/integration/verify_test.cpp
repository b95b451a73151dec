// verify() finds each kind of tampering that somebody with every right could do.
#include "db/verify.hpp"

#include <algorithm>
#include <gmock/gmock.h>

#include "db/batch_store.hpp"
#include "db/observation_store.hpp"
#include "engine/command/destroy.hpp"
#include "tests/integration/ground.hpp"

namespace ladder::db {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

struct Tampering {
    const char* name;
    const char* sql;
    const char* where;  // of a finding, in part
    const char* what;   // of the same finding, in part
};

// clang-format off
const Tampering tamperings[]{
    {"changed_payload",      "UPDATE journal SET payload = salt WHERE position = 4",                                  "position 4",   "digest"},
    {"changed_salt",         "UPDATE journal SET salt = leaf WHERE position = 5",                                     "position 5",   "digest"},
    {"changed_digest",       "UPDATE journal SET digest = leaf WHERE position = 5",                                   "position 5",   "leaf"},
    {"changed_leaf",         "UPDATE journal SET leaf = digest WHERE position = 5",                                   "position 5",   "leaf"},
    {"changed_person",       "UPDATE journal SET person = 'somebody' WHERE position = 5",                             "position 5",   "leaf"},
    {"changed_moment",       "UPDATE journal SET recorded_at_us = 1 WHERE position = 5",                              "position 5",   "before the event"},
    {"changed_known_on",     "UPDATE journal SET known_on = '2001-01-01' WHERE position = 5",                         "position 5",   "day on which it was known"},
    {"no_known_on",          "UPDATE journal SET known_on = '' WHERE position = 5",                                   "position 5",   "day on which it was known"},
    {"known_in_the_future",  "UPDATE journal SET known_on = '2050-01-01' WHERE position = 5",                         "position 5",   "day on which it was known"},
    {"unreadable_event",     "UPDATE journal SET payload = leaf WHERE position = 4",                                  "position 4",   "can't be read"},
    {"unmarked_later_entry", "UPDATE journal SET entered_later = 0 WHERE entered_later = 1",                          "position 6",   "day on which it was known"},
    {"changed_type",         "UPDATE journal SET type = 'case_opened' WHERE position = 5",                            "position 5",   "content"},
    {"removed_event",        "DELETE FROM journal WHERE position = 5",                                                "position 6",   "gap"},
    {"removed_version",      "DELETE FROM journal WHERE position = 5",                                                "cases/",       "version 3 follows 1"},
    {"removed_last_event",   "DELETE FROM journal WHERE position = (SELECT max(position) FROM journal)",              "log head",     "events"},
    {"moved_event",          "UPDATE journal SET position = 15 WHERE position = 5",                                   "position 15",  "gap"},
    {"changed_head",         "UPDATE log_head SET size = size + 1",                                                   "log head",     "events"},
    {"changed_tree",         "UPDATE log_head SET frontier = (SELECT leaf FROM journal WHERE position = 0)",          "log head",     "tree"},
    {"changed_head_moment",  "UPDATE log_head SET recorded_at_us = recorded_at_us + 1",                               "log head",     "moment"},
    {"removed_answer",       "DELETE FROM request WHERE request_id = 'request-2'",                                    "position 4",   "answer"},
    {"changed_answer",       "UPDATE request SET response = fingerprint WHERE request_id = 'request-2'",              "request request-2", "position 4 seals"},
    {"changed_question",     "UPDATE request SET fingerprint = response WHERE request_id = 'request-2'",              "request request-2", "position 4 seals"},
    {"changed_answer_place", "UPDATE request SET position = position + 1 WHERE request_id = 'request-2'",             "request request-2", "position 4 seals"},
    {"unsealed_answer",      "UPDATE request SET salt = substr(salt, 1, 0) WHERE request_id = 'request-2'",           "request request-2", "position 4 seals"},
    {"emptied_answer",       "UPDATE request SET response = substr(response, 1, 0), fingerprint = substr(fingerprint, 1, 0), salt = substr(salt, 1, 0) WHERE request_id = 'request-2'", "request request-2", "emptied without a destruction"},
    {"invented_seal",        "INSERT INTO request SELECT 'other', fingerprint, response, position, salt FROM request WHERE request_id = 'request-2'", "request other", "no event seals it"},
    {"changed_row",          "UPDATE case_row SET content = (SELECT content FROM body_row WHERE name = 'bodies/force-1')", "cases/",  "not what the journal"},
    {"changed_filter",       "UPDATE case_row SET stage = 'direction'",                                               "cases/",       "not what the journal"},
    {"changed_bound",        "UPDATE proposal_row SET to_position = 1000",                                            "cases/",       "not what the journal"},
    {"removed_row",          "DELETE FROM proposal_row",                                                              "cases/",       "missing"},
    {"invented_row",         "INSERT INTO body_row SELECT 'bodies/none', from_position, to_position, kind, content FROM body_row WHERE name = 'bodies/force-1'", "body_row", "belong to no stream"},
    {"invented_version",     "INSERT INTO body_row SELECT name, 999, to_position, kind, content FROM body_row WHERE name = 'bodies/force-1'", "bodies/force-1", "not made by any event"},
    {"changed_figure",       "UPDATE observation SET value = value + 1 WHERE body = 'bodies/force-1'",                "imports/1",    "not those that were imported"},
    {"changed_publication",  "UPDATE observation SET published_on = '2010-01-01'",                                    "imports/1",    "not those that were imported"},
    {"removed_figure",       "DELETE FROM observation WHERE body = 'bodies/force-1'",                                 "imports/1",    "figures"},
    {"invented_figure",      "INSERT INTO observation SELECT 'burglary', body, period_end, import_number, revision, value, numerator, denominator, published_on, quality, marking FROM observation", "imports/1", "figures"},
    {"removed_kept_row",     "DELETE FROM quarantine",                                                                "imports/1",    "kept aside"},
};
// clang-format on

class Verify : public testing::TestWithParam<std::tuple<Backend, Tampering>> {};

void prepare(Ground& ground) {
    ground.publish_and_register();
    auto state = ground.open_case(1);
    state = ground.raise_concern(state, "Detections");
    ground.on("2011-06-01");
    state = ground.raise_concern(state, "Earlier", casework::sample::day("2011-03-01"));
    ground.raise_trigger(state, "2011-03-31");
    const ObservationStore store(ground.database());
    const auto staging = must(store.begin_import()).staging;
    const std::vector<StagedFigure> figures{
        robberies("bodies/force-1", 1), robberies("bodies/force-2", 2)};
    must(store.stage(staging, figures));
    must(store.quarantine(staging, {{{}, "a row"}}));
    NewEvent sealed{staging.name, {}, {}};
    auto& event = *sealed.event.mutable_observations_imported();
    event.set_added(2);
    event.set_quarantined(1);
    event.set_observations_digest(observations_digest(figures));
    must(ground.submit(
        Ground::recording({sealed}, ground.new_request_id(), casework::sample::secretariat())
    ));
}

TEST_P(Verify, FindsTampering) {
    const auto& [backend, tampering] = GetParam();
    Ground ground(backend);
    prepare(ground);
    const auto before = must(verify(ground.database()));
    ASSERT_TRUE(before.clean()) << before.findings.front().where << ": "
                                << before.findings.front().what;
    ASSERT_EQ(before.events, 9);
    ASSERT_EQ(before.figures, 2);
    ground.tamper(tampering.sql);
    const auto after = must(verify(ground.database()));
    EXPECT_FALSE(after.clean());
    const bool found =
        std::any_of(after.findings.begin(), after.findings.end(), [&](const auto& finding) {
            return finding.where.find(tampering.where) != std::string::npos &&
                   finding.what.find(tampering.what) != std::string::npos;
        });
    std::string all;
    for (const auto& finding : after.findings) {
        all += finding.where + ": " + finding.what + "\n";
    }
    EXPECT_TRUE(found) << all;
}

INSTANTIATE_TEST_SUITE_P(
    Db,
    Verify,
    testing::Combine(
        testing::Values(Backend::sqlite, Backend::postgresql), testing::ValuesIn(tamperings)
    ),
    [](const auto& test) {
        return std::string(std::get<1>(test.param).name) +
               (std::get<0>(test.param) == Backend::sqlite ? "_sqlite" : "_postgresql");
    }
);

class VerifyAnswers : public OnBoth {};

LADDER_ON_BOTH(VerifyAnswers);

// An event and its request as they were written before answers were sealed.
void record_unsealed(Ground& ground, const std::string& salt = std::string(salt_bytes, 's')) {
    const auto store = BatchStore::open(ground.database());
    Batch batch(store->head());
    JournalRow row;
    row.envelope.set_position(batch.next_position());
    row.envelope.set_stream("peers/none");
    row.envelope.set_version(1);
    row.envelope.set_recorded_at_us(base::to_micros(ground.now()));
    *row.envelope.mutable_actor() = casework::sample::analyst();
    row.envelope.set_request_id("before");
    row.envelope.set_known_on(base::to_string(base::day_of(ground.now())));
    v1::Event event;
    event.mutable_concern_raised()->set_id("makes no peer");
    row.envelope.set_type(casework::type_of(event));
    row.payload = serialise(event);
    row.salt = salt;
    seal(row);
    batch.add("before", {"what was asked", "\n", batch.next_position(), {}});
    batch.add(row);
    Aggregate state;
    fold(state, row.envelope.stream(), event, recorded_of(row));
    for (const auto& made : project(state, event, recorded_of(row))) {
        batch.add(made);
    }
    must(batch.finish());
    ASSERT_EQ(store->write(batch), Written::done);
}

TEST_P(VerifyAnswers, TellsThoseThatNothingSeals) {
    Ground ground(GetParam());
    ground.publish_and_register();
    ground.open_case(1);
    auto report = must(verify(ground.database()));
    EXPECT_TRUE(report.clean());
    EXPECT_EQ(report.sealed_answers, 2);
    EXPECT_EQ(report.unsealed_answers, 0);
    must(ground.submit(Ground::recording({}, "nothing came of it", casework::sample::analyst())));
    record_unsealed(ground);
    report = must(verify(ground.database()));
    EXPECT_TRUE(report.clean()) << report.findings.front().what;
    EXPECT_EQ(report.sealed_answers, 2);
    EXPECT_EQ(report.unsealed_answers, 2);
}

TEST_P(VerifyAnswers, FindsASealThatWasTurnedIntoAPlainSalt) {
    Ground ground(GetParam());
    ground.publish_and_register();
    // Half a seal that can be read as a field, of a number that no event has.
    record_unsealed(ground, std::string(salt_bytes, 's') + "\xa2\x1f\x0d" + std::string(13, 'x'));
    ground.tamper(
        GetParam() == Backend::sqlite
            ? "UPDATE journal SET payload = CAST(substr(salt, 17) || payload AS BLOB), "
              "salt = substr(salt, 1, 16) WHERE position = 4"
            : "UPDATE journal SET payload = substr(salt, 17) || payload, "
              "salt = substr(salt, 1, 16) WHERE position = 4"
    );
    const auto report = must(verify(ground.database()));
    ASSERT_EQ(report.finding_count, 1);
    EXPECT_EQ(report.findings[0].where, "position 4");
    EXPECT_EQ(report.findings[0].what, "the payload is not as the journal writes events");
}

TEST_P(VerifyAnswers, LooksAtThoseOfAPart) {
    Ground ground(GetParam());
    ground.publish_and_register();
    ground.open_case(1);
    ground.tamper("UPDATE request SET response = fingerprint WHERE request_id = 'request-1'");
    VerifyOptions options;
    options.from = 4;
    auto report = must(verify(ground.database(), options));
    EXPECT_TRUE(report.clean());
    EXPECT_EQ(report.sealed_answers, 1);
    options.from = 0;
    options.to = 4;
    EXPECT_FALSE(must(verify(ground.database(), options)).clean());
}

// A part of the journal is held against its own end, its own beginning and its own streams.
class VerifyPart : public OnBoth {
protected:
    VerifyPart() { prepare(ground_); }

    // What verify() finds from one position to another, after this was done to the database.
    std::string found(const char* sql, std::int64_t from, std::optional<std::int64_t> to = {}) {
        VerifyOptions options;
        options.from = from;
        options.to = to;
        EXPECT_TRUE(must(verify(ground_.database(), options)).clean());
        ground_.tamper(sql);
        std::string all;
        for (const auto& finding : must(verify(ground_.database(), options)).findings) {
            all += finding.where + ": " + finding.what + "\n";
        }
        return all;
    }

    Ground ground_{GetParam()};
};

LADDER_ON_BOTH(VerifyPart);

TEST_P(VerifyPart, LooksAtTheHeadWhereItGoesToTheEnd) {
    EXPECT_THAT(
        found("UPDATE log_head SET recorded_at_us = recorded_at_us + 1", 5),
        HasSubstr("log head: its moment")
    );
}

TEST_P(VerifyPart, MissesTheEventsBeforeItsEnd) {
    EXPECT_THAT(
        found("DELETE FROM journal WHERE position = 2", 1, 3),
        HasSubstr("position 3: events before it are missing")
    );
}

TEST_P(VerifyPart, GoesOnFromTheMomentBeforeIt) {
    EXPECT_THAT(
        found(
            "UPDATE journal SET recorded_at_us = recorded_at_us + 1000000000000 WHERE position = 4",
            5
        ),
        HasSubstr("position 5: was recorded before")
    );
}

TEST_P(VerifyPart, ReplaysTheStreamsThatItTouches) {
    EXPECT_THAT(
        found("DELETE FROM journal WHERE position = 5", 5), HasSubstr("version 3 follows 1")
    );
}

TEST_P(VerifyPart, ComparesTheNodesThatItsLeavesMake) {
    std::vector<NewEvent> many(300, {"bodies/force-1", {}, {}});
    for (auto& event : many) {
        *event.event.mutable_body_registered()->mutable_body() = casework::sample::gwent();
    }
    must(ground_.submit(Ground::recording(
        std::move(many), ground_.new_request_id(), casework::sample::secretariat()
    )));
    EXPECT_THAT(
        found("UPDATE tree_node SET hash = (SELECT leaf FROM journal WHERE position = 0)", 0, 300),
        HasSubstr("node 0 of level 1")
    );
}

// Whoever writes to the journal past the API says of one event what was ordered of another.
TEST_P(VerifyPart, ComparesDestructionsWithTheEventsThatTheyName) {
    const auto found_at = [&](std::int64_t position, const v1::ContentDestroyed& told) {
        NewEvent event{command::destruction_stream(position), {}, {}};
        *event.event.mutable_content_destroyed() = told;
        must(ground_.submit(
            Ground::recording({event}, ground_.new_request_id(), casework::sample::secretariat())
        ));
        std::string all;
        for (const auto& finding : must(verify(ground_.database())).findings) {
            if (finding.where == "position " + std::to_string(position)) {
                all += finding.what + "\n";
            }
        }
        return all;
    };
    v1::ContentDestroyed told;
    told.set_position(5);
    told.set_stream("cases/force-1-general-1");
    EXPECT_THAT(
        found_at(5, told),
        AllOf(HasSubstr("leaves is not what it was"), Not(HasSubstr("names another event")))
    );
    told.set_position(2);
    EXPECT_THAT(found_at(2, told), HasSubstr("names another event")) << "by its stream";
    told.set_stream("bodies/force-1");
    EXPECT_THAT(found_at(1, told), HasSubstr("names another event")) << "by its position";
}

// The event says that nothing was imported: then no digest is compared.
TEST_P(VerifyPart, CountsTheFiguresOfAnImportOfNone) {
    const ObservationStore store(ground_.database());
    const auto staging = must(store.begin_import()).staging;
    must(store.stage(staging, {robberies("bodies/force-3", 3)}));
    NewEvent sealed{staging.name, {}, {}};
    sealed.event.mutable_observations_imported()->set_import(staging.name);
    must(ground_.submit(
        Ground::recording({sealed}, ground_.new_request_id(), casework::sample::secretariat())
    ));
    const auto report = must(verify(ground_.database()));
    ASSERT_FALSE(report.clean());
    EXPECT_EQ(report.findings.front().where, staging.name);
}

class VerifyLarge : public OnBoth {};

LADDER_ON_BOTH(VerifyLarge);

TEST_P(VerifyLarge, ReadsJournalsLongerThanItReadsAtATime) {
    Ground ground(GetParam());
    ground.publish_and_register();
    const auto state = ground.open_case(1);
    std::vector<NewEvent> events(5100, {state.name(), {}, {}});
    for (auto& event : events) {
        event.event.mutable_concern_raised()->set_id("c1");
    }
    must(ground.submit(Ground::recording(std::move(events), "many", casework::sample::secretariat())
    ));
    std::vector<std::int64_t> progress;
    const auto report =
        must(verify(ground.database(), [&](std::string_view step, std::int64_t done, std::int64_t) {
            if (step == "journal") {
                progress.push_back(done);
            }
        }));
    EXPECT_TRUE(report.clean());
    EXPECT_EQ(report.events, 5105);
    EXPECT_EQ(progress, (std::vector<std::int64_t>{5000, 5105}));
    EXPECT_EQ(report.root.size(), 64U);
}

}  // namespace
}  // namespace ladder::db
