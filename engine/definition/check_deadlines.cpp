// Deadlines: spans that make sense, calendars and roles that exist; and the reviews of stages.
#include <fmt/format.h>

#include "engine/definition/checks.hpp"
#include "engine/definition/suggest.hpp"
#include "engine/definition/text.hpp"

namespace ladder::definition {

namespace {

constexpr int span_count_max = 10'000;

// The shortest and longest that a span can be, in days: months differ, and holidays stretch.
struct Reach {
    int shortest;
    int longest;
};

Reach reach_of(const v1::Span& span) {
    const auto count = span.count();
    switch (span.unit()) {
        case v1::TIME_UNIT_WORKING_DAYS:
            return {count, count * 3 + 14};
        case v1::TIME_UNIT_WEEKS:
            return {count * 7, count * 7};
        case v1::TIME_UNIT_MONTHS:
            return {count * 28, count * 31};
        default:  // the generated enum is open
            return {count, count};
    }
}

bool surely_longer(const v1::Span& a, const v1::Span& b) {
    return a.unit() == b.unit() ? a.count() > b.count()
                                : reach_of(a).shortest > reach_of(b).longest;
}

void check_span(
    const Scope& scope,
    const v1::DeadlineDefinition& deadline,
    const v1::Span& span,
    const std::string& path
) {
    if (span.unit() == v1::TIME_UNIT_UNSPECIFIED) {
        scope.findings.error(
            path, "the span has no unit", "give working_days, days, weeks or months"
        );
    }
    if (span.count() < 0 || span.count() > span_count_max) {
        scope.findings.error(
            path,
            fmt::format("{} is no length of time", span.count()),
            fmt::format("give 0 to {}", span_count_max)
        );
    }
    if (span.unit() == v1::TIME_UNIT_WORKING_DAYS && deadline.calendar().empty()) {
        scope.findings.error(
            path, "working days are counted without a calendar", "name one in 'calendar'"
        );
    }
}

void check_spans(
    const Scope& scope, const v1::DeadlineDefinition& deadline, const std::string& path
) {
    if (deadline.has_due()) {
        check_span(scope, deadline, deadline.due(), path + ".due");
    }
    if (deadline.has_floor()) {
        check_span(scope, deadline, deadline.floor(), path + ".floor");
    }
    if (deadline.has_ceiling()) {
        check_span(scope, deadline, deadline.ceiling(), path + ".ceiling");
    }
    const auto out_of_order = [&](bool both,
                                  const v1::Span& shorter,
                                  const v1::Span& longer,
                                  std::string_view field,
                                  std::string_view what) {
        if (both && surely_longer(shorter, longer)) {
            scope.findings.error(
                fmt::format("{}.{}", path, field), std::string{what}, "let it fit into the window"
            );
        }
    };
    out_of_order(
        deadline.has_floor() && deadline.has_ceiling(),
        deadline.floor(),
        deadline.ceiling(),
        "ceiling",
        "the latest day is before the earliest"
    );
    out_of_order(
        deadline.has_floor() && deadline.has_due(),
        deadline.floor(),
        deadline.due(),
        "due",
        "it is due before the earliest day"
    );
    out_of_order(
        deadline.has_due() && deadline.has_ceiling(),
        deadline.due(),
        deadline.ceiling(),
        "due",
        "it is due after the latest day"
    );
}

void check_task(
    const Scope& scope, const v1::DeadlineDefinition& deadline, const std::string& path
) {
    if (!deadline.raises_task_for().empty()) {
        require_role(scope, deadline.raises_task_for(), path + ".raises_task_for");
    } else if (!deadline.raises_task().empty()) {
        scope.findings.error(
            path + ".raises_task", "nobody gets the task", "name the role in 'raises_task_for'"
        );
    }
}

// The deadlines by which the reviews of a ladder's stages are counted.
void check_reviews(const Scope& scope) {
    const auto& ladders = scope.ruleset.definition().ladders();
    for (int i = 0; i < ladders.size(); ++i) {
        for (int j = 0; j < ladders.Get(i).stages_size(); ++j) {
            const auto& review = ladders.Get(i).stages(j).review_deadline();
            if (!review.empty()) {
                require_deadline(
                    scope, review, at(at("ladders", i), "stages", j) + ".review_deadline"
                );
            }
        }
    }
}

}  // namespace

void require_deadline(const Scope& scope, const std::string& id, const std::string& path) {
    if (scope.ruleset.deadline(id) == nullptr) {
        scope.findings.error(
            path,
            fmt::format("there is no deadline '{}'", shortened(id)),
            suggest(id, ids_of(scope.ruleset.definition().deadlines()))
        );
    }
}

void check_deadlines(const Scope& scope) {
    const auto& deadlines = scope.ruleset.definition().deadlines();
    for (int i = 0; i < deadlines.size(); ++i) {
        const auto& deadline = deadlines.Get(i);
        const auto path = at("deadlines", i);
        require_text(
            scope, deadline.legal_basis(), path + ".legal_basis", "the law or policy behind it"
        );
        check_spans(scope, deadline, path);
        if (deadline.calendar().empty()) {
            if (deadline.roll()) {
                scope.findings.error(
                    path + ".roll",
                    "it rolls to a working day without a calendar",
                    "name one in 'calendar'"
                );
            }
        } else if (scope.ruleset.calendar(deadline.calendar()) == nullptr) {
            scope.findings.error(
                path + ".calendar",
                fmt::format("there is no calendar '{}'", shortened(deadline.calendar())),
                suggest(deadline.calendar(), ids_of(scope.ruleset.definition().calendars()))
            );
        }
        if (deadline.due_soon_working_days() < 0) {
            scope.findings.error(
                path + ".due_soon_working_days", "it can't be due soon afterwards", "give 0 or more"
            );
        }
        check_task(scope, deadline, path);
    }
    check_reviews(scope);
}

}  // namespace ladder::definition
