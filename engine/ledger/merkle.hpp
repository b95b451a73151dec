// The RFC 6962 Merkle tree over the journal, kept incrementally by its frontier.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"
#include "ladder/v1/journal.pb.h"

namespace ladder::ledger {

using Hash = std::array<unsigned char, 32>;

// SHA-256(0x00 || data), RFC 6962 section 2.1.
Hash leaf_hash(std::string_view data);

// SHA-256(0x01 || left || right), RFC 6962 section 2.1.
Hash node_hash(const Hash& left, const Hash& right);

// SHA-256(salt || payload): what the envelope holds in the payload's place.
Hash payload_digest(std::string_view salt, std::string_view payload);

// The leaf of an envelope: leaf_hash of its deterministic serialisation.
Hash leaf_of(const v1::JournalEnvelope& envelope);

// The root of a perfect subtree whose height is a multiple of node_height: of the nodes of the tree
// only these are kept, so that proofs need not read every leaf and appending costs next to nothing.
struct TreeNode {
    std::int64_t level = 0;   // height / node_height, from 1
    std::int64_t number = 0;  // the first leaf >> height
    Hash hash{};

    friend bool operator==(const TreeNode&, const TreeNode&) = default;
};
inline constexpr int node_height = 8;

// The roots of the perfect subtrees that cover the tree, largest first: enough to append and to
// know the root.
class Frontier {
public:
    std::int64_t size() const { return size_; }

    // Adds the nodes that the leaf completes to `completed`, if it is given.
    void append(const Hash& leaf, std::vector<TreeNode>* completed = nullptr);

    // The root; for the empty tree SHA-256 of nothing.
    Hash root() const;

    // 8 bytes of size, big-endian, then the hashes.
    std::string encode() const;

    // The frontier of perfect subtrees, largest first.
    // Errors: data_loss unless there is one for each 1 of the size in binary.
    [[nodiscard]] static base::Result<Frontier> of(std::int64_t size, std::vector<Hash> roots);

    // Errors: data_loss if the bytes are not an encoded frontier.
    [[nodiscard]] static base::Result<Frontier> decode(std::string_view bytes);

    friend bool operator==(const Frontier&, const Frontier&) = default;

private:
    std::int64_t size_ = 0;
    std::vector<Hash> roots_;
};

}  // namespace ladder::ledger
