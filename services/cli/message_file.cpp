#include "services/cli/message_file.hpp"

#include "engine/definition/yaml_reader.hpp"
#include "services/cli/ruleset_folder.hpp"
#include "services/http/codec.hpp"

namespace ladder::cli {

namespace {

constexpr std::size_t message_bytes_max = std::size_t{4} * 1024 * 1024;

}  // namespace

base::Result<void> read_message(const std::string& path, google::protobuf::Message& message) {
    const auto text = read_file(path, message_bytes_max);
    if (!text) {
        return text.error();
    }
    if (path.ends_with(".json")) {
        return http::parse_json(*text, message);
    }
    definition::Issues issues;
    definition::SourceMap sources;
    if (const auto root = definition::read_yaml(path, *text, issues)) {
        definition::YamlReader{path, issues, sources}.read(*root, "", message);
    }
    if (!issues.empty()) {
        return issues.to_error();
    }
    return {};
}

}  // namespace ladder::cli
