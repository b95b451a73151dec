// The writer's thread: collects works, has them decided, commits them, answers.
#include "db/journal_writer.hpp"

#include <chrono>
#include <mutex>
#include <new>
#include <thread>
#include <utility>

#include "db/aggregate_cache.hpp"
#include "db/batch_store.hpp"
#include "db/decided_batch.hpp"
#include "db/listing.hpp"
#include "db/stored_answer.hpp"
#include "db/work_queue.hpp"

namespace ladder::db {
namespace {

constexpr std::size_t stream_bytes_least = 1024;  // what even a short one takes
constexpr int optimistic_attempts = 1;
constexpr int conflicts_max = 3;
constexpr int reconnects_max = 20;
constexpr auto reconnect_pause = std::chrono::milliseconds(250);
constexpr std::chrono::milliseconds pause_between_trials{1000};

}  // namespace

class JournalWriter::Impl {
public:
    Impl(Database& database, Options options)
        : database_(database), options_(std::move(options)), thread_([this] { run(); }) {}

    ~Impl() {
        queue_.stop();
        thread_.join();
    }

    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    void submit(Work work) { queue_.push(std::move(work)); }

    std::string problem() const {
        const std::lock_guard lock(mutex_);
        return problem_;
    }

private:
    void run() {
        const auto wait = [this] {
            return queue_.take(
                options_.batch_max, failed_ ? std::optional{pause_between_trials} : std::nullopt
            );
        };
        while (auto works = wait()) {
            if (works->empty()) {
                try_to_write();
                continue;
            }
            process(*works);
            if (cache_) {
                const auto bytes = options_.event_bytes_cached_max;
                cache_->trim(bytes / stream_bytes_least, bytes);
            }
        }
    }

    // Nobody asks for anything, and the last commit failed.
    void try_to_write() {
        try {
            connect();
            store_->try_to_write();
            note_success();
        } catch (const soci::soci_error& error) {
            drop_session();
            note_failure(to_failure(error).error());
        } catch (const UnreadableState& error) {
            drop_session();
            note_failure(error.error());
        } catch (const std::bad_alloc&) {
            drop_session();  // and tries again
        }
    }

    void note_failure(const base::Error& error) {
        failed_ = true;
        const std::lock_guard lock(mutex_);
        problem_ = error.message;
    }

    void note_success() {
        if (std::exchange(failed_, false)) {
            down_ = false;
            const std::lock_guard lock(mutex_);
            problem_.clear();
        }
    }

    // Answers every work of the batch.
    void process(std::vector<Work>& works) {
        pending_.clear();
        for (auto& work : works) {
            pending_.push_back(&work);
        }
        attempts_ = conflicts_ = reconnects_ = 0;
        ask_requests_ = false;
        answer_pending();
    }

    void answer_pending() {
        while (!pending_.empty()) {
            try {
                connect();
                attempt();
            } catch (const soci::soci_error& error) {
                recover(to_failure(error));
            } catch (const UnreadableState& error) {
                drop_session();
                answer_all(error.error());
            } catch (const std::bad_alloc&) {
                // It may be committed: the request ids will tell whoever asks again.
                drop_session();
                answer_all({base::Code::unavailable, "the server is short of memory; try again", {}}
                );
            }
        }
    }

    void connect() {
        if (store_) {
            return;
        }
        auto store = BatchStore::open(database_);
        const auto head = store->head();
        store_ = std::move(store);
        if (cache_ && head.size >= head_.size && journal_goes_on(head)) {
            cache_->use_session(store_->session());
            catch_up(head);
        } else {
            // The first session, or a database that lost what we had seen: begin from nothing.
            cache_ = std::make_unique<AggregateCache>(store_->session(), database_.backend());
            head_ = head;
        }
    }

    bool journal_goes_on(const LogHead& head) const {
        return head.size > head_.size || head.frontier == head_.frontier;
    }

    // Decides what is pending and commits it. Comes back with works still pending if the journal
    // moved on meanwhile.
    void attempt() {
        const bool locked = attempts_++ >= optimistic_attempts;
        if (locked) {
            catch_up(store_->lock_head());
        }
        if (std::exchange(ask_requests_, false)) {
            answer_known(pending_);
        }
        auto decided = decide_batch(*cache_, pending_, head_, options_);
        if (decided.broken) {
            abandon();
            answer(*decided.broken, *decided.answers[*decided.broken].result);
            return;
        }
        ask_for_refused(decided);
        if (const auto finished = decided.batch.finish(); !finished) {
            throw UnreadableState(finished.error());
        }
        if (!commit(decided.batch, locked)) {
            return;
        }
        give(decided);
    }

    // False if the journal moved on: then the cache has followed.
    bool commit(const Batch& batch, bool locked) {
        if (batch.empty()) {
            // Nothing to write; but a refusal must not rest on what is out of date.
            store_->unlock();
            const auto head = locked ? head_ : store_->head();
            if (head.size != head_.size) {
                abandon();
                catch_up(head);
                return false;
            }
            cache_->keep();
            return true;
        }
        if (store_->write(batch) == Written::head_moved) {
            abandon();
            catch_up(store_->head());
            return false;
        }
        note_success();
        cache_->keep(batch.rewritten());
        head_ = batch.head();
        return true;
    }

    void abandon() {
        if (store_) {
            store_->unlock();
        }
        if (cache_) {
            cache_->forget();
        }
    }

