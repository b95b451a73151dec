// `ladder ruleset test`: the scenarios and tests of triggers that a ruleset carries with it.
#include <filesystem>
#include <ostream>
#include <stdlib.h>

#include <fmt/format.h>

#include "engine/definition/ruleset.hpp"
#include "services/cli/commands.hpp"
#include "services/cli/ruleset_check.hpp"
#include "services/scenario/runner.hpp"
#include "services/scenario/test_files.hpp"
#include "services/scenario/trigger_test.hpp"

namespace ladder::cli {

namespace {

namespace fs = std::filesystem;

// A directory for databases, gone with this object.
class ScratchFolder {
public:
    ScratchFolder() {
        auto name = (fs::temp_directory_path() / "ladder-ruleset-test-XXXXXX").string();
        if (mkdtemp(name.data()) != nullptr) {
            path_ = name;
        }
    }
    ~ScratchFolder() {
        std::error_code ignored;
        if (!path_.empty()) {
            fs::remove_all(path_, ignored);
        }
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    const fs::path& path() const { return path_; }  // empty: it can't be made

private:
    fs::path path_;
};

bool is_asked_for(const std::string& only, const std::string& name, const std::string& file) {
    return only.empty() || name.find(only) != std::string::npos ||
           file.find(only) != std::string::npos;
}

struct Tally {
    int run = 0;
    int failed = 0;

    void take(Session& session, const std::vector<scenario::Failure>& failures) {
        ++run;
        failed += failures.empty() ? 0 : 1;
        for (const auto& failure : failures) {
            session.out << scenario::to_string(failure) << '\n';
        }
    }
};

base::Result<void> tell(
    Session& session,
    const std::vector<scenario::Scenario>& scenarios,
    const v1::RulesetDefinition& definition,
    const std::string& only,
    Tally& tally
) {
    const ScratchFolder scratch;
    if (scratch.path().empty()) {
        return base::Error{base::Code::unavailable, "no temporary folder can be made", {}};
    }
    auto grounds = scenario::SqliteGrounds::make(scratch.path(), definition);
    if (!grounds) {
        return grounds.error();
    }
    for (const auto& story : scenarios) {
        if (!is_asked_for(only, story.name, story.file)) {
            continue;
        }
        const auto url = grounds->next();
        if (!url) {
            return url.error();
        }
        auto ground = scenario::Ground::open(*url);
        if (!ground) {
            return ground.error();
        }
        tally.take(session, scenario::run(story, definition, **ground));
    }
    return {};
}

}  // namespace

base::Result<int> test_ruleset(Session& session, const std::string& path, const std::string& only) {
    auto checked = check_folder(session, path);
    if (!checked) {
        return checked.error();
    }
    if (!*checked || (*checked)->errors > 0) {
        return exit_failure;
    }
    const auto tests = scenario::read_tests(path);
    if (!tests) {
        print_issues(session, path, tests.error());
        return exit_failure;
    }
    const definition::Ruleset ruleset{path, std::move((*checked)->loaded.definition)};
    Tally tally;
    for (const auto& test : tests->triggers) {
        if (is_asked_for(only, test.name, test.file)) {
            tally.take(session, scenario::run(test, ruleset));
        }
    }
    const auto told = tell(session, tests->scenarios, ruleset.definition(), only, tally);
    if (!told) {
        return told.error();
    }
    session.out << fmt::format("{} tests, {} failed\n", tally.run, tally.failed);
    return tally.failed == 0 ? exit_ok : exit_failure;
}

}  // namespace ladder::cli
