#include "tests/bench/load/bare.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "db/batch_store.hpp"

namespace ladder::bench {
namespace {

using Clock = std::chrono::steady_clock;

template <class T>
T must(base::Result<T> result) {
    if (!result) {
        throw std::runtime_error{result.error().message};
    }
    return std::move(*result);
}

// Where a run has got to: every copy has names and numbers of its own.
class Copies {
public:
    // The head's size tells this run's cases from those of earlier ones.
    Copies(const std::vector<Sample>& samples, int cases, const db::LogHead& head)
        : samples_{samples},
          run_{head.size},
          versions_(static_cast<std::size_t>(cases)),
          newest_us_{head.recorded_at_us} {}

    // An event, what it shows and its answer.
    void add_decision(db::Batch& batch) {
        auto sample = sample_to_copy();
        auto& envelope = sample.event.envelope;
        rename(envelope, batch.next_position());
        sample.case_row.name = envelope.stream();
        sample.case_row.from_position = envelope.position();
        batch.add(sample.event);
        batch.add(sample.case_row);
        sample.answer.position = envelope.position();
        batch.add(envelope.request_id(), sample.answer);
    }

    void add_event(db::Batch& batch) {
        auto event = sample_to_copy().event;
        rename(event.envelope, batch.next_position());
        batch.add(event);
    }

private:
    const Sample& sample_to_copy() { return samples_[made_++ % samples_.size()]; }

    // The next event of the next case.
    void rename(v1::JournalEnvelope& envelope, std::int64_t position) {
        const auto number = made_ % versions_.size();
        const auto version = ++versions_[number];
        const auto name = fmt::format("cases/bare-{}-{:05}-general-1", run_, number);
        envelope.set_position(position);
        envelope.set_stream(name);
        envelope.set_version(version);
        envelope.set_request_id(fmt::format("bare-{}-{}", name, version));
        // The journal's instants never go back, whichever sample comes next.
        newest_us_ = std::max(newest_us_, envelope.recorded_at_us());
        envelope.set_recorded_at_us(newest_us_);
    }

    const std::vector<Sample>& samples_;
    std::int64_t run_;
    std::vector<std::int64_t> versions_;
    std::size_t made_ = 0;
    std::int64_t newest_us_;
};

// Commits copies on top of what a database holds.
class Bare {
public:
    Bare(const db::Database& database, const std::vector<Sample>& samples, int cases)
        : store_{db::BatchStore::open(database)},
          head_{store_->head()},
          copies_{samples, cases, head_} {}

    std::int64_t size() const { return head_.size; }

    void commit(std::int64_t count, void (Copies::*add)(db::Batch&)) {
        db::Batch rows{head_};
        for (std::int64_t i = 0; i < count; ++i) {
            (copies_.*add)(rows);
        }
        if (!rows.finish() || store_->write(rows) != db::Written::done) {
            throw std::runtime_error{"the batch was not written"};
        }
        head_ = rows.head();
    }

private:
    std::unique_ptr<db::BatchStore> store_;
    db::LogHead head_;
    Copies copies_;
};

}  // namespace

std::vector<Sample> newest_decisions(db::Database& database, int count) {
    return must(database.read([&](soci::session& session) -> base::Result<std::vector<Sample>> {
        std::vector<Sample> samples;
        db::read_journal(
            session,
            database.backend(),
            fmt::format("WHERE request_id LIKE 'load-%' ORDER BY position DESC LIMIT {}", count),
            {},
            [&](db::JournalRow&& row) {
                samples.push_back({std::move(row), {}, {}});
                return true;
            }
        );
        const auto& shape = db::shape_of(db::Model::cases);
        for (auto& sample : samples) {
            const auto& envelope = sample.event.envelope;
            auto& answer = sample.answer;
            session << "SELECT fingerprint, response, salt FROM request WHERE request_id = :id",
                soci::use(envelope.request_id()), soci::into(answer.fingerprint),
                soci::into(answer.response), soci::into(answer.salt);
            for (auto* bytes : {&answer.fingerprint, &answer.response, &answer.salt}) {
                *bytes = db::from_selected(database.backend(), *bytes);
            }
            auto& row = sample.case_row;
            row.model = db::Model::cases;
            const long long position = envelope.position();
            for (const auto column : shape.filters) {
                row.filters.emplace_back();
                session << fmt::format(
                    "SELECT {} FROM case_row WHERE name = :name AND from_position = :at", column
                ),
                    soci::use(envelope.stream(), "name"), soci::use(position, "at"),
                    soci::into(row.filters.back());
            }
            session << "SELECT content FROM case_row WHERE name = :name AND from_position = :at",
                soci::use(envelope.stream(), "name"), soci::use(position, "at"),
                soci::into(row.content);
            row.content = db::from_selected(database.backend(), row.content);
        }
        if (samples.empty()) {
            throw std::runtime_error{"no decision to copy"};
        }
        return samples;
    }));
}

Throughput run_bare(
    db::Database& database,
    const std::vector<Sample>& samples,
    int cases,
    int batch,
    std::chrono::milliseconds length
) {
    Bare bare{database, samples, cases};
    const auto commit = [&] { bare.commit(batch, &Copies::add_decision); };
    // Every case has a row to end, as in a server's database.
    for (int done = 0; done < cases; done += batch) {
        commit();
    }
    const auto from = Clock::now() + length / 4;
    const auto until = from + length;
    std::vector<float> times_us;
    for (auto now = Clock::now(); now < until;) {
        const auto begun = now;
        commit();
        now = Clock::now();
        if (begun >= from && now <= until) {
            times_us.push_back(std::chrono::duration<float, std::micro>{now - begun}.count());
        }
    }
    auto throughput = summarise(std::move(times_us), std::chrono::duration<double>{length}.count());
    throughput.per_second *= batch;
    throughput.answers *= static_cast<std::uint64_t>(batch);
    return throughput;
}

void fill_journal(
    db::Database& database,
    const std::vector<Sample>& samples,
    int cases,
    std::int64_t rows,
    const std::function<void(std::int64_t)>& progress
) {
    constexpr std::int64_t events_a_commit = 5000;
    Bare bare{database, samples, cases};
    while (bare.size() < rows) {
        bare.commit(std::min(events_a_commit, rows - bare.size()), &Copies::add_event);
        progress(bare.size());
    }
}

}  // namespace ladder::bench
