// The descriptors of every message in a bundle, so that a reader without this program's sources can
// take its parts apart.
#pragma once

#include <string>

namespace ladder::bundle {

// A google.protobuf.FileDescriptorSet, each file after those that it imports.
std::string schema();

}  // namespace ladder::bundle
