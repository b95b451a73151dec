// Folds events as the journal's writer does, without a database.
#include "engine/bundle/world.hpp"

#include <algorithm>

#include "engine/definition/check.hpp"
#include "engine/record/known.hpp"

namespace ladder::bundle {

namespace {

// Whether a stream can make rows of a model; spares most of them the making.
bool can_have(record::Model model, std::string_view stream) {
    switch (model) {
        case record::Model::procedures:
            return stream.starts_with("procedures/");
        case record::Model::documents:
            return stream.starts_with("documents/");
        case record::Model::publications:
            return stream.starts_with("publications/");
        case record::Model::assessments:
            return stream.starts_with("assessments/");
        default:
            return true;
    }
}

// Whether the definition may be indexed and asked.
bool is_sound(const v1::RulesetDefinition& definition) {
    const auto findings = definition::check(definition);
    return std::none_of(findings.begin(), findings.end(), [](const auto& finding) {
        return finding.grade == definition::Grade::error;
    });
}

}  // namespace

void World::apply(
    const std::string& stream, const v1::Event& event, const command::Recorded& recorded
) {
    const bool is_new = !states_.contains(stream);
    auto& state = states_[stream];
    record::fold(state, stream, event, recorded);
    if (is_new && std::holds_alternative<v1::Case>(state)) {
        cases_.push_back(stream);
    }
    if (event.has_ruleset_published() && std::holds_alternative<v1::Ruleset>(state)) {
        rulesets_.push_back(
            {stream,
             std::get<v1::Ruleset>(state).name(),
             event.ruleset_published().definition(),
             false,
             nullptr}
        );
    }
    if (event.has_peer_groups_recorded()) {
        peer_groups_.push_back({stream, event, recorded});
    }
    if (event.has_assessment_recorded() || event.has_assessment_withdrawn()) {
        assessments_.push_back({stream, event, recorded});
    }
    if (event.has_observations_imported()) {
        imports_[stream] = {recorded.position, recorded.recorded_at, event.observations_imported()};
        newest_import_ = stream;
    }
}

const record::Aggregate& World::find(const std::string& stream) {
    static const record::Aggregate nothing;
    const auto found = states_.find(stream);
    return found == states_.end() ? nothing : found->second;
}

std::vector<std::string> World::names_where(
    record::Model model, std::string_view column, const std::string& value
) {
    const auto& filters = record::shape_of(model).filters;
    const auto at = static_cast<std::size_t>(
        std::find(filters.begin(), filters.end(), column) - filters.begin()
    );
    std::vector<std::string> names;
    for (const auto& [stream, state] : states_) {
        if (!can_have(model, stream)) {
            continue;
        }
        for (const auto& row : record::rows_of(state, 0)) {
            if (row.model == model && at < row.filters.size() && row.filters[at] == value) {
                names.push_back(row.name);
            }
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

const v1::Case* World::find_case(std::string_view name) {
    return find_as<v1::Case>(name);
}

const v1::Case* World::find_open_case(std::string_view body, v1::Subject subject) {
    const auto found = std::find_if(cases_.rbegin(), cases_.rend(), [&](const auto& name) {
        const auto* state = find_case(name);
        return state->body() == body && state->subject() == subject && state->closed_on().empty();
    });
    return found == cases_.rend() ? nullptr : find_case(*found);
}

const v1::Case* World::find_newest_case(std::string_view body, v1::Subject subject) {
    const auto found = std::find_if(cases_.rbegin(), cases_.rend(), [&](const auto& name) {
        const auto* state = find_case(name);
        return state->body() == body && state->subject() == subject;
    });
    return found == cases_.rend() ? nullptr : find_case(*found);
}

const v1::Body* World::find_body(std::string_view name) {
    return find_as<v1::Body>(name);
}

const v1::PeerGroupSet* World::find_peer_group_set(std::string_view name) {
    return find_as<v1::PeerGroupSet>(name);
}

std::shared_ptr<const definition::Ruleset> World::find_ruleset(std::string_view name) {
    const auto found = std::find_if(rulesets_.rbegin(), rulesets_.rend(), [&](const auto& one) {
        return name.empty() || one.name == name || one.stream == name;
    });
    if (found == rulesets_.rend()) {
        return nullptr;
    }
    if (!found->looked_at) {
        found->looked_at = true;
        if (is_sound(found->definition)) {
            found->indexed =
                std::make_shared<const definition::Ruleset>(found->name, found->definition);
        }
    }
    return found->indexed;
}

std::string World::newest_import() {
    return newest_import_;
}

std::int64_t World::evidence_position() {
    const auto newest = imports_.find(newest_import_);
    return newest == imports_.end() ? 0 : newest->second.position + 1;
}

std::vector<evidence::BodyEntry> World::bodies() const {
    std::vector<evidence::BodyEntry> entries;
    for (const auto& [stream, state] : states_) {
        if (const auto* body = std::get_if<v1::Body>(&state)) {
            entries.push_back({body->name(), body->short_title(), body->kind(), body->country()});
        }
    }
    return entries;
}

World::Known World::known_by(const std::vector<Told>& told, const record::Moment& known_at) {
    Known known;
    for (const auto& [stream, event, recorded] : told) {
        if (record::known_by(
                known_at, recorded.recorded_at, recorded.entered_later, recorded.known_on
            )) {
            record::fold(known[stream], stream, event, recorded);
        }
    }
    return known;
}

std::vector<v1::PeerGroupSet> World::peer_groups(const record::Moment& known_at) const {
    std::vector<v1::PeerGroupSet> sets;
    for (const auto& [stream, state] : known_by(peer_groups_, known_at)) {
        if (const auto* set = std::get_if<v1::PeerGroupSet>(&state)) {
            sets.push_back(*set);
        }
    }
    std::stable_sort(sets.begin(), sets.end(), [](const auto& a, const auto& b) {
        return a.effective_from() > b.effective_from();
    });
    return sets;
}

std::vector<v1::Assessment> World::assessments(
    std::string_view kind, const record::Moment& known_at
) const {
    std::vector<v1::Assessment> judged;
    for (const auto& [stream, state] : known_by(assessments_, known_at)) {
        const auto* assessment = std::get_if<v1::Assessment>(&state);
        if (assessment != nullptr && assessment->definition() == kind) {
            judged.push_back(*assessment);
        }
    }
    return judged;
}

}  // namespace ladder::bundle
