// Roots of subtrees of the journal's tree, from the nodes that are kept: proofs without reading
// every leaf.
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include <soci/soci.h>

#include "db/dialect.hpp"
#include "engine/base/result.hpp"
#include "engine/ledger/merkle.hpp"
#include "engine/ledger/proof.hpp"

namespace ladder::db {

// The tree as one session sees it. A subtree of 256^n leaves is one row of tree_node, written with
// the batch that completed it; smaller ones are made of the leaves or nodes beneath, which are read
// 256 at a time and kept, so that proofs for many positions read little more than one. A node that
// is not there (in a journal older than the table) is made of what is beneath it. Borrows the
// session. Throws soci_error. Errors of all: data_loss where a leaf is missing.
class Tree {
public:
    Tree(soci::session& session, Backend backend) : session_(session), backend_(backend) {}

    // The roots of ranges, as inclusion_ranges and consistency_ranges give them.
    [[nodiscard]] base::Result<std::vector<ledger::Hash>> roots(
        const std::vector<ledger::LeafRange>& ranges
    );

    // The root of the first `size` leaves.
    [[nodiscard]] base::Result<ledger::Hash> root(std::int64_t size);

    // The frontier after the first `size` leaves.
    [[nodiscard]] base::Result<ledger::Frontier> frontier(std::int64_t size);

private:
    using Block = std::map<std::int64_t, ledger::Hash>;  // by number

    ledger::Hash perfect(const ledger::LeafRange& range);
    ledger::Hash node(std::int64_t level, std::int64_t number);
    const Block& block(std::int64_t level, std::int64_t number);
    Block read_block(std::int64_t level, std::int64_t number);

    soci::session& session_;
    Backend backend_;
    std::map<std::pair<std::int64_t, std::int64_t>, Block> blocks_;  // by level and number
};

}  // namespace ladder::db
