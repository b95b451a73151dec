#include "services/console/console.hpp"

#include <utility>

#include <boost/asio/post.hpp>

#include "services/console/answers.hpp"
#include "services/console/assets.hpp"
#include "services/console/gate.hpp"
#include "services/http/connect_error.hpp"

namespace ladder::console {

namespace {

constexpr std::string_view only_language = "en";

base::Error failed_at_page() {
    return {base::Code::internal, "the server failed at this page", {}};
}

// A bug in one page is that page's error, not the server's end.
template <class Run>
void guarded(const Respond& respond, const Run& run) {
    try {
        run();
    } catch (const std::exception&) {
        respond(failed_at_page());
    }
}

http::Response response_or_failure(Visit& visit, Answer answer) {
    try {
        return response_of(visit, std::move(answer));
    } catch (const std::exception&) {
        return http::error_response(failed_at_page());
    }
}

}  // namespace

struct Console::State {
    State(api::Application& app, http::Router api, boost::asio::thread_pool& run_on, bool secure)
        : templates{templates_embedded(), texts_embedded(), only_language},
          procedures{std::move(api)},
          people{app.database},
          desk{app, templates, procedures, secure, false, &people},
          threads{run_on} {}

    Templates templates;
    Procedures procedures;
    db::PeopleTitles people;
    Desk desk;
    boost::asio::thread_pool& threads;
};

Console::Console(
    api::Application& app,
    http::Router api,
    boost::asio::thread_pool& threads,
    const ConsoleOptions& options
)
    : state_{std::make_shared<State>(app, std::move(api), threads, options.secure)} {}

void Console::add_pages(http::Router& router, const std::vector<AddPages>& desks) const {
    state_->desk.has_oidc = router.has("GET", "/sign-in/oidc");
    add_assets(router);
    // Whoever still has an answer to give keeps what it is made with.
    Pages pages{router, std::shared_ptr<const Desk>{state_, &state_->desk}, state_->threads};
    add_sign_in_pages(pages);
    add_home_pages(pages);
    add_people_pages(pages);
    add_person_pages(pages);
    add_person_change_pages(pages);
    add_token_pages(pages);
    add_account_pages(pages);
    add_figure_pages(pages);
    for (const auto& add : desks) {
        add(pages);
    }
}

std::function<void(http::Response&)> Console::error_page() const {
    return
        [state = state_](http::Response& response) { make_error_page(state->templates, response); };
}

void Pages::get(std::string path, Audience audience, Handler handler) {
    add("GET", std::move(path), {audience}, [handler](const auto& visit, const Respond& respond) {
        respond(handler(*visit));
    });
}

void Pages::post(std::string path, Audience audience, Handler handler) {
    add("POST", std::move(path), {audience}, [handler](const auto& visit, const Respond& respond) {
        respond(handler(*visit));
    });
}

void Pages::post_files(
    std::string path, Audience audience, Handler handler, std::size_t form_bytes_most
) {
    add("POST",
        std::move(path),
        {audience, Takes::files, form_bytes_most},
        [handler](const auto& visit, const Respond& respond) { respond(handler(*visit)); });
}

void Pages::post_folder(
    std::string path, Audience audience, Handler handler, std::size_t form_bytes_most
) {
    add("POST",
        std::move(path),
        {audience, Takes::folder, form_bytes_most},
        [handler](const auto& visit, const Respond& respond) { respond(handler(*visit)); });
}

void Pages::post_later(std::string path, Audience audience, LaterHandler handler) {
    add("POST", std::move(path), {audience}, handler);
}

void Pages::add(std::string method, std::string path, Door door, Run run) {
    router_.add(
        std::move(method),
        std::move(path),
        [desk = desk_, &threads = threads_, door, run](
            http::Request request, const http::Reply& reply
        ) {
            auto visit = std::make_shared<Visit>(Visit{desk, std::move(request)});
            boost::asio::post(threads, [visit, reply, door, run] {
                const Respond respond = [visit, reply](Answer answer) {
                    reply.send(response_or_failure(*visit, std::move(answer)));
                };
                guarded(respond, [&] {
                    const auto may = enter(*visit, door.audience, door.takes);
                    may ? run(visit, respond) : respond(may.error());
                });
            });
        },
        door.form_bytes_most
    );
}

}  // namespace ladder::console
