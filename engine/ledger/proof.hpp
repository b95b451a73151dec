// Inclusion and consistency proofs of the RFC 6962 tree: which subtree roots make one, and whether
// one holds.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "engine/ledger/merkle.hpp"

namespace ladder::ledger {

// The leaves of positions [from, to).
struct LeafRange {
    std::int64_t from = 0;
    std::int64_t to = 0;

    friend bool operator==(const LeafRange&, const LeafRange&) = default;
};

// The hashes of the longest proof of any tree: one a level.
inline constexpr std::size_t proof_hashes_max = 63;

// The root of a range of leaves, as RFC 6962 section 2.1 defines MTH.
using SubtreeRoot = std::function<Hash(std::int64_t from, std::int64_t to)>;

// The ranges whose roots are the proof that leaf `index` is in the tree of `size` leaves, from the
// leaf's sibling up (RFC 6962 section 2.1.1). Nothing unless 0 <= index < size.
std::vector<LeafRange> inclusion_ranges(std::int64_t index, std::int64_t size);

// The ranges whose roots are the proof that the tree of `to_size` leaves continues that of
// `from_size` (RFC 6962 section 2.1.2). Nothing unless 0 < from_size < to_size.
std::vector<LeafRange> consistency_ranges(std::int64_t from_size, std::int64_t to_size);

// The perfect subtrees that cover a range, from left to right: each begins at a multiple of its own
// size, which is a power of two.
std::vector<LeafRange> perfect_ranges(LeafRange range);

// The root of neighbouring perfect subtrees that begin where a proof's range begins; for none
// SHA-256 of nothing.
Hash join_perfect(const std::vector<Hash>& roots);

std::vector<Hash> inclusion_proof(
    std::int64_t index, std::int64_t size, const SubtreeRoot& subtree_root
);

std::vector<Hash> consistency_proof(
    std::int64_t from_size, std::int64_t to_size, const SubtreeRoot& subtree_root
);

// That `leaf` is the one at `index` in the tree of `size` leaves with this root (RFC 9162 section
// 2.1.3.2).
// Errors: invalid_argument for an index outside the tree; data_loss if the proof does not hold.
[[nodiscard]] base::Result<void> verify_inclusion(
    const Hash& leaf,
    std::int64_t index,
    std::int64_t size,
    const std::vector<Hash>& proof,
    const Hash& root
);

// That the tree of `to_size` leaves begins with the leaves of the earlier one (RFC 9162 section
// 2.1.4.2).
// Errors: invalid_argument for sizes out of order or from 0, which every tree continues; data_loss
// if the proof does not hold.
[[nodiscard]] base::Result<void> verify_consistency(
    std::int64_t from_size,
    const Hash& from_root,
    std::int64_t to_size,
    const Hash& to_root,
    const std::vector<Hash>& proof
);

}  // namespace ladder::ledger
