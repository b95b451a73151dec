// Triggers: that they look at something, can fire, and propose a stage that exists.
#include <optional>

#include <fmt/format.h>
#include <google/protobuf/util/message_differencer.h>

#include "engine/definition/checks.hpp"
#include "engine/definition/suggest.hpp"
#include "engine/definition/text.hpp"
#include "engine/definition/yaml_reader.hpp"

namespace ladder::definition {

namespace {

using google::protobuf::util::MessageDifferencer;

constexpr int hold_max = 40;
constexpr std::size_t compared_parts_max = 256;

void check_scope_of(
    const Scope& scope, const v1::TriggerDefinition& trigger, const std::string& path
) {
    if (trigger.body_kinds().empty()) {
        scope.findings.error(
            path + ".body_kinds", "the trigger looks at no kind of body", "list at least one"
        );
    }
    if (trigger.indicators().empty()) {
        scope.findings.error(
            path + ".indicators", "the trigger runs over no indicator", "list at least one"
        );
    }
    for (int i = 0; i < trigger.indicators_size(); ++i) {
        const auto& id = trigger.indicators(i);
        if (scope.ruleset.indicator(id) == nullptr) {
            scope.findings.error(
                at(path, "indicators", i),
                fmt::format("there is no indicator '{}'", shortened(id)),
                suggest(id, ids_of(scope.ruleset.definition().indicators()))
            );
        }
        for (int j = 0; j < i; ++j) {
            if (trigger.indicators(j) == id) {
                scope.findings.error(
                    at(path, "indicators", i),
                    fmt::format("the indicator '{}' is listed twice", shortened(id)),
                    "keep one"
                );
                break;
            }
        }
    }
}

void check_proposal(
    const Scope& scope, const v1::TriggerDefinition& trigger, const std::string& path
) {
    const auto subject =
        trigger.subject() == v1::SUBJECT_UNSPECIFIED ? v1::SUBJECT_GENERAL : trigger.subject();
    for (int i = 0; i < trigger.body_kinds_size(); ++i) {
        const auto kind = trigger.body_kinds(i);
        const auto* ladder = scope.ruleset.ladder_for(static_cast<v1::BodyKind>(kind), subject);
        if (ladder == nullptr) {
            scope.findings.error(
                at(path, "body_kinds", i),
                fmt::format(
                    "no ladder applies to {} for this subject",
                    short_name(*v1::BodyKind_descriptor(), kind)
                ),
                "remove the kind, or add a ladder for it"
            );
        } else if (find_stage(*ladder, trigger.proposes()) == nullptr) {
            scope.findings.error(
                path + ".proposes",
                trigger.proposes().empty() ? std::string{"it is not said what is proposed"}
                                           : fmt::format(
                                                 "the ladder '{}' has no stage '{}'",
                                                 ladder->id(),
                                                 shortened(trigger.proposes())
                                             ),
                suggest(trigger.proposes(), ids_of(ladder->stages()))
            );
        } else if (ladder->stages(0).id() == trigger.proposes()) {
            scope.findings.warning(
                path + ".proposes",
                fmt::format("'{}' is where every case stands at first", trigger.proposes()),
                "propose a higher rung"
            );
        }
    }
}

// The parts of a conjunction, with nested ones taken in.
void gather(const v1::Condition& condition, std::vector<const v1::Condition*>& parts, int depth) {
    if (condition.kind_case() == v1::Condition::kAll && depth < 16) {
        for (const auto& part : condition.all().of()) {
            gather(part, parts, depth + 1);
        }
    } else {
        parts.push_back(&condition);
    }
}

// Whether two parts of a conjunction can't both be true.
bool exclude(const v1::Condition& a, const v1::Condition& b) {
    if (a.kind_case() == v1::Condition::kNot) {
        return MessageDifferencer::Equals(a.not_(), b);
    }
    if (b.kind_case() == v1::Condition::kNot) {
        return MessageDifferencer::Equals(b.not_(), a);
    }
    if (a.kind_case() != v1::Condition::kJudgement || b.kind_case() != v1::Condition::kJudgement) {
        return false;
    }
    const auto& left = a.judgement();
    const auto& right = b.judgement();
    const auto months = [](const v1::JudgementCondition& asked) {
        return asked.baseline_months() == 0 ? 12 : asked.baseline_months();
    };
    const auto simple = [](const v1::JudgementCondition& asked) { return asked.periods() <= 1; };
    return left.is() != right.is() && left.versus() == right.versus() &&
           left.indicator() == right.indicator() && left.group() == right.group() &&
           left.include_self() == right.include_self() && left.weighted() == right.weighted() &&
           months(left) == months(right) && simple(left) && simple(right);
}

void check_can_fire(
    const Scope& scope, const v1::TriggerDefinition& trigger, const std::string& path
) {
    std::vector<const v1::Condition*> parts;
    gather(trigger.raise_when(), parts, 1);
    if (parts.size() > compared_parts_max) {
        return;  // the condition is refused for its length
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (exclude(*parts[i], *parts[j])) {
                scope.findings.warning(
                    path + ".raise_when",
                    "two of its parts exclude each other, so it never fires",
                    "remove one, or ask for either by 'any'"
                );
                return;
            }
        }
    }
    if (MessageDifferencer::Equals(trigger.raise_when(), trigger.clear_when())) {
        scope.findings.warning(
            path + ".clear_when",
            "it raises and clears on the same condition",
            "clear on what ends the problem, such as 'not: ..'"
        );
    }
}

// Figures, or judgements that others made.
bool asks_evidence(const v1::Condition& condition, int depth) {
    const auto any_part = [&](const auto& parts) {
        for (const auto& part : parts) {
            if (depth < 16 && asks_evidence(part, depth + 1)) {
                return true;
            }
        }
        return false;
    };
    return condition.has_judgement() || condition.has_chart() || condition.has_grade() ||
           any_part(condition.all().of()) || any_part(condition.any().of()) ||
           any_part(condition.at_least().of()) ||
           (condition.kind_case() == v1::Condition::kNot && depth < 16 &&
            asks_evidence(condition.not_(), depth + 1));
}

void check_conditions_of(
    const Scope& scope, const v1::TriggerDefinition& trigger, const std::string& path
) {
    const ConditionPlace place{nullptr, &trigger};
    const auto each = [&](const v1::Condition& condition, bool given, std::string_view field) {
        const auto field_path = fmt::format("{}.{}", path, field);
        if (!given) {
            scope.findings.error(
                field_path, fmt::format("{} is missing", field), "say it by a judgement"
            );
            return;
        }
        check_condition(scope, place, condition, field_path);
        if (!asks_evidence(condition, 1)) {
            scope.findings.error(
                field_path, "it looks at no figure", "add a judgement, or a grade"
            );
        }
    };
    each(trigger.raise_when(), trigger.has_raise_when(), "raise_when");
    each(trigger.clear_when(), trigger.has_clear_when(), "clear_when");
    if (trigger.has_raise_when() && trigger.has_clear_when()) {
        check_can_fire(scope, trigger, path);
    }
}

}  // namespace

void check_triggers(const Scope& scope) {
    const auto& triggers = scope.ruleset.definition().triggers();
    for (int i = 0; i < triggers.size(); ++i) {
        const auto& trigger = triggers.Get(i);
        const auto path = at("triggers", i);
        check_scope_of(scope, trigger, path);
        check_conditions_of(scope, trigger, path);
        check_proposal(scope, trigger, path);
        require_roles(scope, trigger.audience(), path + ".audience");
        require_text(scope, trigger.source(), path + ".source", "who set the thresholds");
        if (trigger.severity() == v1::SEVERITY_UNSPECIFIED) {
            scope.findings.error(
                path + ".severity",
                "the severity is missing",
                "write one of: note, concern, serious"
            );
        }
        if (trigger.hold() < 0 || trigger.hold() > hold_max) {
            scope.findings.error(
                path + ".hold",
                fmt::format("{} periods can't be held", trigger.hold()),
                fmt::format("write 1 to {}, or leave it out: 1", hold_max)
            );
        }
    }
}

}  // namespace ladder::definition
