// What the steps of a scenario have made so far, and what requests leave to it.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <google/protobuf/message.h>

#include "services/scenario/rpc.hpp"

namespace ladder::scenario {

class Storyline {
public:
    // Replaces "$x" at the beginning of every text of the message. Gives the names that no step
    // made.
    std::vector<std::string> fill_names(google::protobuf::Message& message) const;

    // Gives `name`, `parent` or `procedure` the resource that was spoken of last, if it is empty.
    void fill_resource(const Rpc& rpc, google::protobuf::Message& request) const;

    // Takes in an answer: what was made is kept under `call`, if that is not empty.
    void take(
        const Rpc& rpc,
        const google::protobuf::Message& request,
        const google::protobuf::Message& response,
        const std::string& call
    );

    // The etag of a resource as last seen in an answer; empty: never.
    std::string seen_etag(const std::string& name) const;

private:
    void speak_of(std::string_view name);

    std::map<std::string, std::string> made_;               // by `call`
    std::map<std::string, std::string, std::less<>> last_;  // by collection; "" for any
    std::map<std::string, std::string> etags_;              // by name
};

// The text of a field; empty if the message has no such text.
std::string text_of(const google::protobuf::Message& message, const std::string& field);

// Sets a text field if the message has it and it is empty.
void set_if_empty(
    google::protobuf::Message& message, const std::string& field, const std::string& value
);

}  // namespace ladder::scenario
