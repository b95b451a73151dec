#include "services/access/oidc/browser.hpp"

#include <map>
#include <utility>

#include <fmt/format.h>

#include "services/access/oidc/json_object.hpp"
#include "services/access/secrets.hpp"
#include "services/http/cookies.hpp"
#include "services/http/json_text.hpp"

namespace ladder::oidc {

namespace {

constexpr std::string_view attempt_cookie = "ladder-oidc";
constexpr std::string_view callback_path = "/sign-in/oidc/callback";

using Query = std::map<std::string, std::string, std::less<>>;

// Nothing if it is not well encoded or has a name twice.
std::optional<Query> read_query(std::string_view text) {
    Query query;
    while (!text.empty()) {
        const auto end = std::min(text.find('&'), text.size());
        const auto pair = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const auto equals = std::min(pair.find('='), pair.size());
        auto name = http::from_percent(pair.substr(0, equals), true);
        auto value = http::from_percent(pair.substr(std::min(equals + 1, pair.size())), true);
        if (!name || !value || !query.emplace(std::move(*name), std::move(*value)).second) {
            return std::nullopt;
        }
    }
    return query;
}

std::string value_of(const Query& query, std::string_view name) {
    const auto found = query.find(name);
    return found == query.end() ? std::string{} : found->second;
}

base::Error not_signed_in(std::string_view why) {
    return {
        base::Code::unauthenticated,
        fmt::format("signing in by the identity provider failed: {}", why),
        {}};
}

http::Response sent_to(std::string where) {
    http::Response response;
    response.status = 303;
    response.headers.push_back({"Location", std::move(where)});
    return response;
}

std::string with_query(const std::string& url, const Form& form) {
    return fmt::format("{}{}{}", url, url.find('?') == url.npos ? '?' : '&', encode(form));
}

// The error code of a provider's answer (RFC 6749, section 5.2): of its short list only, so that no
// log shows what the provider, or somebody in its place, wrote.
std::string_view known_error(std::string_view error) {
    for (const std::string_view known :
         {"access_denied",
          "invalid_client",
          "invalid_grant",
          "invalid_request",
          "invalid_scope",
          "login_required",
          "server_error",
          "temporarily_unavailable",
          "unauthorized_client",
          "unsupported_grant_type"}) {
        if (error == known) {
            return known;
        }
    }
    return "an error of its own";
}

}  // namespace

void Browser::start(const http::Reply& reply) {
    if (const auto metadata = parts_.provider.metadata()) {
        reply.send(to_provider(*metadata));
        return;
    }
    const auto runs = threads_.run([this, reply] {
        const auto metadata = parts_.provider.await_metadata();
        reply.send(
            metadata ? to_provider(*metadata)
                     : failed(not_signed_in("it has not been reached yet"), false)
        );
    });
    if (!runs) {
        reply.send(failed(runs.error(), false));
    }
}

http::Response Browser::to_provider(const Metadata& metadata) const {
    const auto& settings = parts_.provider.settings();
    const auto attempt = begin_attempt(parts_.clock());
    auto response = sent_to(with_query(
        metadata.authorization_endpoint,
        {{"response_type", "code"},
         {"client_id", settings.client_id},
         {"redirect_uri", settings.redirect_uri()},
         {"scope", "openid"},
         {"state", attempt.state},
         {"nonce", attempt.nonce},
         {"code_challenge", attempt.challenge},
         {"code_challenge_method", "S256"}}
    ));
    response.headers.push_back(
        http::set_cookie({attempt_cookie, settings.is_secure()}, attempt.cookie, attempt_most)
    );
    return response;
}

void Browser::finish(http::Request request, http::Reply reply) {
    const auto runs = threads_.run([this, reply, request = std::move(request)] {
        reply.send(finished(request));
    });
    if (!runs) {
        reply.send(failed(runs.error(), false));
    }
}

http::Response Browser::finished(const http::Request& request) {
    const auto& settings = parts_.provider.settings();
    // Whatever comes without an attempt of this browser costs nothing and is no record.
    const auto attempt = attempt_behind(request);
    if (!attempt) {
        return failed(attempt.error(), false);
    }
    const auto query = read_query(request.query).value_or(Query{});
    if (const auto error = value_of(query, "error"); !error.empty()) {
        return failed(not_signed_in(known_error(error)), true);
    }
    const auto id_token = id_token_for(value_of(query, "code"), *attempt);
    if (!id_token) {
        return failed(id_token.error(), true);
    }
    const auto identity = parts_.provider.identity_of_id_token(*id_token, attempt->nonce);
    if (!identity) {
        return failed(identity.error(), true);
    }
    const auto signed_in = parts_.sign_in.by_identity(*identity);
    if (!signed_in) {
        return failed(signed_in.error(), false);  // which was recorded there
    }
    // Who signs in anew is signed out of what this browser held before.
    const http::Cookie session{access::session_cookie, settings.is_secure()};
    (void)parts_.sessions.end(http::cookie_of(request, session)).has_value();
    auto response = sent_to(std::string{after_success});
    response.headers.push_back(http::set_cookie(session, signed_in->cookie));
    response.headers.push_back(http::end_cookie({attempt_cookie, settings.is_secure()}));
    return response;
}

// The attempt that this browser began, if the provider sent it back with that one's state.
base::Result<Attempt> Browser::attempt_behind(const http::Request& request) const {
    const auto& settings = parts_.provider.settings();
    const auto cookie = http::cookie_of(request, {attempt_cookie, settings.is_secure()});
    auto attempt = attempt_of(cookie, parts_.clock());
    if (!attempt) {
        return not_signed_in("this browser began no attempt, or took too long");
    }
    const auto query = read_query(request.query);
    if (!query || !access::equal_secrets(value_of(*query, "state"), attempt->state)) {
        return not_signed_in("the answer is of another attempt");
    }
    if (query->contains("iss") && value_of(*query, "iss") != settings.issuer) {
        return not_signed_in("the answer is of another issuer");
    }
    return std::move(*attempt);
}

base::Result<std::string> Browser::id_token_for(const std::string& code, const Attempt& attempt) {
    const auto& settings = parts_.provider.settings();
    const auto metadata = parts_.provider.metadata();
    if (!metadata || code.empty()) {
        return not_signed_in("the provider sent no code, or is not known any more");
    }
    Form form{
        {"grant_type", "authorization_code"},
        {"code", code},
        {"redirect_uri", settings.redirect_uri()},
        {"code_verifier", attempt.verifier}};
    std::optional<std::pair<std::string, std::string>> basic;
    if (!settings.client_secret.empty() && !metadata->secret_in_form) {
        basic.emplace(encode(settings.client_id), encode(settings.client_secret));
    } else {
        form.emplace_back("client_id", settings.client_id);
        if (!settings.client_secret.empty()) {
            form.emplace_back("client_secret", settings.client_secret);
        }
    }
    const auto answer = parts_.provider.web().post(metadata->token_endpoint, form, basic);
    if (!answer) {
        return answer.error();
    }
    const auto body = JsonObject::parse(answer->body);
    if (answer->status != 200) {
        return not_signed_in(known_error(body ? body->text("error").value_or("") : ""));
    }
    auto token = body ? body->text("id_token") : std::nullopt;
    if (!token) {
        return not_signed_in("the provider gave no ID token");
    }
    return std::move(*token);
}

http::Response Browser::failed(const base::Error& error, bool recorded) const {
    if (parts_.told) {
        parts_.told(error);
    }
    if (recorded) {
        parts_.log.add(v1::ACCESS_KIND_SIGN_IN_FAILED, {}, callback_path, "oidc");
    }
    auto response = sent_to(std::string{after_failure});
    response.code = "unauthenticated";
    response.headers.push_back(
        http::end_cookie({attempt_cookie, parts_.provider.settings().is_secure()})
    );
    return response;
}

std::string Browser::sign_out_url() const {
    const auto metadata = parts_.provider.metadata();
    const auto& settings = parts_.provider.settings();
    return metadata && !metadata->end_session_endpoint.empty()
               ? with_query(
                     metadata->end_session_endpoint,
                     {{"client_id", settings.client_id},
                      {"post_logout_redirect_uri", settings.base + "/sign-in"}}
                 )
               : std::string{};
}

void add_routes(http::Router& router, Browser& browser) {
    router.add("GET", "/sign-in/oidc", [&browser](const http::Request&, const http::Reply& reply) {
        browser.start(reply);
    });
    router.add(
        "GET",
        std::string{callback_path},
        [&browser](http::Request request, http::Reply reply) {
            browser.finish(std::move(request), std::move(reply));
        }
    );
}

}  // namespace ladder::oidc
