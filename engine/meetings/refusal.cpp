#include "engine/meetings/refusal.hpp"

#include <utility>
#include <variant>

#include <fmt/format.h>

namespace ladder::meetings {

void Refusal::unmet(
    std::string gate, std::string title, std::string satisfied_by, std::string explanation
) {
    v1::UnmetGate unmet;
    unmet.set_gate(std::move(gate));
    unmet.set_kind(v1::GATE_KIND_POLICY);
    unmet.set_title(std::move(title));
    unmet.set_satisfied_by(std::move(satisfied_by));
    unmet.set_explanation(std::move(explanation));
    sentences_.push_back(fmt::format(
        "{} [{}]: {} What would satisfy it: {}",
        unmet.title(),
        unmet.gate(),
        unmet.explanation(),
        unmet.satisfied_by()
    ));
    details_.emplace_back(std::move(unmet));
}

void Refusal::of_decision(
    const v1::AgendaItem& item, const std::string& case_name, const base::Error& error
) {
    if (error.details.empty()) {
        unmet(
            item.id() + "/decision",
            fmt::format("Item {}, {}: the decision can be recorded", item.id(), case_name),
            "Record the outcome of the item again.",
            error.message
        );
        return;
    }
    for (auto detail : error.details) {
        if (auto* gate = std::get_if<v1::UnmetGate>(&detail)) {
            gate->set_gate(item.id() + "/" + gate->gate());
            gate->set_title(fmt::format("Item {}, {}: {}", item.id(), case_name, gate->title()));
        } else if (auto* field = std::get_if<v1::FieldViolation>(&detail)) {
            field->set_field(item.id() + "/" + field->field());
        }
        details_.push_back(std::move(detail));
    }
    sentences_.push_back(fmt::format("Item {}, {}: {}", item.id(), case_name, error.message));
}

base::Error Refusal::to_error() const {
    std::string message = "The meeting can't be closed";
    if (sentences_.size() == 1) {
        message += ": " + sentences_.front();
    } else {
        for (std::size_t i = 0; i < sentences_.size(); ++i) {
            message += fmt::format("{} ({}) {}", i == 0 ? ":" : "", i + 1, sentences_[i]);
        }
    }
    return {base::Code::failed_precondition, std::move(message), details_};
}

}  // namespace ladder::meetings
