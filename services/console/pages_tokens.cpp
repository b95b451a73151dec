// Tokens: one's own, and those of a service account for whoever keeps rights.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/access/capacities.hpp"
#include "services/access/tokens.hpp"
#include "services/console/console.hpp"
#include "services/console/fields.hpp"
#include "services/console/words.hpp"

namespace ladder::console {

namespace {

constexpr const char* tokens_name = "tokens";
constexpr const char* token_new_name = "token_new";
constexpr const char* token_revoke_name = "token_revoke";
constexpr std::string_view own_tokens = "/account/tokens";

// Whose tokens a page is about, by its path: "/account/tokens/.." or
// "/admin/services/ID/tokens/..".
struct Holder {
    v1::Person person;
    std::string path;  // of the list
    bool own = true;
    std::size_t id_part = 2;  // which part of the path is a token's id
};

base::Result<Holder> holder_of(const Visit& visit) {
    if (visit.part(0) == "account") {
        return Holder{*visit.who->caller.person, std::string{own_tokens}};
    }
    v1::GetPersonRequest request;
    request.set_name("people/" + visit.part(2));
    auto found = visit.call<v1::GetPersonResponse>("AccessService/GetPerson", request);
    if (!found) {
        return found.error();
    }
    return Holder{
        std::move(*found->mutable_person()),
        fmt::format("/admin/services/{}/tokens", percent_encoded(visit.part(2))),
        false,
        4};
}

base::Result<v1::ListTokensResponse> tokens_of(const Visit& visit, const Holder& holder) {
    v1::ListTokensRequest request;
    request.set_person(holder.person.name());
    return visit.call<v1::ListTokensResponse>("AccessService/ListTokens", request);
}

std::vector<Crumb> above_tokens(const Visit& visit, const Holder& holder) {
    const auto& texts = visit.desk->templates;
    std::vector<Crumb> crumbs{{"/", texts.text("common", "nav.home")}};
    if (holder.own) {
        crumbs.push_back({"/account", texts.text("common", "nav.account")});
    } else {
        crumbs.push_back({"/admin/services", texts.text("common", "nav.services")});
        crumbs.push_back({"/admin/services/" + visit.part(2), holder.person.title()});
    }
    return crumbs;
}

std::vector<Crumb> above_token(const Visit& visit, const Holder& holder) {
    auto crumbs = above_tokens(visit, holder);
    crumbs.push_back({holder.path, visit.desk->templates.text(tokens_name, "crumb")});
    return crumbs;
}

std::string moment_of(const google::protobuf::Timestamp& timestamp) {
    const auto moment = base::from_timestamp(timestamp);
    return moment ? base::in_words(base::day_of(*moment)) : std::string{};
}

Data shown_tokens(
    const v1::ListTokensResponse& list, const RulesetWords& words, const std::string& path
) {
    std::vector<Data> rows;
    for (const auto& token : list.tokens()) {
        std::vector<std::string> roles;
        for (const auto& role : token.capacities()) {
            roles.push_back(words.role(role));
        }
        auto& row = rows.emplace_back(Data::type::object);
        row.set("token_title", token.title());
        put_text(row, "roles", fmt::format("{}", fmt::join(roles, ", ")));
        row.set("read_only", Data{token.read_only()});
        row.set("made", moment_of(token.created_at()));
        row.set("ends", moment_of(token.expires_at()));
        put_text(row, "used", token.has_used_at() ? moment_of(token.used_at()) : std::string{});
        row.set("revoke", fmt::format("{}/{}/revoke", path, percent_encoded(token.id())));
    }
    return list_of(std::move(rows));
}

Answer show_tokens(Visit& visit) {
    const auto holder = holder_of(visit);
    if (!holder) {
        return holder.error();
    }
    const auto list = tokens_of(visit, *holder);
    if (!list) {
        return list.error();
    }
    Page page{tokens_name};
    page.crumbs = above_tokens(visit, *holder);
    page.data.set("own", Data{holder->own});
    page.data.set("holder", holder->person.title());
    page.data.set("path", holder->path);
    page.data.set("tokens", shown_tokens(*list, RulesetWords{*visit.desk}, holder->path));
    page.data.set("has_tokens", Data{list->tokens_size() > 0});
    const bool just_made = visit.notice && visit.notice->kind == "token_made";
    put_text(page.data, "secret", just_made ? visit.notice->values.value("secret") : std::string{});
    return page;
}

std::vector<Field> token_fields(const Visit& visit, const Holder& holder) {
    const auto& texts = visit.desk->templates;
    const RulesetWords words{*visit.desk};
    Field capacities{"capacities", Field::Kind::checkboxes};
    const auto today = base::to_string(base::day_of(visit.desk->app.clock()));
    for (const auto& role : access::capacities_on(holder.person, today)) {
        capacities.options.push_back({role, words.role(role)});
    }
    Field may{"may", Field::Kind::radios};
    may.options = {
        {"read", texts.text(token_new_name, "may.read")},
        {"write", texts.text(token_new_name, "may.write")}};
    std::vector<Field> fields{{"title", Field::Kind::text}};
    if (capacities.options.size() > 1) {
        fields.push_back(std::move(capacities));
    }
    fields.push_back(std::move(may));
    fields.push_back({"days", Field::Kind::text, {}, {}, 4});
    return fields;
}

Page token_page(
    const Visit& visit, const Holder& holder, const Form& typed, const FieldErrors& errors = {}
) {
    Page page{token_new_name};
    page.crumbs = above_token(visit, holder);
    page.status = errors.empty() ? 200 : 422;
    page.data.set("own", Data{holder.own});
    page.data.set("holder", holder.person.title());
    page.data.set("path", holder.path);
    const auto fields = token_fields(visit, holder);
    put_form(page.data, visit.desk->templates, token_new_name, fields, typed, errors);
    return page;
}

Answer show_token_form(Visit& visit) {
    const auto holder = holder_of(visit);
    if (!holder) {
        return holder.error();
    }
    Form usual;
    usual.set("may", "read");
    usual.set("days", std::to_string(access::token_days_default));
    return token_page(visit, *holder, usual);
}

// The days as a number; -1, which nothing takes, for what is none.
int days_of(const std::string& text) {
    const bool number = !text.empty() && text.size() < 6 &&
                        text.find_first_not_of("0123456789") == std::string::npos;
    const int days = number ? std::stoi(text) : -1;
    return days == 0 ? -1 : days;
}

Answer make_token(Visit& visit) {
    const auto holder = holder_of(visit);
    if (!holder) {
        return holder.error();
    }
    v1::CreateTokenRequest request;
    request.set_title(visit.form.value("title"));
    request.set_person(holder->own ? std::string{} : holder->person.name());
    for (const auto& role : visit.form.values("capacities")) {
        request.add_capacities(role);
    }
    request.set_read_only(visit.form.value("may") != "write");
    request.set_days(days_of(visit.form.value("days")));
    const auto made = visit.call<v1::CreateTokenResponse>("AccessService/CreateToken", request);
    if (!made) {
        if (made.error().code != base::Code::invalid_argument) {
            return made.error();
        }
        const auto fields = token_fields(visit, *holder);
        return token_page(
            visit,
            *holder,
            visit.form,
            errors_of(visit.desk->templates, token_new_name, fields, visit.form, made.error())
        );
    }
    Notice notice{"token_made", {}};
    notice.values.set("title", made->token().title());
    notice.values.set("secret", made->secret());
    visit.leave_notice(notice);
    return Redirect{holder->path};
}

// The token of the path, among those that its holder has.
base::Result<v1::Token> token_of(const Visit& visit, const Holder& holder) {
    const auto list = tokens_of(visit, holder);
    if (!list) {
        return list.error();
    }
    const auto id = visit.part(holder.id_part);
    for (const auto& token : list->tokens()) {
        if (token.id() == id) {
            return token;
        }
    }
    return base::Error{base::Code::not_found, "there is no such token", {}};
}

Answer ask_revocation(Visit& visit) {
    const auto holder = holder_of(visit);
    const auto token = holder ? token_of(visit, *holder) : base::Result<v1::Token>{holder.error()};
    if (!token) {
        return token.error();
    }
    Page page{token_revoke_name};
    page.crumbs = above_token(visit, *holder);
    page.data.set("token_title", token->title());
    page.data.set("path", holder->path);
    page.data.set("action", visit.request.path);
    return page;
}

Answer revoke_token(Visit& visit) {
    const auto holder = holder_of(visit);
    const auto token = holder ? token_of(visit, *holder) : base::Result<v1::Token>{holder.error()};
    if (!token) {
        return token.error();
    }
    v1::RevokeTokenRequest request;
    request.set_id(token->id());
    const auto revoked = visit.call<v1::RevokeTokenResponse>("AccessService/RevokeToken", request);
    if (!revoked) {
        return revoked.error();
    }
    Notice notice{"token_revoked", {}};
    notice.values.set("title", token->title());
    visit.leave_notice(notice);
    return Redirect{holder->path};
}

}  // namespace

void add_token_pages(Pages& pages) {
    for (const std::string base : {"/account/tokens", "/admin/services/{id}/tokens"}) {
        pages.get(base, Audience::signed_in, show_tokens);
        pages.get(base + "/new", Audience::signed_in, show_token_form);
        pages.post(base + "/new", Audience::signed_in, make_token);
        pages.get(base + "/{token}/revoke", Audience::signed_in, ask_revocation);
        pages.post(base + "/{token}/revoke", Audience::signed_in, revoke_token);
    }
}

}  // namespace ladder::console
