// Shipped files, damaged in thousands of ways: nothing breaks, and every loss has its reason.
// Seeded, so that a failure comes back; the seed and the number of rounds can be set:
// LADDER_FUZZ_SEED, LADDER_FUZZ_ROUNDS.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/evidence/csv.hpp"
#include "tests/scenario/files.hpp"
#include "tests/scenario/shipped.hpp"

namespace ladder::scenario {
namespace {

constexpr std::size_t lines_kept = 60;

unsigned setting(const char* name, unsigned standard) {
    const auto* text = std::getenv(name);
    return text == nullptr ? standard : static_cast<unsigned>(std::strtoul(text, nullptr, 10));
}

// What a mutation writes: bytes that mean something to CSV, UTF-8, numbers or dates.
const std::vector<std::string> scraps{
    ",",    "\"",       "\"\"", "\n",           "\r\n",     "\r",         std::string(1, '\0'),
    "\xFF", "\xC3",     "\xE2", "\x80",         "\xF0\x9F", "-",          ".",
    "e9",   "1e400",    "NaN",  "inf",          "0x1",      "2011-02-30", "9999-12-31",
    "0",    "99999999", " ",    "\xEF\xBB\xBF", "bodies/",  "kent",       "Robbery",
    "\t",   "\x7F",     "'"};

class Damage {
public:
    explicit Damage(unsigned seed) : random_{seed} {}

    std::size_t below(std::size_t bound) {
        return bound == 0 ? 0 : std::uniform_int_distribution<std::size_t>{0, bound - 1}(random_);
    }

    // One damage: bytes changed, inserted, taken out, a part doubled or the end cut off.
    void apply(std::string& text) {
        const auto at = below(text.size());
        const auto length = below(20);
        switch (below(6)) {
            case 0:
                text[at] = static_cast<char>(below(256));
                break;
            case 1:
                text.insert(at, scraps[below(scraps.size())]);
                break;
            case 2:
                text.erase(at, length);
                break;
            case 3:
                text.insert(below(text.size()), text.substr(at, 10 * length));
                break;
            case 4:
                text.replace(at, length, scraps[below(scraps.size())]);
                break;
            default:
                text.resize(std::max<std::size_t>(at, 1));
        }
    }

private:
    std::mt19937 random_;
};

class ImportFuzz : public testing::TestWithParam<ShippedFile> {
protected:
    // The header, and as many lines from a random place.
    std::string sample(Damage& damage) {
        const auto first = whole_.find('\n') + 1;
        auto begin = whole_.find('\n', first + damage.below(whole_.size() - first));
        begin = begin == std::string::npos || begin + 1 == whole_.size() ? first : begin + 1;
        auto end = begin;
        for (std::size_t i = 0; i < lines_kept && end != std::string::npos; ++i) {
            end = whole_.find('\n', end + 1);
        }
        return whole_.substr(0, first) +
               whole_.substr(begin, end == std::string::npos ? end : end + 1 - begin);
    }

    void expect_sound(const evidence::ImportReading& reading, const std::string& text) const {
        const auto lines = 1 + std::count(text.begin(), text.end(), '\n');
        std::set<int> rejected;
        for (const auto& row : reading.rejected) {
            expect_useful(row.issue, lines);
            EXPECT_GE(row.issue.line(), 2);
            EXPECT_EQ(evidence::first_invalid_utf8(row.text), std::string::npos);
            rejected.insert(row.issue.line());
        }
        for (const auto& issue : reading.file_issues) {
            expect_useful(issue, lines + 1);
        }
        if (!reading.file_issues.empty()) {
            EXPECT_TRUE(reading.figures.empty());
        }
        std::set<std::tuple<std::string_view, std::string_view, base::Date>> keys;
        for (const auto& figure : reading.figures) {
            EXPECT_TRUE(std::isfinite(figure.value) && std::abs(figure.value) <= 9e15);
            EXPECT_TRUE(names_.contains(figure.body));
            EXPECT_NE(ruleset_->indicator(figure.indicator), nullptr);
            EXPECT_GE(figure.published_on, figure.period_end);
            EXPECT_FALSE(rejected.contains(figure.line));
            EXPECT_TRUE(keys.emplace(figure.indicator, figure.body, figure.period_end).second);
        }
    }

