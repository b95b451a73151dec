// The snapshots that a thread reads, one within another.
#include "db/snapshot.hpp"

#include <utility>

namespace ladder::db {
namespace {

thread_local Snapshot* innermost = nullptr;

}  // namespace

Snapshot::Snapshot(const Database& database, soci::session& session)
    : database_(database), session_(session), around_(std::exchange(innermost, this)) {}

Snapshot::~Snapshot() {
    innermost = around_;
}

Snapshot* Snapshot::of(const Database& database) {
    auto* found = innermost;
    while (found != nullptr && &found->database_ != &database) {
        found = found->around_;
    }
    return found;
}

Snapshot* Snapshot::of(const soci::session& session) {
    auto* found = innermost;
    while (found != nullptr && &found->session_ != &session) {
        found = found->around_;
    }
    return found;
}

}  // namespace ladder::db
