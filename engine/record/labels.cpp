#include "engine/record/labels.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/command/markings.hpp"
#include "engine/definition/compartments.hpp"

namespace ladder::record {

namespace {

using access::Label;
using definition::compartments_of;
using definition::compartments_of_indicator;

template <class Items, class Value>
bool has(const Items& items, const Value& value) {
    return std::find(items.begin(), items.end(), value) != items.end();
}

void add_new(std::vector<std::string>& all, const std::vector<std::string>& more) {
    for (const auto& one : more) {
        if (!one.empty() && !has(all, one)) {
            all.push_back(one);
        }
    }
}

void raise(Label& label, v1::Marking marking) {
    label.marking = std::max(label.marking, command::marked(marking));
}

// Tasks make their record the work of those who have to do something in it.
template <class State>
void add_tasks(Label& label, const State& state, const std::string& body) {
    for (const auto& task : state.tasks()) {
        label.work.push_back({task.role(), task.body().empty() ? body : task.body()});
        add_new(label.people, {task.owner()});
    }
}

template <class State>
void add_notes(Label& label, const State& state) {
    for (const auto& note : state.notes()) {
        raise(label, note.marking());
    }
}

template <class Gates>
bool any_statutory(const Gates& gates) {
    return std::any_of(gates.begin(), gates.end(), [](const auto& gate) {
        return gate.kind() == v1::GATE_KIND_STATUTORY;
    });
}

bool is_statutory(const v1::ProcedureDefinition& procedure) {
    const auto of_any = [](const auto& items) {
        return std::any_of(items.begin(), items.end(), [](const auto& item) {
            return any_statutory(item.gates());
        });
    };
    return of_any(procedure.transitions()) || of_any(procedure.records());
}

bool is_commission(const v1::ProcedureDefinition& procedure) {
    const auto& records = procedure.records();
    return std::any_of(records.begin(), records.end(), [](const auto& record) {
        return record.key() == v1::KEY_KIND_PEER;
    });
}

// Labels one state after the other kind. Each sets what its state knows.
class Labeller {
public:
    Labeller(OwnLabel& own, const definition::Ruleset& ruleset) : own_{own}, ruleset_{ruleset} {}

    void operator()(const std::monostate&) {}
    void operator()(const v1::Body& body) {
        own_.label.kind = v1::RECORD_KIND_REGISTER;
        own_.label.bodies = {body.name()};
    }
    void operator()(const v1::PeerGroupSet&) { own_.label.kind = v1::RECORD_KIND_REGISTER; }
    void operator()(const v1::Ruleset&) { own_.label.kind = v1::RECORD_KIND_REGISTER; }

    // What is said before rules are made.
    void operator()(const v1::RulesetProposal& state) {
        own_.label.kind = v1::RECORD_KIND_DELIBERATION;
        add_new(own_.label.people, {state.proposed_by().person()});
    }

    void operator()(const v1::Case& state) {
        auto& label = own_.label;
        label.kind = v1::RECORD_KIND_CASE;
        label.bodies = {state.body()};
        label.at = {state.stage()};
        label.compartments = compartments_of(ruleset_, state.subject());
        if (const auto* ladder = ruleset_.ladder(state.ladder())) {
            raise(label, ladder->marking());
        }
        add_notes(label, state);
        add_tasks(label, state, state.body());
    }

    void operator()(const v1::Procedure& state) {
        auto& label = own_.label;
        label.kind = kind_of_procedure(ruleset_, state.definition());
        label.bodies = {state.body()};
        label.at = {state.definition()};
        label.compartments = compartments_of(ruleset_, state.subject());
        add_new(label.within, {state.case_name()});
        raise(label, state.marking());
        add_notes(label, state);
        add_tasks(label, state, state.body());
        for (const auto& entry : state.entries()) {
            if (entry.key().starts_with("peers/") && entry.withdrawn_on().empty()) {
                add_new(own_.peers, {entry.key()});
            }
        }
    }

    void operator()(const v1::Meeting& state) {
        auto& label = own_.label;
        label.kind = v1::RECORD_KIND_MEETING;
        add_new(label.people, {state.updated_by().person()});
        for (const auto& attendance : state.attendance()) {
            add_new(label.people, {attendance.person().person()});
        }
        for (const auto& item : state.items()) {
            if (!item.case_name().empty()) {
                add_new(own_.holds, {item.case_name()});
            }
        }
        add_tasks(label, state, {});
        // The papers go to its members once they are frozen.
        const auto* kind = ruleset_.meeting_kind(state.kind());
        if (kind != nullptr && state.state() != v1::MEETING_STATE_PLANNED) {
            label.work.push_back({kind->chair(), {}});
            for (const auto& member : kind->members()) {
                label.work.push_back({member, {}});
            }
        }
    }

    void operator()(const v1::Document& state) {
        own_.label.kind = v1::RECORD_KIND_DOCUMENT;
        raise(own_.label, state.marking());
        add_new(own_.label.people, {state.recorded_by().person()});
        add_new(own_.about, {state.about()});
    }

    void operator()(const v1::Publication& state) {
        auto& label = own_.label;
        label.kind = v1::RECORD_KIND_PUBLICATION;
        add_new(label.bodies, {state.body()});
        add_new(label.people, {state.recorded_by().person()});
        // What went to the public is open, whatever it was taken from.
        if (state.audience() != "public") {
            add_new(own_.about, {std::string{access::record_of(state.of())}});
        }
    }

