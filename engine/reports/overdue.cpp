// Deadlines and reviews that are overdue.
#include <map>
#include <string_view>

#include "engine/reports/passages.hpp"
#include "engine/reports/table.hpp"

namespace ladder::reports {

namespace {

// Whether a deadline was due before a day and neither met, cancelled nor paused on it.
bool is_overdue(const v1::Deadline& deadline, const std::string& day) {
    const bool ended = !deadline.ended_on().empty() && deadline.ended_on() <= day;
    const bool paused = !deadline.paused_on().empty() && deadline.paused_on() <= day;
    return !deadline.due_on().empty() && deadline.due_on() < day && !ended && !paused &&
           (deadline.from_on().empty() || deadline.from_on() <= day);
}

class Overdue {
public:
    Overdue(const Query& query, Report& report)
        : query_{query}, day_{base::to_string(query.to)}, report_{report} {}

    template <class Deadlines>
    void add_deadlines(
        const std::string& parent,
        const std::string& body,
        const std::string& stage,
        const Deadlines& deadlines
    ) {
        for (const auto& deadline : deadlines) {
            if (is_overdue(deadline, day_)) {
                deadlines_ +=
                    add(parent + "/deadlines/" + deadline.id(),
                        deadline.due_on(),
                        body,
                        stage,
                        "deadline",
                        deadline.title(),
                        parent,
                        deadline.legal_basis(),
                        deadline.duty());
            }
        }
    }

    void add_review(const v1::Case& state, const std::string& stage) {
        const auto review = next_review_on(state, day_);
        if (!review.empty() && review < day_) {
            reviews_ +=
                add(state.name() + "/review",
                    review,
                    state.body(),
                    stage,
                    "review",
                    "Review of the case",
                    state.name(),
                    {},
                    false);
        }
    }

    void add_sums() const {
        add_sum(report_, "deadlines", "Deadlines overdue", deadlines_);
        add_sum(report_, "reviews", "Reviews overdue", reviews_);
    }

private:
    // 1 if the row is asked for.
    int add(
        const std::string& key,
        const std::string& due_on,
        const std::string& body,
        const std::string& stage,
        const std::string& what,
        const std::string& title,
        const std::string& parent,
        const std::string& legal_basis,
        bool duty
    ) {
        if (!within(query_, due_on) || (!query_.body.empty() && body != query_.body) ||
            (!query_.stage.empty() && stage != query_.stage)) {
            return 0;
        }
        add_row(
            report_,
            key,
            {due_on,
             std::to_string(days_between(due_on, day_)),
             body,
             what,
             title,
             parent,
             stage,
             yes_no(duty),
             legal_basis}
        );
        return 1;
    }

    const Query& query_;
    std::string day_;
    Report& report_;
    double deadlines_ = 0;
    double reviews_ = 0;
};

}  // namespace

Report overdue(const Query& query, const Known& known, const FindRuleset&) {
    Report report;
    set_columns(
        report,
        {{"due_on", "Due on", v1::REPORT_COLUMN_KIND_DATE},
         {"days_overdue", "Days overdue", v1::REPORT_COLUMN_KIND_NUMBER},
         {"body", "Body", v1::REPORT_COLUMN_KIND_NAME},
         {"what", "What", v1::REPORT_COLUMN_KIND_TEXT},
         {"title", "Title", v1::REPORT_COLUMN_KIND_TEXT},
         {"record", "Record", v1::REPORT_COLUMN_KIND_NAME},
         {"stage", "Stage", v1::REPORT_COLUMN_KIND_TEXT},
         {"duty", "Duty", v1::REPORT_COLUMN_KIND_YES_NO},
         {"legal_basis", "Legal basis", v1::REPORT_COLUMN_KIND_TEXT}}
    );
    Overdue overdue{query, report};
    std::map<std::string_view, std::string_view> ladders;
    const auto by = base::to_string(query.to);
    const auto on_ladder = [&](std::string_view ladder) {
        return query.ladder.empty() || ladder == query.ladder;
    };
    for (const auto& state : known.cases) {
        ladders[state.name()] = state.ladder();
        const auto passages = passages_of(state, by);
        if (!passages.empty() && on_ladder(state.ladder())) {
            const auto& stage = passages.back().stage;
            overdue.add_deadlines(state.name(), state.body(), stage, state.deadlines());
            overdue.add_review(state, stage);
        }
    }
    for (const auto& state : known.procedures) {
        if (on_ladder(ladders[state.case_name()])) {
            overdue.add_deadlines(state.name(), state.body(), state.stage(), state.deadlines());
        }
    }
    for (const auto& state : known.meetings) {
        if (query.ladder.empty()) {
            overdue.add_deadlines(state.name(), {}, {}, state.deadlines());
        }
    }
    order_rows(report);
    overdue.add_sums();
    return report;
}

}  // namespace ladder::reports
