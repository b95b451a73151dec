// Runs all checks in one snapshot.
#include "db/verify.hpp"

#include "db/verify_steps.hpp"

namespace ladder::db {

base::Result<VerifyReport> verify(Database& database, const Progress& progress) {
    return database.read([&](soci::session& session) -> base::Result<VerifyReport> {
        VerifyReport report;
        verify_journal(session, database.backend(), report, progress);
        verify_read_models(session, database.backend(), report, progress);
        verify_figures(session, database.backend(), report, progress);
        verify_documents(session, database.backend(), report, progress);
        return report;
    });
}

}  // namespace ladder::db
