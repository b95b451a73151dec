// The RPCs of the protocol by the words in which tests name them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <google/protobuf/descriptor.h>

namespace ladder::scenario {

// One RPC. Descriptors live for ever.
struct Rpc {
    std::string word;  // "open_case"
    std::string path;  // "/ladder.v1.CaseService/OpenCase"
    const google::protobuf::Descriptor* request = nullptr;
    const google::protobuf::Descriptor* response = nullptr;
    bool reads = false;      // it changes nothing
    std::string collection;  // what its service is about: "cases"; empty: no one collection
};

// The RPC of a word, such as "open_case" or the short form "decide"; null if there is none.
const Rpc* find_rpc(std::string_view word);

// The RPC that reads one resource of a collection ("cases"); null if there is none.
const Rpc* getter_of(std::string_view collection);

// The words of the RPCs that only read, or of those that change something.
std::vector<std::string> rpc_words(bool reads);

// "cases" of "cases/x/tasks/t1"; empty if there is no slash.
std::string_view collection_of(std::string_view name);

// "cases/x" of "cases/x/tasks/t1"; the name itself if there is no more to it.
std::string_view resource_of(std::string_view name);

}  // namespace ladder::scenario
