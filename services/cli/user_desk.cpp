#include "services/cli/user_desk.hpp"

#include <future>
#include <utility>

#include "engine/access/person.hpp"
#include "services/api/people_commands.hpp"
#include "services/api/people_reads.hpp"
#include "services/cli/remote.hpp"

namespace ladder::cli {

namespace {

// Submits by `call(done)` and waits for the answer.
template <class Response, class Call>
base::Result<Response> awaited(Call call) {
    auto promise = std::make_shared<std::promise<base::Result<std::string>>>();
    auto answer = promise->get_future();
    call([promise](base::Result<std::string> result) { promise->set_value(std::move(result)); });
    const auto bytes = answer.get();
    if (!bytes) {
        return bytes.error();
    }
    Response response;
    if (!response.ParseFromString(*bytes)) {
        return base::Error{base::Code::internal, "an answer that can't be read", {}};
    }
    return response;
}

template <class Response>
base::Result<v1::Person> person_in(base::Result<Response> response) {
    return response ? base::Result<v1::Person>{std::move(*response->mutable_person())}
                    : base::Result<v1::Person>{response.error()};
}

}  // namespace

std::string person_name_of(const std::string& text) {
    return text.find('/') == std::string::npos ? access::name_for(text) : text;
}

UserDesk::UserDesk(const Session& session, api::Application& application, std::string by)
    : session_{session}, application_{&application}, by_{std::move(by)} {}

base::Result<std::unique_ptr<UserDesk>> UserDesk::open(
    const Session& session, const std::string& by
) {
    std::unique_ptr<UserDesk> desk{new UserDesk{session}};
    if (!by.empty()) {
        auto local = Local::open(session.config(), 2);
        if (!local) {
            return local.error();
        }
        desk->local_ = std::move(*local);
        desk->application_ = &desk->local_->application();
        desk->by_ = by;
    }
    return desk;
}

v1::Actor UserDesk::operator_actor() const {
    v1::Actor actor;
    actor.set_person(by_);
    actor.set_capacity(std::string{api::operator_capacity});
    return actor;
}

access::Caller UserDesk::operator_caller() const {
    auto person = std::make_shared<v1::Person>();
    person->set_person(by_);
    person->set_administrator(true);
    access::Caller caller{db::Reader::everything()};  // the operator has the database at hand
    caller.person = std::move(person);
    caller.capacity = std::string{api::operator_capacity};
    return caller;
}

// Whoever works on the database says why as they like; over the network a reason must be given.
std::string UserDesk::reasons() const {
    return session_.reason.empty() && application_ != nullptr ? "Done by the operator."
                                                              : session_.reason;
}

base::Result<v1::Person> UserDesk::add(const v1::Person& person) {
    v1::RegisterPersonRequest request;
    *request.mutable_person() = person;
    request.set_reasons(reasons());
    set_mutation(session_, request);
    if (application_ == nullptr) {
        return person_in(
            ask<v1::RegisterPersonResponse>(session_, "AccessService/RegisterPerson", request)
        );
    }
    return person_in(awaited<v1::RegisterPersonResponse>([&](api::Done done) {
        api::register_person(
            *application_, operator_actor(), access::Authority::local, request, std::move(done)
        );
    }));
}

base::Result<v1::Person> UserDesk::change(const std::string& name, const v1::PersonChange& change) {
    const auto person = get(name);
    if (!person) {
        return person.error();
    }
    v1::ChangePersonRequest request;
    request.set_name(person->name());
    request.set_etag(person->etag());
    *request.mutable_change() = change;
    request.set_reasons(reasons());
    set_mutation(session_, request);
    if (application_ == nullptr) {
        return person_in(
            ask<v1::ChangePersonResponse>(session_, "AccessService/ChangePerson", request)
        );
    }
    return person_in(awaited<v1::ChangePersonResponse>([&](api::Done done) {
        api::change_person(
            *application_, operator_actor(), access::Authority::local, request, std::move(done)
        );
    }));
}

base::Result<v1::Person> UserDesk::get(const std::string& name) {
    v1::GetPersonRequest request;
    request.set_name(person_name_of(name));
    if (const auto set = set_known_at(session_, request); !set) {
        return set.error();
    }
    return person_in(
        application_ == nullptr
            ? ask<v1::GetPersonResponse>(session_, "AccessService/GetPerson", request)
            : api::get_person(*application_, operator_caller(), request)
    );
}

base::Result<v1::ListPeopleResponse> UserDesk::list(const std::string& role) {
    v1::ListPeopleRequest request;
    request.set_role(role);
    if (const auto set = set_known_at(session_, request); !set) {
        return set.error();
    }
    if (application_ == nullptr) {
        return ask_all<v1::ListPeopleResponse>(
            session_,
            "AccessService/ListPeople",
            request,
            [](auto& page) { return page.mutable_people(); }
        );
    }
    v1::ListPeopleResponse all;
    request.set_page_size(1000);
    do {
        auto page = api::list_people(*application_, operator_caller(), request);
        if (!page) {
            return page.error();
        }
        all.mutable_people()->MergeFrom(page->people());
        request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return all;
}

base::Result<v1::InvitePersonResponse> UserDesk::invite(const std::string& name) {
    v1::InvitePersonRequest request;
    request.set_name(person_name_of(name));
    if (application_ == nullptr) {
        return ask<v1::InvitePersonResponse>(session_, "AccessService/InvitePerson", request);
    }
    const auto person = get(name);
    return person ? api::invite(*application_, operator_actor(), *person)
                  : base::Result<v1::InvitePersonResponse>{person.error()};
}

base::Result<v1::CreateTokenResponse> UserDesk::make_token(const v1::CreateTokenRequest& request) {
    if (application_ == nullptr) {
        return ask<v1::CreateTokenResponse>(session_, "AccessService/CreateToken", request);
    }
    const auto person = get(request.person());
    return person ? api::make_token(*application_, operator_actor(), *person, request)
                  : base::Result<v1::CreateTokenResponse>{person.error()};
}

base::Result<v1::ListTokensResponse> UserDesk::tokens(const std::string& name) {
    v1::ListTokensRequest request;
    request.set_person(name.empty() ? name : person_name_of(name));
    if (application_ == nullptr) {
        return ask<v1::ListTokensResponse>(session_, "AccessService/ListTokens", request);
    }
    const auto person = get(name);
    if (!person) {
        return person.error();
    }
    auto caller = operator_caller();
    caller.person = std::make_shared<const v1::Person>(*person);
    return api::list_tokens(*application_, caller, request);
}

base::Result<void> UserDesk::revoke(const std::string& id) {
    v1::RevokeTokenRequest request;
    request.set_id(id);
    const auto done =
        application_ == nullptr
            ? ask<v1::RevokeTokenResponse>(session_, "AccessService/RevokeToken", request)
            : api::revoke_token(*application_, operator_caller(), request);
    return done ? base::Result<void>{} : done.error();
}

base::Result<int> UserDesk::sign_out(const std::string& name) {
    v1::SignOutEverywhereRequest request;
    request.set_name(name.empty() ? name : person_name_of(name));
    const auto done = application_ == nullptr
                          ? ask<v1::SignOutEverywhereResponse>(
                                session_, "AccessService/SignOutEverywhere", request
                            )
                          : api::sign_out_everywhere(*application_, operator_caller(), request);
    return done ? base::Result<int>{done->ended()} : done.error();
}

}  // namespace ladder::cli
