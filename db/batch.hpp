// What one commit writes, independent of the database.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "db/answer_seal.hpp"
#include "db/journal.hpp"
#include "db/projection.hpp"

namespace ladder::db {

// The columns of a table, texts and bytes first, as TableRow holds their values.
struct TableShape {
    struct Text {
        std::string name;
        bool bytes = false;
    };
    std::string table;
    std::vector<Text> texts;
    std::vector<std::string> integers;
};

struct TableRow {
    std::vector<std::string> texts;
    std::vector<long long> integers;
};

// The tables a batch writes to: the journal, the requests, the tree, and then the models in their
// order.
inline constexpr std::size_t first_model_table = 3;
inline constexpr std::size_t batch_tables = first_model_table + all_models.size();
const TableShape& shape_of_table(std::size_t table);
inline constexpr std::size_t journal_table = 0;
inline constexpr std::size_t request_table = 1;
inline constexpr std::size_t tree_table = 2;
inline std::size_t table_of(Model model) {
    return first_model_table + static_cast<std::size_t>(model);
}

// Collects rows. A model's row ends the row of the same name before it, in the batch or before.
class Batch {
public:
    explicit Batch(LogHead expected);

    // The row's position must be next_position().
    void add(const JournalRow& row);
    void add(const ModelRow& row);
    void add(const std::string& request_id, const AnsweredRequest& request);
    // The content of an event of this stream is destroyed: the rows that show it are made anew.
    void rewrite(std::string stream) { rewritten_.insert(std::move(stream)); }

    std::int64_t next_position() const { return expected_.size + appended_; }
    bool empty() const { return rows_[journal_table].empty() && rows_[request_table].empty(); }

    const LogHead& expected() const { return expected_; }
    // The head once the batch is written.
    const LogHead& head() const { return head_; }
    const std::vector<TableRow>& rows(std::size_t table) const { return rows_[table]; }
    // (name, position) of rows that stop to hold, for the tables of models.
    const std::vector<std::pair<std::string, std::int64_t>>& ends(std::size_t table) const {
        return ends_[table];
    }
    // Streams whose rows of read models are made anew.
    const std::set<std::string>& rewritten() const { return rewritten_; }

    // Computes head() and the nodes of the tree from the leaves. Errors: data_loss if the frontier
    // can't be read.
    [[nodiscard]] base::Result<void> finish();

private:
    LogHead expected_;
    LogHead head_;
    std::int64_t appended_ = 0;
    std::vector<std::string> leaves_;
    std::set<std::string> rewritten_;
    std::array<std::vector<TableRow>, batch_tables> rows_;
    std::array<std::vector<std::pair<std::string, std::int64_t>>, batch_tables> ends_;
    std::array<std::map<std::string, std::size_t, std::less<>>, batch_tables> newest_;
};

// A row of the table of tree nodes.
TableRow table_row_of(const ledger::TreeNode& node);

// The values of a model's row, for inserting.
TableRow table_row_of(const ModelRow& row, std::int64_t to_position);

}  // namespace ladder::db
