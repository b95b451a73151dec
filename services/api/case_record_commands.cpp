#include "services/api/case_record_commands.hpp"

#include <memory>
#include <utility>

#include <fmt/format.h>

#include "engine/base/names.hpp"
#include "engine/casework/case.hpp"
#include "engine/record/surroundings.hpp"
#include "services/api/case_names.hpp"

namespace ladder::api {

namespace {

using RecordAnswer = std::unique_ptr<google::protobuf::Message>;

base::Error no_such_version(const std::string& name) {
    return {
        base::Code::not_found,
        fmt::format(
            "there is no ruleset version {}; `ladder ruleset list` shows those there are", name
        ),
        {}};
}

// A case that exists, with the rules it is pinned to.
struct Pinned {
    const v1::Case* state;
    std::shared_ptr<const definition::Ruleset> ruleset;
};

base::Result<Pinned> find_pinned(db::Aggregates& aggregates, const std::string& name) {
    const auto* state = aggregates.find_case(name);
    if (state == nullptr) {
        return no_such_case(name);
    }
    auto ruleset = aggregates.find_ruleset(state->ruleset());
    if (!ruleset) {
        return no_such_version(state->ruleset());
    }
    return Pinned{state, std::move(ruleset)};
}

base::Result<db::Ruling> decide_link(
    const v1::LinkCasesRequest& request,
    const v1::Actor& actor,
    db::Aggregates& aggregates,
    const db::Stamp& stamp
) {
    const auto pinned = find_pinned(aggregates, request.name());
    if (!pinned) {
        return pinned.error();
    }
    const auto* other = base::id_of(request.other(), "cases", "other")
                            ? aggregates.find_case(request.other())
                            : nullptr;
    auto events = casework::decide(
        *pinned->state, other, request, {*pinned->ruleset, actor, stamp.recorded_at}
    );
    if (!events) {
        return events.error();
    }
    db::Ruling ruling;
    ruling.events.push_back({request.name(), std::move(events->here), {}});
    ruling.events.push_back({request.other(), std::move(events->there), {}});
    ruling.respond = [name = request.name()](db::Aggregates& now) -> RecordAnswer {
        auto response = std::make_unique<v1::LinkCasesResponse>();
        *response->mutable_case_() = *now.find_case(name);
        return response;
    };
    return ruling;
}

// The note recorded last in a case or procedure.
RecordAnswer answer_with_note(db::Aggregates& now, const std::string& name) {
    auto response = std::make_unique<v1::AddNoteResponse>();
    const auto take = [&](const auto* state) {
        if (state != nullptr && !state->notes().empty()) {
            *response->mutable_note() = *state->notes().rbegin();
        }
    };
    take(now.find_as<v1::Case>(name));
    take(now.find_as<v1::Procedure>(name));
    return response;
}

base::Result<command::Events> decide_note_on(
    const v1::AddNoteRequest& request,
    const v1::Actor& actor,
    db::Aggregates& aggregates,
    const db::Stamp& stamp
) {
    if (const auto* procedure = aggregates.find_as<v1::Procedure>(request.name())) {
        const auto ruleset = aggregates.find_ruleset(procedure->ruleset());
        if (!ruleset) {
            return no_such_version(procedure->ruleset());
        }
        return casework::decide_note(
            procedure->notes_size(), request, {*ruleset, actor, stamp.recorded_at}
        );
    }
    const auto pinned = find_pinned(aggregates, request.name());
    if (!pinned) {
        return pinned.error();
    }
    return casework::decide(*pinned->state, request, {*pinned->ruleset, actor, stamp.recorded_at});
}

base::Result<db::Ruling> decide_adding_note(
    const v1::AddNoteRequest& request,
    const v1::Actor& actor,
    db::Aggregates& aggregates,
    const db::Stamp& stamp
) {
    auto events = decide_note_on(request, actor, aggregates, stamp);
    if (!events) {
        return events.error();
    }
    db::Ruling ruling;
    for (auto& event : *events) {
        ruling.events.push_back({request.name(), std::move(event), {}});
    }
    ruling.respond = [name = request.name()](db::Aggregates& now) {
        return answer_with_note(now, name);
    };
    return ruling;
}

base::Result<db::Ruling> decide_migration(
    const v1::MigrateCaseRequest& request,
    const v1::Actor& actor,
    db::Aggregates& aggregates,
    const db::Stamp& stamp
) {
    const auto pinned = find_pinned(aggregates, request.name());
    if (!pinned) {
        return pinned.error();
    }
    // A version, and not "the newest": what is decided on must be what was looked at.
    const auto target = request.ruleset().find('@') == std::string::npos
                            ? nullptr
                            : aggregates.find_ruleset(request.ruleset());
    if (!target) {
        return no_such_version(request.ruleset());
    }
    auto events = casework::decide(
        *pinned->state,
        *pinned->ruleset,
        request,
        {*target,
         actor,
         stamp.recorded_at,
         surroundings_of(aggregates, pinned->state->body(), request.name())}
    );
    if (!events) {
        return events.error();
    }
    db::Ruling ruling;
    for (auto& event : *events) {
        ruling.events.push_back({request.name(), std::move(event), {}});
    }
    ruling.respond = [name = request.name()](db::Aggregates& now) -> RecordAnswer {
        auto response = std::make_unique<v1::MigrateCaseResponse>();
        const auto* state = now.find_case(name);
        *response->mutable_case_() = *state;
        *response->mutable_decision() = *state->decisions().rbegin();
        return response;
    };
    return ruling;
}

// Submits a command that `decide` decides.
template <class Request>
void submit_record(
    std::string_view method,
    const Desk& writer,
    const v1::Actor& actor,
    Request request,
    Done done,
    base::Result<db::Ruling> (*decide
    )(const Request&, const v1::Actor&, db::Aggregates&, const db::Stamp&)
) {
    auto work = work_for(method, actor, request, std::move(done));
    work.decide = [request = std::move(request), actor, decide](
                      db::Aggregates& aggregates, const db::Stamp& stamp
                  ) { return decide(request, actor, aggregates, stamp); };
    writer.submit(std::move(work));
}

// Refuses a caller or a name before the writer is asked; true if it did.
template <class Request>
bool refuse_early(const v1::Actor& actor, const Request& request, const Done& done) {
    if (const auto fit = check_caller(actor, request.request_id()); !fit) {
        done(fit.error());
        return true;
    }
    const bool procedure =
        std::is_same_v<Request, v1::AddNoteRequest> && request.name().starts_with("procedures/");
    const auto* collection = procedure ? "procedures" : "cases";
    if (const auto id = base::id_of(request.name(), collection, "name"); !id) {
        done(id.error());
        return true;
    }
    return false;
}

}  // namespace

void link_cases(
    const Desk& writer, const v1::Actor& actor, v1::LinkCasesRequest request, Done done
) {
    if (!refuse_early(actor, request, done)) {
        submit_record(
            "CaseService/LinkCases", writer, actor, std::move(request), std::move(done), decide_link
        );
    }
}

void add_note(const Desk& writer, const v1::Actor& actor, v1::AddNoteRequest request, Done done) {
    if (!refuse_early(actor, request, done)) {
        submit_record(
            "CaseService/AddNote",
            writer,
            actor,
            std::move(request),
            std::move(done),
            decide_adding_note
        );
    }
}

void migrate_case(
    const Desk& writer, const v1::Actor& actor, v1::MigrateCaseRequest request, Done done
) {
    if (!refuse_early(actor, request, done)) {
        submit_record(
            "CaseService/MigrateCase",
            writer,
            actor,
            std::move(request),
            std::move(done),
            decide_migration
        );
    }
}

}  // namespace ladder::api
