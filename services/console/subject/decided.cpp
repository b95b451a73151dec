#include "services/console/subject/decided.hpp"

#include "services/console/subject/timeline.hpp"
#include "services/console/words.hpp"

namespace ladder::subject {

using console::list_of;
using console::put_text;

namespace {

std::string title_of_gate(
    const CaseFile& file, const v1::Decision& decision, const std::string& id
) {
    const auto* ladder = file.titles.ladder(file.state.ladder());
    const auto* move =
        ladder == nullptr
            ? nullptr
            : definition::find_transition(*ladder, decision.from_stage(), decision.to_stage());
    if (move != nullptr) {
        for (const auto& gate : move->gates()) {
            if (gate.id() == id) {
                return gate.title();
            }
        }
    }
    return spaced(id);
}

void put_gates_as_decided(Data& data, const CaseFile& file, const v1::Decision& decision) {
    std::vector<Data> shown;
    for (const auto& gate : decision.gates()) {
        auto& item = shown.emplace_back(Data::type::object);
        item.set("gate_title", title_of_gate(file, decision, gate.gate()));
        item.set("not_applicable", Data{gate.not_applicable()});
        item.set("overridden", Data{!gate.override_reason().empty()});
        put_text(item, "override_reason", gate.override_reason());
        item.set(
            "met",
            Data{
                gate.truth() == v1::TRUTH_TRUE && gate.override_reason().empty() &&
                !gate.not_applicable()}
        );
        put_text(item, "because", file.titles.plain(gate.explanation().text()));
    }
    data.set("has_decided_gates", Data{!shown.empty()});
    data.set("decided_gates", list_of(std::move(shown)));
}

void put_settled(
    Data& data, const CaseFile& file, const Sources& sources, const v1::Decision& decision
) {
    std::vector<Data> shown;
    for (const auto& settlement : decision.settlements()) {
        auto& item = shown.emplace_back(Data::type::object);
        item.set("text", evidence_in_words(settlement.proposal(), file, sources));
        item.set("accepted", Data{settlement.accepted()});
    }
    data.set("has_settled", Data{!shown.empty()});
    data.set("settled", list_of(std::move(shown)));
}

}  // namespace

void put_decision(
    Data& data,
    const Visit& visit,
    const CaseFile& file,
    const Sources& sources,
    const v1::Decision& decision
) {
    data.set("what", in_words(decision, file.state.ladder(), file.titles));
    auto headline = decision;
    headline.clear_next_review_on();
    data.set("headline", in_words(headline, file.state.ladder(), file.titles));
    data.set("subject", subject_in_words(file.state.subject()));
    data.set("decider", file.titles.actor(decision.decider()));
    put_text(
        data,
        "recorder",
        decision.recorded_by().person().empty() ? file.titles.actor(visit.who->caller.actor())
                                                : file.titles.actor(decision.recorded_by())
    );
    data.set("day", console::day_in_words(decision.effective_on()));
    put_text(
        data,
        "known_day",
        decision.entered_later() && decision.known_on() != decision.effective_on()
            ? console::day_in_words(decision.known_on())
            : std::string{}
    );
    data.set("reasons_given", decision.reasons());
    put_text(data, "basis_given", file.titles.plain(console::law_in_words(decision.basis())));
    put_text(data, "exceptional", decision.exceptional_reason());
    put_text(data, "review_on", console::day_in_words(decision.next_review_on()));
    std::vector<Data> evidence;
    for (const auto& reference : decision.evidence()) {
        evidence.emplace_back(Data::type::object)
            .set("text", evidence_in_words(reference, file, sources));
    }
    data.set("evidence_named", list_of(std::move(evidence)));
    put_gates_as_decided(data, file, decision);
    put_settled(data, file, sources, decision);
}

}  // namespace ladder::subject
