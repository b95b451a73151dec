// What the commands on registers share: other records as decide() asks for them, and the work of a
// command on one record.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <google/protobuf/message.h>

#include "engine/base/names.hpp"
#include "engine/registers/registers.hpp"
#include "services/api/desk.hpp"
#include "services/api/permission.hpp"
#include "services/api/submit.hpp"

namespace ladder::api {

// Borrows the aggregates. A decision ("cases/x/decisions/d1") and an entry
// ("procedures/x/entries/e1") exist where their record holds them.
registers::Known known_records(db::Aggregates& aggregates);

// not_found for a record of a register.
base::Error no_such_record(std::string_view name);

// The ruling of events in one stream. `fill` makes the response from the record after.
template <class Response, class State>
db::Ruling ruling_on(const std::string& name, command::Events events, State* (Response::*field)()) {
    db::Ruling ruling;
    for (auto& event : events) {
        ruling.events.push_back({name, std::move(event), {}});
    }
    ruling.respond = [name, field](db::Aggregates& now) {
        auto response = std::make_unique<Response>();
        if (const auto* state = now.find_as<State>(name)) {
            *(response.get()->*field)() = *state;
        }
        return response;
    };
    return ruling;
}

// Work that `decide(ruleset's context, aggregates)` decides by the newest ruleset.
template <class Request>
void submit_by_newest(
    std::string_view method,
    const Desk& writer,
    const v1::Actor& actor,
    const Request& request,
    Done done,
    std::function<base::Result<db::Ruling>(const command::Context&, db::Aggregates&)> decide
) {
    if (const auto fit = check_caller(actor, request.request_id()); !fit) {
        return done(fit.error());
    }
    auto work = work_for(method, actor, request, std::move(done));
    work.decide = [decide = std::move(decide), actor](
                      db::Aggregates& aggregates, const db::Stamp& stamp
                  ) -> base::Result<db::Ruling> {
        const auto ruleset = aggregates.find_ruleset("");
        if (!ruleset) {
            return no_ruleset_published();
        }
        return decide({*ruleset, actor, stamp.recorded_at}, aggregates);
    };
    writer.submit(std::move(work));
}

// A command on a record that must be there. `field` is the response's.
template <class Response, class State, class Request>
void submit_on_record(
    std::string_view method,
    std::string_view collection,
    const Desk& writer,
    const v1::Actor& actor,
    Request request,
    Done done,
    State* (Response::*field)()
) {
    if (const auto id = base::id_of(request.name(), collection, "name"); !id) {
        return done(id.error());
    }
    submit_by_newest(
        method,
        writer,
        actor,
        request,
        std::move(done),
        [request, field](
            const command::Context& context, db::Aggregates& aggregates
        ) -> base::Result<db::Ruling> {
            const auto* state = aggregates.find_as<State>(request.name());
            if (state == nullptr) {
                return no_such_record(request.name());
            }
            auto events = registers::decide(*state, request, context);
            if (!events) {
                return events.error();
            }
            return ruling_on<Response, State>(request.name(), std::move(*events), field);
        }
    );
}

}  // namespace ladder::api
