// Messages as bytes that are the same wherever they are made: what digests and leaves are taken of.
#pragma once

#include <string>

#include <google/protobuf/message_lite.h>

namespace ladder::base {

// The same bytes for the same message, on every machine of one protobuf version.
std::string serialise(const google::protobuf::MessageLite& message);

}  // namespace ladder::base
