// A body as it is described on the command line.
#pragma once

#include <string>
#include <vector>

#include "engine/base/result.hpp"
#include "ladder/v1/body_service.pb.h"

namespace CLI {
class App;
}

namespace ladder::cli {

// What `ladder body register` takes, as typed.
struct BodyOptions {
    std::string name;
    std::string kind;
    std::string title;
    std::string short_title;
    std::string country;
    std::string region;
    std::string ons_code;
    std::string monitored_by;
    std::string welsh_title;
    bool wider_duty = false;
    // BODY or BODY@FROM..TO, either day left out where it is open.
    std::vector<std::string> maintains;
    std::vector<std::string> lies_in;
    std::vector<std::string> member_of;
    // ID=KIND:TITLE or ID=KIND:TITLE@FROM..TO; BODY or BODY@FROM..TO where it is registered itself.
    std::vector<std::string> authorities;
};

// Adds the options, but for the name.
void add_body_options(CLI::App& verb, BodyOptions& options);

// The body so described; the short title is the title unless one is given.
// Errors: invalid_argument naming the option.
[[nodiscard]] base::Result<v1::Body> body_of(const BodyOptions& options);

}  // namespace ladder::cli
