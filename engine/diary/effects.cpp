#include "engine/diary/effects.hpp"

#include <set>
#include <utility>

#include <fmt/format.h>

#include "engine/command/problems.hpp"
#include "engine/diary/due.hpp"

namespace ladder::diary {

namespace {

// The events of one act as they come together.
class Following {
public:
    Following(
        const DiaryView& diary, const EffectSource& source, const definition::Ruleset& ruleset
    )
        : diary_{diary},
          source_{source},
          ruleset_{ruleset},
          deadlines_{diary.deadlines.size()},
          tasks_{diary.tasks.size()} {}

    void add(const v1::SetDeadlineEffect& effect) {
        const auto* definition = find(effect.deadline());
        if (definition == nullptr) {
            return;
        }
        const auto named = effect.due_field().empty() || !source_.value_of
                               ? std::string{}
                               : source_.value_of(effect.due_field());
        const auto field =
            effect.due_field().empty() ? "due_on" : source_.fields + effect.due_field();
        if (named.empty() && !definition->has_due()) {
            problems_.field(
                field, fmt::format("is missing; it names when '{}'", definition->title())
            );
            return;
        }
        auto deadline = make_deadline(
            {*definition, source_.on, named, field, source_.key, source_.set_by}, ruleset_
        );
        if (!deadline) {
            problems_.also(deadline.error());
            return;
        }
        end_running(
            definition->id(),
            true,
            v1::DEADLINE_STATE_CANCELLED,
            fmt::format("Set anew by {}.", source_.set_by)
        );
        deadline->set_id(fmt::format("l{}", ++deadlines_));
        *events_.emplace_back().mutable_deadline_set()->mutable_deadline() = std::move(*deadline);
    }

    void add(const v1::MeetDeadlineEffect& effect) {
        end_running(
            effect.deadline(),
            effect.same_key(),
            v1::DEADLINE_STATE_MET,
            fmt::format("Met by {}.", source_.set_by)
        );
    }

    void add(const v1::OpenTaskEffect& effect) {
        v1::Task task;
        task.set_id(fmt::format("t{}", tasks_ + 1));
        task.set_title(effect.title());
        task.set_role(effect.role());
        task.set_raised_by(source_.set_by);
        if (!effect.deadline().empty()) {
            const auto* definition = find(effect.deadline());
            if (definition == nullptr) {
                return;
            }
            const auto due = make_deadline({*definition, source_.on, {}, {}, {}, {}}, ruleset_);
            if (!due) {
                problems_.also(due.error());
                return;
            }
            task.set_due_on(due->due_on());
        }
        ++tasks_;
        *events_.emplace_back().mutable_task_opened()->mutable_task() = std::move(task);
    }

    base::Result<command::Events> take() {
        if (problems_.any()) {
            return problems_.to_error("What follows from this can't be recorded");
        }
        return std::move(events_);
    }

private:
    const v1::DeadlineDefinition* find(const std::string& id) {
        const auto* definition = ruleset_.deadline(id);
        if (definition == nullptr) {
            problems_.conflict(fmt::format("{} has no deadline '{}'.", ruleset_.name(), id));
        }
        return definition;
    }

    // Ends what runs by a definition, each once.
    void end_running(
        const std::string& definition, bool same_key, v1::DeadlineState state, std::string reasons
    ) {
        for (const auto& deadline : diary_.deadlines) {
            const bool meant = deadline.definition() == definition && is_running(deadline) &&
                               (!same_key || deadline.key() == source_.key);
            if (!meant || !ended_.insert(deadline.id()).second) {
                continue;
            }
            auto& ended = *events_.emplace_back().mutable_deadline_ended();
            ended.set_id(deadline.id());
            ended.set_state(state);
            ended.set_reasons(reasons);
            ended.set_effective_on(base::to_string(source_.on));
        }
    }

    const DiaryView& diary_;
    const EffectSource& source_;
    const definition::Ruleset& ruleset_;
    int deadlines_;
    int tasks_;
    std::set<std::string_view> ended_;
    command::Problems problems_;
    command::Events events_;
};

}  // namespace

base::Result<command::Events> follow(
    const google::protobuf::RepeatedPtrField<v1::EffectDefinition>& effects,
    const DiaryView& diary,
    const EffectSource& source,
    const definition::Ruleset& ruleset
) {
    Following following{diary, source, ruleset};
    for (const auto& effect : effects) {
        switch (effect.kind_case()) {
            case v1::EffectDefinition::kSetDeadline:
                following.add(effect.set_deadline());
                break;
            case v1::EffectDefinition::kMeetDeadline:
                following.add(effect.meet_deadline());
                break;
            case v1::EffectDefinition::kOpenTask:
                following.add(effect.open_task());
                break;
            case v1::EffectDefinition::kStartProcedure:
            case v1::EffectDefinition::KIND_NOT_SET:
                break;
        }
    }
    return following.take();
}

}  // namespace ladder::diary
