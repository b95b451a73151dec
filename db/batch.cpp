// Rows of one commit, and the head it leads to.
#include "db/batch.hpp"

#include <algorithm>

namespace ladder::db {
namespace {

TableShape model_table_shape(const ModelShape& shape) {
    TableShape table{std::string(shape.table), {{"name", false}}, {"from_position", "to_position"}};
    for (const auto filter : shape.filters) {
        table.texts.push_back({std::string(filter), false});
    }
    table.texts.push_back({"content", true});
    return table;
}

std::vector<TableShape> all_table_shapes() {
    std::vector<TableShape> shapes{
        {"journal",
         {{"stream", false},
          {"type", false},
          {"person", false},
          {"capacity", false},
          {"request_id", false},
          {"cause", false},
          {"known_on", false},
          {"salt", true},
          {"payload", true},
          {"digest", true},
          {"leaf", true}},
         {"position", "version", "recorded_at_us", "entered_later"}},
        {"request",
         {{"request_id", false}, {"fingerprint", true}, {"response", true}, {"salt", true}},
         {"position"}},
        {"tree_node", {{"hash", true}}, {"level", "number"}}};
    for (const auto model : all_models) {
        shapes.push_back(model_table_shape(shape_of(model)));
    }
    return shapes;
}

}  // namespace

const TableShape& shape_of_table(std::size_t table) {
    static const auto shapes = all_table_shapes();
    return shapes[table];
}

Batch::Batch(LogHead expected) : expected_(std::move(expected)), head_(expected_) {}

void Batch::add(const JournalRow& row) {
    const auto& envelope = row.envelope;
    rows_[journal_table].push_back(
        {{envelope.stream(),
          envelope.type(),
          envelope.actor().person(),
          envelope.actor().capacity(),
          envelope.request_id(),
          envelope.cause(),
          envelope.known_on(),
          row.salt,
          row.payload,
          envelope.digest(),
          row.leaf},
         {envelope.position(),
          envelope.version(),
          envelope.recorded_at_us(),
          row.entered_later ? 1 : 0}}
    );
    leaves_.push_back(row.leaf);
    head_.recorded_at_us = envelope.recorded_at_us();
    ++appended_;
}

void Batch::add(const ModelRow& row) {
    const auto table = table_of(row.model);
    auto& rows = rows_[table];
    const auto [newest, first] = newest_[table].try_emplace(row.name, rows.size());
    if (first) {
        ends_[table].emplace_back(row.name, row.from_position);
    } else {
        rows[newest->second].integers[1] = row.from_position;
        newest->second = rows.size();
    }
    rows.push_back(table_row_of(row, still));
}

void Batch::add(const std::string& request_id, const AnsweredRequest& request) {
    rows_[request_table].push_back(
        {{request_id, request.fingerprint, request.response, request.salt}, {request.position}}
    );
}

base::Result<void> Batch::finish() {
    auto frontier = ledger::Frontier::decode(expected_.frontier);
    if (!frontier) {
        return frontier.error();
    }
    std::vector<ledger::TreeNode> completed;
    for (const auto& leaf : leaves_) {
        ledger::Hash hash;
        std::copy_n(leaf.begin(), hash.size(), hash.begin());
        frontier->append(hash, &completed);
    }
    for (const auto& node : completed) {
        rows_[tree_table].push_back(table_row_of(node));
    }
    head_.frontier = frontier->encode();
    head_.size = expected_.size + appended_;
    return {};
}

TableRow table_row_of(const ledger::TreeNode& node) {
    return {{bytes_of(node.hash)}, {node.level, node.number}};
}

TableRow table_row_of(const ModelRow& row, std::int64_t to_position) {
    TableRow values{{row.name}, {row.from_position, to_position}};
    values.texts.insert(values.texts.end(), row.filters.begin(), row.filters.end());
    values.texts.push_back(row.content);
    return values;
}

}  // namespace ladder::db
