// The administrator's lists: people, service accounts; and registering them.
#include <algorithm>
#include <cctype>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/access/capacities.hpp"
#include "services/console/console.hpp"
#include "services/console/desks.hpp"
#include "services/console/fields.hpp"
#include "services/console/pagination.hpp"
#include "services/console/words.hpp"

namespace ladder::console {

namespace {

constexpr int people_read_at_once = 1000;
constexpr std::size_t people_on_a_page = 25;

std::string lower_case_of(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return text;
}

bool is_meant(const v1::Person& person, const std::string& words) {
    for (const auto* text : {&person.title(), &person.person(), &person.organisation()}) {
        if (lower_case_of(*text).find(words) != std::string::npos) {
            return true;
        }
    }
    return false;
}

// Everybody of the kind who holds the role (empty: any) and has the words in their name, identifier
// or organisation, by title.
base::Result<std::vector<v1::Person>> find_people(
    const Visit& visit, v1::PersonKind kind, const std::string& role, const std::string& words
) {
    std::vector<v1::Person> found;
    v1::ListPeopleRequest request;
    request.set_role(role);
    request.set_page_size(people_read_at_once);
    do {
        auto page = visit.call<v1::ListPeopleResponse>("AccessService/ListPeople", request);
        if (!page) {
            return page.error();
        }
        for (auto& person : *page->mutable_people()) {
            if (person.kind() == kind && is_meant(person, lower_case_of(words))) {
                found.push_back(std::move(person));
            }
        }
        request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
        return std::pair{lower_case_of(a.title()), a.name()} <
               std::pair{lower_case_of(b.title()), b.name()};
    });
    return found;
}

Data row_of_person(
    const v1::Person& person,
    const AdminPlace& place,
    const RulesetWords& words,
    const std::string& today
) {
    std::vector<std::string> roles;
    for (const auto& role : access::capacities_on(person, today)) {
        roles.push_back(words.role(role));
    }
    Data row{Data::type::object};
    row.set("path", path_of(place, person));
    row.set("person_title", person.title());
    row.set("identifier", person.person());
    row.set("organisation", person.organisation());
    put_text(row, "roles", fmt::format("{}", fmt::join(roles, "; ")));
    row.set("administrator", Data{person.administrator()});
    row.set("suspended", Data{person.suspended()});
    return row;
}

Data role_options(const RulesetWords& words, const std::string& chosen, const std::string& any) {
    std::vector<Data> options;
    const auto add = [&](const std::string& value, const std::string& text) {
        auto& option = options.emplace_back(Data::type::object);
        option.set("value", value);
        option.set("text", text);
        option.set("chosen", Data{value == chosen});
    };
    add("", any);
    if (words.definition() != nullptr) {
        for (const auto& role : words.definition()->roles()) {
            add(role.id(), role.title());
        }
    }
    return list_of(std::move(options));
}

Answer show_people(Visit& visit) {
    const auto place = admin_place(visit);
    const auto role = visit.query.value("role");
    const auto search = visit.query.value("search");
    const auto people = find_people(visit, place.kind, role, search);
    if (!people) {
        return people.error();
    }
    const RulesetWords words{*visit.desk};
    const Slice slice{people->size(), people_on_a_page, visit.query.value("page")};
    std::vector<Data> rows;
    for (auto i = slice.first(); i < slice.end(); ++i) {
        rows.push_back(row_of_person((*people)[i], place, words, today_of(visit)));
    }
    Page page{place.texts};
    page.crumbs = above_people(visit);
    auto& data = page.data;
    data.set("path", place.path);
    data.set("search", search);
    data.set("count", std::to_string(people->size()));
    data.set("one", Data{people->size() == 1});
    data.set("filtered", Data{!role.empty() || !search.empty()});
    const auto& any = visit.desk->templates.text(place.texts, "role.any");
    data.set("roles_to_choose", role_options(words, role, any));
    data.set("has_people", Data{!rows.empty()});
    data.set("people", list_of(std::move(rows)));
    Form kept;
    kept.set("search", search);
    kept.set("role", role);
    put_pagination(data, slice, place.path, kept);
    return page;
}

const std::vector<Field>& register_fields() {
    static const std::vector<Field> fields{
        {"title", Field::Kind::text},
        {"person", Field::Kind::text},
        {"organisation", Field::Kind::text},
        {"reasons", Field::Kind::textarea},
    };
    return fields;
}

Page register_page(const Visit& visit, const FieldErrors& errors = {}) {
    const auto place = admin_place(visit);
    const auto texts = place.texts + "_new";
    Page page{texts};
    page.crumbs = above_person(visit, place);
    page.status = errors.empty() ? 200 : 422;
    page.data.set("path", place.path);
    page.data.set("request_id", new_request_id());
    put_form(page.data, visit.desk->templates, texts, register_fields(), visit.form, errors);
    return page;
}

Answer show_register(Visit& visit) {
    // Asked for nothing but whether it would be refused.
    v1::ListPeopleRequest request;
    request.set_page_size(1);
    const auto may = visit.call<v1::ListPeopleResponse>("AccessService/ListPeople", request);
    return may ? Answer{register_page(visit)} : Answer{may.error()};
}

Answer register_account(Visit& visit) {
    const auto place = admin_place(visit);
    v1::RegisterPersonRequest request;
    auto& person = *request.mutable_person();
    person.set_title(visit.form.value("title"));
    person.set_person(visit.form.value("person"));
    person.set_organisation(visit.form.value("organisation"));
    person.set_kind(place.kind);
    request.set_reasons(visit.form.value("reasons"));
    request.set_request_id(visit.form.value("request_id"));
    const auto made =
        visit.call<v1::RegisterPersonResponse>("AccessService/RegisterPerson", request);
    if (!made) {
        const auto code = made.error().code;
        if (code != base::Code::invalid_argument && code != base::Code::already_exists) {
            return made.error();
        }
        const auto& templates = visit.desk->templates;
        return register_page(
            visit,
            errors_of(templates, place.texts + "_new", register_fields(), visit.form, made.error())
        );
    }
    Notice notice{"registered", {}};
    notice.values.set("title", made->person().title());
    visit.leave_notice(notice);
    return Redirect{path_of(place, made->person())};
}

}  // namespace

void add_people_pages(Pages& pages) {
    for (const std::string base : {"/admin/people", "/admin/services"}) {
        pages.get(base, Audience::signed_in, show_people);
        pages.get(base + "/new", Audience::signed_in, show_register);
        pages.post(base + "/new", Audience::signed_in, register_account);
    }
}

}  // namespace ladder::console
