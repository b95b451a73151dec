// Recomputes the journal's chain from its first row to its head.
#include <algorithm>

#include <fmt/format.h>

#include "db/verify_steps.hpp"

namespace ladder::db {
namespace {

// Walks the rows in order of position.
class Chain {
public:
    explicit Chain(VerifyReport& report) : report_(report) {}

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
        auto resealed = row;
        seal(resealed);
        if (resealed.envelope.digest() != envelope.digest()) {
            note("the payload does not have the digest that was recorded");
        }
        // The leaf covers the digest as recorded, so that each finding names one cause.
        const auto leaf = ledger::leaf_of(envelope);
        if (bytes_of(leaf) != row.leaf) {
            note("the envelope does not have the leaf that was recorded");
        }
        frontier_.append(leaf);
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
        report_.root = hex_of(bytes_of(frontier_.root()));
    }

    std::int64_t next() const { return next_; }

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
        }
        const auto known_on = base::parse_date(row.envelope.known_on());
        const auto day = base::day_of(base::from_micros(row.envelope.recorded_at_us()));
        if (!known_on || *known_on > day || row.entered_later != (*known_on < day)) {
            note("the day on which it was known does not fit the moment of recording");
        }
    }

    void note(std::string what) { find(report_, where_, std::move(what)); }

    VerifyReport& report_;
    std::string where_;
    ledger::Frontier frontier_;
    std::int64_t next_ = 0;
    std::int64_t recorded_at_us_ = 0;
};

void verify_requests(soci::session& session, VerifyReport& report) {
    long long position = 0;
    select_rows(
        session,
        "SELECT j.position FROM journal j WHERE NOT EXISTS "
        "(SELECT 1 FROM request r WHERE r.request_id = j.request_id) ORDER BY j.position",
        {},
        [&](soci::statement& statement) { statement.exchange(soci::into(position)); },
        [&] {
            find(
                report,
                fmt::format("position {}", position),
                "the answer to the request that caused it is missing"
            );
            return true;
        }
    );
}

}  // namespace

void find(VerifyReport& report, std::string where, std::string what) {
    ++report.finding_count;
    if (report.findings.size() < verify_findings_max) {
        report.findings.push_back({std::move(where), std::move(what)});
    }
}

void verify_journal(
    soci::session& session, Backend backend, VerifyReport& report, const Progress& progress
) {
    const auto head = read_head(session, backend);
    Chain chain(report);
    for (long long read = journal_rows_at_a_time; read == journal_rows_at_a_time;) {
        read = 0;
        read_journal(
            session,
            backend,
            "WHERE position >= :from ORDER BY position LIMIT :limit",
            {{}, {{"from", chain.next()}, {"limit", journal_rows_at_a_time}}},
            [&](JournalRow&& row) {
                ++read;
                chain.take(row);
                return true;
            }
        );
        if (progress) {
            progress("journal", report.events, head.size);
        }
    }
    chain.check_head(head);
    verify_requests(session, report);
}

}  // namespace ladder::db
