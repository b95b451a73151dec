// All that proves people, in one place: built once with the application.
#pragma once

#include <functional>

#include "db/credential_store.hpp"
#include "db/database.hpp"
#include "db/journal_writer.hpp"
#include "db/people_reader.hpp"
#include "engine/base/dates.hpp"
#include "services/access/access_log.hpp"
#include "services/access/doorkeeper.hpp"
#include "services/access/invitations.hpp"
#include "services/access/sessions.hpp"
#include "services/access/sign_in.hpp"
#include "services/access/tokens.hpp"

namespace ladder::access {

// Borrows the database and the writer, which must outlive it. Safe from many threads.
struct Access {
    Access(
        db::Database& database,
        db::JournalWriter& writer,
        const std::function<base::Instant()>& clock,
        const PasswordCost& cost = {}
    )
        : people{database},
          credentials{database},
          log{writer},
          tokens{credentials, clock},
          sessions{credentials, clock},
          invitations{credentials, clock},
          doorkeeper{database, tokens, log, clock},
          sign_in{{people, credentials, sessions, invitations, log, clock}, cost, threads},
          threads{cost.at_once} {}

    db::PeopleReader people;
    db::CredentialStore credentials;
    AccessLog log;
    Tokens tokens;
    Sessions sessions;
    Invitations invitations;
    Doorkeeper doorkeeper;
    SignIn sign_in;
    // Where a browser that signed out here ends its session with the identity provider; it gives
    // nothing where there is no such place. Null: no provider is configured.
    std::function<std::string()> provider_sign_out;
    PasswordThreads threads;   // last: what it runs uses the others
    Door* door = &doorkeeper;  // another one where calls come from no network, set before serving
};

}  // namespace ladder::access
