// A row of an imported file: whose figures of which period it holds.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <boost/sort/spreadsort/integer_sort.hpp>

#include "engine/evidence/csv.hpp"
#include "engine/evidence/import_columns.hpp"
#include "engine/evidence/import_figure.hpp"

namespace ladder::evidence {

// Orders figures by indicator, body and period end, and is no other figure's.
inline std::uint64_t figure_key(
    std::uint32_t indicator_number, std::uint32_t body_number, base::Date period_end
) {
    constexpr base::Date first{std::chrono::year{1900} / 1 / 1};
    const auto day = static_cast<std::uint64_t>((period_end - first).count());
    return std::uint64_t{indicator_number} << 44U | std::uint64_t{body_number} << 20U | day;
}

// Sorts what has a figure_key as its `key`, by that and then by `before`, which agrees with it.
template <class Keyed, class Before>
void sort_by_key(std::vector<Keyed>& all, const Before& before) {
    boost::sort::spreadsort::integer_sort(
        all.begin(),
        all.end(),
        [](const Keyed& one, unsigned bits) { return one.key >> bits; },
        before
    );
}

// What a row says a figure of. Two rows with the same key contradict each other.
struct FigureKey {
    std::uint64_t key = 0;  // of indicator, body and period end
    std::int32_t line = 0;
    std::uint32_t column = 0;  // into ImportColumns::values
    bool empty = false;        // the figure was not published
};

// Reads rows, one after the other. Borrows what it is made from.
class RowReader {
public:
    RowReader(
        const ImportColumns& columns,
        const v1::ImportLayout& layout,
        const BodyNames& bodies,
        base::Date today
    );

    // Appends the row's figures and keys. If something is wrong, what was appended is to be taken
    // away. `suggests`: a problem may take time to look for what was probably meant.
    RowResult read(
        const CsvReader& row,
        bool suggests,
        std::vector<ImportedFigure>& figures,
        std::vector<FigureKey>& keys
    );

    // The number of the body of the row last read; none if its body is not known.
    std::optional<std::uint32_t> last_body_number() const {
        return last_body_ == nullptr ? std::nullopt : std::optional{last_body_->second.number};
    }

private:
    struct Body {
        std::uint32_t number = 0;
        std::string_view name;
    };
    // The parts of a row that all its figures share.
    struct Head {
        std::uint32_t body_number = 0;
        std::string_view body;
        base::Date period_end;
        base::Date published_on;
    };

    RowResult wrong_size(const CsvReader& row) const;
    RowResult read_body(std::string_view cell, bool suggests, Head& head);
    std::string suggest_body(std::string_view cell, bool suggests) const;
    RowResult unknown_content(std::string_view content, bool suggests) const;
    RowResult read_period(const CsvReader& row, Head& head) const;
    RowResult read_published(std::string_view cell, Head& head) const;
    RowResult read_value(
        const CsvReader& row,
        const Head& head,
        std::size_t index,
        std::vector<ImportedFigure>& figures,
        std::vector<FigureKey>& keys
    ) const;

    const ImportColumns& columns_;
    const v1::ImportLayout& layout_;
    base::Date today_;
    std::unordered_map<std::string_view, Body> bodies_;
    const std::pair<const std::string_view, Body>* last_body_ = nullptr;  // rows come in runs
};

}  // namespace ladder::evidence
