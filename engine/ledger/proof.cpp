// Proofs by the recursive definitions of RFC 6962, checked by the loops of RFC 9162.
#include "engine/ledger/proof.hpp"

#include <algorithm>
#include <bit>

#include <fmt/format.h>

namespace ladder::ledger {

namespace {

base::Error does_not_hold(std::string message) {
    return base::Error{base::Code::data_loss, std::move(message), {}};
}

// The largest power of two below `leaves`, which is at least 2.
std::int64_t split_of(std::int64_t leaves) {
    return static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(leaves - 1)));
}

bool is_odd(std::uint64_t number) {
    return (number & 1U) != 0;
}

std::vector<Hash> roots_of(const std::vector<LeafRange>& ranges, const SubtreeRoot& subtree_root) {
    std::vector<Hash> roots;
    roots.reserve(ranges.size());
    for (const auto& range : ranges) {
        roots.push_back(subtree_root(range.from, range.to));
    }
    return roots;
}

}  // namespace

std::vector<LeafRange> inclusion_ranges(std::int64_t index, std::int64_t size) {
    std::vector<LeafRange> siblings;
    if (index < 0 || index >= size) {
        return siblings;
    }
    LeafRange around{0, size};
    while (around.to - around.from > 1) {
        const auto middle = around.from + split_of(around.to - around.from);
        if (index < middle) {
            siblings.push_back({middle, around.to});
            around.to = middle;
        } else {
            siblings.push_back({around.from, middle});
            around.from = middle;
        }
    }
    std::reverse(siblings.begin(), siblings.end());
    return siblings;
}

std::vector<LeafRange> consistency_ranges(std::int64_t from_size, std::int64_t to_size) {
    std::vector<LeafRange> ranges;
    if (from_size <= 0 || from_size >= to_size) {
        return ranges;
    }
    LeafRange around{0, to_size};
    while (around.to != from_size) {
        const auto middle = around.from + split_of(around.to - around.from);
        if (from_size <= middle) {
            ranges.push_back({middle, around.to});
            around.to = middle;
        } else {
            ranges.push_back({around.from, middle});
            around.from = middle;
        }
    }
    // A whole earlier tree is known to whoever checks: its root is not part of the proof.
    if (around.from != 0) {
        ranges.push_back(around);
    }
    std::reverse(ranges.begin(), ranges.end());
    return ranges;
}

std::vector<LeafRange> perfect_ranges(LeafRange range) {
    std::vector<LeafRange> perfect;
    while (range.from < range.to) {
        const auto left = static_cast<std::uint64_t>(range.to - range.from);
        auto leaves = static_cast<std::int64_t>(std::bit_floor(left));
        if (range.from != 0) {
            leaves = std::min(leaves, range.from & -range.from);
        }
        perfect.push_back({range.from, range.from + leaves});
        range.from += leaves;
    }
    return perfect;
}

Hash join_perfect(const std::vector<Hash>& roots) {
    if (roots.empty()) {
        return payload_digest({}, {});
    }
    auto root = roots.back();
    for (auto left = std::next(roots.rbegin()); left != roots.rend(); ++left) {
        root = node_hash(*left, root);
    }
    return root;
}

std::vector<Hash> inclusion_proof(
    std::int64_t index, std::int64_t size, const SubtreeRoot& subtree_root
) {
    return roots_of(inclusion_ranges(index, size), subtree_root);
}

std::vector<Hash> consistency_proof(
    std::int64_t from_size, std::int64_t to_size, const SubtreeRoot& subtree_root
) {
    return roots_of(consistency_ranges(from_size, to_size), subtree_root);
}

base::Result<void> verify_inclusion(
    const Hash& leaf,
    std::int64_t index,
    std::int64_t size,
    const std::vector<Hash>& proof,
    const Hash& root
) {
    if (index < 0 || index >= size) {
        return base::field_error(
            "index",
            fmt::format("{} is not in a tree of {} leaves; give 0 to {}", index, size, size - 1)
        );
    }
    const auto needed = inclusion_ranges(index, size).size();
    if (proof.size() != needed) {
        return does_not_hold(fmt::format(
            "the proof for leaf {} of {} has {} hashes, not {}", index, size, proof.size(), needed
        ));
    }
    auto node = static_cast<std::uint64_t>(index);
    auto last = static_cast<std::uint64_t>(size - 1);
    auto hash = leaf;
    for (const auto& sibling : proof) {
        if (is_odd(node) || node == last) {
            hash = node_hash(sibling, hash);
            while (!is_odd(node) && node != 0) {
                node >>= 1U;
                last >>= 1U;
            }
        } else {
            hash = node_hash(hash, sibling);
        }
        node >>= 1U;
        last >>= 1U;
    }
    if (hash != root) {
        return does_not_hold(fmt::format(
            "the proof for leaf {} of {} does not lead to the root: another leaf, another place "
            "or another tree",
            index,
            size
        ));
    }
    return {};
}

base::Result<void> verify_consistency(
    std::int64_t from_size,
    const Hash& from_root,
    std::int64_t to_size,
    const Hash& to_root,
    const std::vector<Hash>& proof
) {
    if (from_size <= 0 || from_size > to_size) {
        return base::field_error(
            "from_size", fmt::format("is {}; give 1 to {}, the later size", from_size, to_size)
        );
    }
    const auto needed = consistency_ranges(from_size, to_size).size();
    if (proof.size() != needed) {
        return does_not_hold(fmt::format(
            "the proof from size {} to {} has {} hashes, not {}",
            from_size,
            to_size,
            proof.size(),
            needed
        ));
    }
    auto node = static_cast<std::uint64_t>(from_size - 1);
    auto last = static_cast<std::uint64_t>(to_size - 1);
    while (is_odd(node)) {
        node >>= 1U;
        last >>= 1U;
    }
    // An earlier tree that is perfect is a node of the later one: the proof leaves it out.
    const bool whole = std::has_single_bit(static_cast<std::uint64_t>(from_size));
    auto next = proof.begin();
    auto earlier = whole || proof.empty() ? from_root : *next++;
    auto later = earlier;
    for (; next != proof.end(); ++next) {
        if (is_odd(node) || node == last) {
            earlier = node_hash(*next, earlier);
            later = node_hash(*next, later);
            while (!is_odd(node) && node != 0) {
                node >>= 1U;
                last >>= 1U;
            }
        } else {
            later = node_hash(later, *next);
        }
        node >>= 1U;
        last >>= 1U;
    }
    if (earlier != from_root || later != to_root) {
        return does_not_hold(fmt::format(
            "the tree of size {} does not continue that of size {}: the two disagree",
            to_size,
            from_size
        ));
    }
    return {};
}

}  // namespace ladder::ledger
