// Changing a person: each kind of change on a page of its own, with reasons. Whoever works on what
// somebody else has changed meanwhile is told what and by whom.
#include <algorithm>

#include "services/console/console.hpp"
#include "services/console/desks.hpp"
#include "services/console/person_changes.hpp"
#include "services/console/titles.hpp"

namespace ladder::console {

namespace {

constexpr const char* change_page_name = "person_change";

// The change that a path and a query ask for, about the person as they stand.
struct Asked {
    std::string kind;
    std::string texts;  // the page whose texts it has
    AdminPlace place;
    v1::Person person;
    RulesetWords words;
};

base::Result<Asked> asked_of(const Visit& visit) {
    auto kind = visit.part(4);
    if (!is_change_kind(kind)) {
        return base::Error{base::Code::not_found, "there is no such change", {}};
    }
    auto person = person_of(visit);
    if (!person) {
        return person.error();
    }
    auto texts = "change_" + kind;
    return Asked{
        std::move(kind),
        std::move(texts),
        admin_place(visit),
        std::move(*person),
        RulesetWords{*visit.desk}};
}

// The right that is to end, in words; empty: none of that id.
std::string right_to_end(const Asked& asked, const std::string& id) {
    for (const auto& right : rights_of(asked.person, asked.words)) {
        if (right.id == id) {
            return right.detail.empty() ? right.what : right.what + " (" + right.detail + ")";
        }
    }
    return {};
}

Data page_words(const Asked& asked, const std::string& right) {
    Data words{Data::type::object};
    words.set("person_title", asked.person.title());
    words.set("right", right);
    return words;
}

// Without the bodies, where they can't be read: the rest of the form stands.
ChangeChoices choices_of(const Visit& visit, const std::string& kind) {
    ChangeChoices choices{visit.people(), {}};
    Titles titles;
    if ((kind == "membership" || kind == "recusal") && add_body_titles(visit, titles)) {
        for (const auto& [name, title] : titles.all("bodies/")) {
            choices.bodies.push_back({name, title});
        }
        std::sort(
            choices.bodies.begin(),
            choices.bodies.end(),
            [](const Option& a, const Option& b) { return a.text < b.text; }
        );
    }
    return choices;
}

std::vector<Field> fields_of(const Visit& visit, const Asked& asked) {
    return change_fields(
        asked.kind, visit.desk->templates, asked.words, choices_of(visit, asked.kind)
    );
}

Page change_page(
    const Visit& visit, const Asked& asked, const Form& typed, const FieldErrors& errors = {}
) {
    const auto& templates = visit.desk->templates;
    const auto right =
        visit.request.method == "POST" ? typed.value("right") : visit.query.value("right");
    const auto words = page_words(asked, right_to_end(asked, right));
    Page page{change_page_name};
    page.crumbs = below_person(visit, asked.place, asked.person);
    page.status = errors.empty() ? 200 : 422;
    auto& data = page.data;
    data.set("heading", templates.text(asked.texts, "heading", words));
    data.set("submit", templates.text(asked.texts, "submit"));
    const bool has_intro = templates.has_text(asked.texts, "intro");
    put_text(
        data, "intro", has_intro ? templates.text(asked.texts, "intro", words) : std::string{}
    );
    data.set("warning", Data{asked.kind == "suspend"});
    data.set("action", visit.request.path);
    data.set("path", path_of(asked.place, asked.person));
    data.set("right", right);
    data.set("etag", asked.person.etag());
    const auto seen_at = base::from_timestamp(asked.person.updated_at());
    data.set("seen_at", seen_at ? std::to_string(base::to_micros(*seen_at)) : std::string{});
    data.set("request_id", new_request_id());
    data.set("stale", Data{false});
    put_form(data, templates, asked.texts, fields_of(visit, asked), typed, errors);
    return page;
}

Answer show_change(Visit& visit) {
    const auto asked = asked_of(visit);
    if (!asked) {
        return asked.error();
    }
    if (asked->kind == "end" && right_to_end(*asked, visit.query.value("right")).empty()) {
        return base::Error{base::Code::not_found, "there is no such right", {}};
    }
    return change_page(visit, *asked, change_as_it_stands(asked->kind, asked->person));
}

// The person as whoever typed the form had seen them; as they stand, if that can't be known.
v1::Person person_as_seen(const Visit& visit, const Asked& asked) {
    const auto micros = visit.form.value("seen_at");
    if (micros.empty() || micros.size() > 16 ||
        micros.find_first_not_of("0123456789") != std::string::npos) {
        return asked.person;
    }
    v1::GetPersonRequest request;
    request.set_name(asked.person.name());
    *request.mutable_known_at() = base::to_timestamp(base::from_micros(std::stoll(micros)));
    const auto found = visit.call<v1::GetPersonResponse>("AccessService/GetPerson", request);
    return found ? found->person() : asked.person;
}

// What was typed, kept, and what changed meanwhile; sent once more it is done.
Answer stale_page(const Visit& visit, const Asked& asked) {
    const auto& templates = visit.desk->templates;
    auto page = change_page(visit, asked, visit.form);
    page.status = 409;
    page.data.set("stale", Data{true});
    page.data.set("changed_by", visit.people().title(asked.person.updated_by().person()));
    const auto at = base::from_timestamp(asked.person.updated_at());
    page.data.set("changed_at", at ? moment_in_words(*at) : std::string{});
    std::vector<Data> told;
    for (const auto& line :
         differences(person_as_seen(visit, asked), asked.person, templates, asked.words)) {
        told.emplace_back(Data::type::object).set("difference", line);
    }
    page.data.set("has_told", Data{!told.empty()});
    page.data.set("told", list_of(std::move(told)));
    return page;
}

Answer refused_change(const Visit& visit, const Asked& asked, const base::Error& error) {
    if (error.code == base::Code::aborted) {
        return stale_page(visit, asked);
    }
    if (error.code != base::Code::invalid_argument &&
        error.code != base::Code::failed_precondition) {
        return error;
    }
    const auto& templates = visit.desk->templates;
    return change_page(
        visit,
        asked,
        visit.form,
        errors_of(templates, asked.texts, fields_of(visit, asked), visit.form, error)
    );
}

Answer make_change(Visit& visit) {
    const auto asked = asked_of(visit);
    if (!asked) {
        return asked.error();
    }
    for (const auto& field : fields_of(visit, *asked)) {
        identify(visit.form, field);
    }
    v1::ChangePersonRequest request;
    request.set_name(asked->person.name());
    request.set_etag(visit.form.value("etag"));
    *request.mutable_change() = change_of(asked->kind, visit.form);
    request.set_reasons(visit.form.value("reasons"));
    request.set_request_id(visit.form.value("request_id"));
    const auto changed =
        visit.call<v1::ChangePersonResponse>("AccessService/ChangePerson", request);
    if (!changed) {
        return refused_change(visit, *asked, changed.error());
    }
    Notice notice{"changed", {}};
    notice.values.set("title", changed->person().title());
    notice.values.set("what", visit.desk->templates.text(asked->texts, "done"));
    visit.leave_notice(notice);
    return Redirect{path_of(asked->place, changed->person())};
}

}  // namespace

void add_person_change_pages(Pages& pages) {
    for (const std::string base : {"/admin/people", "/admin/services"}) {
        pages.get(base + "/{id}/change/{kind}", Audience::signed_in, show_change);
        pages.post(base + "/{id}/change/{kind}", Audience::signed_in, make_change);
    }
}

}  // namespace ladder::console
