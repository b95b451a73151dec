// From commands to rows: rulings, envelopes, leaves, read models and answers.
#include "db/decided_batch.hpp"

#include <algorithm>
#include <map>
#include <new>
#include <set>

#include <fmt/format.h>

#include "db/stored_answer.hpp"

namespace ladder::db {
namespace {

constexpr std::size_t request_id_chars_max = 100;

base::Error bug(std::string_view what) {
    return {base::Code::internal, fmt::format("a bug: {}", what), {}};
}

bool has_control(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char letter) {
        return static_cast<unsigned char>(letter) < 0x20;
    });
}

std::optional<base::Error> wrong_with(const Work& work, base::Instant recorded_at) {
    if (work.request_id.empty() || work.request_id.size() > request_id_chars_max ||
        has_control(work.request_id)) {
        return base::field_error(
            "request_id",
            "must be 1 to 100 printable characters, such as a UUID, and new for each request"
        );
    }
    if (work.actor.person().empty() || has_control(work.actor.person()) ||
        has_control(work.actor.capacity())) {
        return base::Error{base::Code::unauthenticated, "who acts is not given", {}};
    }
    if (work.known_on && *work.known_on > base::day_of(recorded_at)) {
        return base::field_error("known_on", "lies in the future");
    }
    return std::nullopt;
}

// One pass over the works.
class Pass {
public:
    Pass(
        AggregateCache& cache,
        const std::vector<Work*>& works,
        const LogHead& head,
        const JournalWriter::Options& options
    )
        : cache_(cache), works_(works), options_(options), decided_{Batch(head), {}, {}} {
        recorded_at_ = std::max(options.clock(), base::from_micros(head.recorded_at_us));
    }

    DecidedBatch run() {
        std::set<std::string> streams;
        for (const auto* work : works_) {
            if (!work->stream.empty()) {
                streams.insert(work->stream);
            }
        }
        cache_.load_all(streams);
        decided_.answers.resize(works_.size());
        for (std::size_t i = 0; i < works_.size() && !decided_.broken; ++i) {
            take(i);
        }
        return std::move(decided_);
    }

private:
    void take(std::size_t i) {
        const auto& work = *works_[i];
        auto& answer = decided_.answers[i];
        if (auto wrong = wrong_with(work, recorded_at_)) {
            answer.result = *std::move(wrong);
            return;
        }
        if (!work.validate_only && repeats(work, answer)) {
            return;
        }
        auto ruling = decide(work);
        if (!ruling) {
            answer.result = ruling.error();
            answer.refused = !work.validate_only;
            return;
        }
        if (auto wrong = flaw_of(*ruling)) {
            answer.result = *std::move(wrong);
            return;
        }
        if (work.validate_only) {
            cache_.begin_trial();
            answer.result = carry_out(work, *ruling, i, nullptr);
            cache_.end_trial();
            return;
        }
        answer.result = carry_out(work, *ruling, i, &decided_.batch);
        if (!decided_.broken) {
            accepted_[work.request_id] = i;
        }
    }

    // Whether an accepted work of this batch has the same request id.
    bool repeats(const Work& work, Answer& answer) const {
        const auto earlier = accepted_.find(work.request_id);
        if (earlier == accepted_.end()) {
            return false;
        }
        if (works_[earlier->second]->fingerprint == work.fingerprint) {
            answer.same_as = earlier->second;
        } else {
            answer.result = used_for_another();
        }
        return true;
    }

    base::Result<Ruling> decide(const Work& work) {
        try {
            return work.decide(cache_, {recorded_at_, decided_.batch.next_position()});
        } catch (const soci::soci_error&) {
            throw;
        } catch (const UnreadableState& error) {
            return error.error();
        } catch (const std::bad_alloc&) {
            throw;  // no bug of the work's
        } catch (const std::exception&) {
            return bug("deciding threw an exception");
        }
    }

    static std::optional<base::Error> flaw_of(const Ruling& ruling) {
        for (const auto& event : ruling.events) {
            if (!is_stream(event.stream) || has_control(event.stream) || has_control(event.cause) ||
                event.event.kind_case() == v1::Event::KIND_NOT_SET) {
                return bug("an event without a stream of ours or without a kind");
            }
        }
        if (!ruling.respond) {
            return bug("a ruling without a response");
        }
        return std::nullopt;
    }

