#include "services/access/access_log.hpp"

#include <string>
#include <utility>

#include "services/access/secrets.hpp"

namespace ladder::access {

namespace {

// Nobody who was proved: the system itself tells of it.
v1::Actor witness(const v1::Actor& actor) {
    auto told_by = actor;
    if (told_by.person().empty()) {
        told_by.set_person("ladder");
        told_by.set_capacity("access");
    }
    return told_by;
}

}  // namespace

void AccessLog::add(v1::AccessRecord record) {
    db::Work work;
    work.actor = witness(record.actor());
    work.request_id = "access-" + new_secret();
    work.fingerprint = work.request_id;
    work.decide = [record = std::move(record)](db::Aggregates&, const db::Stamp& stamp) {
        db::Ruling ruling;
        db::NewEvent event{"access/" + base::to_string(base::day_of(stamp.recorded_at)), {}, {}};
        *event.event.mutable_access_recorded()->mutable_record() = record;
        ruling.events.push_back(std::move(event));
        ruling.respond = [](db::Aggregates&) { return nullptr; };
        return base::Result<db::Ruling>{std::move(ruling)};
    };
    work.done = [failed = failed_](const base::Result<std::string>& written) {
        if (!written && failed) {
            failed(written.error());
        }
    };
    writer_.submit(std::move(work));
}

void AccessLog::add(
    v1::AccessKind kind, const v1::Actor& actor, std::string_view method, std::string_view code
) {
    v1::AccessRecord record;
    record.set_kind(kind);
    *record.mutable_actor() = actor;
    record.set_method(std::string{method});
    record.set_code(std::string{code});
    add(std::move(record));
}

}  // namespace ladder::access
