// Makes subtree roots of kept nodes and leaves.
#include "db/tree.hpp"

#include <bit>
#include <stdexcept>
#include <string>

#include <fmt/format.h>

#include "db/journal.hpp"
#include "db/statement.hpp"
#include "engine/ledger/text_form.hpp"

namespace ladder::db {
namespace {

constexpr std::int64_t nodes_a_block = std::int64_t{1} << ledger::node_height;

// Ends a walk down the tree; never leaves this file.
class MissingLeaf : public std::runtime_error {
public:
    explicit MissingLeaf(std::int64_t position)
        : std::runtime_error(fmt::format("the leaf of position {} is missing or damaged", position)
          ) {}
};

template <class Walk>
auto or_data_loss(Walk&& walk) -> base::Result<decltype(walk())> {
    try {
        return walk();
    } catch (const MissingLeaf& missing) {
        return base::Error{base::Code::data_loss, missing.what(), {}};
    }
}

}  // namespace

Tree::Block Tree::read_block(std::int64_t level, std::int64_t number) {
    const auto sql =
        level == 0
            ? std::string(
                  "SELECT position, leaf FROM journal WHERE position >= :from AND "
                  "position < :to"
              )
            : fmt::format(
                  "SELECT number, hash FROM tree_node WHERE level = {} AND number >= :from AND "
                  "number < :to",
                  level
              );
    Block found;
    long long at = 0;
    std::string hash;
    select_rows(
        session_,
        sql,
        {{}, {{"from", number * nodes_a_block}, {"to", (number + 1) * nodes_a_block}}},
        [&](soci::statement& statement) {
            statement.exchange(soci::into(at));
            statement.exchange(soci::into(hash));
        },
        [&] {
            if (const auto read = ledger::hash_of(from_selected(backend_, hash))) {
                found[at] = *read;
            }
            return true;
        }
    );
    return found;
}

const Tree::Block& Tree::block(std::int64_t level, std::int64_t number) {
    const auto key = std::pair(level, number);
    auto held = blocks_.find(key);
    if (held == blocks_.end()) {
        held = blocks_.emplace(key, read_block(level, number)).first;
    }
    return held->second;
}

ledger::Hash Tree::node(std::int64_t level, std::int64_t number) {
    const auto& nodes = block(level, number / nodes_a_block);
    if (const auto held = nodes.find(number); held != nodes.end()) {
        return held->second;
    }
    if (level == 0) {
        throw MissingLeaf(number);
    }
    ledger::Frontier made;
    for (std::int64_t i = 0; i < nodes_a_block; ++i) {
        made.append(node(level - 1, number * nodes_a_block + i));
    }
    return made.root();
}

ledger::Hash Tree::perfect(const ledger::LeafRange& range) {
    const auto leaves = static_cast<std::uint64_t>(range.to - range.from);
    const auto level = std::int64_t{std::countr_zero(leaves)} / ledger::node_height;
    const auto width = std::int64_t{1} << (level * ledger::node_height);
    // Appending nodes of one level to a frontier is what appending their leaves would come to.
    ledger::Frontier made;
    for (auto from = range.from; from < range.to; from += width) {
        made.append(node(level, from / width));
    }
    return made.root();
}

base::Result<std::vector<ledger::Hash>> Tree::roots(const std::vector<ledger::LeafRange>& ranges) {
    return or_data_loss([&] {
        std::vector<ledger::Hash> all;
        for (const auto& range : ranges) {
            std::vector<ledger::Hash> parts;
            for (const auto& part : ledger::perfect_ranges(range)) {
                parts.push_back(perfect(part));
            }
            all.push_back(ledger::join_perfect(parts));
        }
        return all;
    });
}

base::Result<ledger::Hash> Tree::root(std::int64_t size) {
    auto all = roots({{0, size}});
    return all ? base::Result<ledger::Hash>(all->front()) : base::Result<ledger::Hash>(all.error());
}

base::Result<ledger::Frontier> Tree::frontier(std::int64_t size) {
    auto all = or_data_loss([&] {
        std::vector<ledger::Hash> parts;
        for (const auto& part : ledger::perfect_ranges({0, size})) {
            parts.push_back(perfect(part));
        }
        return parts;
    });
    if (!all) {
        return all.error();
    }
    return ledger::Frontier::of(size, std::move(*all));
}

}  // namespace ladder::db
