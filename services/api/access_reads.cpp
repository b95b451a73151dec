#include "services/api/access_reads.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "db/access_reader.hpp"
#include "db/page.hpp"
#include "engine/access/person.hpp"
#include "engine/access/rights.hpp"
#include "engine/record/labels.hpp"
#include "services/api/mention.hpp"
#include "services/api/problems.hpp"

namespace ladder::api {

namespace {

constexpr std::int32_t access_records_at_a_time = 500;

base::Result<void> require_auditor(const access::Caller& caller) {
    if (caller.keeps_rights() || caller.reader.sees_everything() ||
        access::sees_all(*caller.reader.rights(), v1::RECORD_KIND_AUDIT)) {
        return {};
    }
    return base::Error{
        base::Code::permission_denied,
        "only administrators, and roles that see all of the audit, ask who looked at what",
        {}};
}

bool sees_record(Application& app, const access::Caller& caller, const std::string& record) {
    if (caller.reader.sees_everything()) {
        return true;
    }
    const auto seen = app.database.read([&](soci::session& session) -> base::Result<bool> {
        return db::Eyes{session, app.database.backend(), caller.reader}.see(record);
    });
    return seen && *seen;
}

// Everything as it was known at a moment.
class Then {
public:
    Then(Application& app, const db::KnownAt& known_at) : app_{app}, known_at_{known_at} {}

    base::Result<void> read(const std::string& day) {
        day_ = day;
        auto ruleset = app_.rulesets.indexed("", known_at_);
        if (!ruleset) {
            return ruleset.error();
        }
        ruleset_ = std::move(*ruleset);
        auto bodies = app_.bodies.all(known_at_);
        if (!bodies) {
            return bodies.error();
        }
        bodies_ = std::move(*bodies);
        db::PageRequest page{db::page_most, {}};
        do {
            auto people = app_.access.people.list(page, known_at_);
            if (!people) {
                return people.error();
            }
            std::move(people->items.begin(), people->items.end(), std::back_inserter(people_));
            page.token = people->next_token;
        } while (!page.token.empty());
        return {};
    }

    // Nothing for what was not there.
    std::optional<access::Label> label_of(const std::string& record, int depth = 0) const {
        constexpr int labels_deep = 4;
        const db::StreamReader reader{app_.database, db::Reader::everything()};
        const auto state = reader.get(record, known_at_);
        if (!state || std::holds_alternative<std::monostate>(*state) || depth == labels_deep) {
            return std::nullopt;
        }
        return record::whole_label(
            record::own_label(record, *state, *ruleset_),
            [&](std::string_view other) {
                return label_of(std::string{access::record_of(other)}, depth + 1);
            }
        );
    }

    std::vector<v1::Seer> seers_of(const access::Label& label) const {
        std::vector<v1::Seer> seers;
        for (const auto& person : people_) {
            const auto rights = access::rights_of(
                person,
                {ruleset_.get(),
                 day_,
                 bodies_,
                 [this](std::string_view name) { return find_person(name); }},
                nullptr
            );
            const auto by = access::rights_showing(rights, label);
            if (by.empty()) {
                continue;
            }
            auto& seer = seers.emplace_back();
            seer.set_name(person.name());
            seer.set_title(person.title());
            for (const auto& right : by) {
                seer.add_by(right);
            }
        }
        return seers;
    }

private:
    const v1::Person* find_person(std::string_view name) const {
        const auto found = std::find_if(people_.begin(), people_.end(), [&](const auto& person) {
            return access::key_of(person.person()) == access::key_of(name);
        });
        return found == people_.end() ? nullptr : &*found;
    }

