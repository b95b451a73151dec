// A message type with a field of every kind, made at run time: the API's own have not all of them.
#pragma once

#include <memory>
#include <random>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/dynamic_message.h>

namespace ladder::http::test {

class Everything {
public:
    Everything();
    std::unique_ptr<google::protobuf::Message> make() const;
    // With random values in random fields; text is valid and free of U+0000, numbers are finite.
    std::unique_ptr<google::protobuf::Message> make_random(std::mt19937_64& random) const;

private:
    google::protobuf::DescriptorPool pool_;
    google::protobuf::DynamicMessageFactory factory_;
    const google::protobuf::Message* prototype_;
};

}  // namespace ladder::http::test
