// One referral or direction: what the law and policy still ask for before it is given.
#include <algorithm>

#include <fmt/format.h>

#include "services/console/letters/letters.hpp"
#include "services/console/letters/shared.hpp"
#include "services/console/words.hpp"

namespace ladder::letters {

namespace {

using console::Answer;
using console::Data;
using console::Page;
using console::ProcedureSeen;
using console::Visit;

constexpr const char* direction_name = "direction";
constexpr std::string_view limb_prefix = "exempt_";  // of the records of the exemption's limbs

// The step whose gates the page shows: to giving the direction, by the way that was taken; of what
// has no such step the first one that leads on from here. Null where there is none.
const v1::TransitionDefinition* main_step(const ProcedureSeen& seen) {
    const auto& stage = seen.procedure.stage();
    const auto from = stage == "preparing" ? std::string{"consultation"} : stage;
    const v1::TransitionDefinition* first = nullptr;
    for (const auto& transition : seen.definition->transitions()) {
        const auto& leaves = transition.from();
        const bool fits = std::find(leaves.begin(), leaves.end(), from) != leaves.end();
        if (fits && transition.to() == given) {
            return &transition;
        }
        if (fits && first == nullptr && !transition.gates().empty() &&
            transition.to() != exempted) {
            first = &transition;
        }
    }
    return first;
}

// The gates of the step that was taken to a stage; empty if it was not.
const v1::Step* step_taken_to(const ProcedureSeen& seen, std::string_view stage) {
    const v1::Step* taken = nullptr;
    for (const auto& step : seen.procedure.steps()) {
        taken = step.to_stage() == stage ? &step : taken;
    }
    return taken;
}

// The record that a gate asks for; empty if it asks for something else.
std::string record_asked(const v1::GateDefinition& gate) {
    return gate.condition().has_record() ? gate.condition().record().id() : std::string{};
}

std::string link_to_record(
    const Visit& visit, const ProcedureSeen& seen, const std::string& place, const std::string& id
) {
    const auto* record = definition::find_record(*seen.definition, id);
    const bool open = record != nullptr && !visit.known && seen.procedure.ended_on().empty() &&
                      console::may_record(visit, seen, *record);
    return open ? fmt::format("{}/record/{}", place, id) : std::string{};
}

// When and by what an entry is shown: its day, its document.
void put_entry(Data& row, const Visit& visit, const ProcedureSeen& seen, const v1::Entry* entry) {
    console::put_text(
        row, "on", entry == nullptr ? "" : console::day_in_words(entry->effective_on())
    );
    const auto document = entry == nullptr ? std::string{} : value_of(*entry, "document");
    console::put_text(
        row, "document_link", document.empty() ? "" : visit.link("/documents/" + id_of(document))
    );
    row.set("document_title", document.empty() ? std::string{} : seen.titles.of(document));
    std::string said;
    if (entry != nullptr) {
        for (const auto* field : {"outcome", "view", "considered_by", "shown_by", "information"}) {
            const auto value = value_of(*entry, field);
            if (said.empty() && !value.empty()) {
                said = std::string_view{field} == "outcome" ? console::word_in_words(value)
                                                            : seen.titles.people().title(value);
            }
        }
    }
    console::put_text(row, "said", said);
}

enum class Standing { met, missing, on_record, not_yet, asked_then, not_for };

struct StandingShown {
    const char* text;
    const char* colour;
};

StandingShown shown_as(Standing standing) {
    switch (standing) {
        case Standing::met:
            return {"standing.met", "green"};
        case Standing::missing:
            return {"standing.missing", "red"};
        case Standing::on_record:
            return {"standing.on_record", "green"};
        case Standing::not_yet:
            return {"standing.not_yet", "yellow"};
        case Standing::asked_then:
            return {"standing.asked_then", "grey"};
        case Standing::not_for:
            return {"standing.not_for", "grey"};
    }
    return {"standing.asked_then", "grey"};
}

// How gates stand, by whoever can say it: the step that was taken, the API if the step can be tried
// now, else what is on record.
class Gates {
public:
    Gates(const Visit& visit, const ProcedureSeen& seen, const v1::TransitionDefinition& step)
        : visit_{visit}, seen_{seen}, taken_{step_taken_to(seen, step.to())} {
        const auto& from = step.from();
        const bool here = std::find(from.begin(), from.end(), seen.procedure.stage()) != from.end();
        if (here && !visit.known && !console::deciders_open(visit, seen, step).empty()) {
            auto tried = console::missing_for(visit, seen, step);
            asked_ = tried.refused.empty();
            unmet_ = std::move(tried.unmet);
        }
    }

