#include "services/scenario/rpc.hpp"

#include <algorithm>

#include <google/protobuf/descriptor.pb.h>

namespace ladder::scenario {

namespace {

struct ServiceFile {
    const char* file;
    const char* collection;
};

constexpr ServiceFile service_files[]{
    {"ladder/v1/case_service.proto", "cases"},
    {"ladder/v1/procedure_service.proto", "procedures"},
    {"ladder/v1/meeting_service.proto", "meetings"},
    {"ladder/v1/task_service.proto", ""},
    {"ladder/v1/peer_service.proto", "peers"},
    {"ladder/v1/document_service.proto", "documents"},
    {"ladder/v1/assessment_service.proto", "assessments"},
    {"ladder/v1/body_service.proto", "bodies"},
    {"ladder/v1/ruleset_service.proto", ""},
    {"ladder/v1/indicator_service.proto", ""},
    {"ladder/v1/evaluation_service.proto", ""},
};

// "open_case" for "OpenCase".
std::string in_lower_case(std::string_view name) {
    std::string word;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z') {
            word += word.empty() ? "" : "_";
            word += static_cast<char>(c - 'A' + 'a');
        } else {
            word += c;
        }
    }
    return word;
}

std::vector<Rpc> all_rpcs() {
    std::vector<Rpc> rpcs;
    const auto* pool = google::protobuf::DescriptorPool::generated_pool();
    for (const auto& [name, collection] : service_files) {
        const auto* file = pool->FindFileByName(name);
        if (file == nullptr) {
            continue;  // not part of this program
        }
        for (int i = 0; i < file->service_count(); ++i) {
            const auto& service = *file->service(i);
            for (int j = 0; j < service.method_count(); ++j) {
                const auto& method = *service.method(j);
                rpcs.push_back(
                    {in_lower_case(method.name()),
                     "/" + service.full_name() + "/" + method.name(),
                     method.input_type(),
                     method.output_type(),
                     method.options().idempotency_level() ==
                         google::protobuf::MethodOptions::NO_SIDE_EFFECTS,
                     collection}
                );
            }
        }
    }
    return rpcs;
}

const std::vector<Rpc>& rpcs() {
    static const auto all = all_rpcs();
    return all;
}

std::string_view in_full(std::string_view word) {
    constexpr std::pair<std::string_view, std::string_view> short_forms[]{
        {"recommend", "record_recommendation"},
        {"decide", "record_decision"},
        {"correct", "correct_decision"},
    };
    for (const auto& [form, meaning] : short_forms) {
        if (word == form) {
            return meaning;
        }
    }
    return word;
}

}  // namespace

const Rpc* find_rpc(std::string_view word) {
    const auto full = in_full(word);
    const auto found = std::find_if(rpcs().begin(), rpcs().end(), [&](const Rpc& rpc) {
        return rpc.word == full;
    });
    return found == rpcs().end() ? nullptr : &*found;
}

const Rpc* getter_of(std::string_view collection) {
    constexpr std::pair<std::string_view, std::string_view> getters[]{
        {"cases", "get_case"},
        {"procedures", "get_procedure"},
        {"meetings", "get_meeting"},
        {"documents", "get_document"},
        {"peers", "get_peer"},
        {"bodies", "get_body"},
    };
    for (const auto& [of, word] : getters) {
        if (of == collection) {
            return find_rpc(word);
        }
    }
    return nullptr;
}

std::vector<std::string> rpc_words(bool reads) {
    std::vector<std::string> words;
    for (const auto& rpc : rpcs()) {
        if (rpc.reads == reads) {
            words.push_back(rpc.word);
        }
    }
    return words;
}

std::string_view collection_of(std::string_view name) {
    const auto slash = name.find('/');
    return slash == std::string_view::npos ? std::string_view{} : name.substr(0, slash);
}

std::string_view resource_of(std::string_view name) {
    const auto first = name.find('/');
    return first == std::string_view::npos ? name : name.substr(0, name.find('/', first + 1));
}

}  // namespace ladder::scenario
