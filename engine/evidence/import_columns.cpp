// Matching a header: every column is known, or the file is not what its sender takes it for.
#include "engine/evidence/import_columns.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/definition/suggest.hpp"
#include "engine/evidence/import_cells.hpp"

namespace ladder::evidence {
namespace {

// Columns of the header by name, and what is wrong with them.
class Header {
public:
    Header(const CsvReader& row, std::vector<HeaderProblem>& problems)
        : row_{row}, problems_{problems} {
        const auto names = row.fields();
        for (std::size_t i = 0; i < names.size(); ++i) {
            const auto [first, added] = places_.try_emplace(names[i], i);
            if (!added) {
                problems_.push_back(
                    {row.position_of(i),
                     fmt::format("the column {} stands twice in the header", in_quotes(names[i])),
                     "take one of them out, with its values"}
                );
            }
        }
    }

    // The place of a column that the layout needs.
    std::size_t required(std::string_view name) {
        known_.emplace_back(name);
        if (const auto found = places_.find(name); found != places_.end()) {
            return found->second;
        }
        missing_.emplace_back(name);
        return 0;
    }

    std::optional<std::size_t> optional(std::string_view name) {
        return name.empty() ? std::nullopt : std::optional{required(name)};
    }

    // A column that may be there and is not read.
    void ignored(std::string_view name) { known_.emplace_back(name); }

    // Names what is missing and what is unknown, once all that is known was asked for.
    void check(std::string_view layout) {
        std::sort(missing_.begin(), missing_.end());
        missing_.erase(std::unique(missing_.begin(), missing_.end()), missing_.end());
        for (const auto& name : missing_) {
            problems_.push_back(
                {{row_.line(), 1},
                 fmt::format("the column {} is missing from the header", in_quotes(name)),
                 fmt::format("add it, or choose another layout than {}", in_quotes(layout))}
            );
        }
        for (std::size_t i = 0; i < row_.fields().size(); ++i) {
            const auto name = row_.fields()[i];
            if (std::find(known_.begin(), known_.end(), name) == known_.end()) {
                const auto meant = definition::nearest(name, missing_);
                problems_.push_back(
                    {row_.position_of(i),
                     fmt::format(
                         "the layout {} knows no column {}", in_quotes(layout), in_quotes(name)
                     ),
                     meant.empty() ? "take it out, or name it in the layout's ignored_columns"
                                   : fmt::format("did you mean '{}'?", meant)}
                );
            }
        }
    }

private:
    const CsvReader& row_;
    std::vector<HeaderProblem>& problems_;
    std::unordered_map<std::string_view, std::size_t> places_;
    std::vector<std::string> known_;
    std::vector<std::string> missing_;
};

}  // namespace

ImportColumns match_columns(
    const CsvReader& header,
    const v1::ImportLayout& layout,
    const definition::Ruleset& ruleset,
    std::vector<HeaderProblem>& problems
) {
    Header names{header, problems};
    ImportColumns columns;
    columns.count = header.fields().size();
    columns.body = names.required(layout.body_column());
    columns.period_end = names.required(layout.period_end_column());
    columns.published = names.optional(layout.published_column());
    columns.indicator = names.optional(layout.indicator_column());
    const bool by_content = columns.indicator.has_value();
    const auto value_column = by_content ? names.required(layout.value_column()) : 0;
    std::unordered_map<std::string_view, std::uint32_t> numbers;
    for (const auto& value : layout.values()) {
        if (value.indicator().empty()) {
            if (by_content) {
                columns.by_content.emplace(value.column(), std::nullopt);
            } else {
                names.ignored(value.column());
            }
            continue;
        }
        const auto* indicator = ruleset.indicator(value.indicator());
        if (indicator == nullptr) {
            problems.push_back(
                {{header.line(), 1},
                 fmt::format(
                     "the layout '{}' names the indicator '{}', which the ruleset does not have",
                     layout.id(),
                     value.indicator()
                 ),
                 "correct the layout in the ruleset"}
            );
            continue;
        }
        const auto number =
            numbers.try_emplace(indicator->id(), static_cast<std::uint32_t>(numbers.size()))
                .first->second;
        if (by_content) {
            columns.by_content.emplace(value.column(), columns.values.size());
        }
        columns.values.push_back(
            {indicator,
             number,
             by_content ? value_column : names.required(value.column()),
             names.optional(value.numerator_column()),
             names.optional(value.denominator_column())}
        );
    }
    for (const auto& name : layout.ignored_columns()) {
        names.ignored(name);
    }
    names.check(layout.id());
    return columns;
}

}  // namespace ladder::evidence
