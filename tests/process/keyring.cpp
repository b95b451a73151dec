#include "tests/process/keyring.hpp"

#include <algorithm>
#include <fcntl.h>
#include <stdexcept>
#include <unistd.h>

#include "tests/process/ladder_process.hpp"

namespace ladder::process {

namespace {

// Of the demonstration: inspectors of the tests see the bodies of all.
constexpr const char* regions[]{
    "East",
    "East Midlands",
    "London",
    "North East",
    "North West",
    "South East",
    "South West",
    "Wales",
    "West Midlands",
    "Yorkshire and The Humber"};

std::string operate(const std::string& database, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "user");
    arguments.insert(arguments.end(), {"--by", "the tests", "--database", database});
    const auto finished = run_ladder(arguments);
    if (finished.exit_code != 0) {
        throw std::runtime_error{finished.output};
    }
    return finished.output;
}

// Somebody of the demonstration is there already.
void register_person(const std::string& database, const std::string& person) {
    const auto finished = run_ladder(
        {"user",
         "add",
         person,
         "--organisation",
         "Tests",
         "--by",
         "the tests",
         "--database",
         database}
    );
    if (finished.exit_code != 0 && finished.output.find("already_exists") == std::string::npos) {
        throw std::runtime_error{finished.output};
    }
}

}  // namespace

Acting acting_of(const std::string& who) {
    const auto semicolon = who.find("; capacity=");
    return semicolon == std::string::npos
               ? Acting{who, {}}
               : Acting{who.substr(0, semicolon), who.substr(semicolon + 11)};
}

Keyring Keyring::for_copy(std::string database) const {
    auto copy = *this;
    copy.database_ = std::move(database);
    return copy;
}

const std::string& Keyring::token(const Acting& acting) {
    const auto& person = acting.person;
    if (!tokens_.contains(person)) {
        register_person(database_, person);
        (void)operate(
            database_, {"clear", person, "dv", "--vetted-by", "Tests", "--until", "2199-12-31"}
        );
        // A year: the clock of some tests goes on by months.
        const auto said =
            operate(database_, {"token", person, "--title", "Tests", "--days", "366"});
        const auto begin = said.find("ladder_");
        tokens_[person] = said.substr(begin, said.find('\n', begin) - begin);
    }
    auto& held = capacities_[person];
    if (!acting.capacity.empty() &&
        std::find(held.begin(), held.end(), acting.capacity) == held.end()) {
        std::vector<std::string> grant{"grant", person, acting.capacity};
        for (const auto& body : bodies_) {
            grant.insert(grant.end(), {"--body", body});
        }
        if (acting.capacity == "hmi" || acting.capacity == "hmic_analyst") {
            for (const auto* region : regions) {
                grant.insert(grant.end(), {"--region", region});
            }
        }
        (void)operate(database_, std::move(grant));
        held.push_back(acting.capacity);
    }
    return tokens_[person];
}

std::string Keyring::token_file(const Acting& acting, const std::string& folder) {
    const auto& secret = token(acting);
    const auto path = folder + "/" + secret.substr(secret.size() - 8) + ".token";
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0 || ::write(file, secret.data(), secret.size()) < 0) {
        throw std::runtime_error{"the token can't be written to " + path};
    }
    ::close(file);
    return path;
}

Headers Keyring::headers(const std::string& who) {
    const auto acting = acting_of(who);
    Headers headers{{"Authorization", "Bearer " + token(acting)}};
    if (!acting.capacity.empty()) {
        headers.emplace_back("Ladder-Capacity", acting.capacity);
    }
    return headers;
}

}  // namespace ladder::process
