// The habits of the source tree that a program can check: layers, purity, sizes, heads, documents.
#include <algorithm>
#include <filesystem>
#include <gmock/gmock.h>
#include <map>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/support/source_tree_path.hpp"
#include "tests/tidy/layers.hpp"
#include "tests/tidy/source_tree.hpp"

namespace ladder::tidy {
namespace {

using testing::IsEmpty;
using Findings = std::vector<std::string>;

const std::string root = tests::in_source_tree("");

const std::vector<File>& tree() {
    static const auto files = read_source_tree(root);
    return files;
}

bool exists(const std::string& path) {
    return std::filesystem::exists(root + "/" + path);
}

void append(Findings& findings, Findings more) {
    findings.insert(
        findings.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end())
    );
}

// The folders that are a module: one target, one namespace.
std::set<std::string> modules() {
    std::set<std::string> folders;
    for (const auto& file : tree()) {
        const auto folder = folder_of(file.path);
        if (is_cpp(file.path) && !is_below(file.path, "tests")) {
            folders.insert(folder);
        }
    }
    return folders;
}

TEST(Tidy, IncludesPointOneWay) {
    const std::regex include{R"(^\s*#include "([^"]+)\")"};
    Findings findings;
    for (const auto& file : tree()) {
        const auto rule = allowed_includes.find(folder_of(file.path));
        if (!is_cpp(file.path) || rule == allowed_includes.end()) {
            continue;
        }
        for (std::sregex_iterator it{file.text.begin(), file.text.end(), include}, end; it != end;
             ++it) {
            const auto target = (*it)[1].str();
            const auto may = [&](const std::string& folder) { return is_below(target, folder); };
            if (!target.starts_with("ladder/v1/") && !may(rule->first) &&
                std::none_of(rule->second.begin(), rule->second.end(), may)) {
                findings.push_back(fmt::format("{} includes {}", file.path, target));
            }
        }
    }
    EXPECT_THAT(findings, IsEmpty());
}

TEST(Tidy, EveryModuleHasARuleOfWhatItMayInclude) {
    Findings findings;
    for (const auto& folder : modules()) {
        if (!allowed_includes.contains(folder)) {
            findings.push_back(folder);
        }
    }
    EXPECT_THAT(findings, IsEmpty());
}

TEST(Tidy, TheEngineTouchesNoWorldAndThrowsNothing) {
    const std::regex header{
        R"(#include <(iostream|fstream|filesystem|random|thread|mutex|atomic|cstdio|ctime|future|spdlog/.*|soci.*)>)"};
    const std::regex word{
        R"((::now\s*\(|\bgetenv\b|\bspdlog\b|\bprintf\s*\(|\bfopen\b|\brand\s*\(|std::c(out|err|in)\b|\bthrow\b|\bthread_local\b))"};
    Findings findings;
    for (const auto& file : tree()) {
        if (is_cpp(file.path) && is_below(file.path, "engine")) {
            append(findings, find_all(file.path, file.text, header));
            // What Boost calls for a bug: reading the value of a refusal.
            if (file.path != "engine/base/result.cpp") {
                append(findings, find_all(file.path, code_only(file.text), word));
            }
        }
    }
    EXPECT_THAT(findings, IsEmpty());
}

TEST(Tidy, TheEngineKeepsNoGlobalState) {
    const std::regex variable{R"(^\s*(static|inline) (?!const|constexpr)[^()]*[;={])"};
    Findings findings;
    for (const auto& file : tree()) {
        if (is_cpp(file.path) && is_below(file.path, "engine")) {
            append(findings, find_all(file.path, code_only(file.text), variable));
        }
    }
    EXPECT_THAT(findings, IsEmpty());
}

TEST(Tidy, EveryFileSaysWhatItIsForInItsFirstLine) {
    Findings findings;
    for (const auto& file : tree()) {
        // A .cpp beside a header of its name is explained there.
        const bool explained = file.path.ends_with(".cpp") &&
                               exists(file.path.substr(0, file.path.size() - 3) + "hpp");
        const bool commented = (is_cpp(file.path) && !explained) || file.path.ends_with(".proto");
        if (commented && !file.text.starts_with("// ")) {
            findings.push_back(file.path);
        }
        if (file.path.ends_with(".hpp") &&
            file.text.find("\n#pragma once\n") == std::string::npos) {
            findings.push_back(file.path + ": no #pragma once");
        }
        if (file.text.starts_with("#!") && file.text.find("\n# ") != file.text.find('\n')) {
            findings.push_back(file.path + ": its second line doesn't say what it is for");
        }
    }
    EXPECT_THAT(findings, IsEmpty());
}

TEST(Tidy, NoFileGrowsPast400Lines) {
    Findings findings;
    for (const auto& file : tree()) {
        const auto lines = std::count(file.text.begin(), file.text.end(), '\n');
        if (is_cpp(file.path) && lines > 400) {
            findings.push_back(fmt::format("{}: {} lines", file.path, lines));
        }
    }
    EXPECT_THAT(findings, IsEmpty());
}

TEST(Tidy, AFolderIsATargetAndANamespace) {
    Findings findings;
    for (const auto& folder : modules()) {
        const auto name = folder.substr(folder.rfind('/') + 1);
        for (const auto& file : tree()) {
            const bool is_main = file.path.ends_with("/main.cpp");
            if (folder_of(file.path) == folder && is_cpp(file.path) && !is_main &&
                file.text.find("namespace ladder::" + name) == std::string::npos) {
                findings.push_back(file.path + ": not in namespace ladder::" + name);
            }
            if (file.path == folder + "/CMakeLists.txt" &&
                file.text.find("ladder_library(" + name) == std::string::npos) {
                findings.push_back(file.path + ": no target ladder_" + name);
            }
        }
    }
    EXPECT_THAT(findings, IsEmpty());
}

TEST(Tidy, EveryModuleExplainsItselfOnOnePage) {
    auto folders = modules();
    folders.insert({"proto", "rules", "tests", "deploy"});
    Findings findings;
    for (const auto& folder : folders) {
        const auto readme = std::find_if(tree().begin(), tree().end(), [&](const File& file) {
            return file.path == folder + "/README.md";
        });
        if (readme == tree().end()) {
            findings.push_back(folder + ": no README.md");
        } else if (std::count(readme->text.begin(), readme->text.end(), '\n') > 70) {
            findings.push_back(readme->path + ": longer than a page");
        }
    }
    EXPECT_THAT(findings, IsEmpty());
}

TEST(Tidy, EveryTestFolderIsNamedInTheTestsReadme) {
    const auto readme = std::find_if(tree().begin(), tree().end(), [](const File& file) {
        return file.path == "tests/README.md";
    });
    ASSERT_NE(readme, tree().end());
    std::set<std::string> findings;
    for (const auto& file : tree()) {
        if (is_below(file.path, "tests") && folder_of(file.path) != "tests") {
            const auto name = file.path.substr(6, file.path.find('/', 6) - 6);
            if (readme->text.find("`" + name + "/`") == std::string::npos) {
                findings.insert(name);
            }
        }
    }
    EXPECT_THAT(findings, IsEmpty());
}

TEST(Tidy, LinksOfDocumentsLeadSomewhere) {
    const std::regex link{R"(\]\(([^)#: ]+)(#[^)]*)?\))"};
    Findings findings;
    for (const auto& file : tree()) {
        if (!file.path.ends_with(".md")) {
            continue;
        }
        for (std::sregex_iterator it{file.text.begin(), file.text.end(), link}, end; it != end;
             ++it) {
            const auto folder = folder_of(file.path);
            const auto target = (folder.empty() ? "" : folder + "/") + (*it)[1].str();
            if (!exists(target)) {
                findings.push_back(fmt::format("{}: {}", file.path, (*it)[1].str()));
            }
        }
    }
    EXPECT_THAT(findings, IsEmpty());
}

TEST(Tidy, TestsMirrorTheEngine) {
    // Covered by the test of the file that uses them.
    const std::set<std::string> without{
        "casework/authorise",
        "casework/crossing",
        "casework/decide_decision",
        "casework/evidence",
        "casework/entries",
        "casework/gate_around",
        "casework/gate_atoms",
        "casework/gate_every",
        "casework/gate_outcomes",
        "casework/gate_peer",
        "casework/gate_record",
        "casework/moves",
        "casework/names",
        "casework/summary",
        "command/authorise",
        "command/describe",
        "command/describe_diary",
        "command/describe_meeting",
        "command/describe_procedure",
        "command/describe_register",
        "command/markings",
        "command/problems",
        "command/words",
        "diary/clock",
        "diary/diary_fields",
        "definition/asks",
        "definition/atoms",
        "definition/draw_mermaid",
        "definition/draw_svg",
        "definition/machine",
        "definition/mutate",
        "definition/plain",
        "definition/prove_words",
        "bundle/again",
        "bundle/cause",
        "bundle/figures",
        "bundle/proofs",
        "bundle/reperform",
        "bundle/reperform_evaluation",
        "bundle/schema",
        "bundle/world",
        "bundle/writer",
        "meetings/apply",
        "meetings/authorise",
        "meetings/docket",
        "meetings/refusal",
        "evidence/asked",
        "evidence/chart_text",
        "evidence/control_chart",
        "evidence/csv",
        "evidence/explain",
        "evidence/figure_digest",
        "evidence/finding",
        "evidence/grid",
        "evidence/import",
        "evidence/import_cells",
        "evidence/import_columns",
        "evidence/import_figure",
        "evidence/import_row",
        "evidence/judgement_funnel",
        "evidence/judgement_interval",
        "evidence/judgement_text",
        "evidence/judgement_words",
        "evidence/level_text",
        "evidence/obstacle_text",
        "evidence/peers",
        "evidence/readings",
        "evidence/series",
        "procedures/shared",
        "record/fold",
        "record/proposals",
        "record/surroundings",
        "reports/stages"};
    Findings findings;
    for (const auto& file : tree()) {
        if (!is_below(file.path, "engine") || !file.path.ends_with(".cpp")) {
            continue;
        }
        const auto stem = file.path.substr(7, file.path.size() - 7 - 4);  // "base/dates"
        if (!exists("tests/unit/" + stem + "_test.cpp") && !without.contains(stem)) {
            findings.push_back(file.path);
        }
    }
    EXPECT_THAT(findings, IsEmpty());
}

// Whether somebody of ours wrote it, not a publisher of figures or a tool.
bool is_written_here(const std::string& path) {
    return !path.ends_with(".csv") && !path.ends_with("package-lock.json") &&
           !path.ends_with(".png") && !path.ends_with(".binpb");
}

TEST(Tidy, NothingIsLeftUnfinishedOrSkipped) {
    const std::regex word{
        R"(\b(TODO|FIXME|XXX|GTEST_SKIP)\b|\bDISABLED_|\b(sleep_for|sleep_until|usleep)\b)"};
    // The pause before a lost database is tried again, and the wait for another program to start.
    const std::set<std::string> may_sleep{
        "db/journal_writer.cpp",
        "tests/fault/patience.cpp",
        "tests/fault/strange_machine.cpp",
        "tests/support/postgres.cpp"};
    Findings findings;
    for (const auto& file : tree()) {
        if (!is_below(file.path, "tests/tidy") && is_written_here(file.path) &&
            !may_sleep.contains(file.path)) {
            append(findings, find_all(file.path, file.text, word));
        }
    }
    EXPECT_THAT(findings, IsEmpty());
}

TEST(Tidy, NoMachineIsNamed) {
    const std::regex path{R"((^|[\s"'=:(])/(root|home|work)/)"};
    const std::regex host{R"(registry\.npmjs|deb\.debian\.org)"};
    Findings findings;
    for (const auto& file : tree()) {
        if (!is_below(file.path, "tests/tidy") && is_written_here(file.path)) {
            append(findings, find_all(file.path, file.text, path));
            append(findings, find_all(file.path, file.text, host));
        }
    }
    EXPECT_THAT(findings, IsEmpty());
}

TEST(Tidy, BothDatabasesHaveTheSameMigrations) {
    std::map<std::string, std::set<std::string>> names;
    for (const auto& file : tree()) {
        if (file.path.ends_with(".sql") && is_below(file.path, "db/migrations")) {
            names[folder_of(file.path)].insert(file.path.substr(file.path.rfind('/') + 1));
        }
    }
    EXPECT_FALSE(names["db/migrations/sqlite"].empty());
    EXPECT_EQ(names["db/migrations/sqlite"], names["db/migrations/postgresql"]);
}

TEST(Tidy, TheTopLevelHoldsOnlyWhatBelongsThere) {
    const std::set<std::string> known{
        ".ci",
        ".clang-format",
        ".clang-tidy",
        ".git",
        ".gitignore",
        ".github",
        "CMakeLists.txt",
        "CMakePresets.json",
        "LICENSE",
        "README.md",
        "compile_commands.json",
        "build",
        "db",
        "deploy",
        "engine",
        "install",
        "proto",
        "rules",
        "services",
        "tests",
        "var",
        ".cache",
    };
    Findings findings;
    for (const auto& name : top_level_names(root)) {
        if (!known.contains(name)) {
            findings.push_back(name);
        }
    }
    EXPECT_THAT(findings, IsEmpty());
}

// The checks above look at code only through this: it must not lose code, nor take words for code.
TEST(Tidy, CommentsAndTextsAreNotCode) {
    EXPECT_EQ(code_only("a(); // throw\nb();"), "a();         \nb();");
    EXPECT_EQ(code_only("/* throw\n */ c"), "        \n    c");
    EXPECT_EQ(code_only(R"(f("throw \" x", '"'); throw)"), "f(            ,    ); throw");
    EXPECT_EQ(code_only("R\"x(a \" b)x\" + throw"), "R            + throw");
    EXPECT_EQ(code_only("1'000'000; throw"), "1'000'000; throw");
}

}  // namespace
}  // namespace ladder::tidy
