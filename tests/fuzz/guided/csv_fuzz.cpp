// Files of figures: every row gives figures or has its reason.
#include "engine/definition/load.hpp"
#include "engine/evidence/csv.hpp"
#include "engine/evidence/import.hpp"
#include "tests/fuzz/guided/expect.hpp"

namespace ladder::fuzz {

namespace {

// A layout of a column for each indicator, and one of a row for each.
const definition::Ruleset& figures_ruleset() {
    static const definition::Ruleset ruleset{
        "rulesets/fuzz@1", [] {
            auto loaded = definition::load({
                {"ruleset.yaml", "{id: fuzz, title: Fuzz, effective_from: '2009-06-01'}\n"},
                {"indicators.yaml",
                 "- {id: robbery, title: Robbery, unit: offences, polarity: lower_is_better, "
                 "statistic: count, period: year}\n"
                 "- {id: trust, title: Trust, unit: per cent, polarity: higher_is_better, "
                 "statistic: proportion, period: quarter}\n"},
                {"imports/columns.yaml",
                 "id: columns\nbody_column: body\nperiod_end_column: until\npublished_lag_days: "
                 "100\n"
                 "values: [{column: robberies, indicator: robbery}]\nignored_columns: [note]\n"},
                {"imports/rows.yaml",
                 "id: rows\nbody_column: body\nperiod_end_column: until\nindicator_column: what\n"
                 "value_column: value\npublished_column: published\nvalues:\n"
                 "  - {column: r, indicator: robbery}\n"
                 "  - {column: t, indicator: trust, numerator_column: n, denominator_column: d}\n"},
            });
            expect(loaded.has_value(), "the target's own ruleset loads");
            return std::move(loaded->definition);
        }()};
    return ruleset;
}

void take_rows(std::string_view text) {
    evidence::CsvReader reader{text};
    std::size_t rows = 0;
    while (reader.next()) {
        expect(++rows <= text.size(), "a row has a byte at least");
        if (const auto* problem = reader.problem()) {
            expect(!problem->message.empty() && !problem->fix.empty(), "a bad row has its reason");
        } else {
            expect(reader.fields().size() <= evidence::csv_columns_max, "columns are bounded");
        }
    }
}

void take_file(std::string_view text, const char* layout) {
    static const evidence::BodyNames bodies{"bodies/kent", "bodies/west-midlands"};
    const auto& ruleset = figures_ruleset();
    const auto reading = evidence::read_import(
        text,
        "f.csv",
        *ruleset.import_layout(layout),
        ruleset,
        bodies,
        base::Date{std::chrono::year{2012} / 6 / 30}
    );
    expect(reading.file_issues.empty() || reading.figures.empty(), "a bad file gives no figure");
    for (const auto& figure : reading.figures) {
        expect(figure.value <= 9e15 && figure.value >= -9e15, "a figure is a number");
        expect(bodies.contains(figure.body), "a figure is of a body that is known");
    }
    for (const auto& row : reading.rejected) {
        expect(
            !row.issue.message().empty() && !row.issue.fix().empty(), "a bad row has its reason"
        );
        expect(evidence::first_invalid_utf8(row.text) == row.text.npos, "a bad row can be shown");
    }
}

}  // namespace

}  // namespace ladder::fuzz

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
    const auto text = ladder::fuzz::text_of(bytes, size);
    ladder::fuzz::take_rows(text);
    ladder::fuzz::take_file(text, "columns");
    ladder::fuzz::take_file(text, "rows");
    return 0;
}
