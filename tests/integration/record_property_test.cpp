// Properties of the record, over random walks: invariants 4, 5, 6 and 8 of the design.
#include <algorithm>
#include <array>
#include <map>
#include <set>

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

    // The instants at which what is known may change on a day, and those just before.
    static std::array<base::Instant, 5> moments_of(base::Date day) {
        constexpr base::Instant::duration tick(1);
        const base::Instant midnight(day);
        const auto noon = midnight + std::chrono::hours(12);
        return {midnight - tick, midnight, noon - tick, noon, base::end_of(day)};
    }

    // What each decision says, save by which one it was superseded: that alone is told later.
    static std::vector<std::string> said_in(const v1::Case& state) {
        std::vector<std::string> said;
        for (auto decision : state.decisions()) {
            decision.clear_superseded_by();
            said.push_back(decision.ShortDebugString());
        }
        return said;
    }

    static void expect_to_begin_with(
        const std::vector<std::string>& before, const std::vector<std::string>& after
    ) {
        ASSERT_GE(after.size(), before.size());
        for (std::size_t i = 0; i < before.size(); ++i) {
            ASSERT_EQ(after[i], before[i]) << "the one at " << i;
        }
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
        std::size_t turn = 0;
        for (const auto day : walk.days()) {
            for (const bool strict : {false, true}) {
                // One moment of the day after another, so that a walk is looked at from all.
                const auto moment = moments_of(day)[turn++ % 5];
                const KnownAt known_at{moment, strict};
                const auto expected = fold_by_hand(rows, moment, strict);
                SCOPED_TRACE(base::to_string(moment) + (strict ? " strict" : " as known"));
                std::vector<std::string> details, proposals;
                for (const auto& [name, state] : expected) {
                    const auto read = ground.cases().get(name, known_at);
                    EXPECT_EQ(
                        read ? read->ShortDebugString() : read.error().message,
                        state.ShortDebugString()
                    );
                    details.push_back(casework::summary_of(state).ShortDebugString());
                    for (auto proposal : state.proposals()) {
                        proposal.set_case_name(name);
                        proposal.set_body(state.body());
                        proposals.push_back(proposal.ShortDebugString());
                    }
                }
                std::vector<std::string> listed, listed_proposals;
                CaseFilter all;
                all.include_closed = true;
                for (const auto& summary : read_pages([&](const PageRequest& page) {
                         return ground.cases().list(all, page, known_at);
                     })) {
                    listed.push_back(summary.ShortDebugString());
                }
                for (const auto& proposal : read_pages([&](const PageRequest& page) {
                         return ground.cases().proposals({}, page, known_at);
                     })) {
                    listed_proposals.push_back(proposal.ShortDebugString());
                }
                EXPECT_EQ(listed, details);
                std::sort(proposals.begin(), proposals.end());
                std::sort(listed_proposals.begin(), listed_proposals.end());
                EXPECT_EQ(listed_proposals, proposals);
            }
        }
    });
}

TEST_P(RecordProperty, NothingRecordedEverChanges) {
    int superseded = 0;
    for_walks([&](Walk& walk) {
        std::vector<std::string> before;
        std::map<std::string, std::vector<std::string>> said_before;
        for (int i = 0; i < steps; ++i) {
            walk.step();
            std::vector<std::string> after;
            std::set<std::string> cases;
            for (const auto& row : journal_of(walk.ground())) {
                after.push_back(
                    row.envelope.ShortDebugString() + " " + must(event_of(row)).ShortDebugString() +
                    " " + row.salt + row.payload + row.leaf
                );
                if (row.envelope.stream().starts_with("cases/")) {
                    cases.insert(row.envelope.stream());
                }
            }
            ASSERT_NO_FATAL_FAILURE(expect_to_begin_with(before, after));
            before = std::move(after);
            for (const auto& name : cases) {
                const auto state = walk.ground().read_case(name);
                const auto said = said_in(state);
                ASSERT_NO_FATAL_FAILURE(expect_to_begin_with(said_before[name], said));
                said_before[name] = said;
                for (const auto& decision : state.decisions()) {
                    superseded += decision.superseded_by().empty() ? 0 : 1;
                }
            }
        }
    });
    EXPECT_GT(superseded, 0);
}

TEST_P(RecordProperty, AStaleEtagIsRefused) {
    int stale = 0;
    for_walks([&](Walk& walk) {
        for (int i = 0; i < steps; ++i) {
            walk.step();
        }
        EXPECT_EQ(walk.stale_refused(), walk.stale());
        stale += walk.stale();
    });
    EXPECT_GT(stale, 0);
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
        for (const auto& finding : must(verify(ground.database())).findings) {
            ADD_FAILURE() << finding.where << ": " << finding.what;
        }
        const auto before = ground.dump_read_models();
        must(rebuild(ground.database()));
        EXPECT_EQ(ground.dump_read_models(), before);
        EXPECT_FALSE(before.empty());
    });
}

}  // namespace
}  // namespace ladder::db