    Application& app_;
    db::KnownAt known_at_;
    std::string day_;
    std::shared_ptr<const definition::Ruleset> ruleset_;
    std::vector<v1::Body> bodies_;
    std::vector<v1::Person> people_;
};

// Whether a record of access may be told: all that it names is seen, or is not there.
bool may_tell(db::Eyes& eyes, const v1::AccessRecord& record) {
    return std::all_of(
        record.records().begin(),
        record.records().end(),
        [&](const std::string& name) {
            return !is_guarded_name(name) || eyes.see(name) ||
                   !eyes.label_of(access::record_of(name));
        }
    );
}

bool touches(const v1::AccessRecord& record, const std::string& name) {
    const auto& records = record.records();
    return name.empty() || std::find(records.begin(), records.end(), name) != records.end();
}

}  // namespace

base::Result<v1::WhoCouldSeeResponse> who_could_see(
    Application& app, const access::Caller& caller, const v1::WhoCouldSeeRequest& request
) {
    if (const auto may = require_auditor(caller); !may) {
        return may.error();
    }
    Problems problems;
    problems.check_date("on", request.on(), false);
    if (!is_guarded_name(request.record()) ||
        access::record_of(request.record()) != request.record()) {
        problems.add("record", "give a record, such as cases/kent-general-1");
    }
    if (!problems.empty()) {
        return problems.error();
    }
    const auto today = base::day_of(app.clock());
    const auto day = request.on().empty() ? today : *base::parse_date(request.on());
    db::KnownAt known_at;
    if (day < today) {
        known_at.at = base::end_of(day);
    }
    Then then{app, known_at};
    if (const auto read = then.read(base::to_string(day)); !read) {
        return read.error();
    }
    const auto label = then.label_of(request.record());
    if (!label || !sees_record(app, caller, request.record())) {
        return db::not_known(request.record());
    }
    v1::WhoCouldSeeResponse response;
    for (auto& seer : then.seers_of(*label)) {
        *response.add_seers() = std::move(seer);
    }
    return response;
}

base::Result<v1::ListAccessRecordsResponse> list_access_records(
    Application& app, const access::Caller& caller, const v1::ListAccessRecordsRequest& request
) {
    if (const auto may = require_auditor(caller); !may) {
        return may.error();
    }
    Problems problems;
    problems.check_date("from", request.from(), false);
    problems.check_date("to", request.to(), false);
    if (!v1::AccessKind_IsValid(request.kind())) {
        problems.add("kind", "give a kind, such as ACCESS_KIND_READ, or leave it out");
    }
    if (!problems.empty()) {
        return problems.error();
    }
    const auto size = db::page_size_of({request.page_size(), {}}, db::page_normal, db::page_most);
    if (!size) {
        return size.error();
    }
    auto filters = request;
    filters.clear_page_size();
    filters.clear_page_token();
    const auto list = "access|" + filters.SerializeAsString();
    const auto cursor = db::decode_cursor(list, request.page_token());
    if (!cursor) {
        return cursor.error();
    }
    auto before = cursor->key.empty() ? std::numeric_limits<std::int64_t>::max()
                                      : std::stoll(cursor->key.front());
    const db::AccessReader reader{app.database};
    v1::ListAccessRecordsResponse response;
    for (;;) {
        const auto found = reader.list(
            {request.kind(), request.person(), request.from(), request.to()},
            before,
            access_records_at_a_time
        );
        if (!found) {
            return found.error();
        }
        const auto told_before = response;
        const auto begin = before;
        const auto told = app.database.read([&](soci::session& session) -> base::Result<bool> {
            response = told_before;  // a lost connection has it done again
            before = begin;
            db::Eyes eyes{session, app.database.backend(), caller.reader};
            for (const auto& one : *found) {
                if (touches(one.record, request.record()) && may_tell(eyes, one.record)) {
                    if (response.records_size() == *size) {
                        response.set_next_page_token(
                            db::encode_cursor(list, {0, {std::to_string(before)}})
                        );
                        return false;
                    }
                    *response.add_records() = one.record;
                }
                before = one.position;
            }
            return true;
        });
        if (!told) {
            return told.error();
        }
        if (!*told || static_cast<std::int32_t>(found->size()) < access_records_at_a_time) {
            return response;
        }
    }
}

}  // namespace ladder::api
