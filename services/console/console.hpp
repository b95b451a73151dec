// The console: pages made on the server, for whoever works with a browser.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/thread_pool.hpp>

#include "services/console/visit.hpp"

namespace ladder::console {

struct ConsoleOptions {
    // People come by TLS, the server's own or a proxy's: cookies are sent by nothing else.
    bool secure = false;
};

// Which people a page is for; what they may do there is asked of the API.
enum class Audience {
    anybody,
    readers,  // anybody, and there is nothing but to read: the browser is given no cookie
    signed_in,
};

// What a page's form may bring: files are found by their field, those of a folder by their path.
enum class Takes { texts, files, folder };

class Pages;

// Binds the pages of a desk, each in a folder of its own.
using AddPages = void (*)(Pages& pages);

// Binds pages. Everything that is the same for all pages is done here: who is signed in, whether a
// form comes from a page of ours, what a browser may do with the answer.
class Console {
public:
    // `api` has the procedures that pages ask for. Pages run on `threads`, which the API must not
    // answer from: pages wait for it. Borrows both, and the application; they must outlive the
    // server. Throws std::logic_error for templates that can't be used: a bug at start-up.
    Console(
        api::Application& app,
        http::Router api,
        boost::asio::thread_pool& threads,
        const ConsoleOptions& options
    );

    // Adds the account's and the administrator's pages, and those of the desks. Whether people may
    // sign in with their organisation is told by the router: it has GET /sign-in/oidc by now, or it
    // does not.
    void add_pages(http::Router& router, const std::vector<AddPages>& desks) const;

    // For http::ServerOptions::error_page. Outlives the console.
    std::function<void(http::Response&)> error_page() const;

private:
    struct State;
    std::shared_ptr<State> state_;
};

// What a page's file adds its pages to.
class Pages {
public:
    Pages(http::Router& router, std::shared_ptr<const Desk> desk, boost::asio::thread_pool& threads)
        : router_{router}, desk_{std::move(desk)}, threads_{threads} {}

    using Handler = Answer (*)(Visit& visit);
    // Answers later, on whatever thread; owns the visit until then.
    using LaterHandler = void (*)(const std::shared_ptr<Visit>& visit, Respond respond);

    void get(std::string path, Audience audience, Handler handler);
    // The form was made for this session, on a page of ours.
    void post(std::string path, Audience audience, Handler handler);
    // The same with files, as `multipart/form-data`, or so large a form.
    void post_files(
        std::string path, Audience audience, Handler handler, std::size_t form_bytes_most
    );
    // The same with a folder of files.
    void post_folder(
        std::string path, Audience audience, Handler handler, std::size_t form_bytes_most
    );
    void post_later(std::string path, Audience audience, LaterHandler handler);

private:
    using Run = std::function<void(const std::shared_ptr<Visit>& visit, Respond respond)>;
    struct Door {
        Audience audience;
        Takes takes = Takes::texts;
        std::size_t form_bytes_most = form_bytes_max;
    };
    void add(std::string method, std::string path, Door door, Run run);

    http::Router& router_;
    std::shared_ptr<const Desk> desk_;
    boost::asio::thread_pool& threads_;
};

// Each binds some pages; see pages_NAME.cpp.
void add_sign_in_pages(Pages& pages);
void add_home_pages(Pages& pages);
void add_people_pages(Pages& pages);
void add_person_pages(Pages& pages);
void add_person_change_pages(Pages& pages);
void add_token_pages(Pages& pages);
void add_account_pages(Pages& pages);
void add_figure_pages(Pages& pages);

}  // namespace ladder::console
