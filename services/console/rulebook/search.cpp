// `/search`: bodies, cases, people, documents and meetings, of what somebody sees.
#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/document_service.pb.h"
#include "ladder/v1/meeting_service.pb.h"
#include "services/console/auditor/frame.hpp"
#include "services/console/fields.hpp"
#include "services/console/rulebook/rulebook.hpp"
#include "services/console/rulebook/search_people.hpp"
#include "services/console/rulebook/search_words.hpp"

namespace ladder::rulebook {

namespace {

using auditor::Titles;
using console::Answer;
using console::Data;
using console::Page;
using console::Visit;
using Type = Data::type;

constexpr std::size_t shown_most = 20;  // of a kind; who wants more types more
constexpr std::size_t words_chars_most = 200;

void put_group(
    std::vector<Data>& groups, const Visit& visit, const std::string& kind, std::vector<Found> found
) {
    if (found.empty()) {
        return;
    }
    auto& group = groups.emplace_back(Type::object);
    group.set("kind", kind);
    group.set("kind_title", visit.desk->templates.text("search", "kind." + kind));
    group.set("found_count", std::to_string(found.size()));
    group.set("more", Data{found.size() > shown_most});
    found.resize(std::min(found.size(), shown_most));
    std::vector<Data> items;
    for (const auto& one : found) {
        auto& item = items.emplace_back(Type::object);
        item.set("item_title", one.title);
        item.set("item_link", one.link);
        console::put_text(item, "item_note", one.note);
    }
    group.set("items", console::list_of(std::move(items)));
}

// A list of what this person may not ask for is empty, as if nothing were there.
template <class Item>
base::Result<std::vector<Item>> or_nothing(base::Result<std::vector<Item>> found) {
    if (!found && found.error().code == base::Code::permission_denied) {
        return std::vector<Item>{};
    }
    return found;
}

std::vector<Found> find_bodies(const Visit& visit, const Titles& titles, const SearchWords& words) {
    std::vector<Found> found;
    for (const auto& [name, body] : titles.bodies()) {
        if (words.are_in({body.title(), body.short_title(), body.welsh_title(), name})) {
            found.push_back({body.title(), auditor::path_of_record(visit, name), body.region()});
        }
    }
    return found;
}

base::Result<std::vector<Found>> find_cases(
    const Visit& visit, const Titles& titles, const SearchWords& words
) {
    v1::ListCasesRequest request;
    request.set_include_closed(true);
    const auto cases =
        or_nothing(visit.read_all("CaseService/ListCases", request, &v1::ListCasesResponse::cases));
    if (!cases) {
        return cases.error();
    }
    std::vector<Found> found;
    for (const auto& one : *cases) {
        const auto* body = titles.find_body(one.body());
        const auto title = fmt::format(
            "{}, {}",
            body == nullptr ? titles.body(one.body()) : body->title(),
            auditor::subject_in_words(visit, one.subject())
        );
        const auto stage = titles.stage(one.stage(), one.ladder());
        if (words.are_in({title, stage, one.name()})) {
            found.push_back(
                {title,
                 visit.link("/cases/" + auditor::last_part(one.name())),
                 one.closed_on().empty()
                     ? stage
                     : fmt::format(
                           "{} {}",
                           visit.desk->templates.text("common", "compare.closed"),
                           console::day_in_words(one.closed_on())
                       )}
            );
        }
    }
    return found;
}

base::Result<std::vector<Found>> find_documents(const Visit& visit, const SearchWords& words) {
    const auto documents = or_nothing(visit.read_all(
        "DocumentService/ListDocuments",
        v1::ListDocumentsRequest{},
        &v1::ListDocumentsResponse::documents
    ));
    if (!documents) {
        return documents.error();
    }
    std::vector<Found> found;
    for (const auto& one : *documents) {
        if (words.are_in({one.title(), one.name()})) {
            found.push_back(
                {one.title(),
                 auditor::path_of_record(visit, one.name()),
                 console::day_in_words(one.dated())}
            );
        }
    }
    return found;
}

base::Result<std::vector<Found>> find_meetings(const Visit& visit, const SearchWords& words) {
    const auto meetings = or_nothing(visit.read_all(
        "MeetingService/ListMeetings",
        v1::ListMeetingsRequest{},
        &v1::ListMeetingsResponse::meetings
    ));
    if (!meetings) {
        return meetings.error();
    }
    std::vector<Found> found;
    for (const auto& one : *meetings) {
        if (words.are_in({one.title(), one.name(), console::day_in_words(one.held_on())})) {
            found.push_back(
                {one.title(),
                 auditor::path_of_record(visit, one.name()),
                 console::day_in_words(one.held_on())}
            );
        }
    }
    return found;
}

Answer show_search(Visit& visit) {
    auto asked = visit.query.value("q");
    Page page{"search"};
    page.data.set("q", asked);
    page.data.set("asked", Data{!asked.empty()});
    page.data.set("too_long", Data{asked.size() > words_chars_most});
    std::vector<Data> groups;
    if (!asked.empty() && asked.size() <= words_chars_most) {
        const SearchWords words{asked};
        const auto titles = Titles::read(visit);
        if (!titles) {
            return titles.error();
        }
        auto cases = find_cases(visit, *titles, words);
        auto documents = find_documents(visit, words);
        auto meetings = find_meetings(visit, words);
        auto people = find_people(visit, words, *titles, shown_most);
        auto peers = find_peers(visit, words);
        for (const auto* found : {&cases, &documents, &meetings, &people, &peers}) {
            if (!*found) {
                return found->error();
            }
        }
        put_group(groups, visit, "bodies", find_bodies(visit, *titles, words));
        put_group(groups, visit, "cases", std::move(*cases));
        put_group(groups, visit, "meetings", std::move(*meetings));
        put_group(groups, visit, "documents", std::move(*documents));
        put_group(groups, visit, "people", std::move(*people));
        put_group(groups, visit, "peers", std::move(*peers));
    }
    page.data.set("has_groups", Data{!groups.empty()});
    page.data.set("groups", console::list_of(std::move(groups)));
    return page;
}

}  // namespace

void add_search_pages(console::Pages& pages) {
    pages.get("/search", console::Audience::signed_in, show_search);
}

}  // namespace ladder::rulebook
