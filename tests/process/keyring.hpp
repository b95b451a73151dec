// Tokens for whoever a test has act, made the first time they do.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace ladder::process {

// Who acts: a person and their capacity.
struct Acting {
    std::string person;
    std::string capacity;
};

// "Ann Lee; capacity=hmcic" taken apart.
[[nodiscard]] Acting acting_of(const std::string& who);

// Headers of a request, by name.
using Headers = std::vector<std::pair<std::string, std::string>>;

// Registers people in a database, as its operator would, and keeps their tokens. Everybody sees
// what the highest check shows, and the bodies are theirs. Not for two threads.
class Keyring {
public:
    explicit Keyring(std::string database) : database_{std::move(database)} {}

    // The same keys for a copy of the database.
    [[nodiscard]] Keyring for_copy(std::string database) const;

    // The person's token; they hold the capacity from now on. Empty capacity: the token alone.
    // Throws std::runtime_error with what `ladder user` said.
    const std::string& token(const Acting& acting);

    // A file of the token, for --token-file. It goes away with the keyring's folder, which the test
    // gives.
    std::string token_file(const Acting& acting, const std::string& folder);

    // The headers by which "Ann Lee; capacity=hmcic" calls.
    [[nodiscard]] Headers headers(const std::string& who);

    // Bodies in the scope of every capacity that is given from now on.
    void set_bodies(std::vector<std::string> bodies) { bodies_ = std::move(bodies); }

private:
    std::string database_;
    std::vector<std::string> bodies_;
    std::map<std::string, std::string> tokens_;  // by person
    std::map<std::string, std::vector<std::string>> capacities_;
};

}  // namespace ladder::process
