// A message of the protocol from a file that somebody wrote: YAML as rulesets have it, or JSON.
#pragma once

#include <string>

#include <google/protobuf/message.h>

#include "engine/base/result.hpp"

namespace ladder::cli {

// Reads the file (at most 4 MiB) into `message`, which must be empty: JSON if its name ends in
// .json, else YAML, with field names as keys and enum values in their short form.
// Errors: not_found; unavailable; invalid_argument with a TextIssue for each problem of a YAML
// file, and for the first of a JSON file.
[[nodiscard]] base::Result<void> read_message(
    const std::string& path, google::protobuf::Message& message
);

}  // namespace ladder::cli
