#include "services/cli/first_administrator.hpp"

#include "services/cli/user_desk.hpp"
#include "services/cli/user_options.hpp"

namespace ladder::cli {

base::Result<std::string> first_administrator(const Session& session, api::Application& app) {
    const auto any = app.access.people.any();
    if (!any) {
        return any.error();
    }
    if (*any) {
        return std::string{};
    }
    constexpr auto person = "administrator";
    UserDesk desk{session, app, "first start"};
    if (const auto made = make_administrator(desk, person); !made) {
        // Another server on the same database was faster: it has printed the link.
        const bool other = made.error().code == base::Code::already_exists ||
                           made.error().code == base::Code::aborted;
        return other ? base::Result<std::string>{std::string{}}
                     : base::Result<std::string>{made.error()};
    }
    const auto invitation = desk.invite(person);
    return invitation ? base::Result<std::string>{invitation->path()}
                      : base::Result<std::string>{invitation.error()};
}

}  // namespace ladder::cli
