#include "engine/evidence/level_text.hpp"

#include "engine/evidence/words.hpp"

namespace ladder::evidence {

std::string figure_in_words(const Series& series, double value) {
    return number(value, series.definition().statistic() == v1::STATISTIC_COUNT ? 0 : 1);
}

std::string level_in_words(const Series& series, double value) {
    return series.by_rate() ? rate(value) : figure_in_words(series, value);
}

std::string unit_of_level(const Series& series) {
    return series.definition().unit() + (series.by_rate() ? " per 1,000 population" : "");
}

v1::Input input_of(
    std::string_view indicator,
    const Panel& panel,
    std::string_view body,
    std::size_t cell,
    std::size_t period
) {
    v1::Input input;
    input.set_indicator(std::string{indicator});
    input.set_body(std::string{body});
    input.set_period_end(base::to_string(panel.periods[period]));
    input.set_value(panel.value[cell]);
    input.set_revision(panel.revision[cell]);
    input.set_published_on(base::to_string(panel.published_on[cell]));
    return input;
}

std::string period_with_article(const Series& series, base::Date period_end) {
    const auto kind = series.definition().period();
    const auto period = period_in_words(kind, period_end);
    return kind == v1::PERIOD_KIND_POINT ? period : "the " + period;
}

}  // namespace ladder::evidence