    static void expect_useful(const v1::TextIssue& issue, std::int64_t lines) {
        EXPECT_GE(issue.line(), 1);
        EXPECT_LE(issue.line(), lines);
        EXPECT_GE(issue.column(), 1);
        EXPECT_FALSE(issue.message().empty());
        EXPECT_FALSE(issue.fix().empty());
        EXPECT_EQ(evidence::first_invalid_utf8(issue.message() + issue.fix()), std::string::npos);
    }

    evidence::ImportReading read(const std::string& text) const {
        return read_by(*ruleset_, names_, GetParam().layout, text);
    }

    std::unique_ptr<const definition::Ruleset> ruleset_ = shipped_ruleset("landscape-2009");
    evidence::BodyNames names_ = names_of(shipped_bodies());
    std::string whole_ = demo_file(GetParam().file);
    unsigned seed_ = setting("LADDER_FUZZ_SEED", 2009);
    unsigned rounds_ = setting("LADDER_FUZZ_ROUNDS", 500);
};

TEST_P(ImportFuzz, SurvivesAnyDamageAndSaysWhatWasLost) {
    std::size_t refused = 0;
    for (unsigned round = 0; round < rounds_ && !HasFailure(); ++round) {
        SCOPED_TRACE(testing::Message() << "LADDER_FUZZ_SEED=" << seed_ + round);
        Damage damage{seed_ + round};
        auto text = sample(damage);
        for (auto times = 1 + damage.below(4); times > 0; --times) {
            damage.apply(text);
        }
        const auto reading = read(text);
        expect_sound(reading, text);
        refused += reading.clean() ? 0 : 1;
    }
    EXPECT_GT(refused, rounds_ / 4);
}

// Damage that stays within a line, short of quotes, costs that line and those it repeats, no other.
TEST_P(ImportFuzz, LosesNoOtherRow) {
    for (unsigned round = 0; round < rounds_ && !HasFailure(); ++round) {
        SCOPED_TRACE(testing::Message() << "LADDER_FUZZ_SEED=" << seed_ + round);
        Damage damage{seed_ + round};
        const auto sound = sample(damage);
        const auto header = sound.find('\n') + 1;
        auto text = sound;
        auto at = header + damage.below(text.size() - header);
        at -= text[at] == '\n' ? 1U : 0U;
        auto byte = static_cast<char>(damage.below(256));
        byte = byte == '\n' || byte == '"' ? 'x' : byte;
        text[at] = byte;
        const auto damaged_line =
            1 + static_cast<int>(std::count(text.begin(), text.begin() + std::ptrdiff_t(at), '\n'));
        const auto before = read(sound);
        const auto after = read(text);
        ASSERT_TRUE(before.clean()) << before.issues().front().message();
        expect_sound(after, text);
        std::set<int> lost{damaged_line};
        for (const auto& row : after.rejected) {
            lost.insert(row.issue.line());
            EXPECT_TRUE(
                row.issue.line() == damaged_line ||
                row.issue.message().ends_with("line " + std::to_string(damaged_line))
            ) << row.issue.message();
        }
        const auto kept = [&](const evidence::ImportReading& reading) {
            std::vector<std::tuple<int, std::string_view, double>> figures;
            for (const auto& figure : reading.figures) {
                if (!lost.contains(figure.line)) {
                    figures.emplace_back(figure.line, figure.indicator, figure.value);
                }
            }
            return figures;
        };
        EXPECT_EQ(kept(before), kept(after));
    }
}

TEST_P(ImportFuzz, ReadsBytesOfNoKindAtAll) {
    for (unsigned round = 0; round < rounds_ && !HasFailure(); ++round) {
        SCOPED_TRACE(testing::Message() << "LADDER_FUZZ_SEED=" << seed_ + round);
        Damage damage{seed_ + round};
        std::string text(damage.below(200), ' ');
        for (auto& c : text) {
            c = static_cast<char>(damage.below(256));
        }
        if (damage.below(2) == 0) {
            text.insert(0, whole_.substr(0, whole_.find('\n') + 1));
        }
        expect_sound(read(text), text);
    }
}

INSTANTIATE_TEST_SUITE_P(
    Shipped,
    ImportFuzz,
    testing::ValuesIn(shipped_files),
    [](const auto& test) {
        std::string name{test.param.layout};
        std::replace(name.begin(), name.end(), '-', '_');
        return name;
    }
);

}  // namespace
}  // namespace ladder::scenario
