#include "engine/casework/crossing.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "engine/casework/elements.hpp"

namespace ladder::casework {

namespace {

// What can be mapped: how a ruleset knows it, and whether it may be dropped.
struct Kind {
    std::string_view word;
    bool (*known)(const definition::Ruleset&, const v1::LadderDefinition*, std::string_view);
    bool droppable;
};

bool has_stage(
    const definition::Ruleset& /*ruleset*/, const v1::LadderDefinition* ladder, std::string_view id
) {
    return ladder != nullptr && definition::find_stage(*ladder, id) != nullptr;
}

constexpr std::array mapped_kinds{
    Kind{"stage", has_stage, false},
    Kind{
        "fact",
        [](const definition::Ruleset& rules, const v1::LadderDefinition*, std::string_view id) {
            return rules.fact(id) != nullptr;
        },
        true},
    Kind{
        "domain",
        [](const definition::Ruleset& rules, const v1::LadderDefinition*, std::string_view id) {
            return rules.domain(id) != nullptr;
        },
        false},
    Kind{
        "deadline",
        [](const definition::Ruleset& rules, const v1::LadderDefinition*, std::string_view id) {
            return rules.deadline(id) != nullptr;
        },
        false},
    Kind{
        "role",
        [](const definition::Ruleset& rules, const v1::LadderDefinition*, std::string_view id) {
            return rules.role(id) != nullptr;
        },
        false},
};

const Kind* find_kind(std::string_view word) {
    const auto* found =
        std::find_if(mapped_kinds.begin(), mapped_kinds.end(), [&](const Kind& kind) {
            return kind.word == word;
        });
    return found == mapped_kinds.end() ? nullptr : found;
}

// One thing of the case that the target must know.
struct Need {
    std::string of;
    std::string id;
};

bool operator<(const Need& a, const Need& b) {
    return std::tie(a.of, a.id) < std::tie(b.of, b.id);
}

bool runs(const v1::Deadline& deadline) {
    return deadline.ended_on().empty() && !deadline.definition().empty();
}

bool is_open(const v1::Task& task) {
    return task.state() == v1::TASK_STATE_QUEUED || task.state() == v1::TASK_STATE_CLAIMED;
}

bool since_stage(const v1::Recommendation& recommendation, const v1::Case& state) {
    return recommendation.version() > state.stage_version();
}

// Each once, the kinds in the order in which they are told.
std::vector<Need> needs_of(const v1::Case& state) {
    std::vector<Need> needs{{"stage", state.stage()}};
    const auto add = [&](std::string of, const std::string& id) {
        if (!id.empty()) {
            needs.push_back({std::move(of), id});
        }
    };
    for (const auto& fact : state.facts()) {
        add("fact", fact.withdrawn() ? "" : fact.fact());
    }
    for (const auto& concern : state.concerns()) {
        add("domain", concern.closed_on().empty() ? concern.domain() : "");
    }
    for (const auto& deadline : state.deadlines()) {
        add("deadline", runs(deadline) ? deadline.definition() : "");
    }
    for (const auto& task : state.tasks()) {
        add("role", is_open(task) ? task.role() : "");
    }
    std::vector<Need> once;
    std::set<Need> seen;
    for (auto& need : needs) {
        if (seen.insert(need).second) {
            once.push_back(std::move(need));
        }
    }
    return once;
}

std::string remedy_of(const Kind& kind, const Need& need) {
    if (kind.droppable) {
        return "Name its counterpart in mappings, or drop it there by leaving `to` empty.";
    }
    if (need.of == "deadline") {
        return "Name its counterpart in mappings, or meet or cancel it first.";
    }
    if (need.of == "role") {
        return "Name its counterpart in mappings, or end the tasks of that role first.";
    }
    return "Name its counterpart in mappings.";
}

void lacking(
    Problems& problems, const std::string& id, std::string title, std::string satisfied_by
) {
    problems.unmet(element(
        id,
        std::move(title),
        std::move(satisfied_by),
        "The new version has none, and none is named."
    ));
}

// The stage that leads on from a mapping of stages; the same where there is none.
std::string stage_after(const Crossing& crossing, const std::string& stage) {
    const auto* mapping = find_mapping(crossing, "stage", stage);
    return mapping == nullptr ? stage : mapping->to();
}

void check_leads(
    Problems& problems,
    const Crossing& crossing,
    const std::string& what,
    const std::string& id,
    const std::string& stage,
    std::string remedy
) {
    if (crossing.ladder_after != nullptr &&
        !has_stage(crossing.target, crossing.ladder_after, stage_after(crossing, stage))) {
        lacking(
            problems,
            fmt::format("{}:{}", what, id),
            fmt::format("{} has the stage {}", crossing.target.name(), stage),
            std::move(remedy)
        );
    }
}

void check_procedures(Problems& problems, const Crossing& crossing) {
    for (const auto* procedure : crossing.procedures) {
        if (!procedure->ended_on().empty()) {
            continue;
        }
        const auto* definition = crossing.target.procedure(procedure->definition());
        if (definition != nullptr &&
            definition::find_stage(*definition, procedure->stage()) != nullptr) {
            continue;
        }
        lacking(
            problems,
            "procedure:" + procedure->name(),
            fmt::format(
                "{} has the {}",
                crossing.target.name(),
                definition == nullptr
                    ? fmt::format("procedure {}", procedure->definition())
                    : fmt::format("stage {} of {}", procedure->stage(), procedure->definition())
            ),
            fmt::format("Take {} further, or end it, first.", procedure->name())
        );
    }
}

void check_mapping(
    Problems& problems,
    const std::string& at,
    const v1::RulesetMapping& mapping,
    const Crossing& crossing
) {
    const auto* kind = find_kind(mapping.of());
    if (kind == nullptr) {
        problems.field(at + ".of", "give stage, fact, domain, deadline or role");
        return;
    }
    const auto unknown = [&](const std::string& id, const definition::Ruleset& ruleset) {
        return fmt::format("'{}' is no {} of {}", id.substr(0, 80), kind->word, ruleset.name());
    };
    if (!kind->known(crossing.pinned, crossing.ladder_before, mapping.from())) {
        problems.field(at + ".from", unknown(mapping.from(), crossing.pinned));
    }
    if (mapping.to().empty()) {
        if (!kind->droppable) {
            problems.field(at + ".to", "is missing; only a fact can be dropped");
        }
        return;
    }
    const bool no_ladder = kind->word == "stage" && crossing.ladder_after == nullptr;
    if (!no_ladder && !kind->known(crossing.target, crossing.ladder_after, mapping.to())) {
        problems.field(at + ".to", unknown(mapping.to(), crossing.target));
    }
}

v1::RulesetMapping mapping_of(std::string_view of, const std::string& from, const std::string& to) {
    v1::RulesetMapping mapping;
    mapping.set_of(std::string{of});
    mapping.set_from(from);
    mapping.set_to(to);
    return mapping;
}

}  // namespace

const v1::RulesetMapping* find_mapping(
    const Crossing& crossing, std::string_view of, std::string_view from
) {
    const auto& mappings = crossing.command.mappings();
    const auto found = std::find_if(mappings.begin(), mappings.end(), [&](const auto& one) {
        return one.of() == of && one.from() == from;
    });
    return found == mappings.end() ? nullptr : &*found;
}

void check_mappings(Problems& problems, const Crossing& crossing) {
    const auto& mappings = crossing.command.mappings();
    for (int i = 0; i < mappings.size(); ++i) {
        const auto at = fmt::format("mappings[{}]", i);
        check_mapping(problems, at, mappings[i], crossing);
        if (find_mapping(crossing, mappings[i].of(), mappings[i].from()) != &mappings[i]) {
            problems.field(at + ".from", "is given twice; keep one");
        }
    }
}

void check_counterparts(Problems& problems, const Crossing& crossing) {
    const auto& target = crossing.target.name();
    if (crossing.ladder_after == nullptr) {
        lacking(
            problems,
            "ladder:" + crossing.state.ladder(),
            fmt::format("{} has the ladder {}", target, crossing.state.ladder()),
            "Move the case to a version that has its ladder."
        );
    }
    for (const auto& need : needs_of(crossing.state)) {
        const auto& kind = *find_kind(need.of);
        const bool no_ladder = need.of == "stage" && crossing.ladder_after == nullptr;
        if (!no_ladder && !kind.known(crossing.target, crossing.ladder_after, need.id) &&
            find_mapping(crossing, need.of, need.id) == nullptr) {
            lacking(
                problems,
                fmt::format("{}:{}", need.of, need.id),
                fmt::format("{} has the {} {}", target, need.of, need.id),
                remedy_of(kind, need)
            );
        }
    }
    for (const auto& recommendation : crossing.state.recommendations()) {
        if (since_stage(recommendation, crossing.state)) {
            check_leads(
                problems,
                crossing,
                "recommendation",
                recommendation.id(),
                recommendation.to_stage(),
                fmt::format("Name the counterpart of {} in mappings.", recommendation.to_stage())
            );
        }
    }
    for (const auto& proposal : crossing.state.proposals()) {
        if (proposal.state() == v1::PROPOSAL_STATE_OPEN) {
            check_leads(
                problems,
                crossing,
                "proposal",
                proposal.id(),
                proposal.proposes(),
                fmt::format(
                    "Answer the proposal {} first, or name the counterpart of {} in mappings.",
                    proposal.id(),
                    proposal.proposes()
                )
            );
        }
    }
    check_procedures(problems, crossing);
}

std::vector<v1::RulesetMapping> mappings_used(const Crossing& crossing) {
    std::vector<v1::RulesetMapping> used;
    const auto needs = needs_of(crossing.state);
    for (const auto& mapping : crossing.command.mappings()) {
        if (std::any_of(needs.begin(), needs.end(), [&](const Need& need) {
                return need.of == mapping.of() && need.id == mapping.from();
            })) {
            used.push_back(mapping);
        }
    }
    const auto leads = [&](std::string_view of, const std::string& id, const std::string& stage) {
        if (const auto* mapping = find_mapping(crossing, "stage", stage)) {
            used.push_back(mapping_of(of, id, mapping->to()));
        }
    };
    for (const auto& recommendation : crossing.state.recommendations()) {
        if (since_stage(recommendation, crossing.state)) {
            leads("recommendation", recommendation.id(), recommendation.to_stage());
        }
    }
    for (const auto& proposal : crossing.state.proposals()) {
        if (proposal.state() == v1::PROPOSAL_STATE_OPEN) {
            leads("proposal", proposal.id(), proposal.proposes());
        }
    }
    return used;
}

void rename(v1::Case& state, const v1::CaseMigrated& event) {
    const auto named = [&](std::string_view of, const std::string& from) -> const std::string* {
        for (const auto& mapping : event.mappings()) {
            if (mapping.of() == of && mapping.from() == from) {
                return &mapping.to();
            }
        }
        return nullptr;
    };
    for (auto& fact : *state.mutable_facts()) {
        const auto* to = named("fact", fact.fact());
        if (to != nullptr && to->empty()) {
            fact.set_withdrawn(true);
            fact.set_withdrawn_because("dropped by decision " + event.decision().id());
        } else if (to != nullptr) {
            fact.set_fact(*to);
        }
    }
    for (auto& concern : *state.mutable_concerns()) {
        if (const auto* to = named("domain", concern.domain())) {
            concern.set_domain(*to);
        }
    }
    for (auto& deadline : *state.mutable_deadlines()) {
        if (const auto* to = named("deadline", deadline.definition())) {
            deadline.set_definition(*to);
        }
    }
    for (auto& task : *state.mutable_tasks()) {
        if (const auto* to = named("role", task.role()); to != nullptr && is_open(task)) {
            task.set_role(*to);
        }
    }
    for (auto& recommendation : *state.mutable_recommendations()) {
        if (const auto* to = named("recommendation", recommendation.id())) {
            recommendation.set_to_stage(*to);
        }
    }
    for (auto& proposal : *state.mutable_proposals()) {
        if (const auto* to = named("proposal", proposal.id())) {
            proposal.set_proposes(*to);
        }
    }
}

}  // namespace ladder::casework
