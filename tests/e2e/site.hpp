// A server of a test's own over the demonstration's data, and the two ways to talk to it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <boost/json/value.hpp>

#include "services/http/client.hpp"
#include "tests/process/keyring.hpp"
#include "tests/process/ladder_process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ladder::e2e {

// What the server answered to JSON.
struct JsonAnswer {
    int status = 0;
    boost::json::value body;

    // A member by its path of names and indexes, "case/proposals/0/id"; throws if there is none.
    const boost::json::value& at(std::string_view path) const;
    std::string text(std::string_view path) const;
};

// A domain of the shipped ruleset.
inline constexpr auto domain = "local_policing";

class Site {
public:
    // Loads the demonstration once in a process, and serves a copy of it.
    Site();

    // Runs `ladder` against the server as the secretariat, or as whoever `arguments` give by
    // "--acting"
    // PERSON beside --capacity; a token is made for them.
    process::Finished run(std::vector<std::string> arguments) const;

    // The headers by which "Ann Lee; capacity=hmcic" calls.
    std::vector<http::Header> headers_of(const std::string& actor) const;

    // POSTs JSON to a procedure, such as "CaseService/GetCase", as the secretariat or another.
    JsonAnswer post(
        const std::string& procedure,
        const std::string& json,
        const std::string& actor = "Ann Lee; capacity=ppsg_secretariat"
    );

    // Sends anything.
    http::Response send(const http::Request& request);

    // Stops the server as an operator would; its exit code.
    int stop() { return server_->stop(); }

    const std::string& database() const { return database_; }
    std::string url() const;
    std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

private:
    tests::TemporaryFolder folder_;
    std::string database_;
    mutable process::Keyring keyring_;
    std::unique_ptr<process::Server> server_;
};

}  // namespace ladder::e2e
