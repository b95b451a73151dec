#include "services/console/subject/decision_form.hpp"

#include <algorithm>
#include <sstream>

#include <fmt/format.h>

#include "ladder/v1/document_service.pb.h"
#include "services/console/words.hpp"
#include "services/http/message.hpp"

namespace ladder::subject {

using console::day_in_words;
using console::Field;
using console::Option;
using console::Templates;

namespace {

constexpr const char* decide_texts = "case_decide";
constexpr std::string_view override_prefix = "override.";
constexpr std::string_view settle_prefix = "settle.";

const v1::StageDefinition* stage_of(const CaseFile& file, const std::string& id) {
    const auto* ladder = file.titles.ladder(file.state.ladder());
    return ladder == nullptr ? nullptr : definition::find_stage(*ladder, id);
}

std::string proposal_in_words(const v1::Proposal& proposal, const CaseFile& file) {
    return fmt::format(
        "{}: {}",
        file.titles.indicator(proposal.indicator()),
        file.titles.trigger(proposal.trigger())
    );
}

std::vector<Option> evidence_options(const CaseFile& file, const Sources& sources) {
    std::vector<Option> options;
    const auto& state = file.state;
    for (const auto& proposal : state.proposals()) {
        if (proposal.state() == v1::PROPOSAL_STATE_OPEN) {
            options.push_back(
                {proposal.id(),
                 proposal_in_words(proposal, file),
                 fmt::format("Proposal of the rules, {}", day_in_words(proposal.raised_on()))}
            );
        }
    }
    for (const auto& concern : state.concerns()) {
        if (concern.closed_on().empty()) {
            options.push_back(
                {concern.id(),
                 concern.title(),
                 fmt::format("Concern, {}", day_in_words(concern.raised_on()))}
            );
        }
    }
    for (const auto& fact : state.facts()) {
        if (!fact.withdrawn()) {
            options.push_back(
                {fact.id(),
                 file.titles.fact(fact.fact()),
                 fmt::format("Fact, {}", day_in_words(fact.effective_on()))}
            );
        }
    }
    for (const auto& [name, title] : sources.named) {
        options.push_back({name, title, {}});
    }
    return options;
}

std::vector<Option> settlement_options(const Templates& texts) {
    return {
        {"accept", texts.text(decide_texts, "settle.accept")},
        {"decline", texts.text(decide_texts, "settle.decline")},
        {"leave", texts.text(decide_texts, "settle.leave")}};
}

void set_settlements(
    v1::RecordDecisionRequest& request, const CaseFile& file, const console::Form& typed
) {
    for (const auto& proposal : file.state.proposals()) {
        const auto answer = typed.value(std::string{settle_prefix} + proposal.id());
        if (answer == "accept" || answer == "decline") {
            auto& settlement = *request.add_settlements();
            settlement.set_proposal(proposal.id());
            settlement.set_accepted(answer == "accept");
        }
    }
}

void set_overrides(v1::RecordDecisionRequest& request, const console::Form& typed) {
    for (const auto& [name, value] : typed.all()) {
        const auto reason = typed.value(name);
        if (name.starts_with(override_prefix) && !reason.empty()) {
            auto& override = *request.add_overrides();
            override.set_gate(name.substr(override_prefix.size()));
            override.set_reason(reason);
        }
    }
}

}  // namespace

Outcome outcome_of(const CaseFile& file, const Rights& rights, const console::Form& asked) {
    Outcome outcome;
    const auto to = asked.value("to");
    const auto* ladder = file.titles.ladder(file.state.ladder());
    google::protobuf::RepeatedPtrField<std::string> deciders;
    if (to == "remain") {
        outcome.outcome = v1::DECISION_OUTCOME_REMAIN;
        if (const auto* stage = stage_of(file, file.state.stage())) {
            deciders = stage->remain_decided_by();
        }
    } else if (to == "close") {
        outcome.outcome = v1::DECISION_OUTCOME_CLOSE;
    } else if (ladder != nullptr && stage_of(file, to) != nullptr) {
        // Also one that no move leads to: a form that was sent before means what it meant.
        outcome.outcome = v1::DECISION_OUTCOME_MOVE;
        outcome.move = definition::find_transition(*ladder, file.state.stage(), to);
        if (outcome.move != nullptr) {
            deciders = outcome.move->decided_by();
        }
    }
    if (!outcome.chosen()) {
        return outcome;
    }
    if (outcome.outcome == v1::DECISION_OUTCOME_REMAIN && deciders.empty()) {
        for (const auto& move : ladder->transitions()) {
            if (std::find(move.from().begin(), move.from().end(), file.state.stage()) !=
                move.from().end()) {
                deciders.MergeFrom(move.decided_by());
            }
        }
    }
    outcome.to = to;
    const auto as = asked.value("as");
    const auto& open = rights.deciders();
    const auto able = rights.decider_among(deciders);
    if (std::find(open.begin(), open.end(), as) != open.end()) {
        outcome.capacity = as;
    } else {
        outcome.capacity = able.empty() ? rights.capacity() : able;
    }
    return outcome;
}

std::vector<Option> outcomes_open(
    const CaseFile& file, const Rights& rights, const Templates& texts
) {
    std::vector<Option> up;
    std::vector<Option> down;
    const auto* ladder = file.titles.ladder(file.state.ladder());
    bool above = false;
    for (const auto& stage : ladder->stages()) {
        if (stage.id() == file.state.stage()) {
            above = true;
            continue;
        }
        const auto* move = definition::find_transition(*ladder, file.state.stage(), stage.id());
        if (move == nullptr) {
            continue;
        }
        Data words{Data::type::object};
        words.set("stage", stage.title());
        (above ? up : down)
            .push_back(
                {stage.id(),
                 texts.text(decide_texts, above ? "to.up" : "to.down", words),
                 move->exceptional() ? texts.text(decide_texts, "to.exceptional") : std::string{}}
            );
    }
    Data words{Data::type::object};
    words.set("stage", file.stage());
    std::vector<Option> all{{"remain", texts.text(decide_texts, "to.remain", words)}};
    all.insert(all.end(), up.begin(), up.end());
    all.insert(all.end(), down.begin(), down.end());
    if (rights.may(v1::PERMISSION_OPEN_CASE) && file.state.stage() == ladder->stages(0).id()) {
        all.push_back({"close", texts.text(decide_texts, "to.close")});
    }
    return all;
}

base::Result<Sources> sources_of(const Visit& visit, const CaseFile& file) {
    Sources sources;
    v1::ListProceduresRequest of_procedures;
    of_procedures.set_case_name(file.state.name());
    of_procedures.set_include_ended(true);
    const auto procedures = or_none(visit.read_all(
        "ProcedureService/ListProcedures", of_procedures, &v1::ListProceduresResponse::procedures
    ));
    if (!procedures) {
        return procedures.error();
    }
    for (const auto& one : *procedures) {
        sources.named.emplace_back(
            one.name(),
            fmt::format(
                "{}, {}",
                file.titles.procedure(one.definition()),
                file.titles.procedure_stage(one.definition(), one.stage())
            )
        );
    }
    for (const auto& about : {file.state.name(), file.state.body()}) {
        v1::ListDocumentsRequest of_documents;
        of_documents.set_about(about);
        const auto documents = or_none(visit.read_all(
            "DocumentService/ListDocuments", of_documents, &v1::ListDocumentsResponse::documents
        ));
        if (!documents) {
            return documents.error();
        }
        for (const auto& document : *documents) {
            sources.named.emplace_back(document.name(), document.title());
        }
    }
    return sources;
}

std::string evidence_in_words(
    const std::string& reference, const CaseFile& file, const Sources& sources
) {
    const auto& state = file.state;
    for (const auto& proposal : state.proposals()) {
        if (proposal.id() == reference) {
            return "Proposal of the rules: " + proposal_in_words(proposal, file);
        }
    }
    for (const auto& concern : state.concerns()) {
        if (concern.id() == reference) {
            return "Concern: " + concern.title();
        }
    }
    for (const auto& fact : state.facts()) {
        if (fact.id() == reference) {
            return "Fact: " + file.titles.fact(fact.fact());
        }
    }
    for (const auto& [name, title] : sources.named) {
        if (name == reference) {
            return title;
        }
    }
    return reference;
}

std::vector<Field> decision_fields(
    const CaseFile& file,
    const Rights& rights,
    const Outcome& outcome,
    const std::vector<GateStanding>& gates,
    const Sources& sources,
    const Templates& texts
) {
    std::vector<Field> fields;
    if (outcome.capacity != rights.capacity()) {
        auto decider = console::person_field("person", file.titles.people());
        Data words{Data::type::object};
        words.set("role", file.titles.role(outcome.capacity));
        decider.label = texts.text(decide_texts, "person.label", words);
        decider.hint = texts.text(decide_texts, "person.hint");
        fields.push_back(std::move(decider));
    }
    fields.push_back({"reasons", Field::Kind::textarea});
    auto evidence = evidence_options(file, sources);
    if (!evidence.empty()) {
        fields.push_back({"evidence", Field::Kind::checkboxes, std::move(evidence)});
    }
    fields.push_back({"references", Field::Kind::textarea});
    for (const auto& gate : gates) {
        if (!gate.met && !blocks(gate, {outcome.capacity, rights.capacity()})) {
            Field reason{std::string{override_prefix} + gate.id, Field::Kind::textarea};
            Data words{Data::type::object};
            words.set("gate", gate.title);
            reason.label = texts.text(decide_texts, "override.label", words);
            reason.hint = texts.text(decide_texts, "override.hint");
            fields.push_back(std::move(reason));
        }
    }
    if (outcome.move != nullptr && outcome.move->exceptional()) {
        fields.push_back({"exceptional_reason", Field::Kind::textarea});
    }
    for (const auto& proposal : file.state.proposals()) {
        if (proposal.state() == v1::PROPOSAL_STATE_OPEN) {
            Field settle{
                std::string{settle_prefix} + proposal.id(),
                Field::Kind::radios,
                settlement_options(texts)};
            Data words{Data::type::object};
            words.set("proposal", proposal_in_words(proposal, file));
            words.set("stage", file.titles.stage(file.state.ladder(), proposal.proposes()));
            settle.label = texts.text(decide_texts, "settle.label", words);
            fields.push_back(std::move(settle));
        }
    }
    if (outcome.outcome != v1::DECISION_OUTCOME_CLOSE) {
        const auto* after = stage_of(
            file, outcome.outcome == v1::DECISION_OUTCOME_MOVE ? outcome.to : file.state.stage()
        );
        if (after == nullptr || after->review_required() ||
            outcome.outcome == v1::DECISION_OUTCOME_REMAIN) {
            fields.push_back({"next_review_on", Field::Kind::date});
        }
    }
    for (const auto* day : {"effective_on", "known_on"}) {
        auto& field = fields.emplace_back();
        field.name = day;
        field.kind = Field::Kind::date;
        field.aside = true;
    }
    return fields;
}

std::vector<std::string> references_of(const console::Form& typed) {
    auto references = typed.values("evidence");
    std::istringstream lines{typed.value("references")};
    for (std::string line; std::getline(lines, line);) {
        if (const auto trimmed = http::trim(line); !trimmed.empty()) {
            references.emplace_back(trimmed);
        }
    }
    return references;
}

v1::RecordDecisionRequest decision_of(
    const CaseFile& file, const Rights& rights, const Outcome& outcome, const console::Form& typed
) {
    v1::RecordDecisionRequest request;
    request.set_name(file.state.name());
    request.set_etag(typed.value("etag"));
    request.set_outcome(outcome.outcome);
    if (outcome.outcome == v1::DECISION_OUTCOME_MOVE) {
        request.set_to_stage(outcome.to);
    }
    if (outcome.capacity != rights.capacity()) {
        request.mutable_decider()->set_person(typed.value("person"));
        request.mutable_decider()->set_capacity(outcome.capacity);
    }
    request.set_reasons(typed.value("reasons"));
    for (auto& reference : references_of(typed)) {
        request.add_evidence(std::move(reference));
    }
    request.set_effective_on(typed.date("effective_on"));
    request.set_known_on(typed.date("known_on"));
    request.set_next_review_on(typed.date("next_review_on"));
    request.set_exceptional_reason(typed.value("exceptional_reason"));
    set_overrides(request, typed);
    set_settlements(request, file, typed);
    return request;
}

}  // namespace ladder::subject
