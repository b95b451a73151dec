// One person, or one service account: who they are, every right they have or had, and helping them
// to sign in.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/access/capacities.hpp"
#include "engine/record/names.hpp"
#include "services/console/console.hpp"
#include "services/console/desks.hpp"
#include "services/console/fields.hpp"
#include "services/console/titles.hpp"
#include "services/console/words.hpp"

namespace ladder::console {

namespace {

constexpr const char* person_name = "person";

// The kinds of rights, in the order in which they are shown.
constexpr std::array right_kinds{
    "membership", "clearance", "compartment", "need_to_know", "delegation", "recusal"};

// What a case is called by its own name, "cases/kent-general-1", without a look at it: whoever
// keeps accounts sees no case. Of a body that is not known nothing is added.
void add_case_title(const Visit& visit, const std::string& record, Titles& titles) {
    const auto& texts = visit.desk->templates;
    for (const auto subject :
         {v1::SUBJECT_GENERAL, v1::SUBJECT_CONFIDENCE, v1::SUBJECT_COUNTER_TERRORISM}) {
        const auto word = fmt::format("-{}-", record::subject_word(subject));
        const auto at = record.rfind(word);
        if (!record.starts_with("cases/") || at == std::string::npos) {
            continue;
        }
        const auto body = "bodies/" + record.substr(6, at - 6);
        const auto title = titles.of(body);
        if (title == body.substr(7)) {
            continue;  // no such body
        }
        auto key = "subject." + std::string{record::subject_word(subject)};
        std::replace(key.begin(), key.end(), '-', '_');
        Data values{Data::type::object};
        values.set("body", title);
        values.set("subject", texts.text("common", key));
        values.set("number", record.substr(at + word.size()));
        titles.add(record, texts.text(person_name, "case", values));
    }
}

// Bodies by their titles; cases by what their names tell.
Data shown_right(
    const RightRow& right, const std::string& path, std::string_view today, const Titles& titles
) {
    const bool ended = !right.until.empty() && right.until < today;
    Data row{Data::type::object};
    row.set("what", titles.in_text(right.what));
    put_text(row, "detail", titles.in_text(right.detail));
    row.set("from", day_in_words(right.from));
    put_text(row, "until", day_in_words(right.until));
    row.set("later", Data{right.from > today});
    put_text(
        row, "end", ended ? std::string{} : fmt::format("{}/change/end?right={}", path, right.id)
    );
    return row;
}

// Every kind with what holds or will, and apart from it what has ended.
Data shown_rights(
    const Visit& visit,
    const v1::Person& person,
    const std::string& path,
    const RulesetWords& words,
    const Titles& titles
) {
    const auto today = today_of(visit);
    const auto all = rights_of(person, words);
    const auto& texts = visit.desk->templates;
    std::vector<Data> kinds;
    for (const std::string kind : right_kinds) {
        std::vector<Data> held;
        std::vector<Data> ended;
        for (const auto& right : all) {
            if (right.kind == kind) {
                const bool over = !right.until.empty() && right.until < today;
                (over ? ended : held).push_back(shown_right(right, path, today, titles));
            }
        }
        auto& shown = kinds.emplace_back(Data::type::object);
        shown.set("kind", kind);
        shown.set("kind_title", texts.text(person_name, kind + ".title"));
        shown.set("kind_none", texts.text(person_name, kind + ".none"));
        shown.set("kind_give", texts.text(person_name, kind + ".give"));
        shown.set("give_link", fmt::format("{}/change/{}", path, kind));
        shown.set("has_held", Data{!held.empty()});
        shown.set("has_ended", Data{!ended.empty()});
        shown.set("ended_count", std::to_string(ended.size()));
        shown.set("held", list_of(std::move(held)));
        shown.set("ended", list_of(std::move(ended)));
    }
    return list_of(std::move(kinds));
}

Answer show_person(Visit& visit) {
    const auto person = person_of(visit);
    if (!person) {
        return person.error();
    }
    const auto place = admin_place(visit);
    const auto path = path_of(place, *person);
    const RulesetWords words{*visit.desk};
    Titles titles{visit.people()};
    if (const auto added = add_body_titles(visit, titles); !added) {
        return added.error();
    }
    for (const auto& right : person->needs_to_know()) {
        add_case_title(visit, right.record(), titles);
    }
    for (const auto& right : person->recusals()) {
        add_case_title(visit, right.record(), titles);
    }
    Page page{person_name};
    page.crumbs = above_person(visit, place);
    auto& data = page.data;
    data.set("path", path);
    data.set("person_title", person->title());
    data.set("identifier", person->person());
    data.set("organisation", person->organisation());
    data.set("administrator", Data{person->administrator()});
    data.set("suspended", Data{person->suspended()});
    data.set("service", Data{person->kind() == v1::PERSON_KIND_SERVICE});
    data.set("self", Data{person->name() == visit.who->caller.person->name()});
    put_text(data, "identity", person->identity());
    put_text(data, "certificate", person->certificate());
    const auto changed = base::from_timestamp(person->updated_at());
    data.set("changed_at", changed ? moment_in_words(*changed) : std::string{});
    data.set("changed_by", visit.people().title(person->updated_by().person()));
    data.set("kinds", shown_rights(visit, *person, path, words, titles));
    const bool invited = visit.notice && visit.notice->kind == "invited";
    put_text(data, "link", invited ? visit.notice->values.value("link") : std::string{});
    put_text(data, "link_ends", invited ? visit.notice->values.value("ends") : std::string{});
    return page;
}

Answer invite(Visit& visit) {
    const auto person = person_of(visit);
    if (!person) {
        return person.error();
    }
    v1::InvitePersonRequest request;
    request.set_name(person->name());
    const auto made = visit.call<v1::InvitePersonResponse>("AccessService/InvitePerson", request);
    if (!made) {
        return made.error();
    }
    const auto ends = base::from_timestamp(made->expires_at());
    Notice notice{"invited", {}};
    notice.values.set("title", person->title());
    notice.values.set("link", visit.own_address() + made->path());
    notice.values.set("ends", ends ? moment_in_words(*ends) : std::string{});
    visit.leave_notice(notice);
    return Redirect{path_of(admin_place(visit), *person)};
}

Answer sign_out_person(Visit& visit) {
    const auto person = person_of(visit);
    if (!person) {
        return person.error();
    }
    v1::SignOutEverywhereRequest request;
    request.set_name(person->name());
    const auto ended =
        visit.call<v1::SignOutEverywhereResponse>("AccessService/SignOutEverywhere", request);
    if (!ended) {
        return ended.error();
    }
    Notice notice{ended->ended() == 1 ? "signed_out_one" : "signed_out_many", {}};
    notice.values.set("title", person->title());
    notice.values.set("count", std::to_string(ended->ended()));
    visit.leave_notice(notice);
    return Redirect{path_of(admin_place(visit), *person)};
}

}  // namespace

void add_person_pages(Pages& pages) {
    pages.get("/admin/people/{id}", Audience::signed_in, show_person);
    pages.get("/admin/services/{id}", Audience::signed_in, show_person);
    pages.post("/admin/people/{id}/invite", Audience::signed_in, invite);
    pages.post("/admin/people/{id}/sign-out", Audience::signed_in, sign_out_person);
}

}  // namespace ladder::console
