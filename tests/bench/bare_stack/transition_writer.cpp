#include "tests/bench/bare_stack/transition_writer.hpp"

#include <stdexcept>

#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace ladder::bench {
namespace {

constexpr int stages = 5;
constexpr std::size_t rows_max = 128;

// "sqlite:PATH" or "postgresql:KEY=VALUE ..": behind the colon stands what the back end reads.
soci::session open_session(const std::string& database, bool postgresql) {
    const auto bare = database.substr(database.find(':') + 1);
    return postgresql ? soci::session{soci::postgresql, bare} : soci::session{soci::sqlite3, bare};
}

}  // namespace

TransitionWriter::TransitionWriter(const std::string& database)
    : postgresql_{database.starts_with("postgresql:")},
      session_{open_session(database, postgresql_)},
      payload_{"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"},
      returned_ids_(rows_max),
      returned_versions_(rows_max),
      version_of_(cases_of_the_bare_stack + 1) {
    make_tables();
    postgresql_ ? prepare_arrays() : prepare_rows();
}

void TransitionWriter::make_tables() {
    if (!postgresql_) {
        for (const auto* setting :
             {"journal_mode=WAL",
              "synchronous=FULL",
              "cache_size=-65536",
              "wal_autocheckpoint=10000"}) {
            session_ << std::string{"PRAGMA "} + setting;
        }
    }
    session_ << "DROP TABLE IF EXISTS cases";
    session_ << "DROP TABLE IF EXISTS events";
    session_ << "CREATE TABLE cases(case_id INTEGER PRIMARY KEY, stage INT NOT NULL, "
                "version INT NOT NULL)";
    session_ << std::string{
                    "CREATE TABLE events(case_id INT NOT NULL, version INT NOT NULL, "
                    "from_stage INT NOT NULL, to_stage INT NOT NULL, payload TEXT NOT NULL, "
                    "PRIMARY KEY(case_id, version))"} +
                    (postgresql_ ? "" : " WITHOUT ROWID");
    for (int id = 1; id <= cases_of_the_bare_stack; ++id) {
        session_ << "INSERT INTO cases VALUES (:id, 0, 0)", soci::use(id);
    }
    if (postgresql_) {
        session_ << "ANALYZE cases";
    }
}

void TransitionWriter::prepare_rows() {
    read_ = std::make_unique<soci::statement>(
        (session_.prepare << "SELECT stage, version FROM cases WHERE case_id = :id",
         soci::into(stage_),
         soci::into(version_),
         soci::use(case_id_))
    );
    insert_ = std::make_unique<soci::statement>(
        (session_.prepare << "INSERT INTO events VALUES (:id, :version, :from, :to, :payload)",
         soci::use(case_id_),
         soci::use(next_version_),
         soci::use(stage_),
         soci::use(next_stage_),
         soci::use(payload_))
    );
    update_ = std::make_unique<soci::statement>(
        (session_.prepare << "UPDATE cases SET stage = :to, version = :version WHERE case_id = :id",
         soci::use(next_stage_),
         soci::use(next_version_),
         soci::use(case_id_))
    );
}

void TransitionWriter::prepare_arrays() {
    arrays_ = std::make_unique<soci::statement>(
        (session_.prepare
             << "WITH d AS (SELECT * FROM unnest(CAST(:ids AS int[]), CAST(:payloads AS text[])) "
                "AS d(case_id, payload)), "
                "u AS (UPDATE cases c SET stage = (c.stage + 1) % 5, version = c.version + 1 "
                "FROM d WHERE c.case_id = d.case_id AND c.stage BETWEEN 0 AND 4 "
                "RETURNING c.case_id, c.version, c.stage, d.payload) "
                "INSERT INTO events SELECT case_id, version, (stage + 4) % 5, stage, payload "
                "FROM u RETURNING case_id, version",
         soci::into(returned_ids_),
         soci::into(returned_versions_),
         soci::use(case_ids_),
         soci::use(payloads_))
    );
}

const std::vector<int>& TransitionWriter::commit(const std::vector<int>& cases) {
    postgresql_ ? commit_arrays(cases) : commit_row_by_row(cases);
    return versions_;
}

void TransitionWriter::commit_row_by_row(const std::vector<int>& cases) {
    versions_.clear();
    session_ << "BEGIN IMMEDIATE";
    for (const auto id : cases) {
        case_id_ = id;
        if (!read_->execute(true) || stage_ < 0 || stage_ >= stages) {
            throw std::runtime_error{"a case is not at a stage"};
        }
        next_stage_ = (stage_ + 1) % stages;
        next_version_ = version_ + 1;
        insert_->execute(true);
        update_->execute(true);
        versions_.push_back(next_version_);
    }
    session_ << "COMMIT";
}

void TransitionWriter::commit_arrays(const std::vector<int>& cases) {
    case_ids_ = fmt::format("{{{}}}", fmt::join(cases, ","));
    const std::vector<std::string> payloads(cases.size(), payload_);
    payloads_ = fmt::format("{{{}}}", fmt::join(payloads, ","));
    returned_ids_.resize(rows_max);
    returned_versions_.resize(rows_max);
    arrays_->execute(true);
    if (returned_ids_.size() != cases.size()) {
        throw std::runtime_error{"a case is not at a stage"};
    }
    for (std::size_t i = 0; i < cases.size(); ++i) {
        version_of_[static_cast<std::size_t>(returned_ids_[i])] = returned_versions_[i];
    }
    versions_.clear();
    for (const auto id : cases) {
        versions_.push_back(version_of_[static_cast<std::size_t>(id)]);
    }
}

}  // namespace ladder::bench
