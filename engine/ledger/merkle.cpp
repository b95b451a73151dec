#include "engine/ledger/merkle.hpp"

#include <bit>
#include <utility>

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <sodium/crypto_hash_sha256.h>

namespace ladder::ledger {

namespace {

constexpr std::size_t hash_bytes = std::tuple_size_v<Hash>;
constexpr std::size_t size_bytes = 8;
constexpr unsigned char leaf_prefix = 0x00;
constexpr unsigned char node_prefix = 0x01;

static_assert(hash_bytes == crypto_hash_sha256_BYTES);

// SHA-256 over parts given one after the other. libsodium's hash functions can't fail.
class Sha256 {
public:
    Sha256() { crypto_hash_sha256_init(&state_); }

    Sha256& add(const unsigned char* data, std::size_t bytes) {
        crypto_hash_sha256_update(&state_, data, bytes);
        return *this;
    }
    Sha256& add(unsigned char byte) { return add(&byte, 1); }
    Sha256& add(const Hash& hash) { return add(hash.data(), hash.size()); }
    Sha256& add(std::string_view text) {
        return add(reinterpret_cast<const unsigned char*>(text.data()), text.size());
    }

    Hash finish() {
        Hash hash{};
        crypto_hash_sha256_final(&state_, hash.data());
        return hash;
    }

private:
    crypto_hash_sha256_state state_{};
};

base::Error not_a_frontier(std::string message) {
    return base::Error{
        base::Code::data_loss, "the log's frontier is damaged: " + std::move(message), {}};
}

}  // namespace

Hash leaf_hash(std::string_view data) {
    return Sha256{}.add(leaf_prefix).add(data).finish();
}

Hash node_hash(const Hash& left, const Hash& right) {
    return Sha256{}.add(node_prefix).add(left).add(right).finish();
}

Hash payload_digest(std::string_view salt, std::string_view payload) {
    return Sha256{}.add(salt).add(payload).finish();
}

Hash leaf_of(const v1::JournalEnvelope& envelope) {
    std::string bytes;
    {
        // Both streams write what they hold back when they end.
        google::protobuf::io::StringOutputStream stream{&bytes};
        google::protobuf::io::CodedOutputStream coded{&stream};
        coded.SetSerializationDeterministic(true);
        envelope.SerializeToCodedStream(&coded);
    }
    return leaf_hash(bytes);
}

void Frontier::append(const Hash& leaf, std::vector<TreeNode>* completed) {
    // Each 1 at the low end of the size is a perfect subtree that the new leaf completes, as a
    // carry runs through a binary counter.
    auto merged = leaf;
    int height = 0;
    for (auto carry = static_cast<std::uint64_t>(size_); (carry & 1U) != 0; carry >>= 1U) {
        merged = node_hash(roots_.back(), merged);
        roots_.pop_back();
        ++height;
        if (completed != nullptr && height % node_height == 0) {
            completed->push_back({height / node_height, size_ >> height, merged});
        }
    }
    roots_.push_back(merged);
    ++size_;
}

Hash Frontier::root() const {
    if (roots_.empty()) {
        return Sha256{}.finish();
    }
    auto root = roots_.back();
    for (auto left = std::next(roots_.rbegin()); left != roots_.rend(); ++left) {
        root = node_hash(*left, root);
    }
    return root;
}

std::string Frontier::encode() const {
    std::string bytes;
    bytes.reserve(size_bytes + roots_.size() * hash_bytes);
    const auto size = static_cast<std::uint64_t>(size_);
    for (std::size_t i = 0; i < size_bytes; ++i) {
        bytes.push_back(static_cast<char>((size >> (8 * (size_bytes - 1 - i))) & 0xFFU));
    }
    for (const auto& root : roots_) {
        bytes.append(root.begin(), root.end());
    }
    return bytes;
}

base::Result<Frontier> Frontier::of(std::int64_t size, std::vector<Hash> roots) {
    const auto ones = std::popcount(static_cast<std::uint64_t>(size));
    if (size < 0 || roots.size() != static_cast<std::size_t>(ones)) {
        return not_a_frontier("its hashes don't fit its size");
    }
    Frontier frontier;
    frontier.size_ = size;
    frontier.roots_ = std::move(roots);
    return frontier;
}

base::Result<Frontier> Frontier::decode(std::string_view bytes) {
    if (bytes.size() < size_bytes) {
        return not_a_frontier("it is shorter than its size field");
    }
    std::uint64_t size = 0;
    for (const char byte : bytes.substr(0, size_bytes)) {
        size = (size << 8U) | static_cast<unsigned char>(byte);
    }
    const auto hashes = bytes.substr(size_bytes);
    if (hashes.size() % hash_bytes != 0) {
        return not_a_frontier("its hashes don't fit its size");
    }
    std::vector<Hash> roots;
    for (std::size_t at = 0; at < hashes.size(); at += hash_bytes) {
        Hash root{};
        for (std::size_t i = 0; i < hash_bytes; ++i) {
            root[i] = static_cast<unsigned char>(hashes[at + i]);
        }
        roots.push_back(root);
    }
    return of(static_cast<std::int64_t>(size), std::move(roots));
}

}  // namespace ladder::ledger
