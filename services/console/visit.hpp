// One request for a page, as the page's handler sees it; and what the handler answers.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <google/protobuf/repeated_ptr_field.h>

#include "engine/base/dates.hpp"
#include "services/access/sessions.hpp"
#include "services/api/application.hpp"
#include "services/console/form.hpp"
#include "services/console/multipart.hpp"
#include "services/console/notice.hpp"
#include "services/console/people.hpp"
#include "services/console/procedures.hpp"
#include "services/console/templates.hpp"
#include "services/http/cookies.hpp"

namespace ladder::console {

// What all pages share. Safe from many threads.
struct Desk {
    api::Application& app;
    const Templates& templates;
    const Procedures& procedures;
    bool secure = false;                 // people come by TLS
    bool has_oidc = false;               // people may sign in with their organisation
    db::PeopleTitles* people = nullptr;  // null: people keep their identifiers
};

// The most items of a list that the API gives in one answer.
inline constexpr int items_asked_at_once = 1000;

// The items of a list without end that a page works with; a CSV has items_asked_at_once.
inline constexpr int items_in_a_part = 200;

// Some items of a list, and the page token of what follows; empty: nothing does.
template <class Item>
struct Part {
    std::vector<Item> items;
    std::string next;
};

// Who is signed in, and how the browser holds it.
struct SignedInAs {
    access::Session session;
    access::Caller caller;
};

// The moment as known at which a page is asked for, and read only.
struct KnownAt {
    std::string text;  // as it was typed: a day, or a moment
    base::Instant at;
};

struct Visit {
    std::shared_ptr<const Desk> desk;
    http::Request request;
    Form query{};
    Form form{};                                         // empty for GET
    std::map<std::string, Upload, std::less<>> files{};  // on pages that take files
    std::string cookie{};                    // the session's, as the browser sent it; empty: none
    std::optional<SignedInAs> who{};         // always there on pages for whoever is signed in
    std::string csrf{};                      // what the forms of this page carry
    std::optional<KnownAt> known{};          // by the query's `known_at`; none: now
    std::optional<Notice> notice{};          // what the page before left to say
    std::vector<http::Header> headers{};     // of the answer: cookies
    mutable std::optional<People> called{};  // by people()

    // The part of the path, from 0, without its escapes; empty if there are fewer.
    std::string part(std::size_t index) const;

    // Asks the API for whoever is signed in. Blocks.
    template <class Response, class Request>
    [[nodiscard]] base::Result<Response> call(std::string_view procedure, const Request& message)
        const {
        return desk->procedures.call<Response>(procedure, who->caller, request, message);
    }

    // Asks for what was known at the page's moment, where that is in the past.
    template <class Response, class Request>
    [[nodiscard]] base::Result<Response> read(std::string_view procedure, Request message) const {
        if (known) {
            *message.mutable_known_at() = base::to_timestamp(known->at);
        }
        return call<Response>(procedure, message);
    }

    // The same of what the API counts as taken away, such as a document's content, for a page that
    // shows it: recorded as any other read. A file that is saved is asked for by `read`.
    template <class Response, class Request>
    [[nodiscard]] base::Result<Response> show(std::string_view procedure, Request message) const {
        if (known) {
            *message.mutable_known_at() = base::to_timestamp(known->at);
        }
        auto reader = who->caller;
        reader.on_screen = true;
        return desk->procedures.call<Response>(procedure, reader, request, message);
    }

    // The same as read(), to find out whether a page has to show something of a record: nobody sees
    // the answer, so it is no read of theirs. What is shown then is asked for by read().
    template <class Response, class Request>
    [[nodiscard]] base::Result<Response> look(std::string_view procedure, Request message) const {
        if (known) {
            *message.mutable_known_at() = base::to_timestamp(known->at);
        }
        auto reader = who->caller;
        reader.searching = true;
        return desk->procedures.call<Response>(procedure, reader, request, message);
    }

    // Every item of a list as it was known, page by page: `&v1::ListCasesResponse::cases`.
    template <class Response, class Item, class Request>
    [[nodiscard]] base::Result<std::vector<Item>> read_all(
        std::string_view procedure,
        Request message,
        const google::protobuf::RepeatedPtrField<Item>& (Response::*items)() const
    ) const {
        std::vector<Item> all;
        message.set_page_size(items_asked_at_once);
        do {
            const auto page = read<Response>(procedure, message);
            if (!page) {
                return page.error();
            }
            const auto& found = ((*page).*items)();
            all.insert(all.end(), found.begin(), found.end());
            message.set_page_token(page->next_page_token());
        } while (!message.page_token().empty());
        return all;
    }

    // What the query's `from` leads to of a list that grows without end, at first its newest items.
    // Pages show such a list a part at a time (ListOptions::next).
    template <class Response, class Item, class Request>
    [[nodiscard]] base::Result<Part<Item>> read_part(
        std::string_view procedure,
        Request message,
        const google::protobuf::RepeatedPtrField<Item>& (Response::*items)() const
    ) const {
        const bool csv = query.value("format") == "csv";
        message.set_page_size(csv ? items_asked_at_once : items_in_a_part);
        message.set_page_token(query.value("from"));
        const auto page = read<Response>(procedure, message);
        if (!page) {
            return page.error();
        }
        const auto& found = ((*page).*items)();
        return Part<Item>{{found.begin(), found.end()}, page->next_page_token()};
    }

    // What people were called at the page's moment: read when first asked for. For pages of whoever
    // is signed in. Blocks.
    const People& people() const;

    // A path of this site that stays at the page's moment.
    std::string link(std::string_view path) const;

    // A new session: the browser's cookie is set, the session that it held before ends.
    void begin_session(const std::string& new_cookie);
    void end_session();

    // A cookie of ours by its name, for http::cookie_of and its like.
    http::Cookie named(std::string_view name) const { return {name, desk->secure}; }
    // Where this server is found, as the browser found it: "https://ladder.example".
    std::string own_address() const;

    // For the page that the answer leads to.
    void leave_notice(const Notice& left);
};

// A page above this one.
struct Crumb {
    std::string path;
    std::string text;
};

struct Page {
    std::string name;
    Data data{Data::type::object};
    int status = 200;
    std::vector<Crumb> crumbs{};
};

// Always by GET: after something was done, so that nothing is done twice by going back.
struct Redirect {
    std::string to;  // a path of this site
};

// What is no page: a table as CSV, a feed, a calendar, a document.
struct File {
    std::string media_type;
    std::string bytes;
    std::string name{};                  // saved under it; empty: shown
    std::string etag{};                  // within its quotes; whoever has it is told so (304)
    std::shared_ptr<const void> held{};  // let go when it is sent
};

// An error becomes its page; `unauthenticated` leads to signing in.
using Answer = std::variant<Page, Redirect, File, base::Error>;
using Respond = std::function<void(Answer)>;

// A path of this site, for a redirect that the browser asked for; "/" for anything else.
std::string local_path(std::string_view to);

}  // namespace ladder::console
