// The application services over a fresh SQLite database, with the shipped rules and two made-up
// forces, at a moment of the test's choosing.
#pragma once

#include <functional>
#include <future>
#include <memory>
#include <string>

#include "db/database.hpp"
#include "db/journal_writer.hpp"
#include "services/api/submit.hpp"
#include "services/api/view.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ladder::api {

class Service {
public:
    Service();

    Application& app() { return *app_; }
    // With the eyes of whoever has the database at hand: what is seen has tests of its own.
    View view() { return View::everything(*app_); }

    // Publishes rules/landscape-2009, whose later versions one person publishes here, as the test
    // changes it. Gives the version's name.
    std::string publish(const std::function<void(v1::RulesetDefinition&)>& change = {});

    // Registers "bodies/north" and "bodies/south", known since 2000.
    void register_forces();

    // Imports quarterly robberies ("north,2011-03-31,9043" a line) by the shipped layout.
    [[nodiscard]] base::Result<v1::ImportObservationsResponse> import_robberies(
        const std::string& rows, bool quarantine = false
    );

    // Imports a CSV file by a layout of the shipped rules.
    [[nodiscard]] base::Result<v1::ImportObservationsResponse> import_text(
        const std::string& layout, const std::string& text, bool quarantine
    );

    // Makes two forces each other's peers, with a population of a million each, and three quarters
    // of robberies: North doubles in the year to March 2011 and is back in the year to March 2012.
    void load_story();

    // The secretariat of the shipped rules.
    static v1::Actor secretariat();

    // A request id not used before.
    std::string next_id() { return "test-" + std::to_string(++ids_); }

    // Submits by `call(done)`, waits and reads the answer.
    template <class Response, class Call>
    base::Result<Response> answer_of(const Call& call) {
        auto promise = std::make_shared<std::promise<base::Result<std::string>>>();
        auto future = promise->get_future();
        call([promise](base::Result<std::string> bytes) { promise->set_value(std::move(bytes)); });
        const auto bytes = future.get();
        if (!bytes) {
            return bytes.error();
        }
        Response response;
        response.ParseFromString(*bytes);
        return response;
    }

private:
    tests::TemporaryFolder folder_;
    int ids_ = 0;
    std::unique_ptr<db::Database> database_;
    std::unique_ptr<db::JournalWriter> writer_;
    std::unique_ptr<Application> app_;
};

// Errors as tests read them.
template <class T>
base::Code code_of(const base::Result<T>& result) {
    return result ? base::Code{} : result.error().code;
}

}  // namespace ladder::api
