// Recomputes the journal's chain, over all of it or from a kept subtree on.
#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "db/destruction.hpp"
#include "db/tree.hpp"
#include "db/verify_steps.hpp"
#include "engine/base/hex.hpp"
#include "engine/command/free_text.hpp"
#include "engine/ledger/text_form.hpp"

namespace ladder::db {
namespace {

constexpr std::int64_t to_the_end = std::numeric_limits<std::int64_t>::max();

// Walks the rows in order of position.
class Chain {
public:
    Chain(VerifyReport& report, CheckpointCheck& checkpoints, ledger::Frontier start)
        : report_(report),
          checkpoints_(checkpoints),
          frontier_(std::move(start)),
          next_(frontier_.size()) {
        checkpoints_.at(frontier_);
    }

    void follow_moment(std::int64_t recorded_at_us) { recorded_at_us_ = recorded_at_us; }

    void take(const JournalRow& row) {
        const auto& envelope = row.envelope;
        where_ = fmt::format("position {}", envelope.position());
        if (envelope.position() != next_) {
            note(fmt::format("expected position {}: the journal has a gap", next_));
            next_ = envelope.position();
        }
        if (envelope.recorded_at_us() < recorded_at_us_) {
            note("was recorded before the event that precedes it");
        }
        check_content(row);
        check_digest(row);
        // The leaf covers the digest as recorded, so that each finding names one cause.
        const auto leaf = ledger::leaf_of(envelope);
        if (bytes_of(leaf) != row.leaf) {
            note("the envelope does not have the leaf that was recorded");
        }
        frontier_.append(leaf, &nodes_);
        checkpoints_.at(frontier_);
        recorded_at_us_ = std::max(recorded_at_us_, envelope.recorded_at_us());
        ++next_;
        ++report_.events;
    }

    void check_head(const LogHead& head) {
        where_ = "log head";
        if (head.size != frontier_.size()) {
            note(fmt::format("says {} events, the journal has {}", head.size, frontier_.size()));
        } else if (head.frontier != frontier_.encode()) {
            note("its tree is not that of the events");
        }
        if (head.recorded_at_us != recorded_at_us_) {
            note("its moment is not that of the last event");
        }
    }

    std::int64_t next() const { return next_; }
    const ledger::Frontier& frontier() const { return frontier_; }
    const std::vector<ledger::TreeNode>& nodes() const { return nodes_; }

private:
    void check_content(const JournalRow& row) {
        const auto event = event_of(row);
        if (!event) {
            note("the event can't be read");
        } else if (casework::type_of(*event) != row.envelope.type()) {
            note(fmt::format(
                "is a {} by its type and a {} by its content",
                row.envelope.type(),
                casework::type_of(*event)
            ));
        } else if (row.destruction.empty() && serialise(*event) != row.payload) {
            // Else bytes could move between salt and payload, which have one digest.
            note("the payload is not as the journal writes events");
        }
        const auto known_on = base::parse_date(row.envelope.known_on());
        const auto day = base::day_of(base::from_micros(row.envelope.recorded_at_us()));
        if (!known_on || *known_on > day || row.entered_later != (*known_on < day)) {
            note("the day on which it was known does not fit the moment of recording");
        }
    }

    void check_digest(const JournalRow& row) {
        if (!row.destruction.empty()) {
            check_destroyed(row);
        }
        if (is_erased(row)) {
            return;
        }
        auto resealed = row;
        seal(resealed);
        if (resealed.envelope.digest() != row.envelope.digest()) {
            note("the payload does not have the digest that was recorded");
        }
    }

    // What is left of a destroyed event must be what its payload leaves, as long as that is there.
    void check_destroyed(const JournalRow& row) {
        v1::Event record, before;
        if (!record.ParseFromString(row.destruction) || !record.has_content_destroyed()) {
            return;  // found where the content was read
        }
        const auto& destroyed = record.content_destroyed();
        report_.destroyed.push_back(
            {row.envelope.position(),
             row.envelope.stream(),
             destroyed.authority(),
             destroyed.legal_basis(),
             is_erased(row)}
        );
        if (destroyed.position() != row.envelope.position() ||
            destroyed.stream() != row.envelope.stream()) {
            note("the record of its destruction names another event");
        }
        if (!is_erased(row) && before.ParseFromString(row.payload)) {
            const auto left = command::without_texts(
                before, {destroyed.fields().begin(), destroyed.fields().end()}
            );
            if (!left || serialise(*left) != serialise(destroyed.residue())) {
                note("what the record of its destruction leaves is not what it was");
            }
        }
    }

    void note(std::string what) { find(report_, where_, std::move(what)); }

