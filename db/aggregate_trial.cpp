// Trials: what is applied on top of the cache and undone at the end.
#include <utility>
#include <variant>

#include "db/aggregate_cache.hpp"

namespace ladder::db {

void AggregateCache::begin_trial() {
    trial_.emplace();
    trial_->rulesets = rulesets_;
    trial_->newest_import = newest_import_;
}

void AggregateCache::save_for_trial(const std::string& stream) {
    trial_->entries.emplace(stream, entries_.at(stream));
}

void AggregateCache::save_cases_for_trial(const Aggregate& state) {
    const auto* folded = std::get_if<v1::Case>(&state);
    const auto found = folded != nullptr ? body_cases_.find(folded->body()) : body_cases_.end();
    if (found != body_cases_.end()) {
        trial_->body_cases.emplace(found->first, found->second);
    }
}

void AggregateCache::end_trial() {
    names_.clear();
    for (auto& [stream, saved] : trial_->entries) {
        auto& held = entries_.at(stream);
        if (std::holds_alternative<v1::Ruleset>(held.state)) {
            indexed_.clear();
        }
        event_bytes_ += saved.event_bytes - held.event_bytes;
        held = std::move(saved);
    }
    for (auto& [body, saved] : trial_->body_cases) {
        if (saved) {
            body_cases_[body] = *std::move(saved);
        } else {
            body_cases_.erase(body);
        }
    }
    rulesets_ = std::move(trial_->rulesets);
    newest_import_ = std::move(trial_->newest_import);
    trial_.reset();
}

}  // namespace ladder::db
