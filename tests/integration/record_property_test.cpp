// Properties of the record, over random walks: invariants 4, 5, 6 and 8 of the design.
#include <algorithm>
#include <map>

#include "db/journal.hpp"
#include "db/rebuild.hpp"
#include "db/verify.hpp"
#include "tests/integration/walk.hpp"

namespace ladder::db {
namespace {

constexpr int steps = 40;

class RecordProperty : public OnBoth {
protected:
    static int walks() { return GetParam() == Backend::sqlite ? 12 : 3; }

    template <class Check>
    void for_walks(Check&& check) {
        for (int seed = 1; seed <= walks(); ++seed) {
            SCOPED_TRACE("seed " + std::to_string(seed));
            Walk walk(GetParam(), static_cast<unsigned>(seed));
            check(walk);
        }
    }

    static std::vector<JournalRow> journal_of(Ground& ground) {
        return must(ground.database().read(
            [&](soci::session& session) -> base::Result<std::vector<JournalRow>> {
                std::vector<JournalRow> rows;
                read_journal(
                    session,
                    ground.database().backend(),
                    "ORDER BY position",
                    {},
                    [&](JournalRow&& row) {
                        rows.push_back(std::move(row));
                        return true;
                    }
                );
                return rows;
            }
        ));
    }

    // Cases as known at a moment, folded here by the rule itself from the whole journal.
    static std::map<std::string, v1::Case> fold_by_hand(
        const std::vector<JournalRow>& rows, base::Instant at, bool strict
    ) {
        std::map<std::string, v1::Case> cases;
        for (const auto& row : rows) {
            const auto& name = row.envelope.stream();
            const auto recorded_at = base::from_micros(row.envelope.recorded_at_us());
            const auto known_on = must(base::parse_date(row.envelope.known_on()));
            const bool known_later = !strict && row.entered_later && base::Instant(known_on) <= at;
            if (!name.starts_with("cases/") || (recorded_at > at && !known_later) ||
                (row.envelope.version() > 1 && !cases.contains(name))) {
                continue;
            }
            cases[name].set_name(name);
            casework::apply(cases[name], must(event_of(row)), recorded_of(row));
        }
        return cases;
    }

    template <class Read>
    static auto read_pages(Read&& read) {
        auto page = must(read(PageRequest{2, ""}));
        auto all = page.items;
        while (!page.next_token.empty()) {
            page = must(read(PageRequest{2, page.next_token}));
            all.insert(all.end(), page.items.begin(), page.items.end());
        }
        return all;
    }
};

LADDER_ON_BOTH(RecordProperty);

TEST_P(RecordProperty, ListsAgreeWithDetailsAndWithTheRuleAtEveryMoment) {
    for_walks([&](Walk& walk) {
        for (int i = 0; i < steps; ++i) {
            walk.step();
        }
        auto& ground = walk.ground();
        const auto rows = journal_of(ground);
        auto days = walk.days();
        std::sort(days.begin(), days.end());
        days.erase(std::unique(days.begin(), days.end()), days.end());
        for (const auto day : days) {
            for (const bool strict : {false, true}) {
                const KnownAt known_at{base::end_of(day), strict};
                const auto expected = fold_by_hand(rows, *known_at.at, strict);
                SCOPED_TRACE(base::to_string(day) + (strict ? " strict" : " as known"));
                std::vector<std::string> details, proposals;
                for (const auto& [name, state] : expected) {
                    EXPECT_EQ(serialise(ground.read_case(name, known_at)), serialise(state));
                    details.push_back(serialise(casework::summary_of(state)));
                    for (auto proposal : state.proposals()) {
                        proposal.set_case_name(name);
                        proposal.set_body(state.body());
                        proposals.push_back(serialise(proposal));
                    }
                }
                std::vector<std::string> listed, listed_proposals;
                CaseFilter all;
                all.include_closed = true;
                for (const auto& summary : read_pages([&](const PageRequest& page) {
                         return ground.cases().list(all, page, known_at);
                     })) {
                    listed.push_back(serialise(summary));
                }
                for (const auto& proposal : read_pages([&](const PageRequest& page) {
                         return ground.cases().proposals({}, page, known_at);
                     })) {
                    listed_proposals.push_back(serialise(proposal));
                }
                EXPECT_EQ(listed, details);
                std::sort(proposals.begin(), proposals.end());
                std::sort(listed_proposals.begin(), listed_proposals.end());
                EXPECT_EQ(listed_proposals, proposals);
            }
        }
        EXPECT_GT(walk.refused(), 0);
    });
}

TEST_P(RecordProperty, NothingRecordedEverChanges) {
    for_walks([&](Walk& walk) {
        std::vector<std::string> before;
        for (int i = 0; i < steps; ++i) {
            walk.step();
            std::vector<std::string> after;
            for (const auto& row : journal_of(walk.ground())) {
                after.push_back(serialise(row.envelope) + row.salt + row.payload + row.leaf);
            }
            ASSERT_GE(after.size(), before.size());
            ASSERT_TRUE(std::equal(before.begin(), before.end(), after.begin()));
            before = std::move(after);
        }
    });
}

TEST_P(RecordProperty, TheSameRequestGetsTheSameAnswerForEver) {
    for_walks([&](Walk& walk) {
        for (int i = 0; i < steps; ++i) {
            walk.step();
        }
        const auto size = walk.ground().journal_size();
        const auto restarted = walk.ground().another_writer(walk.ground().database());
        for (const auto& accepted : walk.accepted()) {
            EXPECT_EQ(must(walk.ground().submit(accepted.work)), accepted.answer);
            EXPECT_EQ(must(Ground::submit(*restarted, accepted.work)), accepted.answer);
        }
        EXPECT_EQ(walk.ground().journal_size(), size);
    });
}

TEST_P(RecordProperty, StateIsTheFoldAndCanBeRebuiltByteForByte) {
    for_walks([&](Walk& walk) {
        for (int i = 0; i < steps; ++i) {
            walk.step();
        }
        auto& ground = walk.ground();
        EXPECT_TRUE(must(verify(ground.database())).clean());
        const auto before = ground.dump_read_models();
        must(rebuild(ground.database()));
        EXPECT_EQ(ground.dump_read_models(), before);
        EXPECT_FALSE(before.empty());
    });
}

}  // namespace
}  // namespace ladder::db
