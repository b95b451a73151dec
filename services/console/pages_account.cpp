// One's own account: who I am and what I may, the capacity I act in, my password, my sessions.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/access/vetting.hpp"
#include "services/console/console.hpp"
#include "services/console/fields.hpp"
#include "services/console/words.hpp"

namespace ladder::console {

namespace {

constexpr const char* password_name = "account_password";
constexpr const char* capacity_name = "account_capacity";

const std::vector<Field>& password_fields() {
    static const std::vector<Field> fields{
        {"present", Field::Kind::password, {}, "current-password"},
        {"password", Field::Kind::password, {}, "new-password"},
        {"again", Field::Kind::password, {}, "new-password"},
    };
    return fields;
}

Crumb home_crumb(const Visit& visit) {
    return {"/", visit.desk->templates.text("common", "nav.home")};
}
std::vector<Crumb> below_account(const Visit& visit) {
    return {home_crumb(visit), {"/account", visit.desk->templates.text("common", "nav.account")}};
}

std::string clearance_in_words(
    const Visit& visit, const v1::WhoAmIResponse& me, const RulesetWords& words
) {
    const auto today = base::to_string(base::day_of(visit.desk->app.clock()));
    const auto* clearance = access::clearance_on(me.person(), today);
    Data values{Data::type::object};
    values.set("marking", marking_in_words(me.marking_max()));
    if (clearance == nullptr) {
        return visit.desk->templates.text("account", "clearance.none", values);
    }
    values.set("check", words.vetting(clearance->vetting()));
    values.set("until", day_in_words(clearance->until()));
    return visit.desk->templates.text("account", "clearance.held", values);
}

Data shown_sessions(const std::vector<access::SessionShown>& sessions) {
    std::vector<Data> rows;
    for (const auto& session : sessions) {
        auto& row = rows.emplace_back(Data::type::object);
        row.set("began", moment_in_words(session.began_at));
        row.set("seen", moment_in_words(session.seen_at));
        row.set("current", Data{session.current});
    }
    return list_of(std::move(rows));
}

Answer show_account(Visit& visit) {
    const auto me = visit.call<v1::WhoAmIResponse>("AccessService/WhoAmI", v1::WhoAmIRequest{});
    if (!me) {
        return me.error();
    }
    const auto sessions = visit.desk->app.access.sessions.of(me->person().name(), visit.cookie);
    if (!sessions) {
        return sessions.error();
    }
    const RulesetWords words{*visit.desk};
    Page page{"account"};
    page.crumbs = {home_crumb(visit)};
    auto& data = page.data;
    data.set("person_title", me->person().title());
    data.set("identifier", me->person().person());
    data.set("organisation", me->person().organisation());
    data.set("administrator", Data{me->person().administrator()});
    std::vector<Data> capacities;
    for (const auto& role : me->capacities()) {
        capacities.emplace_back(Data::type::object).set("role", words.role(role));
    }
    data.set("has_capacities", Data{!capacities.empty()});
    data.set("capacities", list_of(std::move(capacities)));
    put_text(data, "acting", me->capacity().empty() ? "" : words.role(me->capacity()));
    data.set("has_choice", Data{me->capacities_size() > 1});
    data.set("clearance", clearance_in_words(visit, *me, words));
    data.set("sessions", shown_sessions(*sessions));
    return page;
}

Answer sign_out_everywhere(Visit& visit) {
    const auto ended = visit.call<v1::SignOutEverywhereResponse>(
        "AccessService/SignOutEverywhere", v1::SignOutEverywhereRequest{}
    );
    if (!ended) {
        return ended.error();
    }
    visit.end_session();
    return Redirect{"/sign-in?signed-out=yes"};
}

Page password_page(const Visit& visit, const FieldErrors& errors = {}) {
    Page page{password_name};
    page.crumbs = below_account(visit);
    page.status = errors.empty() ? 200 : 422;
    put_form(
        page.data, visit.desk->templates, password_name, password_fields(), visit.form, errors
    );
    return page;
}

Answer show_password(Visit& visit) {
    return password_page(visit);
}

FieldErrors slips_of_passwords(const Visit& visit) {
    const auto& texts = visit.desk->templates;
    FieldErrors slips;
    for (const auto* name : {"present", "password"}) {
        if (visit.form.raw(name).empty()) {
            slips.push_back({name, texts.text(password_name, fmt::format("{}.missing", name))});
        }
    }
    if (slips.empty() && visit.form.raw("password") != visit.form.raw("again")) {
        slips.push_back({"again", texts.text(password_name, "again.differs")});
    }
    return slips;
}

void change_password(const std::shared_ptr<Visit>& visit, Respond respond) {
    if (const auto slips = slips_of_passwords(*visit); !slips.empty()) {
        return respond(password_page(*visit, slips));
    }
    visit->desk->app.access.sign_in.change_password(
        visit->who->session.person,
        std::string{visit->form.raw("present")},
        std::string{visit->form.raw("password")},
        visit->request.remote,
        [visit, respond](const base::Result<access::SignedIn>& changed) {
            if (changed) {
                visit->begin_session(changed->cookie);
                visit->leave_notice({"password_changed", {}});
                return respond(Redirect{"/account"});
            }
            const auto& error = changed.error();
            const auto& texts = visit->desk->templates;
            if (error.code == base::Code::unauthenticated) {
                const auto& text = texts.text(password_name, "present.refused");
                return respond(password_page(*visit, {{"present", text}}));
            }
            if (error.code != base::Code::invalid_argument) {
                return respond(error);
            }
            respond(password_page(
                *visit, errors_of(texts, password_name, password_fields(), visit->form, error)
            ));
        }
    );
}

std::vector<Field> capacity_fields(const Visit& visit) {
    const RulesetWords words{*visit.desk};
    Field field{"capacity", Field::Kind::radios};
    for (const auto& role : visit.who->caller.capacities) {
        field.options.push_back({role, words.role(role)});
    }
    return {field};
}

Page capacity_page(const Visit& visit, const Form& typed, const FieldErrors& errors = {}) {
    Page page{capacity_name};
    page.crumbs = below_account(visit);
    page.status = errors.empty() ? 200 : 422;
    put_form(
        page.data, visit.desk->templates, capacity_name, capacity_fields(visit), typed, errors
    );
    return page;
}

Answer show_capacity(Visit& visit) {
    Form present;
    present.set("capacity", visit.who->caller.capacity);
    return capacity_page(visit, present);
}

Answer choose_capacity(Visit& visit) {
    const auto chosen = visit.form.value("capacity");
    const auto& held = visit.who->caller.capacities;
    if (std::find(held.begin(), held.end(), chosen) == held.end()) {
        const auto& text = visit.desk->templates.text(capacity_name, "capacity.missing");
        return capacity_page(visit, visit.form, {{"capacity", text}});
    }
    if (const auto kept = visit.desk->app.access.sessions.choose(visit.cookie, chosen); !kept) {
        return kept.error();
    }
    visit.leave_notice({"capacity_chosen", {}});
    return Redirect{"/account"};
}

}  // namespace

void add_account_pages(Pages& pages) {
    pages.get("/account", Audience::signed_in, show_account);
    pages.post("/account/sign-out-everywhere", Audience::signed_in, sign_out_everywhere);
    pages.get("/account/password", Audience::signed_in, show_password);
    pages.post_later("/account/password", Audience::signed_in, change_password);
    pages.get("/account/capacity", Audience::signed_in, show_capacity);
    pages.post("/account/capacity", Audience::signed_in, choose_capacity);
}

}  // namespace ladder::console
