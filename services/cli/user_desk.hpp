// People and tokens from the command line: through the server, or with the database at hand.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/base/result.hpp"
#include "ladder/v1/access_service.pb.h"
#include "services/cli/local.hpp"
#include "services/cli/session.hpp"

namespace ladder::cli {

// "people/ann-lee" of "Ann Lee", "people/a.officer-hmic.example" of an e-mail address; names stay.
std::string person_name_of(const std::string& text);

// Asks the server as whoever is signed in; or, where `by` names an operator, writes to the database
// of the configuration as that operator. Errors of all: those of the RPC; unavailable.
class UserDesk {
public:
    // Errors: those of opening the database.
    [[nodiscard]] static base::Result<std::unique_ptr<UserDesk>> open(
        const Session& session, const std::string& by
    );
    // On a database that is open already.
    UserDesk(const Session& session, api::Application& application, std::string by);

    [[nodiscard]] base::Result<v1::Person> add(const v1::Person& person);
    // The change at the person's present etag.
    [[nodiscard]] base::Result<v1::Person> change(
        const std::string& name, const v1::PersonChange& change
    );
    [[nodiscard]] base::Result<v1::Person> get(const std::string& name);
    [[nodiscard]] base::Result<v1::ListPeopleResponse> list(const std::string& role);
    [[nodiscard]] base::Result<v1::InvitePersonResponse> invite(const std::string& name);
    // Over the network: empty `person` is the caller.
    [[nodiscard]] base::Result<v1::CreateTokenResponse> make_token(
        const v1::CreateTokenRequest& request
    );
    [[nodiscard]] base::Result<v1::ListTokensResponse> tokens(const std::string& name);
    [[nodiscard]] base::Result<void> revoke(const std::string& id);
    [[nodiscard]] base::Result<int> sign_out(const std::string& name);

private:
    explicit UserDesk(const Session& session) : session_{session} {}

    // As the handlers of the API see the operator.
    access::Caller operator_caller() const;
    v1::Actor operator_actor() const;
    std::string reasons() const;

    const Session& session_;
    std::unique_ptr<Local> local_;
    api::Application* application_ = nullptr;  // null: through the server
    std::string by_;
};

}  // namespace ladder::cli
