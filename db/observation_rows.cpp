// Reads figures into the form in which they were staged.
#include "db/observation_rows.hpp"

#include <unordered_map>

namespace ladder::db {
namespace {

// Dates recur: each text is parsed once.
class DateTexts {
public:
    base::Date parse(const std::string& text) {
        const auto found = known_.find(text);
        if (found != known_.end()) {
            return found->second;
        }
        const auto date = base::parse_date(text);
        return known_.emplace(text, date ? *date : base::Date{}).first->second;
    }

private:
    std::unordered_map<std::string, base::Date> known_;
};

double number_of(double value, soci::indicator known) {
    return known == soci::i_null ? evidence::no_figure : value;
}

}  // namespace

void read_observations(
    soci::session& session,
    const std::string& where,
    const Parameters& parameters,
    const std::function<bool(const ObservationRow&)>& row
) {
    DateTexts dates;
    ObservationRow found;
    std::string period_end, published_on;
    int revision = 0, quality = 0, marking = 0;
    double value = 0, numerator = 0, denominator = 0;
    soci::indicator numerator_known = soci::i_ok, denominator_known = soci::i_ok;
    select_rows(
        session,
        "SELECT indicator, body, period_end, published_on, import_number, revision, quality, "
        "marking, value, numerator, denominator FROM observation WHERE " +
            where + " ORDER BY indicator, body, period_end, import_number",
        parameters,
        [&](soci::statement& statement) {
            for (auto* text : {&found.indicator, &found.body, &period_end, &published_on}) {
                statement.exchange(soci::into(*text));
            }
            statement.exchange(soci::into(found.import_number));
            for (auto* number : {&revision, &quality, &marking}) {
                statement.exchange(soci::into(*number));
            }
            statement.exchange(soci::into(value));
            statement.exchange(soci::into(numerator, numerator_known));
            statement.exchange(soci::into(denominator, denominator_known));
        },
        [&] {
            found.period_end = dates.parse(period_end);
            found.figure = {
                found.indicator,
                found.body,
                found.period_end,
                value,
                number_of(numerator, numerator_known),
                number_of(denominator, denominator_known),
                dates.parse(published_on),
                revision,
                static_cast<v1::Quality>(quality),
                static_cast<v1::Marking>(marking)};
            return row(found);
        }
    );
}

}  // namespace ladder::db
