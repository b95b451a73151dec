// Conditions: that they say something, in a place where it can be asked.
#include <fmt/format.h>

#include "engine/definition/checks.hpp"
#include "engine/definition/suggest.hpp"
#include "engine/definition/text.hpp"

namespace ladder::definition {

namespace {

constexpr int condition_depth_max = 16;
constexpr int parts_max = 32;
constexpr int days_max = 36500;

class ConditionCheck {
public:
    ConditionCheck(const Scope& scope, const ConditionPlace& place)
        : scope_{scope}, place_{place} {}

    void check(const v1::Condition& condition, const std::string& path, int depth) {
        if (depth > condition_depth_max) {
            error(
                path,
                fmt::format("nested deeper than {} levels", condition_depth_max),
                "write it flatter"
            );
            return;
        }
        switch (condition.kind_case()) {
            case v1::Condition::kAll:
                parts(condition.all().of(), path + ".all", depth);
                return;
            case v1::Condition::kAny:
                parts(condition.any().of(), path + ".any", depth);
                return;
            case v1::Condition::kNot:
                check(condition.not_(), path + ".not", depth + 1);
                return;
            case v1::Condition::kAtLeast:
                at_least(condition.at_least(), path + ".at_least", depth);
                return;
            case v1::Condition::kJudgement:
                judgement(condition.judgement(), path + ".judgement");
                return;
            case v1::Condition::kConcern:
                if (of_a_case(path + ".concern")) {
                    concern(condition.concern(), path + ".concern");
                }
                return;
            case v1::Condition::kFact:
                if (of_a_case(path + ".fact")) {
                    fact(condition.fact(), path + ".fact");
                }
                return;
            case v1::Condition::kRecommendation:
                if (of_a_case(path + ".recommendation")) {
                    recommendation(condition.recommendation(), path + ".recommendation");
                }
                return;
            case v1::Condition::kTrigger:
                if (of_a_case(path + ".trigger")) {
                    trigger(condition.trigger(), path + ".trigger");
                }
                return;
            case v1::Condition::kDecision:
                if (of_a_case(path + ".decision")) {
                    decision(condition.decision(), path + ".decision");
                }
                return;
            case v1::Condition::kTimeAtStage:
                if (of_a_case(path + ".time_at_stage")) {
                    time_at_stage(condition.time_at_stage(), path + ".time_at_stage");
                }
                return;
            case v1::Condition::kSubject:
                if (of_a_case(path + ".subject")) {
                    subject(condition.subject(), path + ".subject");
                }
                return;
            case v1::Condition::kBody:
                body(condition.body(), path + ".body");
                return;
            case v1::Condition::kGrade:
                check_around(scope_, place_, condition, path);
                return;
            case v1::Condition::kEvery:
                every(condition, path, depth);
                return;
            case v1::Condition::kRecord:
            case v1::Condition::kProcedure:
            case v1::Condition::kDeadline:
            case v1::Condition::kPeer:
            case v1::Condition::kCaseStage:
                if (of_a_case(path)) {
                    check_around(scope_, place_, condition, path);
                }
                return;
            case v1::Condition::kChart:
                chart(condition.chart(), path + ".chart");
                return;
            case v1::Condition::KIND_NOT_SET:
                error(path, "the condition is empty", "say what is asked, such as 'all: [..]'");
                return;
        }
    }

private:
    void error(std::string path, std::string message, std::string fix) {
        scope_.findings.error(std::move(path), std::move(message), std::move(fix));
    }

    template <class Parts>
    void parts(const Parts& parts, const std::string& path, int depth) {
        if (parts.empty() || parts.size() > parts_max) {
            error(
                path,
                fmt::format("the list has {} parts", parts.size()),
                fmt::format("give 1 to {}", parts_max)
            );
        }
        for (int i = 0; i < parts.size(); ++i) {
            check(parts.Get(i), at(path, "of", i), depth + 1);
        }
    }

    void every(const v1::Condition& condition, const std::string& path, int depth) {
        if (!of_a_case(path)) {
            return;
        }
        check_around(scope_, place_, condition, path);
        const auto place = within_every(place_, condition.every());
        ConditionCheck{scope_, place}.check(
            condition.every().has(), path + ".every.has", depth + 1
        );
    }

    void at_least(const v1::AtLeast& asked, const std::string& path, int depth) {
        parts(asked.of(), path, depth);
        if (asked.n() < 1 || asked.n() > asked.of_size()) {
            error(
                path + ".n",
                fmt::format("{} of {} can't be asked", asked.n(), asked.of_size()),
                fmt::format("write n from 1 to {}", asked.of_size())
            );
        }
    }

    // Reports a question about a case where there is none.
    bool of_a_case(const std::string& path) {
        if (place_.trigger != nullptr) {
            error(
                path,
                "a trigger looks at figures, not at a case",
                "use judgement or body here; ask this in a gate"
            );
        }
        return place_.trigger == nullptr;
    }

    // Reports a question about figures where there are none.
    bool of_figures(const std::string& path, std::string_view what) {
        if (place_.trigger == nullptr) {
            error(
                path,
                "a gate looks at the case, not at figures",
                fmt::format(
                    "put the {} into a trigger and ask for 'trigger: {{id: ..}}' here", what
                )
            );
        }
        return place_.trigger != nullptr;
    }

    void judgement(const v1::JudgementCondition& asked, const std::string& path) {
        if (of_figures(path, "judgement")) {
            check_judgement(scope_, *place_.trigger, asked, path);
        }
    }

