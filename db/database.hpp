// One database: where it is, and the sessions that read and write it.
#pragma once

#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <soci/soci.h>

#include "db/dialect.hpp"
#include "db/snapshot.hpp"
#include "db/soci_error.hpp"
#include "db/statement.hpp"
#include "engine/base/result.hpp"

namespace ladder::db {

// A database named by a URL: `sqlite:PATH`, `postgresql://user@host/name`, or `postgresql:`
// followed by libpq's key=value words. Opening it connects nothing; sessions connect when they are
// needed. Safe to use from many threads.
class Database {
public:
    // `read_sessions_max`: how many reads run at once; more wait.
    // Errors: invalid_argument for `database`, with the shapes that are right.
    [[nodiscard]] static base::Result<std::unique_ptr<Database>> open(
        std::string_view url, std::size_t read_sessions_max = 4
    );
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database();

    Backend backend() const { return backend_; }

    // The URL without a password, for people.
    const std::string& shown() const { return shown_; }

    // A session of one's own, which may write. Blocks while it connects. Throws soci_error.
    std::unique_ptr<soci::session> connect() const;

    // Runs `query(session)`, which returns a Result, on a session that can't write, in one
    // snapshot: all its statements see the same state, and so do those of reads within it on the
    // same thread. Blocks. A session that was lost is made anew, once, and the outermost query runs
    // again. Errors: those of the query; unavailable if the database can't be reached.
    template <class Query>
    auto read(Query&& query) -> decltype(query(std::declval<soci::session&>())) {
        if (auto* joined = Snapshot::of(*this)) {
            return query(joined->session());
        }
        return on_session([&](soci::session& session, PreparedSelects& selects) {
            begin_snapshot(session);
            const PreparedSelects::Use prepared{selects, session};
            auto answer = [&] {
                const Snapshot snapshot{*this, session};
                return query(session);
            }();
            end_snapshot(session);
            return answer;
        });
    }

    // The same for a query of one statement, which is a snapshot by itself: it saves PostgreSQL two
    // round trips.
    template <class Query>
    auto read_alone(Query&& query) -> decltype(query(std::declval<soci::session&>())) {
        if (auto* joined = Snapshot::of(*this)) {
            return query(joined->session());
        }
        return on_session([&](soci::session& session, PreparedSelects& selects) {
            const PreparedSelects::Use prepared{selects, session};
            return query(session);
        });
    }

private:
    // Runs `work(session, selects)` on a session that reads, again if it was lost.
    template <class Work>
    auto on_session(Work&& work)
        -> decltype(work(std::declval<soci::session&>(), std::declval<PreparedSelects&>())) {
        for (int attempt = 1;; ++attempt) {
            Lease lease(*this);
            try {
                auto& session = lease.session();
                return work(session, lease.selects());
            } catch (const soci::soci_error& error) {
                const auto found = to_failure(error);
                lease.discard();
                if (found.kind != FailureKind::connection_lost || attempt == 2) {
                    return found.error();
                }
            } catch (...) {
                lease.discard();  // in the middle of a transaction
                throw;
            }
        }
    }

    // A session that reads, and what it has prepared. Null: not connected yet.
    struct Reading {
        std::unique_ptr<soci::session> session;
        std::unique_ptr<PreparedSelects> selects;  // after the session: it goes first

        Reading() = default;
        Reading(Reading&&) = default;
        Reading& operator=(Reading&& other) noexcept {
            selects = std::move(other.selects);  // first: its statements are of the session
            session = std::move(other.session);
            return *this;
        }
        ~Reading() = default;
    };

    // A read session on loan; connects it if need be.
    class Lease {
    public:
        explicit Lease(Database& database) : database_(database), reading_(database.take()) {}
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        ~Lease() { database_.give_back(std::move(reading_)); }
        soci::session& session() {
            if (!reading_.session) {
                reading_.session = database_.connect_reader();
                reading_.selects = std::make_unique<PreparedSelects>();
            }
            return *reading_.session;
        }
        PreparedSelects& selects() { return *reading_.selects; }
        void discard() { reading_ = {}; }

    private:
        Database& database_;
        Reading reading_;
    };

    Database() = default;
    Reading take();
    void give_back(Reading reading);
    std::unique_ptr<soci::session> connect_reader() const;
    static void begin_snapshot(soci::session& session);
    static void end_snapshot(soci::session& session);

    Backend backend_ = Backend::sqlite;
    std::string shown_;
    std::string parameters_;  // for SOCI; may hold a password
    std::mutex mutex_;
    std::condition_variable free_;
    std::vector<Reading> idle_;
};

}  // namespace ladder::db
