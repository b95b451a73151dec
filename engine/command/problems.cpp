#include "engine/command/problems.hpp"

#include <utility>

#include <fmt/format.h>

namespace ladder::command {

namespace {

// Definitions write their advice with a full stop or without.
std::string stopped(std::string text) {
    if (!text.empty() && text.back() != '.') {
        text += '.';
    }
    return text;
}

std::string sentence_of(const v1::UnmetGate& gate) {
    std::string kind;
    if (gate.kind() == v1::GATE_KIND_STATUTORY) {
        kind = ", statutory";
    } else if (gate.kind() == v1::GATE_KIND_POLICY) {
        kind = ", policy";
    }
    auto sentence =
        fmt::format("{} [{}{}]: {}", gate.title(), gate.gate(), kind, gate.explanation());
    if (!gate.satisfied_by().empty()) {
        sentence += fmt::format(" What would satisfy it: {}", stopped(gate.satisfied_by()));
    }
    return sentence;
}

std::string sentence_of(const base::Detail& detail) {
    if (const auto* gate = std::get_if<v1::UnmetGate>(&detail)) {
        return sentence_of(*gate);
    }
    if (const auto* field = std::get_if<v1::FieldViolation>(&detail)) {
        return fmt::format("{}: {}", field->field(), field->description());
    }
    return {};
}

}  // namespace

void Problems::field(std::string field, std::string description) {
    v1::FieldViolation violation;
    violation.set_field(std::move(field));
    violation.set_description(std::move(description));
    details_.emplace_back(std::move(violation));
}

void Problems::unmet(v1::UnmetGate gate) {
    unmet_ = true;
    details_.emplace_back(std::move(gate));
}

void Problems::conflict(std::string sentence) {
    conflicts_.push_back(std::move(sentence));
}

void Problems::also(const base::Error& error) {
    if (error.details.empty()) {
        conflicts_.push_back(error.message);
    }
    unmet_ = unmet_ || error.code == base::Code::failed_precondition;
    details_.insert(details_.end(), error.details.begin(), error.details.end());
}

base::Error Problems::to_error(std::string_view refusal) const {
    auto sentences = conflicts_;
    for (const auto& detail : details_) {
        sentences.push_back(sentence_of(detail));
    }
    std::string message{refusal};
    if (sentences.size() == 1) {
        message += ": " + sentences.front();
    } else {
        message += fmt::format("; {} things are missing or wrong:", sentences.size());
        for (std::size_t i = 0; i < sentences.size(); ++i) {
            message += fmt::format(" ({}) {}", i + 1, sentences[i]);
        }
    }
    const bool state_refuses = unmet_ || !conflicts_.empty();
    return base::Error{
        state_refuses ? base::Code::failed_precondition : base::Code::invalid_argument,
        std::move(message),
        details_};
}

}  // namespace ladder::command
