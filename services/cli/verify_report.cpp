#include "services/cli/verify_report.hpp"

#include <ostream>

#include <fmt/format.h>

#include "db/migrate.hpp"
#include "services/cli/progress.hpp"

namespace ladder::cli {

namespace {

void tell_destroyed(Session& session, const db::VerifyReport& report) {
    for (const auto& destroyed : report.destroyed) {
        session.out << fmt::format(
            "position {} ({}): content destroyed by authority of {} ({}){}\n",
            destroyed.position,
            destroyed.stream,
            destroyed.authority,
            destroyed.legal_basis,
            destroyed.erased ? "" : "; not yet erased"
        );
    }
}

}  // namespace

base::Result<int> verify_database(Session& session, const db::VerifyOptions& options) {
    auto database = open_database(session.config());
    if (!database) {
        return database.error();
    }
    if (const auto current = db::require_current(**database); !current) {
        return current.error();
    }
    ProgressLine line{session};
    const auto report = db::verify(**database, options, line.callback());
    line.finish();
    if (!report) {
        return report.error();
    }
    for (const auto& finding : report->findings) {
        session.out << finding.where << ": " << finding.what << '\n';
    }
    tell_destroyed(session, *report);
    const auto verdict =
        report->clean() ? "whole" : fmt::format("{} findings", report->finding_count);
    session.out << fmt::format(
        "{}: {} events in {} streams, {} rows of read models, {} figures ({} unsealed), {} parts "
        "of documents ({} contents unnamed), {} sealed answers, {} checkpoints\n",
        verdict,
        report->events,
        report->streams,
        report->read_model_rows,
        report->figures,
        report->unsealed_figures,
        report->document_parts,
        report->orphan_contents,
        report->sealed_answers,
        report->checkpoints
    );
    if (report->unknown_signatures > 0) {
        session.out << fmt::format(
            "not looked at: {} signatures on checkpoints by keys that --key and --policy don't "
            "name\n",
            report->unknown_signatures
        );
    }
    if (report->unsealed_answers > 0) {
        session.out << fmt::format(
            "not looked at: {} answers that no event seals: given before answers were sealed, or "
            "to requests that recorded nothing\n",
            report->unsealed_answers
        );
    }
    for (const auto& part : report->not_looked_at) {
        session.out << "not looked at: " << part << '\n';
    }
    session.out << "root " << report->root << '\n';
    return report->clean() ? exit_ok : exit_failure;
}

}  // namespace ladder::cli
