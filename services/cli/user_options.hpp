// What `ladder user` may change of a person: one verb for each kind of change.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/base/result.hpp"
#include "ladder/v1/access_service.pb.h"
#include "services/cli/user_desk.hpp"

namespace CLI {
class App;
}

namespace ladder::cli {

// The options of all changes; each verb takes some.
struct ChangeOptions {
    std::string name;
    std::string what;   // a role, record, compartment, right, or a text
    std::string other;  // who vetted, or whose capacity it is
    std::vector<std::string> bodies;
    std::vector<std::string> regions;
    std::string from;
    std::string until;
    bool undo = false;
};

struct UserChange {
    std::string verb;
    std::string help;
    std::string example;
    std::function<void(CLI::App&, ChangeOptions&)> add_options;
    std::function<base::Result<v1::PersonChange>(const ChangeOptions&)> make;
};

// In the order in which help lists them.
std::vector<UserChange> user_changes();

// Registers the person if need be, and makes an administrator of them.
[[nodiscard]] base::Result<void> make_administrator(UserDesk& desk, const std::string& person);

}  // namespace ladder::cli