    void operator()(const v1::Assessment& state) {
        auto& label = own_.label;
        label.kind = v1::RECORD_KIND_ASSESSMENT;
        label.bodies = {state.body()};
        raise(label, state.marking());
        const auto* definition = ruleset_.assessment(state.definition());
        if (definition == nullptr || definition->counter_terrorism()) {
            label.compartments = compartments_of(ruleset_, v1::SUBJECT_COUNTER_TERRORISM);
        }
    }

    void operator()(const v1::Peer& state) {
        own_.label.kind = v1::RECORD_KIND_PEER;
        own_.label.bodies = {state.home_force()};
        own_.label.people = {state.person()};
    }

    void operator()(const v1::ObservationsImported& state) {
        own_.label.kind = v1::RECORD_KIND_FIGURE;
        const auto* layout = ruleset_.import_layout(state.layout());
        if (layout == nullptr) {
            return;
        }
        raise(own_.label, layout->marking());
        for (const auto& value : layout->values()) {
            if (!value.indicator().empty()) {
                add_new(
                    own_.label.compartments, compartments_of_indicator(ruleset_, value.indicator())
                );
            }
        }
    }

    void operator()(const v1::EvaluationRun&) { own_.label.kind = v1::RECORD_KIND_FIGURE; }
    void operator()(const v1::ContentDestroyed& state) {
        own_.label.kind = v1::RECORD_KIND_AUDIT;
        add_new(own_.holds, {state.stream()});
    }
    // Of people and of what was looked at only those see anything who keep or audit it.
    void operator()(const v1::Person&) {}
    void operator()(const v1::AccessRecorded&) { own_.label.kind = v1::RECORD_KIND_AUDIT; }

private:
    OwnLabel& own_;
    const definition::Ruleset& ruleset_;
};

void share(Label& label, const Label& from) {
    add_new(label.bodies, from.bodies);
    add_new(label.compartments, from.compartments);
    add_new(label.at, from.at);
    add_new(label.people, from.people);
    add_new(label.within, from.within);
    add_new(label.within, {from.record});
    label.work.insert(label.work.end(), from.work.begin(), from.work.end());
}

constexpr std::array deliberation_events{
    std::string_view{"trigger_raised"},
    std::string_view{"trigger_cleared"},
    std::string_view{"case_evaluated"},
    std::string_view{"recommendation_recorded"},
    std::string_view{"note_added"}};
constexpr std::array diary_events{
    std::string_view{"deadline_set"},
    std::string_view{"deadline_changed"},
    std::string_view{"deadline_ended"},
    std::string_view{"deadline_fired"},
    std::string_view{"task_opened"},
    std::string_view{"task_changed"}};
constexpr std::array deliberation_parts{
    std::string_view{"proposals"}, std::string_view{"recommendations"}, std::string_view{"notes"}};
constexpr std::array diary_parts{std::string_view{"tasks"}, std::string_view{"deadlines"}};

}  // namespace

OwnLabel own_label(
    const std::string& name, const Aggregate& state, const definition::Ruleset& ruleset
) {
    OwnLabel own;
    own.label.record = name;
    std::visit(Labeller{own, ruleset}, state);
    return own;
}

access::Label whole_label(OwnLabel own, const FindLabel& find) {
    for (const auto& name : own.about) {
        if (const auto other = find(name)) {
            share(own.label, *other);
        }
    }
    for (const auto& name : own.holds) {
        if (const auto other = find(name)) {
            add_new(own.label.bodies, other->bodies);
            add_new(own.label.compartments, other->compartments);
            raise(own.label, other->marking);
        }
    }
    for (const auto& name : own.peers) {
        if (const auto peer = find(name)) {
            add_new(own.label.people, peer->people);
        }
    }
    return std::move(own.label);
}

access::Label part_label(access::Label label, std::string_view part) {
    const auto record = access::record_of(part);
    if (record.size() == part.size()) {
        return label;
    }
    const auto rest = part.substr(record.size() + 1);
    const auto kind = rest.substr(0, rest.find('/'));
    if (has(deliberation_parts, kind)) {
        label.kind = v1::RECORD_KIND_DELIBERATION;
    } else if (has(diary_parts, kind)) {
        label.kind = v1::RECORD_KIND_DIARY;
    }
    return label;
}

v1::RecordKind kind_of_event(std::string_view type) {
    if (has(deliberation_events, type)) {
        return v1::RECORD_KIND_DELIBERATION;
    }
    return has(diary_events, type) ? v1::RECORD_KIND_DIARY : v1::RECORD_KIND_UNSPECIFIED;
}

v1::RecordKind kind_of_procedure(const definition::Ruleset& ruleset, std::string_view definition) {
    const auto* procedure = ruleset.procedure(definition);
    if (procedure == nullptr) {
        return v1::RECORD_KIND_STATUTORY;  // the fewest see these
    }
    if (is_commission(*procedure)) {
        return v1::RECORD_KIND_COMMISSION;
    }
    return is_statutory(*procedure) ? v1::RECORD_KIND_STATUTORY : v1::RECORD_KIND_PROCEDURE;
}

}  // namespace ladder::record
