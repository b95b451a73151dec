// Cases that came back: opened again after they were closed, or up again after they had come down.
#include <map>
#include <string_view>

#include "engine/reports/passages.hpp"
#include "engine/reports/table.hpp"

namespace ladder::reports {

namespace {

// How soon counts as soon: the re-entry watch of the ladders.
constexpr int watch_days = 365;

class Returns {
public:
    Returns(const Query& query, const FindRuleset& rulesets, Report& report)
        : query_{query}, rulesets_{rulesets}, report_{report} {}

    void add_reopened(const v1::Case& state, const std::string& closed_on) {
        const auto passages = passages_of(state, base::to_string(query_.to));
        if (!passages.empty()) {
            add(state, state.name(), "reopened", closed_on, state.opened_on(), passages[0].stage);
        }
    }

    // Every move up that follows a move down.
    void add_risen(const v1::Case& state) {
        const auto passages = passages_of(state, base::to_string(query_.to));
        std::string came_down;  // the day of the last move down, until it is followed by one up
        for (std::size_t i = 1; i < passages.size(); ++i) {
            const auto before = rung(state, passages[i - 1].stage);
            const auto after = rung(state, passages[i].stage);
            if (after < before) {
                came_down = passages[i].since;
            } else if (after > before && !came_down.empty()) {
                add(state,
                    key_of(state, passages[i]),
                    "up_again",
                    came_down,
                    passages[i].since,
                    passages[i].stage);
                came_down.clear();
            }
        }
    }

    void add_sums() const {
        add_sum(report_, "reopened", "Opened again after closing", reopened_);
        add_sum(report_, "up_again", "Up again after coming down", up_again_);
        add_sum(report_, "within_12_months", "Of these within 12 months", soon_);
    }

private:
    int rung(const v1::Case& state, const std::string& stage) const {
        return stage_of_case(rulesets_, state.ruleset(), state.ladder(), stage).rung;
    }

    void add(
        const v1::Case& state,
        const std::string& key,
        std::string_view how,
        const std::string& left_on,
        const std::string& returned_on,
        const std::string& stage
    ) {
        if (!within(query_, returned_on) || (!query_.stage.empty() && stage != query_.stage)) {
            return;
        }
        const auto days = days_between(left_on, returned_on);
        (how == "reopened" ? reopened_ : up_again_) += 1;
        soon_ += days <= watch_days ? 1 : 0;
        add_row(
            report_,
            key,
            {returned_on,
             state.body(),
             std::string{how},
             stage,
             left_on,
             std::to_string(days),
             state.name(),
             state.previous_case()}
        );
    }

    const Query& query_;
    const FindRuleset& rulesets_;
    Report& report_;
    double reopened_ = 0;
    double up_again_ = 0;
    double soon_ = 0;
};

}  // namespace

Report re_entry(const Query& query, const Known& known, const FindRuleset& rulesets) {
    Report report;
    set_columns(
        report,
        {{"returned_on", "Returned on", v1::REPORT_COLUMN_KIND_DATE},
         {"body", "Body", v1::REPORT_COLUMN_KIND_NAME},
         {"how", "How", v1::REPORT_COLUMN_KIND_TEXT},
         {"stage", "Stage", v1::REPORT_COLUMN_KIND_TEXT},
         {"left_on", "Left on", v1::REPORT_COLUMN_KIND_DATE},
         {"days_between", "Days between", v1::REPORT_COLUMN_KIND_NUMBER},
         {"case", "Case", v1::REPORT_COLUMN_KIND_NAME},
         {"previous_case", "Previous case", v1::REPORT_COLUMN_KIND_NAME}}
    );
    std::map<std::string_view, std::string> closed;
    for (const auto& state : known.cases) {
        closed[state.name()] = state.closed_on();
    }
    Returns returns{query, rulesets, report};
    for (const auto& state : known.cases) {
        if ((!query.body.empty() && state.body() != query.body) ||
            (!query.ladder.empty() && state.ladder() != query.ladder)) {
            continue;
        }
        if (!state.previous_case().empty()) {
            const auto before = closed.find(state.previous_case());
            returns.add_reopened(state, before == closed.end() ? std::string{} : before->second);
        }
        returns.add_risen(state);
    }
    order_rows(report);
    returns.add_sums();
    return report;
}

}  // namespace ladder::reports
