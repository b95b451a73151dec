// Thousands of broken rulesets: each loads or is refused with a place and a reason, none crashes.
#include <random>

#include <gtest/gtest.h>

#include "engine/definition/check.hpp"
#include "engine/definition/issues.hpp"
#include "engine/definition/text.hpp"
#include "tests/unit/definition/shipped_ruleset.hpp"

namespace ladder::definition {
namespace {

// Whatever has a meaning in YAML, in UTF-8 or in a definition.
const std::vector<std::string> scraps{
    ":",
    ": ",
    "- ",
    "\n",
    "\n  ",
    "\t",
    "[",
    "]",
    "{",
    "}",
    ",",
    "&a ",
    "*a",
    "!!str ",
    "|\n",
    ">-\n",
    "\"",
    "'",
    "#",
    "---\n",
    "...\n",
    "? ",
    "%YAML 1.2",
    "<<: ",
    "\xFF",
    "\xC3",
    "\xEF\xBB\xBF",
    "null",
    "~",
    "1e999",
    "-1",
    "nan",
    "true",
    "2147483648",
    "\r\n",
    "\\u0000",
    "id: ",
    "all: ",
    "any: []",
    "not: ",
    "fact: {id: x}",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["};

class Mutations {
public:
    explicit Mutations(unsigned seed) : random_{seed} {}

    std::size_t below(std::size_t limit) {
        return limit == 0 ? 0 : std::uniform_int_distribution<std::size_t>{0, limit - 1}(random_);
    }

    void mutate(std::string& text) {
        const auto place = below(text.size() + 1);
        const auto length = below(12);
        switch (below(7)) {
            case 0:
                text.erase(place, length);
                return;
            case 1:
                text.insert(place, scraps[below(scraps.size())]);
                return;
            case 2:
                if (place < text.size()) {
                    text[place] = static_cast<char>(below(256));
                }
                return;
            case 3:
                text.resize(place);
                return;
            case 4:
                text.insert(place, text.substr(below(text.size() + 1), below(200)));
                return;
            case 5:
                text.replace(
                    place, std::min(length, text.size() - place), scraps[below(scraps.size())]
                );
                return;
            default:
                text.erase(place, below(200));
                return;
        }
    }

private:
    std::mt19937 random_;
};

void expect_clear(const base::Error& error) {
    EXPECT_EQ(error.code, base::Code::invalid_argument);
    ASSERT_FALSE(error.details.empty());
    EXPECT_FALSE(find_bad_text(error.message)) << "unfit for an answer";
    for (const auto& detail : error.details) {
        const auto& issue = std::get<v1::TextIssue>(detail);
        EXPECT_FALSE(issue.message().empty());
        EXPECT_FALSE(issue.fix().empty()) << issue.message();
        EXPECT_GE(issue.line(), 0);
        EXPECT_FALSE(find_bad_text(to_string(issue)));
    }
}

class YamlMutation : public testing::TestWithParam<unsigned> {};

TEST_P(YamlMutation, IsReadOrRefusedWithReasons) {
    const auto shipped = shipped_ruleset();
    ASSERT_FALSE(shipped.empty());
    Mutations mutations{GetParam()};
    int refused = 0;
    for (int round = 0; round < 250; ++round) {
        // One whole file each round, with the head: the other files would only cost time.
        auto file = shipped[mutations.below(shipped.size())];
        const auto times = 1 + mutations.below(4);
        for (std::size_t i = 0; i < times; ++i) {
            mutations.mutate(file.text);
        }
        std::vector<SourceFile> files{file};
        if (file.path != "ruleset.yaml") {
            files.push_back({"ruleset.yaml", "id: x\n"});
        }
        const auto loaded = load(files);
        if (loaded) {
            // Whatever reads can be checked, and serialised as what it is.
            static_cast<void>(check(loaded->definition, loaded->sources));
            v1::RulesetDefinition back;
            EXPECT_TRUE(back.ParseFromString(loaded->definition.SerializeAsString()));
        } else {
            ++refused;
            expect_clear(loaded.error());
        }
    }
    EXPECT_GT(refused, 50) << "the mutations have lost their teeth";
}

INSTANTIATE_TEST_SUITE_P(Seeds, YamlMutation, testing::Range(1U, 21U));

}  // namespace
}  // namespace ladder::definition
