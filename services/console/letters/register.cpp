// The public register: what was published, for anybody, with a feed.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "services/api/public_register.hpp"
#include "services/console/fields.hpp"
#include "services/console/letters/atom.hpp"
#include "services/console/letters/letters.hpp"
#include "services/console/letters/paper.hpp"
#include "services/console/table.hpp"
#include "services/console/words.hpp"

namespace ladder::letters {

namespace {

using api::PublicEntry;
using console::Answer;
using console::Audience;
using console::Cell;
using console::Data;
using console::Page;
using console::Visit;

constexpr const char* register_path = "/register";
constexpr const char* register_name = "register";
constexpr const char* entry_name = "register_entry";
// Beside the entries, whose ids may be any word.
constexpr std::string_view register_feed = "/register.atom";
constexpr std::string_view feed_once = "feed";  // where it was: /register/feed
constexpr std::size_t feed_entries_max = 100;
// A longer text is given to be downloaded.
constexpr std::int64_t text_bytes_shown = std::int64_t{256} * 1024;

using Titles = std::map<std::string, std::string>;  // of bodies by name

// Of the bodies that entries are about: there may be many others.
base::Result<Titles> body_titles(const Visit& visit, const std::vector<PublicEntry>& entries) {
    std::set<std::string> names;
    for (const auto& entry : entries) {
        if (!entry.body.empty()) {
            names.insert(entry.body);
        }
    }
    const auto bodies = visit.desk->app.bodies.named({names.begin(), names.end()});
    if (!bodies) {
        return bodies.error();
    }
    Titles titles;
    for (const auto& body : *bodies) {
        titles[body.name()] = body.title();
    }
    return titles;
}

std::string title_of(const Titles& titles, const std::string& body) {
    const auto found = titles.find(body);
    return found == titles.end() ? body : found->second;
}

std::string id_of_body(const std::string& body) {
    return body.substr(body.find('/') + 1);
}

std::string kind_of(const Visit& visit, const PublicEntry& entry) {
    if (!entry.kind_title.empty()) {
        return entry.kind_title;
    }
    return entry.kind == "decision" ? visit.desk->templates.text(register_name, "decision")
                                    : entry.kind;
}

bool is_wanted(const Visit& visit, const PublicEntry& entry) {
    const auto& query = visit.query;
    const auto body = query.value("body");
    const auto kind = query.value("kind");
    const auto from = query.value("from");
    const auto until = query.value("until");
    // ISO dates sort as text.
    return (body.empty() || id_of_body(entry.body) == body) &&
           (kind.empty() || entry.kind == kind) && (from.empty() || entry.published_on >= from) &&
           (until.empty() || entry.published_on <= until);
}

// Options of a filter: what there is in the register, and nothing else.
Data options_of(
    const std::map<std::string, std::string>& titles_by_value,
    const std::string& chosen,
    const std::string& any
) {
    std::vector<Data> options;
    const auto add = [&](const std::string& value, const std::string& text) {
        auto& option = options.emplace_back(Data::type::object);
        option.set("value", value);
        option.set("text", text);
        option.set("chosen", Data{value == chosen});
    };
    std::vector<std::pair<std::string, std::string>> sorted;
    sorted.reserve(titles_by_value.size());
    for (const auto& [value, title] : titles_by_value) {
        sorted.emplace_back(title, value);
    }
    std::sort(sorted.begin(), sorted.end());
    add("", any);
    for (const auto& [title, value] : sorted) {
        add(value, title);
    }
    return console::list_of(std::move(options));
}

void put_filters(
    Page& page, const Visit& visit, const std::vector<PublicEntry>& entries, const Titles& titles
) {
    std::map<std::string, std::string> bodies;
    std::map<std::string, std::string> kinds;
    for (const auto& entry : entries) {
        kinds[entry.kind] = kind_of(visit, entry);
        if (!entry.body.empty()) {
            bodies[id_of_body(entry.body)] = title_of(titles, entry.body);
        }
    }
    const auto& templates = visit.desk->templates;
    auto& data = page.data;
    const auto any = [&](const char* key) { return templates.text(register_name, key); };
    data.set("bodies", options_of(bodies, visit.query.value("body"), any("body.any")));
    data.set("kinds", options_of(kinds, visit.query.value("kind"), any("kind.any")));
    data.set("from", visit.query.value("from"));
    data.set("until", visit.query.value("until"));
}

base::Result<std::vector<PublicEntry>> entries_of(const Visit& visit) {
    db::KnownAt known_at;
    if (visit.known) {
        known_at.at = visit.known->at;
    }
    return api::public_register(visit.desk->app, known_at);
}

std::string entry_path(const PublicEntry& entry) {
    return fmt::format("{}/{}", register_path, entry.id);
}

// Where the feed is of what is shown: of a body, if one was chosen.
std::string feed_path(const Visit& visit) {
    const auto body = visit.query.value("body");
    return body.empty() ? std::string{register_feed}
                        : fmt::format("{}?body={}", register_feed, console::percent_encoded(body));
}

Answer show_register(Visit& visit) {
    const auto entries = entries_of(visit);
    if (!entries) {
        return entries.error();
    }
    const auto titles = body_titles(visit, *entries);
    if (!titles) {
        return titles.error();
    }
    console::Table table{{{"title"}, {"body"}, {"kind"}, {"published"}}, {}};
    for (const auto& entry : *entries) {
        if (is_wanted(visit, entry)) {
            table.rows.push_back(
                {Cell{entry.title, visit.link(entry_path(entry))},
                 Cell{entry.body.empty() ? std::string{} : title_of(*titles, entry.body)},
                 Cell{kind_of(visit, entry)},
                 Cell{
                     .text = console::day_in_words(entry.published_on),
                     .order = entry.published_on}}
            );
        }
    }
    Page page{register_name};
    put_filters(page, visit, *entries, *titles);
    page.data.set("feed", feed_path(visit));
    page.data.set("is_empty", Data{entries->empty()});
    return list_answer(
        visit,
        std::move(page),
        std::move(table),
        {register_path,
         {"body", "kind", "from", "until"},
         {},
         50,
         visit.desk->templates.text(register_name, "file")}
    );
}

Data left_out(const Visit& visit, const PublicEntry& entry) {
    std::vector<Data> shown;
    for (const auto& redaction : entry.left_out) {
        auto& row = shown.emplace_back(Data::type::object);
        row.set("what", redaction.what);
        row.set(
            "ground",
            visit.desk->templates.text(
                entry_name, fmt::format("ground.{}", static_cast<int>(redaction.ground))
            )
        );
    }
    return console::list_of(std::move(shown));
}

// The parts of an entry's document: texts as they read, the rest to be downloaded.
base::Result<Data> shown_parts(const Visit& visit, const PublicEntry& entry) {
    std::vector<Data> parts;
    for (const auto& part : entry.parts) {
        auto& shown = parts.emplace_back(
            part_data(part, fmt::format("{}/parts/{}", entry_path(entry), part.id()))
        );
        shown.set("text", Data{false});
        if (is_text(part) && part.size() <= text_bytes_shown) {
            const auto content = api::public_content(visit.desk->app, entry.id, part.id());
            if (!content) {
                return content.error();
            }
            console::put_text(shown, "text", content->bytes);
        }
    }
    return console::list_of(std::move(parts));
}

Answer show_entry(Visit& visit) {
    const auto entry = api::public_entry(visit.desk->app, visit.part(1));
    if (!entry && entry.error().code == base::Code::not_found && visit.part(1) == feed_once) {
        return console::Redirect{feed_path(visit)};
    }
    if (!entry) {
        return entry.error();
    }
    const auto titles = body_titles(visit, {*entry});
    if (!titles) {
        return titles.error();
    }
    auto parts = shown_parts(visit, *entry);
    if (!parts) {
        return parts.error();
    }
    Page page{entry_name};
    const auto& templates = visit.desk->templates;
    page.crumbs = {{register_path, templates.text(register_name, "title")}};
    auto& data = page.data;
    data.set("entry_title", entry->title);
    data.set("kind", kind_of(visit, *entry));
    console::put_text(
        data, "body", entry->body.empty() ? std::string{} : title_of(*titles, entry->body)
    );
    data.set(
        "body_link", visit.link(fmt::format("{}?body={}", register_path, id_of_body(entry->body)))
    );
    data.set("published_on", console::day_in_words(entry->published_on));
    data.set("publisher", entry->publisher);
    console::put_text(data, "url", entry->url);
    data.set("has_left_out", Data{!entry->left_out.empty()});
    data.set("left_out", left_out(visit, *entry));
    data.set("has_parts", Data{!entry->parts.empty()});
    data.set("parts", *parts);
    data.set("feed", std::string{register_feed});
    return page;
}

Answer download_part(Visit& visit) {
    auto content = api::public_content(visit.desk->app, visit.part(1), visit.part(3));
    if (!content) {
        return content.error();
    }
    return file_of(content->part, std::move(content->bytes), std::move(content->held));
}

AtomEntry atom_entry(const Visit& visit, const PublicEntry& entry, const Titles& titles) {
    const auto kind = kind_of(visit, entry);
    const auto about =
        entry.body.empty() ? kind : fmt::format("{}: {}", kind, title_of(titles, entry.body));
    const auto day = base::parse_date(entry.published_on);
    return {
        urn_of(fmt::format("publications/{} {}", entry.id, base::to_micros(entry.recorded_at))),
        entry.title,
        visit.own_address() + entry_path(entry),
        entry.publisher,
        kind,
        about,
        day ? base::Instant{*day} : entry.recorded_at,
        entry.updated_at};
}

Answer show_feed(Visit& visit) {
    const auto entries = api::public_register(visit.desk->app);
    if (!entries) {
        return entries.error();
    }
    const auto titles = body_titles(visit, *entries);
    if (!titles) {
        return titles.error();
    }
    const auto address = visit.own_address();
    const auto body = visit.query.value("body");
    AtomFeed feed{
        urn_of("register " + body),
        visit.desk->templates.text(register_name, "feed_title"),
        address + feed_path(visit),
        address + register_path,
        {}};
    if (!body.empty()) {
        feed.title += ": " + title_of(*titles, "bodies/" + body);
        feed.link += "?body=" + console::percent_encoded(body);
    }
    for (const auto& entry : *entries) {
        if (is_wanted(visit, entry) && feed.entries.size() < feed_entries_max) {
            feed.entries.push_back(atom_entry(visit, entry, *titles));
        }
    }
    visit.headers.push_back({"Last-Modified", http_date(updated_of(feed))});
    visit.headers.push_back({"Cache-Control", "public, max-age=300"});
    auto xml = atom_of(feed);
    auto etag = fmt::format("\"{}\"", urn_of(xml).substr(9));
    return console::File{
        "application/atom+xml; charset=utf-8", std::move(xml), {}, std::move(etag)};
}

}  // namespace

void add_register_pages(console::Pages& pages) {
    pages.get(register_path, Audience::readers, show_register);
    pages.get(std::string{register_feed}, Audience::readers, show_feed);
    pages.get("/register/{id}", Audience::readers, show_entry);
    pages.get("/register/{id}/parts/{part}", Audience::readers, download_part);
}

}  // namespace ladder::letters
