#include "services/access/invitations.hpp"

#include "services/access/secrets.hpp"

namespace ladder::access {

namespace {

base::Result<std::string> or_void(const base::Result<std::optional<std::string>>& person) {
    if (!person) {
        return person.error();
    }
    if (!*person) {
        return base::Error{
            base::Code::not_found,
            "this link was used, has ended or was replaced; ask for another",
            {}};
    }
    return **person;
}

}  // namespace

base::Result<Invitation> Invitations::make(const std::string& person) {
    const auto code = new_secret();
    const auto expires_at = clock_() + invitation_lasts;
    if (const auto kept = store_.invite(person, hash_of(code), base::to_micros(expires_at));
        !kept) {
        return kept.error();
    }
    return Invitation{"/welcome?code=" + code, expires_at};
}

base::Result<std::string> Invitations::whose(std::string_view code) const {
    return or_void(store_.invited(hash_of(code), base::to_micros(clock_())));
}

base::Result<std::string> Invitations::take(std::string_view code) {
    return or_void(store_.take_invitation(hash_of(code), base::to_micros(clock_())));
}

}  // namespace ladder::access
