// Import layouts: that every column has one meaning and every figure its parts.
#include <map>
#include <set>

#include <fmt/format.h>

#include "engine/base/dates.hpp"
#include "engine/definition/checks.hpp"
#include "engine/definition/suggest.hpp"
#include "engine/definition/text.hpp"

namespace ladder::definition {

namespace {

constexpr int lag_days_max = 3650;

class LayoutCheck {
public:
    LayoutCheck(const Scope& scope, const v1::ImportLayout& layout, std::string path)
        : scope_{scope}, layout_{layout}, path_{std::move(path)} {}

    void run() {
        require_text(
            scope_, layout_.body_column(), path_ + ".body_column", "the column of the body"
        );
        require_text(
            scope_,
            layout_.period_end_column(),
            path_ + ".period_end_column",
            "the column of the period"
        );
        require_text(scope_, layout_.source(), path_ + ".source", "the source of the figures");
        year_end();
        value_column();
        publication();
        columns();
        if (layout_.values().empty()) {
            error("values", "no value is read", "list at least one");
        }
        for (int i = 0; i < layout_.values_size(); ++i) {
            value(layout_.values(i), at(path_, "values", i));
        }
    }

private:
    void error(std::string_view field, std::string message, std::string fix) {
        scope_.findings.error(
            fmt::format("{}.{}", path_, field), std::move(message), std::move(fix)
        );
    }

    void year_end() {
        const auto& day = layout_.period_end_of_year();
        // 2001 has no 29 February, which only some years could complete.
        if (!day.empty() && !base::parse_date("2001-" + day)) {
            error(
                "period_end_of_year",
                fmt::format("'{}' is not a day of every year", shortened(day)),
                "write month and day, such as \"06-30\""
            );
        }
    }

    void value_column() {
        if (!layout_.indicator_column().empty() && layout_.value_column().empty()) {
            error(
                "value_column", "it is not said which column holds the value", "add value_column"
            );
        }
        if (layout_.indicator_column().empty() && !layout_.value_column().empty()) {
            error(
                "value_column",
                "there is no indicator_column, so each of the values is a column of its own",
                "remove value_column, or add indicator_column"
            );
        }
    }

    void publication() {
        const auto lag = layout_.published_lag_days();
        if (lag < 0 || lag > lag_days_max) {
            error(
                "published_lag_days",
                fmt::format("{} days can't be", lag),
                fmt::format("write 0 to {}", lag_days_max)
            );
        }
        if (!layout_.published_column().empty() && lag != 0) {
            error(
                "published_lag_days",
                "the file gives the publication date, so no lag is assumed",
                "remove published_lag_days or published_column"
            );
        }
        if (layout_.published_column().empty() && layout_.published_source().empty()) {
            error(
                "published_source",
                "the publication date is assumed without saying why",
                "add published_source, or name the published_column"
            );
        }
    }

    // Every column of the file has one meaning.
    void columns() {
        std::map<std::string, std::string> meanings;
        const auto take = [&](const std::string& column, const std::string& field) {
            if (column.empty()) {
                return;
            }
            if (const auto [first, fresh] = meanings.emplace(column, field); !fresh) {
                error(
                    field,
                    fmt::format(
                        "the column '{}' is used already, by {}", shortened(column), first->second
                    ),
                    "give each column one meaning"
                );
            }
        };
        take(layout_.body_column(), "body_column");
        take(layout_.period_end_column(), "period_end_column");
        take(layout_.indicator_column(), "indicator_column");
        take(layout_.value_column(), "value_column");
        take(layout_.published_column(), "published_column");
        const bool by_column = layout_.indicator_column().empty();
        std::set<std::string> contents;
        for (int i = 0; i < layout_.values_size(); ++i) {
            const auto field = at("values", i) + ".column";
            const auto& column = layout_.values(i).column();
            if (column.empty()) {
                error(field, "the column is missing", "add it");
            } else if (by_column) {
                take(column, field);
            } else if (!contents.insert(column).second) {
                error(
                    field,
                    fmt::format("'{}' is listed twice", shortened(column)),
                    "keep one of them"
                );
            }
        }
        for (int i = 0; i < layout_.ignored_columns_size(); ++i) {
            take(layout_.ignored_columns(i), at("ignored_columns", i));
        }
    }

    void value(const v1::ImportValue& value, const std::string& path) {
        const auto* indicator = scope_.ruleset.indicator(value.indicator());
        if (value.indicator().empty()) {
            return;  // known and not imported
        }
        if (indicator == nullptr) {
            scope_.findings.error(
                path + ".indicator",
                fmt::format("there is no indicator '{}'", shortened(value.indicator())),
                suggest(value.indicator(), ids_of(scope_.ruleset.definition().indicators()))
            );
            return;
        }
        if (indicator->statistic() == v1::STATISTIC_NARRATIVE ||
            indicator->status() == v1::INDICATOR_STATUS_TO_DEVELOP) {
            scope_.findings.error(
                path + ".indicator",
                fmt::format("'{}' has no figures", indicator->id()),
                "take grades and words in as assessments; read figures of indicators in use only"
            );
        }
        if (!indicators_.insert(value.indicator()).second) {
            scope_.findings.error(
                path + ".indicator",
                fmt::format("'{}' is read twice", value.indicator()),
                "read each indicator from one column"
            );
        }
        const bool parts = !value.numerator_column().empty() && !value.denominator_column().empty();
        const bool any_part =
            !value.numerator_column().empty() || !value.denominator_column().empty();
        if (indicator->statistic() == v1::STATISTIC_PROPORTION && !parts) {
            scope_.findings.error(
                path,
                fmt::format(
                    "'{}' is a proportion without numerator and denominator", indicator->id()
                ),
                "add numerator_column and denominator_column: no test is possible without"
            );
        } else if (indicator->statistic() != v1::STATISTIC_PROPORTION && any_part) {
            scope_.findings.error(
                path,
                fmt::format("'{}' is no proportion", indicator->id()),
                "remove numerator_column and denominator_column"
            );
        }
        if (!layout_.period_end_of_year().empty() && indicator->period() != v1::PERIOD_KIND_YEAR) {
            scope_.findings.error(
                path + ".indicator",
                fmt::format("the file gives years, but '{}' is not yearly", indicator->id()),
                "remove period_end_of_year, or give the indicator 'period: year'"
            );
        }
    }

    const Scope& scope_;
    const v1::ImportLayout& layout_;
    std::string path_;
    std::set<std::string> indicators_;
};

}  // namespace

void check_layouts(const Scope& scope) {
    const auto& layouts = scope.ruleset.definition().import_layouts();
    for (int i = 0; i < layouts.size(); ++i) {
        LayoutCheck{scope, layouts.Get(i), at("import_layouts", i)}.run();
    }
}

}  // namespace ladder::definition
