#include "services/cli/case_target.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace ladder::cli {

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
