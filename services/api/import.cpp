#include "services/api/import.hpp"

#include <algorithm>
#include <future>
#include <memory>

#include <fmt/format.h>

#include "engine/base/sha256.hpp"
#include "engine/definition/suggest.hpp"
#include "engine/evidence/import.hpp"
#include "services/api/import_classify.hpp"
#include "services/api/permission.hpp"
#include "services/api/problems.hpp"
#include "services/api/revision_impact.hpp"

namespace ladder::api {

namespace {

constexpr std::size_t content_bytes_max = std::size_t{64} * 1024 * 1024;
constexpr std::size_t file_name_bytes_max = 500;
constexpr int attempts_max = 5;

base::Result<void> check_request(
    const v1::ImportObservationsRequest& request, const std::string& digest
) {
    Problems problems;
    problems.check_text("fileName", request.file_name(), file_name_bytes_max, true);
    if (request.layout().empty()) {
        problems.add("layout", "give the id of a layout of the ruleset");
    }
    if (request.content().empty() || request.content().size() > content_bytes_max) {
        problems.add("content", fmt::format("give 1 to {} bytes", content_bytes_max));
    } else if (!request.content_digest().empty() && request.content_digest() != digest) {
        problems.add(
            "contentDigest",
            fmt::format(
                "the {} bytes received have another SHA-256: the upload was cut or changed on its "
                "way; send it again",
                request.content().size()
            )
        );
    }
    if (!problems.empty()) {
        return problems.error();
    }
    return {};
}

base::Result<const v1::ImportLayout*> find_layout(
    const definition::Ruleset& ruleset, const std::string& id
) {
    if (const auto* layout = ruleset.import_layout(id)) {
        return layout;
    }
    std::vector<std::string> known;
    for (const auto& layout : ruleset.definition().import_layouts()) {
        known.push_back(layout.id());
    }
    return base::field_error(
        "layout", fmt::format("there is no layout '{}'; {}", id, definition::suggest(id, known))
    );
}

// The refusal of a file, or of its bad rows where they may not be kept aside.
base::Result<void> refuse_bad(const evidence::ImportReading& reading, bool quarantine) {
    if (reading.clean() || (quarantine && reading.file_issues.empty())) {
        return {};
    }
    std::vector<base::Detail> details;
    for (auto& issue : reading.issues()) {
        details.emplace_back(std::move(issue));
    }
    auto message = reading.file_issues.empty()
                       ? fmt::format(
                             "{} of {} rows can't be taken, so nothing was imported; correct them, "
                             "or keep them aside with quarantine",
                             reading.rejected.size(),
                             reading.rows
                         )
                       : std::string{"the file can't be read by this layout; nothing was imported"};
    return base::Error{base::Code::invalid_argument, std::move(message), std::move(details)};
}

v1::TextIssue note_of(const ImportedFile& file, std::string message, std::string fix) {
    v1::TextIssue issue;
    issue.set_file(file.request.file_name());
    issue.set_message(std::move(message));
    issue.set_fix(std::move(fix));
    return issue;
}

// What is worth a look, by line: of the file as a whole, counts below zero, and doubts.
void add_warnings(
    v1::ImportObservationsResponse& response, const ImportedFile& file, const Classified& classified
) {
    const auto& reading = file.reading;
    auto doubts = evidence::place_doubts(
        classified.doubts, reading, file.request.content(), file.request.file_name()
    );
    doubts.insert(doubts.end(), reading.warnings.begin(), reading.warnings.end());
    std::stable_sort(doubts.begin(), doubts.end(), [](const auto& a, const auto& b) {
        return a.line() < b.line();
    });
    auto count = reading.warning_count + static_cast<std::int64_t>(classified.doubts.size());
    if (classified.revised_since > 0) {
        ++count;
        *response.add_warnings() = note_of(
            file,
            fmt::format(
                "the file was imported before, as {}; {} of its figures were revised since and "
                "stay "
                "as they were revised",
                classified.imported_before,
                classified.revised_since
            ),
            "to go back to them, send them in a file of their own"
        );
    }
    for (auto& doubt : doubts) {
        if (response.warnings_size() == static_cast<int>(evidence::import_issues_max)) {
            break;
        }
        *response.add_warnings() = std::move(doubt);
    }
    response.set_warnings_count(count);
}

v1::ImportObservationsResponse describe(const ImportedFile& file, const Classified& classified) {
    const auto& reading = file.reading;
    v1::ImportObservationsResponse response;
    response.set_added(classified.added);
    response.set_revised(classified.revised);
    response.set_unchanged(classified.unchanged);
    response.set_empty(reading.empty_cells);
    response.set_entered_later(classified.entered_later);
    response.set_quarantined_count(static_cast<std::int64_t>(reading.rejected.size()));
    for (const auto& row : reading.rejected) {
        if (response.quarantined_size() == static_cast<int>(evidence::import_issues_max)) {
            break;
        }
        *response.add_quarantined() = row.issue;
    }
    add_warnings(response, file, classified);
    for (const auto& revision : classified.revisions) {
        *response.add_revisions() = revision;
    }
    for (const auto& body : classified.bodies_missing) {
        response.add_bodies_missing(body);
    }
    return response;
}

// A file that was imported before has had its bad rows kept aside then.
bool has_news(const ImportedFile& file, const Classified& classified) {
    return !classified.staged.empty() ||
           (!file.reading.rejected.empty() && classified.imported_before.empty());
}

std::vector<db::QuarantinedText> kept_aside(const evidence::ImportReading& reading) {
    std::vector<db::QuarantinedText> aside;
    aside.reserve(reading.rejected.size());
    for (const auto& row : reading.rejected) {
        aside.push_back({row.issue, row.text});
    }
    return aside;
}

base::Result<void> stage(
    const db::ObservationStore& store,
    const db::Staging& staging,
    const std::vector<db::QuarantinedText>& aside,
    const Classified& classified,
    const ImportProgress& progress
) {
    const auto total = classified.staged.size();
    const auto told = [&](std::size_t done) {
        if (progress) {
            progress(done, total);
        }
    };
    if (const auto stored = store.stage(staging, classified.staged, told); !stored) {
        return stored.error();
    }
    return aside.empty() ? base::Result<void>{} : store.quarantine(staging, aside);
}

// The whole of one import: what the file says, and where it stands in the store.
struct Sealing {
    v1::ImportObservationsResponse response;
    v1::ObservationsImported event;  // `import` empty: nothing to record
    std::string newest_import;       // what the figures were classified against
};

base::Result<db::Ruling> decide_sealing(
    const Sealing& sealing, db::Aggregates& aggregates, bool& overtaken
) {
    db::Ruling ruling;
    if (!sealing.event.import().empty()) {
        overtaken = aggregates.newest_import() != sealing.newest_import;
        if (overtaken) {
            return base::Error{
                base::Code::aborted, "other imports were recorded meanwhile; send it again", {}};
        }
        v1::Event event;
        *event.mutable_observations_imported() = sealing.event;
        ruling.events.push_back({sealing.event.import(), std::move(event), {}});
    }
    ruling.respond = [response = sealing.response](db::Aggregates&) {
        return std::make_unique<v1::ImportObservationsResponse>(response);
    };
    return ruling;
}

// Submits and waits for the commit.
base::Result<std::string> seal(
    const View& app,
    const v1::Actor& actor,
    const v1::ImportObservationsRequest& request,
    const Sealing& sealing,
    bool& overtaken
) {
    auto promise = std::make_shared<std::promise<base::Result<std::string>>>();
    auto answer = promise->get_future();
    auto work = work_for(
        "IndicatorService/ImportObservations",
        actor,
        request,
        [promise](base::Result<std::string> result) { promise->set_value(std::move(result)); }
    );
    work.decide = [&sealing, &overtaken](db::Aggregates& aggregates, const db::Stamp&) {
        return decide_sealing(sealing, aggregates, overtaken);
    };
    app.writer.submit(std::move(work));
    return answer.get();
}

v1::ObservationsImported sealed_by(
    const ImportedFile& file,
    const std::vector<db::QuarantinedText>& aside,
    const Classified& classified,
    const std::string& import
) {
    v1::ObservationsImported event;
    event.set_import(import);
    event.set_layout(file.layout.id());
    event.set_file_name(file.request.file_name());
    event.set_file_digest(file.digest);
    event.set_added(classified.added);
    event.set_revised(classified.revised);
    event.set_unchanged(classified.unchanged);
    event.set_quarantined(static_cast<std::int64_t>(aside.size()));
    event.set_quarantined_digest(db::quarantined_digest(aside));
    event.set_observations_digest(db::observations_digest(classified.staged));
    event.set_source(file.layout.source());
    event.set_entered_later(classified.entered_later);
    event.set_warnings(static_cast<std::int64_t>(classified.doubts.size()));
    return event;
}

// One try: classified against the newest import, staged and sealed. `overtaken` if another import
// was sealed in between.
base::Result<std::string> attempt(
    const View& app,
    const v1::Actor& actor,
    const ImportedFile& file,
    const ImportProgress& progress,
    bool& overtaken
) {
    const auto begun = app.observations.begin_import();
    if (!begun) {
        return begun.error();
    }
    const auto classified = classify(app.observations, file);
    if (!classified) {
        return classified.error();
    }
    Sealing sealing;
    sealing.response = describe(file, *classified);
    sealing.newest_import = begun->newest_import;
    if (const auto counted = count_touched(app, classified->staged, sealing.response); !counted) {
        return counted.error();
    }
    if (has_news(file, *classified)) {
        const auto aside = kept_aside(file.reading);
        if (const auto stored =
                stage(app.observations, begun->staging, aside, *classified, progress);
            !stored) {
            return stored.error();
        }
        sealing.response.set_import(begun->staging.name);
        for (auto& revision : *sealing.response.mutable_revisions()) {
            revision.mutable_now()->set_import(begun->staging.name);
        }
        sealing.event = sealed_by(file, aside, *classified, begun->staging.name);
    }
    return seal(app, actor, file.request, sealing, overtaken);
}

}  // namespace

base::Result<std::string> import_observations(
    const View& app,
    const v1::Actor& actor,
    const v1::ImportObservationsRequest& request,
    const ImportProgress& progress
) {
    if (const auto fit = check_caller(actor, request.request_id()); !fit) {
        return fit.error();
    }
    const auto digest = base::sha256(request.content());
    if (const auto sound = check_request(request, digest); !sound) {
        return sound.error();
    }
    const auto ruleset = app.rulesets.indexed("");
    if (!ruleset) {
        return ruleset.error().code == base::Code::not_found ? no_ruleset_published()
                                                             : ruleset.error();
    }
    if (const auto may = require_permission(
            ruleset->get(), actor, v1::PERMISSION_IMPORT, BeforeFirstRuleset::refused
        );
        !may) {
        return may.error();
    }
    const auto layout = find_layout(**ruleset, request.layout());
    if (!layout) {
        return layout.error();
    }
    const auto bodies = app.bodies.all({});
    if (!bodies) {
        return bodies.error();
    }
    evidence::BodyNames names;
    for (const auto& body : *bodies) {
        names.insert(body.name());
    }
    const auto today = base::day_of(app.clock());
    const ImportedFile file{
        request,
        digest,
        **layout,
        **ruleset,
        names,
        today,
        evidence::read_import(
            request.content(), request.file_name(), **layout, **ruleset, names, today
        )};
    if (const auto good = refuse_bad(file.reading, request.quarantine()); !good) {
        return good.error();
    }
    if (request.validate_only()) {
        const auto classified = classify(app.observations, file);
        if (!classified) {
            return classified.error();
        }
        auto response = describe(file, *classified);
        if (const auto counted = count_touched(app, classified->staged, response); !counted) {
            return counted.error();
        }
        return response.SerializeAsString();
    }
    for (int i = 1;; ++i) {
        bool overtaken = false;
        auto answer = attempt(app, actor, file, progress, overtaken);
        if (answer || !overtaken || i == attempts_max) {
            return answer;
        }
    }
}

}  // namespace ladder::api
