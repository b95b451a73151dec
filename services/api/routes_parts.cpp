#include "services/api/routes_parts.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "services/api/mention.hpp"
#include "services/api/permission.hpp"
#include "services/api/strain.hpp"

namespace ladder::api {

namespace {

// Reads of what is marked so or higher are recorded.
constexpr auto recorded_from = v1::MARKING_RESTRICTED;
constexpr std::size_t records_max = 20;  // of an access record

v1::AccessRecord record_by(
    const access::Caller& caller,
    const access::CallRule& rule,
    v1::AccessKind kind,
    const std::vector<std::string>& records
) {
    v1::AccessRecord record;
    record.set_kind(kind);
    *record.mutable_actor() = caller.actor();
    record.set_method(std::string{rule.procedure});
    for (std::size_t i = 0; i < std::min(records.size(), records_max); ++i) {
        record.add_records(records[i]);
    }
    return record;
}

void note_read(
    access::AccessLog& log,
    const access::Caller& caller,
    const access::CallRule& rule,
    const std::vector<std::string>& records,
    v1::Marking marking
) {
    const bool exported = rule.kind == access::CallKind::take_away && !caller.on_screen;
    if (caller.searching) {
        return;
    }
    if (!exported && marking < recorded_from) {
        return;
    }
    auto record = record_by(
        caller, rule, exported ? v1::ACCESS_KIND_EXPORTED : v1::ACCESS_KIND_READ, records
    );
    record.set_marking(marking);
    log.add(std::move(record));
}

void note_refusal(
    access::AccessLog& log,
    const access::Caller& caller,
    const access::CallRule& rule,
    const std::vector<std::string>& records,
    base::Code code
) {
    auto record = record_by(caller, rule, v1::ACCESS_KIND_REFUSED, records);
    record.set_code(std::string{base::to_string(code)});
    log.add(std::move(record));
}

}  // namespace

base::Result<void> may_write(const access::Caller& caller) {
    if (!caller.read_only) {
        return {};
    }
    return base::Error{
        base::Code::permission_denied,
        "this token may only read; make one that may also write with `ladder user token`",
        {}};
}

base::Result<void> may_act(const access::Caller& caller) {
    if (auto may = may_write(caller); !may || !caller.capacity.empty()) {
        return may;
    }
    if (caller.capacities.empty()) {
        return base::Error{
            base::Code::permission_denied,
            "you hold no capacity today, so you may not act; an administrator gives them",
            {}};
    }
    return base::Error{
        base::Code::invalid_argument,
        fmt::format(
            "name the capacity in which you act by the header Ladder-Capacity: {}",
            fmt::join(caller.capacities, " or ")
        ),
        {}};
}

void note_denied(
    Application& app,
    const access::Caller& caller,
    const access::CallRule& rule,
    const google::protobuf::Message& request,
    base::Code code
) {
    if (code == base::Code::permission_denied && !caller.reader.sees_everything()) {
        note_refusal(app.access.log, caller, rule, names_in(request), code);
    }
}

base::Result<access::Caller> admitted(
    Application& app,
    const access::CallRule& rule,
    const google::protobuf::Message& request,
    base::Result<access::Caller> caller,
    base::Result<void> (*may)(const access::Caller&)
) {
    if (!caller) {
        return caller;
    }
    if (const auto allowed = may(*caller); !allowed) {
        note_denied(app, *caller, rule, request, allowed.error().code);
        return allowed.error();
    }
    return caller;
}

void with_caller(
    Application& app,
    boost::asio::thread_pool& threads,
    http::Call call,
    std::function<void(base::Result<access::Caller>)> next
) {
    if (auto known = app.access.door->caller_known(call)) {
        return next(std::move(*known));
    }
    boost::asio::post(
        threads,
        [&app, call = std::make_shared<http::Call>(std::move(call)), next = std::move(next)] {
            next(app.access.door->caller_of(*call));
        }
    );
}

const access::CallRule& rule_of(
    std::string_view procedure, std::initializer_list<access::CallKind> kinds
) {
    const auto* rule = access::find_call_rule(procedure);
    if (rule == nullptr || std::find(kinds.begin(), kinds.end(), rule->kind) == kinds.end()) {
        throw std::logic_error{fmt::format(
            "{} has no line in engine/access/calls.cpp, or one of another kind", procedure
        )};
    }
    return *rule;
}

Desk desk_of(
    Application& app,
    const access::Caller& caller,
    const access::CallRule& rule,
    const google::protobuf::Message& request
) {
    if (caller.reader.sees_everything()) {
        return Desk::everything(app.writer);
    }
    auto& log = app.access.log;
    const auto by = std::make_shared<const access::Caller>(caller);
    return Desk{
        app.writer,
        caller.reader,
        names_in(request),
        [&log, by, &rule](base::Code code, const std::vector<std::string>& records) {
            note_refusal(log, *by, rule, records, code);
        },
        [&log, by, &rule](const std::vector<std::string>& records, v1::Marking marking) {
            note_read(log, *by, rule, records, marking);
        }};
}

View view_of(
    Application& app,
    const access::Caller& caller,
    const access::CallRule& rule,
    const google::protobuf::Message& request
) {
    return View{app, caller.reader, desk_of(app, caller, rule, request)};
}

base::Result<void> finish_read(
    const View& view,
    const access::Caller& caller,
    const access::CallRule& rule,
    google::protobuf::Message& answer
) {
    if (view.reader.sees_everything()) {
        return {};
    }
    const auto told = view.database.read([&](soci::session& session) -> base::Result<Told> {
        db::Eyes eyes{session, view.database.backend(), view.reader};
        eyes.look_ahead(names_in(answer));
        Seen seen{
            *view.reader.rights(), [&](std::string_view record) { return eyes.label_of(record); }};
        return strain(answer, seen);
    });
    if (!told) {
        return told.error();
    }
    note_read(view.application.access.log, caller, rule, told->records, told->marking);
    return {};
}

void note_refused(
    const View& view,
    const access::Caller& caller,
    const access::CallRule& rule,
    const google::protobuf::Message& request,
    base::Code code
) {
    if (view.reader.sees_everything()) {
        return;
    }
    const auto names = names_in(request);
    auto refused = code == base::Code::permission_denied;
    if (code == base::Code::not_found && !names.empty()) {
        // What is there and not shown is refused; what is not there is not.
        const auto there = view.database.read([&](soci::session& session) -> base::Result<bool> {
            db::Eyes eyes{session, view.database.backend(), view.reader};
            return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
                return eyes.label_of(access::record_of(name)).has_value();
            });
        });
        refused = there && *there;
    }
    if (refused) {
        note_refusal(view.application.access.log, caller, rule, names, code);
    }
}

}  // namespace ladder::api
