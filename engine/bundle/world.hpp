// The record as a bundle's events make it, one event after another: what each act is looked at on.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/evidence/panels.hpp"
#include "engine/record/aggregates.hpp"
#include "engine/record/known.hpp"

namespace ladder::bundle {

// An import whose event was applied.
struct SealedImport {
    std::int64_t position = 0;
    base::Instant recorded_at;
    v1::ObservationsImported event;
};

// Holds every stream that was applied to it, as far as it was. Pointers live until the next apply.
class World final : public record::Aggregates {
public:
    // Applies the next event of a stream. Total.
    void apply(
        const std::string& stream, const v1::Event& event, const command::Recorded& recorded
    );

    const record::Aggregate& find(const std::string& stream) override;
    std::vector<std::string> names_where(
        record::Model model, std::string_view column, const std::string& value
    ) override;
    const v1::Case* find_case(std::string_view name) override;
    const v1::Case* find_open_case(std::string_view body, v1::Subject subject) override;
    const v1::Case* find_newest_case(std::string_view body, v1::Subject subject) override;
    const v1::Body* find_body(std::string_view name) override;
    const v1::PeerGroupSet* find_peer_group_set(std::string_view name) override;
    // Null also for a version that definition::check() finds wrong: a bundle is anybody's.
    std::shared_ptr<const definition::Ruleset> find_ruleset(std::string_view name) override;
    std::string newest_import() override;
    std::int64_t evidence_position() override;

    // The bodies as judgements see them, in order of name.
    std::vector<evidence::BodyEntry> bodies() const;
    // The peer groups as known at a moment, those in force last first.
    std::vector<v1::PeerGroupSet> peer_groups(const record::Moment& known_at) const;
    // The assessments of a kind as known at a moment, in order of name.
    std::vector<v1::Assessment> assessments(std::string_view kind, const record::Moment& known_at)
        const;
    // By name, "imports/17".
    const std::map<std::string, SealedImport, std::less<>>& imports() const { return imports_; }

private:
    struct Version {
        std::string stream;
        std::string name;
        v1::RulesetDefinition definition;
        bool looked_at = false;
        std::shared_ptr<const definition::Ruleset> indexed;
    };
    // An event of a record that evaluations look at as it was known.
    struct Told {
        std::string stream;
        v1::Event event;
        command::Recorded recorded;
    };
    using Known = std::map<std::string, record::Aggregate>;
    static Known known_by(const std::vector<Told>& told, const record::Moment& known_at);

    std::map<std::string, record::Aggregate, std::less<>> states_;
    std::vector<std::string> cases_;  // in order of opening
    std::vector<Version> rulesets_;   // oldest first
    std::vector<Told> peer_groups_;
    std::vector<Told> assessments_;
    std::map<std::string, SealedImport, std::less<>> imports_;
    std::string newest_import_;
};

}  // namespace ladder::bundle
