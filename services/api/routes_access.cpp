// The service of people, rights and tokens.
#include "services/api/access_reads.hpp"
#include "services/api/people_commands.hpp"
#include "services/api/people_reads.hpp"
#include "services/api/routes_parts.hpp"

namespace ladder::api {

namespace {

base::Result<void> may_keep(const access::Caller& caller) {
    const auto may = may_write(caller);
    return may ? require_keeper(caller) : may;
}

// A command on people: the capacity of the caller does not count, the right to keep rights does.
template <class Request, class Response>
void add_people_command(
    http::ConnectService& service,
    std::string_view procedure,
    Application& app,
    boost::asio::thread_pool& threads,
    void (*command)(Application&, const v1::Actor&, access::Authority, Request, Done)
) {
    const auto& rule = rule_of(procedure, {access::CallKind::keep});
    service.add<Request, Response>(
        procedure,
        [&app, &threads, &rule, command](
            http::Call call, Request request, http::Answer<Response> answer
        ) {
            auto kept = std::make_shared<Request>(std::move(request));
            with_caller(
                app,
                threads,
                std::move(call),
                [&app, &rule, command, answer, kept](base::Result<access::Caller> called) {
                    const auto caller = admitted(app, rule, *kept, std::move(called), may_keep);
                    if (!caller) {
                        return answer.send(caller.error());
                    }
                    command(
                        app,
                        caller->actor(),
                        access::Authority::administrator,
                        *kept,
                        [&app, &rule, answer, kept, by = *caller](base::Result<std::string> bytes) {
                            if (!bytes) {
                                note_denied(app, by, rule, *kept, bytes.error().code);
                            }
                            answer.send_bytes(std::move(bytes));
                        }
                    );
                }
            );
        }
    );
}

// A change of what is no history: tokens, links, sessions. Answered from a database thread.
template <class Request, class Response>
void add_change(
    http::ConnectService& service,
    std::string_view procedure,
    Application& app,
    boost::asio::thread_pool& threads,
    base::Result<Response> (*change)(Application&, const access::Caller&, const Request&)
) {
    const auto& rule = rule_of(procedure, {access::CallKind::change, access::CallKind::keep});
    add_answered<Request, Response>(
        service,
        procedure,
        app,
        threads,
        [&rule, change](Application& now, const access::Caller& caller, const Request& request) {
            const auto may = may_write(caller);
            auto answer = may ? change(now, caller, request) : base::Result<Response>{may.error()};
            if (!answer) {
                note_denied(now, caller, rule, request, answer.error().code);
            }
            return answer;
        }
    );
}

}  // namespace

void add_access(http::ConnectService& service, Application& app, Threads& threads) {
    auto& database = threads.database;
    add_people_command<v1::RegisterPersonRequest, v1::RegisterPersonResponse>(
        service, "/ladder.v1.AccessService/RegisterPerson", app, database, register_person
    );
    add_people_command<v1::ChangePersonRequest, v1::ChangePersonResponse>(
        service, "/ladder.v1.AccessService/ChangePerson", app, database, change_person
    );
    add_people_read(service, "/ladder.v1.AccessService/WhoAmI", app, database, who_am_i);
    add_people_read(service, "/ladder.v1.AccessService/GetPerson", app, database, get_person);
    add_people_read(service, "/ladder.v1.AccessService/ListPeople", app, database, list_people);
    add_people_read(service, "/ladder.v1.AccessService/ListTokens", app, database, list_tokens);
    add_people_read(service, "/ladder.v1.AccessService/WhoCouldSee", app, database, who_could_see);
    add_people_read(
        service, "/ladder.v1.AccessService/ListAccessRecords", app, database, list_access_records
    );
    add_change(service, "/ladder.v1.AccessService/InvitePerson", app, database, invite_person);
    add_change(service, "/ladder.v1.AccessService/CreateToken", app, database, create_token);
    add_change(service, "/ladder.v1.AccessService/RevokeToken", app, database, revoke_token);
    add_change(
        service, "/ladder.v1.AccessService/SignOutEverywhere", app, database, sign_out_everywhere
    );
}

}  // namespace ladder::api
