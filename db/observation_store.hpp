// The figures: staged in chunks, seen once their import's event is in the journal, never changed.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"
#include "db/known_at.hpp"
#include "db/page.hpp"
#include "db/reader.hpp"
#include "db/sealed_imports.hpp"
#include "engine/base/dates.hpp"
#include "engine/base/result.hpp"
#include "engine/evidence/figure_digest.hpp"
#include "engine/evidence/panels.hpp"
#include "ladder/v1/indicator_service.pb.h"

namespace ladder::db {

// An import under way. Its figures are not seen until ObservationsImported is committed with
// `import` = name, in the stream `name`.
struct Staging {
    std::int64_t number = 0;
    std::string name;  // "imports/{number}"
};

// A figure to be stored. Borrows its texts.
using StagedFigure = evidence::SealedFigure;

// A row kept aside.
struct QuarantinedText {
    v1::TextIssue issue;
    std::string text;
};

// Every sealed revision of an indicator's figures, in order of body, period end and import.
struct IndicatorHistory {
    struct Revision {
        StagedFigure figure;  // borrows from texts
        std::int64_t import_number = 0;
    };
    std::vector<Revision> revisions;
    SealedImports imports;
    std::deque<std::string> texts;
};

// What an evaluation reads.
struct KnownFigures {
    std::vector<evidence::Figure> figures;  // the newest revision known of each
    std::int64_t evidence_position = 0;     // journal position of the newest import read, plus one
};

// An indicator, and which of its periods; empty: all.
struct IndicatorSpan {
    std::string indicator;  // the id
    std::string from = {};  // ISO dates on which periods end
    std::string to = {};
};

struct ObservationFilter {
    std::vector<std::string> indicators;  // the ids
    std::string body;                     // empty: all
    std::string from;                     // ISO date, empty: all
    std::string to;                       // ISO date, empty: all
    bool all_revisions = false;
};

struct RevisionFilter {
    std::string indicator;  // the id, empty: all
    std::string body;       // the name, empty: all
    std::string import;     // the name, empty: all
};

// Reads and writes figures. Blocks; safe from many threads. Errors of all: unavailable.
class ObservationStore {
public:
    explicit ObservationStore(Database& database) : database_(database) {}

    // A new number, never given twice. Also tells the newest import sealed by then (empty: none):
    // what is classified against the store holds only while Aggregates::newest_import() says the
    // same.
    struct Begun {
        Staging staging;
        std::string newest_import;
    };
    [[nodiscard]] base::Result<Begun> begin_import() const;

    // Stores figures, in transactions of `chunk` rows; `progress` gets the number stored so far.
    // Each (indicator, body, period end) at most once in an import.
    [[nodiscard]] base::Result<void> stage(
        const Staging& staging,
        const std::vector<StagedFigure>& figures,
        const std::function<void(std::size_t)>& progress = {},
        std::size_t chunk = 10'000
    ) const;

    // Keeps rows aside, numbered in the order given.
    [[nodiscard]] base::Result<void> quarantine(
        const Staging& staging, const std::vector<QuarantinedText>& rows
    ) const;

    // All that is recorded of an indicator.
    [[nodiscard]] base::Result<IndicatorHistory> history(std::string_view indicator) const;

    // The newest import of a file by a layout; empty if it was not imported. `file_digest` is its
    // SHA-256, raw bytes.
    [[nodiscard]] base::Result<std::string> import_of(
        std::string_view layout, std::string_view file_digest
    ) const;

    // Every figure known of these indicators and bodies that the reader sees; figures of others are
    // left out, and those of imports recorded at the position `before` or after it. Each tells its
    // indicator and body by their place here.
    [[nodiscard]] base::Result<KnownFigures> figures(
        const Reader& reader,
        const std::vector<IndicatorSpan>& indicators,
        const std::vector<evidence::BodyEntry>& bodies,
        const KnownAt& known_at,
        std::int64_t before = std::numeric_limits<std::int64_t>::max()
    ) const;

    // In order of indicator, body, period end and revision. Pages of 1000, at most 10000.
    [[nodiscard]] base::Result<Page<v1::Observation>> list(
        const Reader& reader,
        const ObservationFilter& filter,
        const PageRequest& page,
        const KnownAt& known_at
    ) const;

    // Figures that revised another, each with the one that stood before it: of those published by
    // the day of its own publication, the last. Newest import first, then in order of indicator,
    // body and period end. Pages of 100, at most 1000.
    [[nodiscard]] base::Result<Page<v1::FigureRevision>> revisions(
        const Reader& reader,
        const RevisionFilter& filter,
        const PageRequest& page,
        const KnownAt& known_at
    ) const;

    // Imports as they were recorded, newest first. Pages of 100, at most 1000.
    [[nodiscard]] base::Result<Page<v1::Import>> imports(
        const Reader& reader, const PageRequest& page, const KnownAt& known_at = {}
    ) const;

    // Rows kept aside, newest import first, then in order of row; `import` empty: all. Pages of
    // 100, at most 1000.
    [[nodiscard]] base::Result<Page<v1::QuarantinedRow>> quarantined(
        const Reader& reader,
        std::string_view import,
        const PageRequest& page,
        const KnownAt& known_at = {}
    ) const;

private:
    Database& database_;
};

// SHA-256 over figures in order of (indicator, body, period end), one line each: what
// ObservationsImported.observations_digest holds. Sorts a copy of the pointers if they are not in
// order.
std::string observations_digest(const std::vector<StagedFigure>& figures);

// SHA-256 over rows kept aside, numbered from 1 in the order given: what
// ObservationsImported.quarantined_digest holds. Empty for none.
std::string quarantined_digest(const std::vector<QuarantinedText>& rows);

}  // namespace ladder::db
