// Folded states in memory, loaded from the journal when first asked for.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <soci/soci.h>

#include "db/journal.hpp"
#include "db/journal_writer.hpp"
#include "db/projection.hpp"

namespace ladder::db {

// The writer's view of all aggregates: what is committed, and on top of it what the present batch
// will commit. Not safe from many threads. Loading throws soci_error; a state that can't be read
// throws UnreadableState.
class AggregateCache final : public Aggregates {
public:
    AggregateCache(soci::session& session, Backend backend)
        : session_(&session), backend_(backend) {}

    // Goes on with another session, after the first was lost.
    void use_session(soci::session& session) { session_ = &session; }

    const Aggregate& find(const std::string& stream) override;
    std::vector<std::string> names_where(
        Model model, std::string_view column, const std::string& value
    ) override;
    const v1::Case* find_case(std::string_view name) override;
    diary::LastChange last_change(const std::string& stream) override;
    const v1::Case* find_open_case(std::string_view body, v1::Subject subject) override;
    const v1::Case* find_newest_case(std::string_view body, v1::Subject subject) override;
    const v1::Body* find_body(std::string_view name) override;
    const v1::PeerGroupSet* find_peer_group_set(std::string_view name) override;
    std::shared_ptr<const definition::Ruleset> find_ruleset(std::string_view name) override;
    std::string newest_import() override { return newest().name; }
    std::int64_t evidence_position() override { return newest().evidence_position; }

    // Loads those of the streams that are not held yet, at once, and then the bodies of those that
    // are cases, which every decision asks for. Leaves out what can't be read.
    void load_all(const std::set<std::string>& streams);

    // The number of events in a stream.
    std::int64_t version_of(const std::string& stream);

    // Applies the next event of a stream, and gives the state after it.
    const Aggregate& apply(
        const std::string& stream, const v1::Event& event, const casework::Recorded& recorded
    );

    // Takes in a row that another node committed, if its stream is held here.
    void take_in(const JournalRow& row);

    // What was applied since is committed (keep), or never was (forget): forgotten streams are
    // loaded anew when asked for.
    // Streams that the batch rewrote were folded with content that is destroyed now: they are
    // loaded anew too.
    void keep(const std::set<std::string>& rewritten = {});
    void forget();

    // Between begin_trial and end_trial everything applied is undone at the end.
    void begin_trial();
    void end_trial();

    // If there are more streams than so many, or they were folded of more bytes of events, lets go
    // of some until there is an eighth of room, but not of what was used last. By chance: who goes
    // through more than there is room for, in order, would find none of it if what was not used for
    // longest went. Not while pointers are out.
    void trim(std::size_t streams_max, std::size_t event_bytes_max);

private:
    struct Entry {
        Aggregate state;
        std::int64_t version = 0;
        diary::LastChange last_change;
        std::uint64_t used = 0;       // when it was used last, by the clock of uses
        std::size_t event_bytes = 0;  // that it was folded of: what it holds grows with them

        void take(
            const std::string& stream, const v1::Event& event, const casework::Recorded& recorded
        );
    };
    // A case of a body, in order of opening.
    struct BodyCase {
        std::string name;
        v1::Subject subject{};
        bool open = false;
    };
    struct PublishedRuleset {
        std::string stream;
        std::string name;
    };
    struct NewestImport {
        std::string name;
        std::int64_t evidence_position = 0;
    };
    // What a trial has to put back.
    struct Trial {
        std::map<std::string, Entry> entries;
        // None: looked up during the trial.
        std::map<std::string, std::optional<std::vector<BodyCase>>> body_cases;
        std::optional<std::vector<PublishedRuleset>> rulesets;
        std::optional<NewestImport> newest_import;
    };

    // Which rows have a value in a filter column of a model.
    struct Question {
        Model model{};
        std::size_t column = 0;
        std::string value;
        // clang-tidy 14 takes the zero of a comparison for a pointer.
        auto operator<=>(const Question&) const = default;  // NOLINT(modernize-use-nullptr)
    };

    Entry& entry(const std::string& stream);
    void note_rows(const Aggregate& state);
    Entry& hold(const std::string& stream, Entry entry);
    void load_missing(const std::set<std::string>& streams);
    void take(
        const std::string& stream,
        Entry& held,
        const v1::Event& event,
        const casework::Recorded& recorded
    );
    std::vector<BodyCase>& cases_of(const std::string& body);
    std::vector<PublishedRuleset>& rulesets();
    void note(const std::string& stream, const Entry& entry, std::int64_t position);
    const NewestImport& newest();
    void save_for_trial(const std::string& stream);
    void save_cases_for_trial(const Aggregate& state);
    void forget_stream(const std::string& stream);

    soci::session* session_;
    Backend backend_;
    std::uint64_t clock_ = 0;
    std::unordered_map<std::string, Entry> entries_;
    std::size_t event_bytes_ = 0;  // of all entries
    std::unordered_map<std::string, std::vector<BodyCase>> body_cases_;
    std::optional<std::vector<PublishedRuleset>> rulesets_;  // oldest first
    std::map<std::string, std::shared_ptr<const definition::Ruleset>, std::less<>> indexed_;
    std::optional<NewestImport> newest_import_;
    std::map<Question, std::set<std::string>> names_;  // answers, kept up to date
    std::set<std::string> touched_;
    std::optional<Trial> trial_;
};

// The journal holds what can't be understood: a bug or a damaged database.
class UnreadableState : public std::runtime_error {
public:
    explicit UnreadableState(base::Error error)
        : std::runtime_error(error.message), error_(std::move(error)) {}
    const base::Error& error() const { return error_; }

private:
    base::Error error_;
};

}  // namespace ladder::db
