// How long cases stood at each stage.
#include <algorithm>
#include <map>

#include "engine/reports/passages.hpp"
#include "engine/reports/table.hpp"

namespace ladder::reports {

namespace {

double median(std::vector<int> days) {
    std::sort(days.begin(), days.end());
    const auto middle = days.size() / 2;
    return days.size() % 2 == 1 ? days[middle] : (days[middle - 1] + days[middle]) / 2.0;
}

// The days of the passages at each stage, in order of the ladder.
class StageDays {
public:
    void add(const Stage& stage, int days) {
        auto& [title, all] = days_[{stage.rung, stage.id}];
        title = stage.title;
        all.push_back(days);
    }

    void add_sums(Report& report) const {
        for (const auto& [place, stage] : days_) {
            const auto& [title, days] = stage;
            double sum = 0;
            for (const auto one : days) {
                sum += one;
            }
            const auto count = static_cast<double>(days.size());
            add_sum(report, place.second + ".passages", title + ": passages", count);
            add_sum(report, place.second + ".days", title + ": days in all", sum);
            add_sum(report, place.second + ".median_days", title + ": median days", median(days));
        }
    }

private:
    std::map<std::pair<int, std::string>, std::pair<std::string, std::vector<int>>> days_;
};

}  // namespace

Report time_in_stage(const Query& query, const Known& known, const FindRuleset& rulesets) {
    Report report;
    set_columns(
        report,
        {{"since", "Since", v1::REPORT_COLUMN_KIND_DATE},
         {"until", "Until", v1::REPORT_COLUMN_KIND_DATE},
         {"days", "Days", v1::REPORT_COLUMN_KIND_NUMBER},
         {"body", "Body", v1::REPORT_COLUMN_KIND_NAME},
         {"stage", "Stage", v1::REPORT_COLUMN_KIND_TEXT},
         {"case", "Case", v1::REPORT_COLUMN_KIND_NAME},
         {"begun_by", "Begun by", v1::REPORT_COLUMN_KIND_TEXT},
         {"ended_by", "Ended by", v1::REPORT_COLUMN_KIND_TEXT}}
    );
    const auto by = base::to_string(query.to);
    const auto from = query.from ? base::to_string(*query.from) : std::string{};
    StageDays days;
    bool standing = false;
    for (const auto& state : known.cases) {
        if ((!query.body.empty() && state.body() != query.body) ||
            (!query.ladder.empty() && state.ladder() != query.ladder)) {
            continue;
        }
        for (const auto& passage : passages_of(state, by)) {
            if ((!query.stage.empty() && passage.stage != query.stage) ||
                (!passage.until.empty() && passage.until < from)) {
                continue;
            }
            const auto length =
                days_between(passage.since, passage.until.empty() ? by : passage.until);
            standing = standing || passage.until.empty();
            days.add(
                stage_of_case(rulesets, state.ruleset(), state.ladder(), passage.stage), length
            );
            add_row(
                report,
                key_of(state, passage),
                {passage.since,
                 passage.until,
                 std::to_string(length),
                 state.body(),
                 passage.stage,
                 state.name(),
                 passage.begun == nullptr ? "opening" : passage.begun->id(),
                 passage.ended == nullptr ? std::string{} : passage.ended->id()}
            );
        }
    }
    order_rows(report);
    days.add_sums(report);
    if (standing) {
        report.notes.push_back(
            "Days of a case that still stands at its stage are counted to " +
            base::in_words(query.to) + "."
        );
    }
    return report;
}

}  // namespace ladder::reports