    // Applies the events, adds their rows to `batch` unless it is null, and makes the response.
    base::Result<std::string> carry_out(
        const Work& work, const Ruling& ruling, std::size_t i, Batch* batch
    ) {
        try {
            std::vector<JournalRow> rows;
            for (const auto& event : ruling.events) {
                const auto taken = static_cast<std::int64_t>(rows.size());
                auto row = row_of(work, event, decided_.batch.next_position() + taken);
                const auto recorded = recorded_of(row);
                const auto& after = cache_.apply(event.stream, event.event, recorded);
                rows.push_back(std::move(row));
                if (batch != nullptr) {
                    if (event.event.has_content_destroyed()) {
                        batch->rewrite(event.event.content_destroyed().stream());
                    }
                    for (const auto& model_row : project(after, event.event, recorded)) {
                        batch->add(model_row);
                    }
                }
            }
            const auto response = ruling.respond(cache_);
            auto serialised = response ? serialise(*response) : std::string();
            if (batch != nullptr) {
                const bool shows_less = ruling.shows_less && ruling.shows_less();
                auto stored =
                    response && !shows_less
                        ? to_stored(
                              *response,
                              serialised,
                              [this](const std::string& name) { return cache_.version_of(name); }
                          )
                        : write_stored(std::nullopt, serialised);
                write(work, std::move(stored), rows, *batch);
            }
            return serialised;
        } catch (const soci::soci_error&) {
            if (batch == nullptr) {
                cache_.end_trial();
            }
            throw;
        } catch (const std::bad_alloc&) {
            if (batch == nullptr) {
                cache_.end_trial();
            }
            throw;
        } catch (const std::exception&) {
            if (batch != nullptr) {
                decided_.broken = i;
            }
            return bug("carrying out a ruling threw an exception");
        }
    }

    // The answer comes first: the first event's salt seals it.
    void write(const Work& work, std::string stored, std::vector<JournalRow>& rows, Batch& batch)
        const {
        AnsweredRequest request{work.fingerprint, std::move(stored), batch.next_position(), {}};
        if (!rows.empty()) {
            request.salt = random_salt();
            rows.front().salt = seal_of(work.request_id, request);
        }
        batch.add(work.request_id, request);
        for (auto& row : rows) {
            if (row.salt.empty()) {
                row.salt = random_salt();
            }
            seal(row);
            batch.add(row);
        }
    }

    std::string random_salt() const {
        std::string salt(salt_bytes, '\0');
        options_.random(reinterpret_cast<unsigned char*>(salt.data()), salt.size());
        return salt;
    }

    JournalRow row_of(const Work& work, const NewEvent& event, std::int64_t position) {
        const auto today = base::day_of(recorded_at_);
        const auto known_on = work.known_on.value_or(today);
        JournalRow row;
        auto& envelope = row.envelope;
        envelope.set_position(position);
        envelope.set_stream(event.stream);
        envelope.set_version(cache_.version_of(event.stream) + 1);
        envelope.set_type(casework::type_of(event.event));
        envelope.set_recorded_at_us(base::to_micros(recorded_at_));
        *envelope.mutable_actor() = work.actor;
        envelope.set_request_id(work.request_id);
        envelope.set_cause(event.cause);
        envelope.set_known_on(base::to_string(known_on));
        row.entered_later = known_on < today;
        row.payload = serialise(event.event);
        return row;
    }

    AggregateCache& cache_;
    const std::vector<Work*>& works_;
    const JournalWriter::Options& options_;
    DecidedBatch decided_;
    base::Instant recorded_at_;
    std::map<std::string, std::size_t, std::less<>> accepted_;
};

}  // namespace

DecidedBatch decide_batch(
    AggregateCache& cache,
    const std::vector<Work*>& works,
    const LogHead& head,
    const JournalWriter::Options& options
) {
    return Pass(cache, works, head, options).run();
}

}  // namespace ladder::db
