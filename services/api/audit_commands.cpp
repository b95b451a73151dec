#include "services/api/audit_commands.hpp"

#include <memory>
#include <utility>

#include <fmt/format.h>

#include "db/destruction.hpp"
#include "engine/command/destroy.hpp"
#include "services/api/permission.hpp"

namespace ladder::api {

namespace {

base::Result<db::Ruling> decide_destruction(
    const v1::DestroyContentRequest& request,
    const db::Destructible& found,
    const v1::Actor& actor,
    db::Aggregates& aggregates
) {
    if (const auto may = require_permission(
            aggregates.find_ruleset("").get(),
            actor,
            v1::PERMISSION_DESTROY_CONTENT,
            BeforeFirstRuleset::refused
        );
        !may) {
        return may.error();
    }
    const auto stream = command::destruction_stream(request.position());
    if (aggregates.find_as<v1::ContentDestroyed>(stream) != nullptr) {
        return base::Error{
            base::Code::failed_precondition,
            fmt::format("the content of position {} is destroyed already", request.position()),
            {}};
    }
    auto destroyed = command::destroy(
        {found.stream,
         found.event,
         request.contents() ? found.sole_contents : std::vector<std::string>{}},
        request
    );
    if (!destroyed) {
        return destroyed.error();
    }
    db::Ruling ruling;
    db::NewEvent event{stream, {}, {}};
    *event.event.mutable_content_destroyed() = *destroyed;
    ruling.events.push_back(std::move(event));
    ruling.respond = [recorded = std::move(*destroyed)](db::Aggregates&) {
        auto response = std::make_unique<v1::DestroyContentResponse>();
        *response->mutable_destruction() = recorded;
        return response;
    };
    return ruling;
}

}  // namespace

void destroy_content(
    const View& app, const v1::Actor& actor, v1::DestroyContentRequest request, Done done
) {
    if (const auto fit = check_caller(actor, request.request_id()); !fit) {
        return done(fit.error());
    }
    auto found = db::DestructionReader{app.database}.find(app.reader, request.position());
    if (!found) {
        return done(found.error());
    }
    auto work = work_for("AuditService/DestroyContent", actor, request, std::move(done));
    // What an event holds never changes but by a destruction, which decide() asks for again.
    work.decide = [request = std::move(request),
                   found = std::move(*found),
                   actor](db::Aggregates& aggregates, const db::Stamp&) {
        return decide_destruction(request, found, actor, aggregates);
    };
    app.writer.submit(std::move(work));
}

}  // namespace ladder::api
