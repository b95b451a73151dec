// The least that can be written for a decision: one row of history and one of the case's state.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <soci/soci.h>

namespace ladder::bench {

inline constexpr int cases_of_the_bare_stack = 1000;

// One session that commits what waits as a group. The tables are made anew. Throws soci_error.
class TransitionWriter {
public:
    // As `ladder --database` takes it.
    explicit TransitionWriter(const std::string& database);

    // Takes each of these cases, no two the same, a stage on, in one durable transaction. Gives the
    // versions they are at.
    const std::vector<int>& commit(const std::vector<int>& cases);

private:
    void make_tables();
    void prepare_rows();
    void prepare_arrays();
    void commit_row_by_row(const std::vector<int>& cases);
    void commit_arrays(const std::vector<int>& cases);

    bool postgresql_;
    soci::session session_;
    std::string payload_;
    int case_id_ = 0;
    int stage_ = 0;
    int version_ = 0;
    int next_stage_ = 0;
    int next_version_ = 0;
    std::string case_ids_;
    std::string payloads_;
    std::vector<int> returned_ids_;
    std::vector<int> returned_versions_;
    std::vector<int> version_of_;
    std::vector<int> versions_;
    std::unique_ptr<soci::statement> read_;
    std::unique_ptr<soci::statement> insert_;
    std::unique_ptr<soci::statement> update_;
    std::unique_ptr<soci::statement> arrays_;
};

}  // namespace ladder::bench