    Standing of(const v1::GateDefinition& gate) const {
        const auto& not_for = gate.not_for();
        if (std::find(not_for.begin(), not_for.end(), seen_.procedure.subject()) != not_for.end()) {
            return Standing::not_for;
        }
        if (taken_ != nullptr) {
            return Standing::met;
        }
        if (asked_) {
            return is_unmet(gate.id()) ? Standing::missing : Standing::met;
        }
        const auto record = record_asked(gate);
        if (record.empty()) {
            return Standing::asked_then;
        }
        return latest(visit_, seen_, record) == nullptr ? Standing::not_yet : Standing::on_record;
    }

    const std::vector<v1::UnmetGate>& unmet() const { return unmet_; }
    bool was_asked() const { return asked_; }
    bool was_taken() const { return taken_ != nullptr; }

private:
    bool is_unmet(const std::string& id) const {
        return std::any_of(unmet_.begin(), unmet_.end(), [&](const auto& gate) {
            return gate.gate() == id;
        });
    }

    const Visit& visit_;
    const ProcedureSeen& seen_;
    const v1::Step* taken_;
    bool asked_ = false;
    std::vector<v1::UnmetGate> unmet_;
};

void put_gates(
    Data& data,
    const Visit& visit,
    const ProcedureSeen& seen,
    const std::string& place,
    const v1::TransitionDefinition& step,
    const Gates& gates
) {
    std::vector<Data> rows;
    for (const auto& gate : step.gates()) {
        auto& row = rows.emplace_back(Data::type::object);
        const auto standing = gates.of(gate);
        const auto shown = shown_as(standing);
        const auto record = record_asked(gate);
        row.set("gate", gate.title());
        row.set("basis", console::law_in_words(gate.legal_basis()));
        row.set("statutory", Data{gate.kind() == v1::GATE_KIND_STATUTORY});
        row.set("standing", visit.desk->templates.text(direction_name, shown.text));
        row.set("colour", shown.colour);
        put_entry(row, visit, seen, record.empty() ? nullptr : latest(visit, seen, record));
        const bool wanted = standing == Standing::missing || standing == Standing::not_yet;
        console::put_text(
            row,
            "record_link",
            wanted && !record.empty() ? link_to_record(visit, seen, place, record) : std::string{}
        );
        console::put_text(
            row, "satisfied_by", wanted && record.empty() ? gate.satisfied_by() : std::string{}
        );
    }
    data.set("has_gate_rows", Data{!rows.empty()});
    data.set("gate_rows", console::list_of(std::move(rows)));
    data.set("basis", console::law_in_words(step.legal_basis()));
    data.set("step_title", console::stage_title(seen, step.to()));
}

// Giving it: refused with what is missing, or open.
void put_giving(
    Data& data,
    const Visit& visit,
    const ProcedureSeen& seen,
    const std::string& place,
    const v1::TransitionDefinition& step,
    const Gates& gates
) {
    const bool can_try = gates.was_asked() && !gates.was_taken();
    data.set("giving", Data{can_try});
    data.set("give_link", fmt::format("{}/step/{}", place, step.to()));
    data.set(
        "give_text",
        visit.desk->templates.text(direction_name, step.to() == given ? "give" : "take_step")
    );
    data.set("refused_count", std::to_string(gates.unmet().size()));
    data.set("is_refused", Data{!gates.unmet().empty()});
    data.set("one_missing", Data{gates.unmet().size() == 1});
    std::vector<Data> missing;
    for (const auto& gate : gates.unmet()) {
        auto& row = missing.emplace_back(Data::type::object);
        row.set("what", seen.titles.in_text(gate.title()));
        row.set("law", console::law_in_words(gate.legal_basis()));
    }
    data.set("missing_gates", console::list_of(std::move(missing)));
}

// The other route, where the definition has one: its limbs, each with its finding and what shows
// it.
void put_exemption(
    Data& data, const Visit& visit, const ProcedureSeen& seen, const std::string& place
) {
    const auto* step = definition::find_transition(*seen.definition, "preparing", exempted);
    data.set("has_exemption", Data{step != nullptr});
    if (step == nullptr) {
        return;
    }
    std::vector<Data> limbs;
    for (const auto& record : seen.definition->records()) {
        if (!record.id().starts_with(limb_prefix)) {
            continue;
        }
        auto& limb = limbs.emplace_back(Data::type::object);
        const auto* entry = latest(visit, seen, record.id());
        limb.set("number", std::to_string(limbs.size()));
        limb.set("limb", record.title());
        limb.set("made_out", Data{entry != nullptr});
        put_entry(limb, visit, seen, entry);
        console::put_text(
            limb,
            "record_link",
            entry == nullptr ? link_to_record(visit, seen, place, record.id()) : std::string{}
        );
    }
    data.set("limbs", console::list_of(std::move(limbs)));
    data.set("exemption_basis", console::law_in_words(step->legal_basis()));
    data.set("is_exempted", Data{step_taken_to(seen, exempted) != nullptr});
    const auto& from = step->from();
    const bool open = std::find(from.begin(), from.end(), seen.procedure.stage()) != from.end() &&
                      !visit.known && !console::deciders_open(visit, seen, *step).empty();
    console::put_text(
        data, "exempt_link", open ? fmt::format("{}/step/{}", place, exempted) : std::string{}
    );
}

// Of the steps that the acts show, those that the page shows itself are left out.
void leave_out_own_steps(
    Data& data, const std::string& place, const v1::TransitionDefinition* main
) {
    const auto* shown = data.get("steps_open");
    if (shown == nullptr || !shown->is_list()) {
        return;
    }
    std::vector<Data> kept;
    for (const auto& step : shown->list_value()) {
        const auto* link = step.get("link");
        const auto& to = link == nullptr ? std::string{} : link->string_value();
        const bool own = to == fmt::format("{}/step/{}", place, exempted) ||
                         (main != nullptr && to == fmt::format("{}/step/{}", place, main->to()));
        if (!own) {
            kept.push_back(step);
        }
    }
    data.set("steps_open", console::list_of(std::move(kept)));
}

Answer show_direction(Visit& visit) {
    const auto seen = console::see_procedure(visit, "procedures/" + visit.part(1));
    if (!seen) {
        return seen.error();
    }
    const auto place = "/directions/" + console::percent_encoded(visit.part(1));
    Page page{direction_name};
    page.crumbs = {{"/directions", visit.desk->templates.text("common", "nav.directions")}};
    auto& data = page.data;
    console::put_procedure(data, visit, *seen, place);
    data.set("place", place);
    data.set("is_over", Data{!seen->procedure.ended_on().empty()});
    data.set("is_given", Data{step_taken_to(*seen, given) != nullptr});
    data.set("has_gate_rows", Data{false});
    data.set("giving", Data{false});
    const auto* step = main_step(*seen);
    if (step != nullptr) {
        const Gates gates{visit, *seen, *step};
        put_gates(data, visit, *seen, place, *step, gates);
        put_giving(data, visit, *seen, place, *step, gates);
    } else if (const auto* taken = step_taken_to(*seen, given)) {
        // It was given: the gates of the way by which it was.
        const auto* way =
            definition::find_transition(*seen->definition, taken->from_stage(), std::string{given});
        if (way != nullptr) {
            put_gates(data, visit, *seen, place, *way, Gates{visit, *seen, *way});
        }
    }
    put_exemption(data, visit, *seen, place);
    leave_out_own_steps(data, place, step);
    return page;
}

}  // namespace

void add_direction_pages(console::Pages& pages) {
    pages.get("/directions/{id}", console::Audience::signed_in, show_direction);
    console::add_procedure_acts(pages, "/directions");
}

}  // namespace ladder::letters