    VerifyReport& report_;
    CheckpointCheck& checkpoints_;
    std::string where_;
    ledger::Frontier frontier_;
    std::vector<ledger::TreeNode> nodes_;
    std::int64_t next_ = 0;
    std::int64_t recorded_at_us_ = 0;
};

void verify_flags(soci::session& session, VerifyReport& report) {
    long long position = 0;
    select_rows(
        session,
        "SELECT position FROM journal WHERE entered_later NOT IN (0, 1) ORDER BY position",
        {},
        [&](soci::statement& statement) { statement.exchange(soci::into(position)); },
        [&] {
            find(report, fmt::format("position {}", position), "entered_later is neither 0 nor 1");
            return true;
        }
    );
}

// Every node that is kept must be one that the leaves make; one that is not kept is made again when
// it is needed.
void verify_nodes(
    soci::session& session,
    Backend backend,
    const std::vector<ledger::TreeNode>& made,
    bool all,
    VerifyReport& report
) {
    std::map<std::pair<std::int64_t, std::int64_t>, ledger::Hash> expected;
    for (const auto& node : made) {
        expected[{node.level, node.number}] = node.hash;
    }
    long long level = 0, number = 0;
    std::string hash;
    select_rows(
        session,
        "SELECT level, number, hash FROM tree_node ORDER BY level, number",
        {},
        [&](soci::statement& statement) {
            statement.exchange(soci::into(level));
            statement.exchange(soci::into(number));
            statement.exchange(soci::into(hash));
        },
        [&] {
            const auto found = expected.find({level, number});
            if (found == expected.end() ? all
                                        : bytes_of(found->second) != from_selected(backend, hash)) {
                find(
                    report,
                    fmt::format("node {} of level {} of the tree", number, level),
                    "it is not what the leaves make"
                );
            }
            return true;
        }
    );
}

void walk(
    soci::session& session,
    Backend backend,
    Chain& chain,
    std::int64_t to,
    const std::function<void(const JournalRow&)>& seen,
    const std::function<void()>& went_on
) {
    for (long long read = journal_rows_at_a_time; read == journal_rows_at_a_time;) {
        read = 0;
        read_journal(
            session,
            backend,
            "WHERE position >= :from AND position < :to ORDER BY position LIMIT :limit",
            {{}, {{"from", chain.next()}, {"to", to}, {"limit", journal_rows_at_a_time}}},
            [&](JournalRow&& row) {
                ++read;
                chain.take(row);
                seen(row);
                return true;
            }
        );
        went_on();
    }
}

}  // namespace

void find(VerifyReport& report, std::string where, std::string what) {
    ++report.finding_count;
    if (report.findings.size() < verify_findings_max) {
        report.findings.push_back({std::move(where), std::move(what)});
    }
}

void verify_journal(
    soci::session& session,
    Backend backend,
    const VerifyOptions& options,
    VerifyReport& report,
    const Progress& progress
) {
    const auto head = read_head(session, backend);
    CheckpointCheck checkpoints(session, backend, options, 0, to_the_end, report);
    Chain chain(report, checkpoints, {});
    walk(
        session,
        backend,
        chain,
        to_the_end,
        [](const JournalRow&) {},
        [&] {
            if (progress) {
                progress("journal", report.events, head.size);
            }
        }
    );
    chain.check_head(head);
    checkpoints.finish(chain.frontier().size());
    verify_nodes(session, backend, chain.nodes(), true, report);
    verify_flags(session, report);
    report.root = base::hex(bytes_of(chain.frontier().root()));
}

std::set<std::string> verify_part(
    soci::session& session,
    Backend backend,
    const VerifyOptions& options,
    std::int64_t to,
    VerifyReport& report,
    const Progress& progress
) {
    std::set<std::string> streams;
    const auto head = read_head(session, backend);
    const auto start = Tree(session, backend).frontier(options.from);
    if (!start) {
        find(report, fmt::format("position {}", options.from), start.error().message);
        return streams;
    }
    verify_start(session, backend, *start, report);
    CheckpointCheck checkpoints(session, backend, options, options.from, to, report);
    Chain chain(report, checkpoints, *start);
    read_journal(
        session,
        backend,
        "WHERE position = :before",
        {{}, {{"before", options.from - 1}}},
        [&](JournalRow&& row) {
            chain.follow_moment(row.envelope.recorded_at_us());
            return false;
        }
    );
    walk(
        session,
        backend,
        chain,
        to,
        [&](const JournalRow& row) { streams.insert(row.envelope.stream()); },
        [&] {
            if (progress) {
                progress("journal", report.events, to - options.from);
            }
        }
    );
    if (to == head.size) {
        chain.check_head(head);
        checkpoints.finish(chain.frontier().size());
    } else if (chain.frontier().size() != to) {
        find(report, fmt::format("position {}", to), "events before it are missing");
    }
    verify_nodes(session, backend, chain.nodes(), false, report);
    report.root = base::hex(bytes_of(chain.frontier().root()));
    return streams;
}

}  // namespace ladder::db
