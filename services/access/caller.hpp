// Who calls: a person who was proved, and the capacity in which they call.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "db/reader.hpp"
#include "ladder/v1/access_service.pb.h"
#include "ladder/v1/common.pb.h"

namespace ladder::access {

// Whoever was let in. What they may do is asked behind the door.
struct Caller {
    explicit Caller(db::Reader eyes) : reader{std::move(eyes)} {}

    db::Reader reader;                         // what they may see; there is none by default
    std::shared_ptr<const v1::Person> person;  // never null once proved
    std::string capacity;                      // a role, or empty where the call needs none
    std::vector<std::string> capacities;       // all that may be named today
    std::vector<std::string> only;             // what their token is good for; empty: everything
    bool read_only = false;                    // a token that may only read
    bool on_screen = false;  // a page shows them the answer: it is read, and not taken away
    bool searching = false;  // a page looks for what it then reads and shows: they read none of it

    // As the journal names them.
    v1::Actor actor() const;

    // An administrator, by nothing that is good for some capacities alone: none of these keeps
    // rights.
    bool keeps_rights() const;
};

}  // namespace ladder::access
