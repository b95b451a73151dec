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

// "p.indicator, p.body, ...": what Row::take() reads.
std::string columns(std::string_view table) {
    std::string list;
    for (const auto* column :
         {"indicator",
          "body",
          "period_end",
          "published_on",
          "import_number",
          "revision",
          "quality",
          "marking",
          "value",
          "numerator",
          "denominator"}) {
        list += list.empty() ? "" : ", ";
        list.append(table).append(".").append(column);
    }
    return list;
}

// The columns of one row as they come.
class SelectedRow {
public:
    void bind(soci::statement& statement) {
        for (auto* text : {&row_.indicator, &row_.body, &period_end_, &published_on_}) {
            statement.exchange(soci::into(*text));
        }
        statement.exchange(soci::into(row_.import_number));
        for (auto* number : {&revision_, &quality_, &marking_}) {
            statement.exchange(soci::into(*number));
        }
        statement.exchange(soci::into(value_));
        statement.exchange(soci::into(numerator_, numerator_known_));
        statement.exchange(soci::into(denominator_, denominator_known_));
    }

    const ObservationRow& take() {
        row_.period_end = dates_.parse(period_end_);
        row_.figure = {
            row_.indicator,
            row_.body,
            row_.period_end,
            value_,
            number_of(numerator_, numerator_known_),
            number_of(denominator_, denominator_known_),
            dates_.parse(published_on_),
            revision_,
            static_cast<v1::Quality>(quality_),
            static_cast<v1::Marking>(marking_)};
        return row_;
    }

private:
    DateTexts dates_;
    ObservationRow row_;
    std::string period_end_;
    std::string published_on_;
    int revision_ = 0;
    int quality_ = 0;
    int marking_ = 0;
    double value_ = 0;
    double numerator_ = 0;
    double denominator_ = 0;
    soci::indicator numerator_known_ = soci::i_ok;
    soci::indicator denominator_known_ = soci::i_ok;
};

}  // namespace

void read_observations(
    soci::session& session,
    const std::string& where,
    const Parameters& parameters,
    const std::function<bool(const ObservationRow&)>& row
) {
    SelectedRow selected;
    select_rows(
        session,
        "SELECT " + columns("observation") + " FROM observation WHERE " + where +
            " ORDER BY indicator, body, period_end, import_number",
        parameters,
        [&](soci::statement& statement) { selected.bind(statement); },
        [&] { return row(selected.take()); }
    );
}

void read_revised(
    soci::session& session,
    const std::string& where,
    Parameters parameters,
    std::size_t most,
    const std::function<bool(long long, const ObservationRow&)>& row
) {
    parameters.integers["most"] = static_cast<long long>(most);
    long long revised_by = 0;
    SelectedRow selected;
    select_rows(
        session,
        "SELECT r.import_number, " + columns("p") +
            " FROM (SELECT indicator, body, period_end, import_number, revision FROM observation "
            "WHERE revision > 1 AND " +
            where +
            " ORDER BY import_number DESC, indicator, body, period_end LIMIT :most) r "
            "JOIN observation p ON p.indicator = r.indicator AND p.body = r.body AND "
            "p.period_end = r.period_end AND p.revision <= r.revision ORDER BY r.import_number "
            "DESC, r.indicator, r.body, r.period_end, p.import_number",
        parameters,
        [&](soci::statement& statement) {
            statement.exchange(soci::into(revised_by));
            selected.bind(statement);
        },
        [&] { return row(revised_by, selected.take()); }
    );
}

bool is_entered_later(const StagedFigure& figure, const SealedImport& import) {
    return figure.published_on < base::day_of(import.recorded_at);
}

const SealedImport* import_seen(
    const StagedFigure& figure,
    long long import_number,
    const SealedImports& sealed,
    const KnownAt& known_at
) {
    const auto found = sealed.find(import_number);
    if (found == sealed.end()) {
        return nullptr;
    }
    const auto& import = found->second;
    return known_at.sees(import.recorded_at, is_entered_later(figure, import), figure.published_on)
               ? &import
               : nullptr;
}

v1::Observation shown(
    const StagedFigure& figure, long long import_number, const SealedImport& import
) {
    v1::Observation observation;
    observation.set_indicator(std::string(figure.indicator));
    observation.set_body(std::string(figure.body));
    observation.set_period_end(base::to_string(figure.period_end));
    observation.set_value(figure.value);
    if (figure.numerator == figure.numerator) {
        observation.set_numerator(figure.numerator);
    }
    if (figure.denominator == figure.denominator) {
        observation.set_denominator(figure.denominator);
    }
    observation.set_revision(figure.revision);
    observation.set_published_on(base::to_string(figure.published_on));
    *observation.mutable_recorded_at() = base::to_timestamp(import.recorded_at);
    observation.set_entered_later(is_entered_later(figure, import));
    observation.set_quality(figure.quality);
    observation.set_marking(figure.marking);
    observation.set_import(name_of_import(import_number));
    observation.set_file_digest(import.file_digest);
    return observation;
}

}  // namespace ladder::db
