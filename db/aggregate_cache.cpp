// Keeps folded states and the few look-ups that decisions need.
#include "db/aggregate_cache.hpp"

#include <algorithm>
#include <random>

namespace ladder::db {

void AggregateCache::take(
    const std::string& stream,
    Entry& held,
    const v1::Event& event,
    const casework::Recorded& recorded
) {
    event_bytes_ -= held.event_bytes;
    held.take(stream, event, recorded);
    event_bytes_ += held.event_bytes;
}

const Aggregate& AggregateCache::find(const std::string& stream) {
    static const Aggregate nothing;
    return is_stream(stream) ? entry(stream).state : nothing;
}

std::vector<std::string> AggregateCache::names_where(
    Model model, std::string_view column, const std::string& value
) {
    const auto& shape = shape_of(model);
    const auto at = std::find(shape.filters.begin(), shape.filters.end(), column);
    const Question question{model, static_cast<std::size_t>(at - shape.filters.begin()), value};
    auto known = names_.find(question);
    if (known == names_.end()) {
        std::set<std::string> names;
        std::string name;
        select_rows(
            *session_,
            "SELECT name FROM " + std::string(shape.table) + " WHERE " + std::string(column) +
                " = :value AND to_position = 9223372036854775807",
            {{{"value", value}}, {}},
            [&](soci::statement& statement) { statement.exchange(soci::into(name)); },
            [&] {
                names.insert(name);
                return true;
            }
        );
        known = names_.emplace(question, std::move(names)).first;
        // What was applied since is not in the database yet.
        for (const auto& stream : touched_) {
            note_rows(entry(stream).state);
        }
        if (trial_) {
            for (const auto& [stream, before] : trial_->entries) {
                note_rows(entry(stream).state);
            }
        }
    }
    return {known->second.begin(), known->second.end()};
}

void AggregateCache::note_rows(const Aggregate& state) {
    if (names_.empty()) {
        return;
    }
    for (const auto& row : rows_of(state, 0)) {
        for (auto& [question, names] : names_) {
            if (question.model != row.model) {
                continue;
            }
            if (row.filters[question.column] == question.value) {
                names.insert(row.name);
            } else {
                names.erase(row.name);
            }
        }
    }
}

const v1::Case* AggregateCache::find_case(std::string_view name) {
    return find_as<v1::Case>(name);
}

diary::LastChange AggregateCache::last_change(const std::string& stream) {
    return entry(stream).last_change;
}

const v1::Case* AggregateCache::find_open_case(std::string_view body, v1::Subject subject) {
    const auto& cases = cases_of(std::string(body));
    const auto found = std::find_if(cases.rbegin(), cases.rend(), [&](const auto& one) {
        return one.open && one.subject == subject;
    });
    return found == cases.rend() ? nullptr : find_case(found->name);
}

const v1::Case* AggregateCache::find_newest_case(std::string_view body, v1::Subject subject) {
    const auto& cases = cases_of(std::string(body));
    const auto found = std::find_if(cases.rbegin(), cases.rend(), [&](const auto& one) {
        return one.subject == subject;
    });
    return found == cases.rend() ? nullptr : find_case(found->name);
}

const v1::Body* AggregateCache::find_body(std::string_view name) {
    return find_as<v1::Body>(name);
}

const v1::PeerGroupSet* AggregateCache::find_peer_group_set(std::string_view name) {
    return find_as<v1::PeerGroupSet>(name);
}

std::shared_ptr<const definition::Ruleset> AggregateCache::find_ruleset(std::string_view name) {
    const auto& published = rulesets();
    const auto found = std::find_if(published.rbegin(), published.rend(), [&](const auto& one) {
        return name.empty() || one.name == name || one.stream == name;
    });
    if (found == published.rend()) {
        return nullptr;
    }
    auto& indexed = indexed_[found->name];
    if (!indexed) {
        const auto version = std::stoll(found->name.substr(found->name.find('@') + 1));
        read_stream(*session_, backend_, found->stream, [&](JournalRow&& row) {
            if (row.envelope.version() != version) {
                return true;
            }
            auto event = event_of(row);
            if (!event) {
                throw UnreadableState(event.error());
            }
            indexed = std::make_shared<const definition::Ruleset>(
                found->name, std::move(*event->mutable_ruleset_published()->mutable_definition())
            );
            return false;
        });
    }
    return indexed;
}

const AggregateCache::NewestImport& AggregateCache::newest() {
    if (!newest_import_) {
        NewestImport found;
        long long position = -1;
        select_rows(
            *session_,
            "SELECT name, from_position FROM import_row ORDER BY from_position DESC LIMIT 1",
            {},
            [&](soci::statement& statement) {
                statement.exchange(soci::into(found.name));
                statement.exchange(soci::into(position));
            },
            [] { return true; }
        );
        found.evidence_position = position + 1;
        newest_import_ = std::move(found);
    }
    return *newest_import_;
}

std::vector<AggregateCache::BodyCase>& AggregateCache::cases_of(const std::string& body) {
    const auto found = body_cases_.find(body);
    if (found != body_cases_.end()) {
        return found->second;
    }
    std::vector<BodyCase> cases;
    std::string name, subject, closed_on;
    select_rows(
        *session_,
        "SELECT r.name, r.subject, r.closed_on FROM case_row r "
        "WHERE r.body = :body AND r.to_position = 9223372036854775807 "
        "ORDER BY (SELECT min(f.from_position) FROM case_row f WHERE f.name = r.name)",
        {{{"body", body}}, {}},
        [&](soci::statement& statement) {
            for (auto* value : {&name, &subject, &closed_on}) {
                statement.exchange(soci::into(*value));
            }
        },
        [&] {
            v1::Subject parsed{};
            v1::Subject_Parse(subject, &parsed);
            cases.push_back({name, parsed, closed_on.empty()});
            return true;
        }
    );
    auto& held = body_cases_.emplace(body, std::move(cases)).first->second;
    if (trial_) {
        trial_->body_cases.emplace(body, std::nullopt);
    }
    // A case that this batch closed is still open in the database.
    for (const auto& stream : touched_) {
        const auto& touched = entry(stream);
        const auto* state = std::get_if<v1::Case>(&touched.state);
        if (state != nullptr && state->body() == body) {
            note(stream, touched, 0);
        }
    }
    return held;
}

std::vector<AggregateCache::PublishedRuleset>& AggregateCache::rulesets() {
    if (!rulesets_) {
        rulesets_.emplace();
        std::string name, stream;
        select_rows(
            *session_,
            "SELECT name, ruleset FROM ruleset_row ORDER BY from_position",
            {},
            [&](soci::statement& statement) {
                statement.exchange(soci::into(name));
                statement.exchange(soci::into(stream));
            },
            [&] {
                rulesets_->push_back({stream, name});
                return true;
            }
        );
    }
    return *rulesets_;
}

std::int64_t AggregateCache::version_of(const std::string& stream) {
    return entry(stream).version;
}

const Aggregate& AggregateCache::apply(
    const std::string& stream, const v1::Event& event, const casework::Recorded& recorded
) {
    auto& held = entry(stream);
    if (trial_) {
        save_for_trial(stream);
    } else {
        touched_.insert(stream);
    }
    take(stream, held, event, recorded);
    if (event.has_ruleset_published()) {
        // Made from the event in hand: the journal does not hold it yet.
        auto name = stream + "@" + std::to_string(recorded.version);
        indexed_[name] = std::make_shared<const definition::Ruleset>(
            name, event.ruleset_published().definition()
        );
        rulesets();
    }
    if (event.has_case_opened()) {
        // Made before the case is in the database, so that the look-up has it after the others.
        cases_of(event.case_opened().body());
    }
    if (trial_) {
        save_cases_for_trial(held.state);
    }
    note(stream, held, recorded.position);
    note_rows(held.state);
    return held.state;
}

void AggregateCache::note(const std::string& stream, const Entry& entry, std::int64_t position) {
    if (const auto* state = std::get_if<v1::Case>(&entry.state)) {
        const auto held = body_cases_.find(state->body());
        if (held != body_cases_.end()) {
            auto& cases = held->second;
            auto found = std::find_if(cases.begin(), cases.end(), [&](const auto& one) {
                return one.name == stream;
            });
            if (found == cases.end()) {
                found = cases.insert(cases.end(), {stream, state->subject(), true});
            }
            found->open = state->closed_on().empty();
        }
    } else if (const auto* ruleset = std::get_if<v1::Ruleset>(&entry.state); ruleset && rulesets_) {
        if (rulesets_->empty() || rulesets_->back().name != ruleset->name()) {
            rulesets_->push_back({stream, ruleset->name()});
        }
    } else if (std::holds_alternative<v1::ObservationsImported>(entry.state)) {
        newest_import_ = NewestImport{stream, position + 1};
    }
}

void AggregateCache::take_in(const JournalRow& row) {
    names_.clear();
    const auto& stream = row.envelope.stream();
    const auto found = entries_.find(stream);
    const auto event = event_of(row);
    if (!event) {
        throw UnreadableState(event.error());
    }
    if (event->has_ruleset_published()) {
        rulesets_.reset();
    }
    if (event->has_observations_imported()) {
        newest_import_.reset();
    }
    if (event->has_case_opened()) {
        body_cases_.erase(event->case_opened().body());
    }
    if (event->has_content_destroyed()) {
        forget_stream(event->content_destroyed().stream());
    }
    if (found == entries_.end()) {
        // The case may be one that the look-up by body holds, and it may have been closed.
        if (event->decision_recorded().decision().outcome() == v1::DECISION_OUTCOME_CLOSE) {
            body_cases_.clear();
        }
        return;
    }
    auto& held = found->second;
    if (row.envelope.version() == held.version + 1) {
        take(stream, held, *event, recorded_of(row));
        note(stream, held, row.envelope.position());
    } else if (row.envelope.version() > held.version) {
        forget_stream(stream);
    }
}

void AggregateCache::keep(const std::set<std::string>& rewritten) {
    touched_.clear();
    for (const auto& stream : rewritten) {
        forget_stream(stream);
    }
}

void AggregateCache::forget() {
    names_.clear();
    for (const auto& stream : touched_) {
        forget_stream(stream);
    }
    touched_.clear();
}

void AggregateCache::forget_stream(const std::string& stream) {
    const auto found = entries_.find(stream);
    if (found == entries_.end()) {
        return;
    }
    if (const auto* state = std::get_if<v1::Case>(&found->second.state)) {
        body_cases_.erase(state->body());
    }
    if (std::holds_alternative<v1::Ruleset>(found->second.state)) {
        indexed_.clear();
        rulesets_.reset();
    }
    if (std::holds_alternative<v1::ObservationsImported>(found->second.state)) {
        newest_import_.reset();
    }
    event_bytes_ -= found->second.event_bytes;
    entries_.erase(found);
}

void AggregateCache::trim(std::size_t streams_max, std::size_t event_bytes_max) {
    if (names_.size() > streams_max) {
        names_.clear();
    }
    if (body_cases_.size() > streams_max) {
        body_cases_.clear();
    }
    if (entries_.size() <= streams_max && event_bytes_ <= event_bytes_max) {
        return;
    }
    const auto is_enough = [&] {
        return entries_.size() <= std::max<std::size_t>(1, streams_max - streams_max / 8) &&
               event_bytes_ <= event_bytes_max - event_bytes_max / 8;
    };
    std::minstd_rand chance{static_cast<std::minstd_rand::result_type>(clock_)};
    while (entries_.size() > 1 && !is_enough()) {
        for (auto entry = entries_.begin(); entry != entries_.end() && !is_enough();) {
            if (entry->second.used == clock_ || chance() % 8 != 0) {
                ++entry;
                continue;
            }
            event_bytes_ -= entry->second.event_bytes;
            entry = entries_.erase(entry);
        }
    }
}

}  // namespace ladder::db