    void chart(const v1::ChartCondition& asked, const std::string& path) {
        if (of_figures(path, "chart")) {
            check_chart(scope_, *place_.trigger, asked, path);
        }
    }

    void not_negative(int count, const std::string& path) {
        if (count < 0) {
            error(path, fmt::format("{} is not a number of them", count), "write 1 or more");
        }
    }

    void concern(const v1::ConcernCondition& asked, const std::string& path) {
        if (!asked.domain().empty() && scope_.ruleset.domain(asked.domain()) == nullptr) {
            error(
                path + ".domain",
                fmt::format("there is no domain '{}'", shortened(asked.domain())),
                suggest(asked.domain(), ids_of(scope_.ruleset.definition().domains()))
            );
        }
        not_negative(asked.count(), path + ".count");
    }

    void require_fact(const std::string& id, const std::string& path) {
        if (scope_.ruleset.fact(id) == nullptr) {
            error(
                path,
                id.empty() ? std::string{"the fact is missing"}
                           : fmt::format("there is no fact '{}'", shortened(id)),
                suggest(id, ids_of(scope_.ruleset.definition().facts()))
            );
        }
    }

    void fact(const v1::FactCondition& asked, const std::string& path) {
        require_fact(asked.id(), path + ".id");
        for (int i = 0; i < asked.not_before_size(); ++i) {
            require_fact(asked.not_before(i), at(path, "not_before", i));
            if (asked.not_before(i) == asked.id()) {
                error(
                    at(path, "not_before", i),
                    fmt::format("'{}' is compared with itself", asked.id()),
                    "name another fact"
                );
            }
        }
    }

    void recommendation(const v1::RecommendationCondition& asked, const std::string& path) {
        if (place_.procedure != nullptr) {
            error(path, "a procedure has no recommendations", "ask for a record instead");
            return;
        }
        if (asked.by().empty()) {
            error(path + ".by", "nobody is asked to recommend", "list a role");
        }
        require_roles(scope_, asked.by(), path + ".by");
        for (int i = 0; i < asked.by_size(); ++i) {
            require_may_recommend(scope_, asked.by(i), at(path, "by", i));
        }
    }

    void trigger(const v1::TriggerCondition& asked, const std::string& path) {
        if (!asked.id().empty() && scope_.ruleset.trigger(asked.id()) == nullptr) {
            error(
                path + ".id",
                fmt::format("there is no trigger '{}'", shortened(asked.id())),
                suggest(asked.id(), ids_of(scope_.ruleset.definition().triggers()))
            );
        }
    }

    void decision(const v1::DecisionCondition& asked, const std::string& path) {
        const auto stages = stages_of_ladders(scope_, place_.ladder);
        if (!contains(stages, asked.stage())) {
            error(
                path + ".stage",
                asked.stage().empty()
                    ? std::string{"the stage is missing"}
                    : fmt::format("the ladder has no stage '{}'", shortened(asked.stage())),
                suggest(asked.stage(), stages)
            );
        }
        not_negative(asked.count(), path + ".count");
    }

    void time_at_stage(const v1::TimeAtStageCondition& asked, const std::string& path) {
        if (asked.at_least_days() < 1 || asked.at_least_days() > days_max) {
            error(
                path + ".at_least_days",
                fmt::format("{} days can't be asked", asked.at_least_days()),
                fmt::format("write 1 to {}", days_max)
            );
        }
    }

    void subject(const v1::SubjectCondition& asked, const std::string& path) {
        if (asked.any_of().empty()) {
            error(path + ".any_of", "no subject is named", "list at least one");
        }
        const auto& subjects =
            place_.ladder != nullptr ? place_.ladder->subjects() : place_.procedure->subjects();
        for (int i = 0; i < asked.any_of_size(); ++i) {
            if (!subjects.empty() && !contains(subjects, asked.any_of(i))) {
                scope_.findings.warning(
                    at(path, "any_of", i),
                    place_.ladder != nullptr
                        ? "the ladder does not carry this subject, so this is never true"
                        : "the procedure is not for this subject, so this is never true",
                    "remove it"
                );
            }
        }
    }

    void body(const v1::BodyCondition& asked, const std::string& path) {
        if (asked.kinds().empty() && asked.countries().empty()) {
            error(path, "neither kinds nor countries are named", "list at least one of either");
        }
        const auto& kinds = body_kinds();
        for (int i = 0; i < asked.kinds_size(); ++i) {
            // A procedure that names no kinds is for all.
            if (!contains(kinds, asked.kinds(i)) &&
                !(place_.procedure != nullptr && kinds.empty())) {
                scope_.findings.warning(
                    at(path, "kinds", i),
                    "no body of this kind comes here, so this is never true",
                    "remove it"
                );
            }
        }
    }

    const google::protobuf::RepeatedField<int>& body_kinds() const {
        if (place_.procedure != nullptr) {
            return place_.procedure->body_kinds();
        }
        return place_.ladder != nullptr ? place_.ladder->body_kinds()
                                        : place_.trigger->body_kinds();
    }

    const Scope& scope_;
    const ConditionPlace& place_;
};

}  // namespace

void check_condition(
    const Scope& scope,
    const ConditionPlace& place,
    const v1::Condition& condition,
    const std::string& path
) {
    ConditionCheck{scope, place}.check(condition, path, 1);
}

}  // namespace ladder::definition
