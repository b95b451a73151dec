// Compares the contents of documents with the events that name them.
#include <set>

#include <fmt/format.h>

#include "db/destruction.hpp"
#include "db/document_store.hpp"
#include "db/statement.hpp"
#include "db/verify_steps.hpp"
#include "engine/base/hex.hpp"

namespace ladder::db {
namespace {

std::int64_t count_contents(soci::session& session) {
    long long count = 0;
    session << "SELECT count(*) FROM document_content", soci::into(count);
    return count;
}

struct NamedPart {
    std::string where;
    std::string digest;
    std::int64_t size = 0;
};

// From the events themselves: the read model is checked elsewhere.
std::vector<NamedPart> read_parts(soci::session& session, Backend backend) {
    std::vector<NamedPart> parts;
    read_journal(
        session,
        backend,
        "WHERE stream > 'documents/' AND stream < 'documents0' ORDER BY stream, version",
        {},
        [&](JournalRow&& row) {
            const auto event = event_of(row);
            if (event && event->has_document_added()) {
                for (const auto& part : event->document_added().document().parts()) {
                    parts.push_back(
                        {fmt::format("{}, part {}", row.envelope.stream(), part.id()),
                         part.digest(),
                         part.size()}
                    );
                }
            }
            return true;
        }
    );
    return parts;
}

// Whether the owner removed a content.
bool is_emptied(soci::session& session, const std::string& digest) {
    long long bytes = 0;
    const auto key = base::hex(digest);
    session << "SELECT COALESCE(sum(length(bytes)), 0) FROM document_chunk WHERE digest = :digest",
        soci::into(bytes), soci::use(key, "digest");
    return bytes == 0;
}

}  // namespace

void verify_documents(
    soci::session& session, Backend backend, VerifyReport& report, const Progress& progress
) {
    const auto parts = read_parts(session, backend);
    const auto destroyed = destroyed_contents(session, backend);
    std::set<std::string> named;
    for (const auto& part : parts) {
        named.insert(part.digest);
        if (destroyed.count(part.digest) != 0 && is_emptied(session, part.digest)) {
            continue;
        }
        if (auto fault = content_fault(session, backend, part.digest, part.size); !fault.empty()) {
            find(report, part.where, std::move(fault));
        }
        ++report.document_parts;
        if (progress) {
            progress("documents", report.document_parts, static_cast<std::int64_t>(parts.size()));
        }
    }
    report.orphan_contents = std::max<std::int64_t>(
        0, count_contents(session) - static_cast<std::int64_t>(named.size())
    );
}

}  // namespace ladder::db
