#include "services/cli/case_target.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace ladder::cli {

base::Result<void> add_overrides(
    google::protobuf::RepeatedPtrField<v1::GateOverride>& into,
    const std::vector<std::string>& overrides
) {
    for (const auto& text : overrides) {
        const auto equals = text.find('=');
        if (equals == 0 || equals == std::string::npos || equals + 1 == text.size()) {
            return base::field_error("--override", "write it as GATE=REASON");
        }
        auto& given = *into.Add();
        given.set_gate(text.substr(0, equals));
        given.set_reason(text.substr(equals + 1));
    }
    return {};
}

void add_target(CLI::App& command, const std::shared_ptr<CaseTarget>& target) {
    command.fallthrough();
    command
        .add_option("name", target->name, "the case's name, with or without cases/, or its body's")
        ->required();
    command.add_option(
        "--etag", target->etag, "the etag you saw; a stale one is refused [that of the case now]"
    );
    command.add_option("--effective-on", target->effective_on, "when it was so [today]");
    command.add_option(
        "--known-on", target->known_on, "when it was known, if entered later [today]"
    );
}

}  // namespace ladder::cli
