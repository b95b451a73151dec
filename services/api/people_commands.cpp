#include "services/api/people_commands.hpp"

#include <utility>

#include "services/api/records.hpp"

namespace ladder::api {

namespace {

const v1::Person* person_where(
    db::Aggregates& aggregates, std::string_view column, const std::string& value
) {
    const auto names = value.empty() ? std::vector<std::string>{}
                                     : aggregates.names_where(db::Model::people, column, value);
    return names.empty() ? nullptr : aggregates.find_as<v1::Person>(names.front());
}

access::Others others_in(db::Aggregates& aggregates) {
    return {
        [&aggregates](std::string_view person) {
            return person_where(aggregates, "person", access::key_of(person));
        },
        [&aggregates](std::string_view identity) {
            return person_where(aggregates, "identity", std::string{identity});
        },
        [&aggregates](std::string_view certificate) {
            return person_where(aggregates, "certificate", std::string{certificate});
        },
        [&aggregates](std::string_view body) { return aggregates.find_body(body) != nullptr; }};
}

// Submits work on people that `decide(context, others, aggregates)` decides.
template <class Request, class Decide>
void submit_on_people(
    std::string_view method,
    Application& app,
    v1::Actor actor,
    access::Authority authority,
    const Request& request,
    Done done,
    Decide decide
) {
    if (actor.capacity().empty()) {
        actor.set_capacity(std::string{administrator_capacity});
    }
    if (const auto fit = check_caller(actor, request.request_id()); !fit) {
        return done(fit.error());
    }
    auto work = work_for(method, actor, request, [&app, done = std::move(done)](auto answer) {
        app.access.doorkeeper.forget();
        done(std::move(answer));
    });
    work.decide = [decide = std::move(decide), actor, authority](
                      db::Aggregates& aggregates, const db::Stamp& stamp
                  ) -> base::Result<db::Ruling> {
        const auto ruleset = aggregates.find_ruleset("");
        return decide(
            access::PeopleContext{ruleset.get(), actor, authority, stamp.recorded_at},
            others_in(aggregates),
            aggregates
        );
    };
    app.writer.submit(std::move(work));
}

}  // namespace

void register_person(
    Application& app,
    const v1::Actor& actor,
    access::Authority authority,
    v1::RegisterPersonRequest request,
    Done done
) {
    if (request.person().name().empty()) {
        request.mutable_person()->set_name(access::name_for(request.person().person()));
    }
    submit_on_people(
        "AccessService/RegisterPerson",
        app,
        actor,
        authority,
        request,
        std::move(done),
        [request](
            const access::PeopleContext& context,
            const access::Others& others,
            db::Aggregates& aggregates
        ) -> base::Result<db::Ruling> {
            const auto& name = request.person().name();
            const auto* standing =
                access::is_person_name(name) ? aggregates.find_as<v1::Person>(name) : nullptr;
            auto events = access::decide(standing, request, context, others);
            if (!events) {
                return events.error();
            }
            return ruling_on<v1::RegisterPersonResponse, v1::Person>(
                name, std::move(*events), &v1::RegisterPersonResponse::mutable_person
            );
        }
    );
}

void change_person(
    Application& app,
    const v1::Actor& actor,
    access::Authority authority,
    v1::ChangePersonRequest request,
    Done done
) {
    submit_on_people(
        "AccessService/ChangePerson",
        app,
        actor,
        authority,
        request,
        std::move(done),
        [request](
            const access::PeopleContext& context,
            const access::Others& others,
            db::Aggregates& aggregates
        ) -> base::Result<db::Ruling> {
            const auto* state = access::is_person_name(request.name())
                                    ? aggregates.find_as<v1::Person>(request.name())
                                    : nullptr;
            if (state == nullptr) {
                const auto may = access::require_administrator(context, others);
                return may ? no_such_record(request.name()) : may.error();
            }
            auto events = access::decide(*state, request, context, others);
            if (!events) {
                return events.error();
            }
            return ruling_on<v1::ChangePersonResponse, v1::Person>(
                request.name(), std::move(*events), &v1::ChangePersonResponse::mutable_person
            );
        }
    );
}

}  // namespace ladder::api
