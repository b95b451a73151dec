// Signing in by password, signing out, and the one-time link by which a password is chosen.
#include "services/access/passwords.hpp"
#include "services/console/console.hpp"
#include "services/console/fields.hpp"
#include "services/http/connect_error.hpp"

namespace ladder::console {

namespace {

constexpr const char* sign_in_name = "sign_in";
constexpr const char* welcome_name = "welcome";

const std::vector<Field>& sign_in_fields() {
    static const std::vector<Field> fields{
        {"person", Field::Kind::text, {}, "username"},
        {"password", Field::Kind::password, {}, "current-password"},
    };
    return fields;
}

const std::vector<Field>& welcome_fields() {
    static const std::vector<Field> fields{
        {"password", Field::Kind::password, {}, "new-password"},
        {"again", Field::Kind::password, {}, "new-password"},
    };
    return fields;
}

Page sign_in_page(const Visit& visit, const FieldErrors& errors = {}) {
    Page page{sign_in_name};
    const auto& from = visit.request.method == "POST" ? visit.form : visit.query;
    put_form(page.data, visit.desk->templates, sign_in_name, sign_in_fields(), visit.form, errors);
    page.data.set("to", local_path(from.raw("to")));
    page.data.set("has_oidc", Data{visit.desk->has_oidc});
    const bool signed_out = visit.query.has("signed-out");
    const auto& elsewhere = visit.desk->app.access.provider_sign_out;
    page.data.set("signed_out", Data{signed_out});
    put_text(page.data, "provider_sign_out", signed_out && elsewhere ? elsewhere() : std::string{});
    page.data.set("oidc_failed", Data{visit.query.raw("failed") == "oidc"});
    page.status = errors.empty() ? 200 : 422;
    return page;
}

Answer show_sign_in(Visit& visit) {
    if (visit.who) {
        return Redirect{local_path(visit.query.raw("to"))};
    }
    return sign_in_page(visit);
}

// The same words whatever it was that did not fit.
Page refused_sign_in(const Visit& visit, const base::Error& error) {
    const bool refused = error.code == base::Code::unauthenticated;
    const auto& why = visit.desk->templates.text(sign_in_name, refused ? "refused" : "busy");
    auto page = sign_in_page(visit, {{"", why}});
    page.status = refused ? page.status : http::http_status(error.code);
    return page;
}

void sign_in(const std::shared_ptr<Visit>& visit, Respond respond) {
    const auto& texts = visit->desk->templates;
    const auto person = visit->form.value("person");
    const auto password = std::string{visit->form.raw("password")};
    FieldErrors missing;
    for (const auto* name : {"person", "password"}) {
        if (visit->form.raw(name).empty()) {
            missing.push_back({name, texts.text(sign_in_name, std::string{name} + ".missing")});
        }
    }
    if (!missing.empty()) {
        return respond(sign_in_page(*visit, missing));
    }
    visit->desk->app.access.sign_in.by_password(
        person,
        password,
        visit->request.remote,
        [visit, respond](const base::Result<access::SignedIn>& signed_in) {
            if (!signed_in) {
                return respond(refused_sign_in(*visit, signed_in.error()));
            }
            visit->begin_session(signed_in->cookie);
            respond(Redirect{local_path(visit->form.raw("to"))});
        }
    );
}

Answer sign_out(Visit& visit) {
    if (const auto ended = visit.desk->app.access.sign_in.sign_out(visit.cookie); !ended) {
        return ended.error();
    }
    visit.end_session();
    return Redirect{"/sign-in?signed-out=yes"};
}

Page welcome_page(const Visit& visit, std::string_view code, const FieldErrors& errors = {}) {
    Page page{welcome_name};
    put_form(page.data, visit.desk->templates, welcome_name, welcome_fields(), visit.form, errors);
    page.data.set("code", std::string{code});
    page.data.set("chars_min", std::to_string(access::password_chars_min));
    page.status = errors.empty() ? 200 : 422;
    return page;
}

// Of a link that was used, has ended or never was: which of them is not told.
Page void_link() {
    Page page{"welcome_void"};
    page.status = 404;
    return page;
}

Answer show_welcome(Visit& visit) {
    const auto code = visit.query.raw("code");
    const auto person = visit.desk->app.access.invitations.whose(code);
    if (!person) {
        return person.error().code == base::Code::not_found ? Answer{void_link()}
                                                            : Answer{person.error()};
    }
    return welcome_page(visit, code);
}

FieldErrors unlike_passwords(const Visit& visit) {
    const auto& texts = visit.desk->templates;
    if (visit.form.raw("password").empty()) {
        return {{"password", texts.text(welcome_name, "password.missing")}};
    }
    if (visit.form.raw("password") != visit.form.raw("again")) {
        return {{"again", texts.text(welcome_name, "again.differs")}};
    }
    return {};
}

void choose_password(const std::shared_ptr<Visit>& visit, Respond respond) {
    const std::string code{visit->form.raw("code")};
    if (const auto wrong = unlike_passwords(*visit); !wrong.empty()) {
        return respond(welcome_page(*visit, code, wrong));
    }
    visit->desk->app.access.sign_in.by_invitation(
        code,
        std::string{visit->form.raw("password")},
        [visit, respond, code](const base::Result<access::SignedIn>& signed_in) {
            if (signed_in) {
                visit->begin_session(signed_in->cookie);
                visit->leave_notice({"password_chosen", {}});
                return respond(Redirect{"/"});
            }
            const auto& error = signed_in.error();
            if (error.code == base::Code::not_found || error.code == base::Code::unauthenticated) {
                return respond(void_link());
            }
            if (error.code != base::Code::invalid_argument) {
                return respond(error);
            }
            respond(welcome_page(
                *visit,
                code,
                errors_of(
                    visit->desk->templates, welcome_name, welcome_fields(), visit->form, error
                )
            ));
        }
    );
}

}  // namespace

void add_sign_in_pages(Pages& pages) {
    pages.get("/sign-in", Audience::anybody, show_sign_in);
    pages.post_later("/sign-in", Audience::anybody, sign_in);
    pages.post("/sign-out", Audience::signed_in, sign_out);
    pages.get("/welcome", Audience::anybody, show_welcome);
    pages.post_later("/welcome", Audience::anybody, choose_password);
}

}  // namespace ladder::console