    void catch_up(const LogHead& head) {
        if (head.size == head_.size) {
            return;
        }
        read_journal(
            store_->session(),
            database_.backend(),
            "WHERE position >= :from AND position < :to ORDER BY position",
            {{}, {{"from", head_.size}, {"to", head.size}}},
            [this](JournalRow&& row) {
                cache_->take_in(row);
                return true;
            }
        );
        head_ = head;
    }

    // A refused work may be the repetition of one that was accepted: then the answer is the same.
    void ask_for_refused(DecidedBatch& decided) {
        std::vector<std::string> ids;
        for (std::size_t i = 0; i < pending_.size(); ++i) {
            if (decided.answers[i].refused) {
                ids.push_back(pending_[i]->request_id);
            }
        }
        const auto found = store_->answered(ids);
        for (std::size_t i = 0; i < pending_.size() && !found.empty(); ++i) {
            const auto known = found.find(pending_[i]->request_id);
            if (decided.answers[i].refused && known != found.end()) {
                decided.answers[i].result = answer_again(
                    store_->session(), database_.backend(), pending_[i]->fingerprint, known->second
                );
            }
        }
    }

    // Answers those works whose requests were answered before. False if there was none.
    bool answer_known(const std::vector<Work*>& works) {
        std::vector<std::string> ids;
        for (const auto* work : works) {
            if (!work->validate_only) {
                ids.push_back(work->request_id);
            }
        }
        const auto found = store_->answered(ids);
        for (std::size_t i = pending_.size(); i-- > 0;) {
            const auto known = found.find(pending_[i]->request_id);
            if (!pending_[i]->validate_only && known != found.end()) {
                answer(
                    i,
                    answer_again(
                        store_->session(),
                        database_.backend(),
                        pending_[i]->fingerprint,
                        known->second
                    )
                );
            }
        }
        return !found.empty();
    }

    void give(const DecidedBatch& decided) {
        const auto works = std::exchange(pending_, {});
        for (std::size_t i = 0; i < works.size(); ++i) {
            const auto& own = decided.answers[i];
            call(*works[i], own.result ? *own.result : *decided.answers[own.same_as].result);
        }
    }

    void answer(std::size_t i, const base::Result<std::string>& result) {
        auto* work = pending_[i];
        pending_.erase(pending_.begin() + static_cast<std::ptrdiff_t>(i));
        call(*work, result);
    }

    void answer_all(const base::Error& error) {
        for (auto* work : std::exchange(pending_, {})) {
            call(*work, error);
        }
    }

    static void call(const Work& work, const base::Result<std::string>& result) {
        try {
            work.done(result);
        } catch (const std::exception&) {
            // A caller that is gone must not take the writer with it.
            return;
        }
    }

    void recover(const Failure& failure) {
        switch (failure.kind) {
            case FailureKind::connection_lost:
                return reconnect_later(failure);
            case FailureKind::conflict:
                abandon();
                if (++conflicts_ > conflicts_max) {
                    answer_all(failure.error());
                }
                return;
            case FailureKind::not_unique:
                abandon();
                return resolve_repeated(failure);
            case FailureKind::refused:
            case FailureKind::other:
                abandon();
                return single_out(failure);
        }
    }

    // Whether the commit happened is not known: the request ids will tell.
    void reconnect_later(const Failure& failure) {
        drop_session();
        note_failure(failure.error());
        ask_requests_ = true;
        if (down_ || ++reconnects_ > reconnects_max) {
            // Waited once; until it is back, every batch tries but once.
            down_ = true;
            answer_all(failure.error());
            return;
        }
        std::this_thread::sleep_for(reconnect_pause);
    }

    void drop_session() {
        if (cache_) {
            cache_->forget();
        }
        store_.reset();
    }

    // A request id that is there already: its work gets the stored answer, the others go on.
    void resolve_repeated(const Failure& failure) {
        try {
            if (!answer_known(pending_)) {
                single_out(failure);
            }
        } catch (const soci::soci_error& error) {
            reconnect_later(to_failure(error));
        }
    }

    // One work spoils the batch: each is tried on its own.
    void single_out(const Failure& failure) {
        if (pending_.size() == 1) {
            answer_all(failure.error());
            return;
        }
        for (auto* work : std::exchange(pending_, {})) {
            pending_ = {work};
            answer_pending();
        }
    }

    Database& database_;
    Options options_;
    WorkQueue queue_;
    mutable std::mutex mutex_;
    std::string problem_;  // why nothing could be written when it was last tried

    // Of the writer's thread alone.
    std::unique_ptr<BatchStore> store_;
    std::unique_ptr<AggregateCache> cache_;
    LogHead head_;
    std::vector<Work*> pending_;
    int attempts_ = 0;
    int conflicts_ = 0;
    int reconnects_ = 0;
    bool ask_requests_ = false;
    bool down_ = false;
    bool failed_ = false;  // since it was last possible to write

    std::thread thread_;  // last: it uses all of the above
};

JournalWriter::JournalWriter(Database& database, Options options)
    : impl_(std::make_unique<Impl>(database, std::move(options))) {}

JournalWriter::~JournalWriter() = default;

void JournalWriter::submit(Work work) {
    impl_->submit(std::move(work));
}

std::string JournalWriter::problem() const {
    return impl_->problem();
}

}  // namespace ladder::db
