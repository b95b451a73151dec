// Walks over the imports of bundle.proto.
#include "engine/bundle/schema.hpp"

#include <set>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>

#include "engine/base/serialise.hpp"
#include "ladder/v1/bundle.pb.h"

namespace ladder::bundle {

namespace {

void add_file(
    google::protobuf::FileDescriptorSet& set,
    std::set<std::string>& added,
    const google::protobuf::FileDescriptor& file
) {
    if (!added.insert(file.name()).second) {
        return;
    }
    for (int i = 0; i < file.dependency_count(); ++i) {
        add_file(set, added, *file.dependency(i));
    }
    file.CopyTo(set.add_file());
}

}  // namespace

std::string schema() {
    google::protobuf::FileDescriptorSet set;
    std::set<std::string> added;
    add_file(set, added, *v1::BundlePart::descriptor()->file());
    return base::serialise(set);
}

}  // namespace ladder::bundle
