// How the identity provider is configured.
#pragma once

#include <string>
#include <vector>

#include "services/access/oidc/keys.hpp"

namespace ladder::oidc {

struct Settings {
    std::string issuer;                 // "https://id.example/hmic", as the provider writes it
    std::string client_id;              // as which this server is registered there
    std::string client_secret;          // empty: none, by PKCE alone
    std::string base;                   // where browsers find this server: "https://ladder.example"
    std::string audience;               // whom tokens for the API are for; empty: none are taken
    std::vector<Algorithm> algorithms;  // by which tokens may be signed
    std::string ca_file;                // authorities of the provider (PEM); empty: the system's

    // Registered with the provider, to the letter.
    std::string redirect_uri() const { return base + "/sign-in/oidc/callback"; }
    bool is_secure() const { return base.starts_with("https://"); }
};

}  // namespace ladder::oidc
