// The word that was probably meant.
#include "engine/definition/suggest.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include <fmt/format.h>

namespace ladder::definition {

namespace {

constexpr std::size_t shown_max = 12;
constexpr std::size_t word_max = 64;  // longer words are nobody's slip, and cost quadratic time

// Optimal string alignment distance: each swap of neighbours counts once.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> now(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        last[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = a[i - 1] == b[j - 1] ? 0 : 1;
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + changed});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                now[j] = std::min(now[j], before[j - 2] + 1);
            }
        }
        before = std::exchange(last, now);
    }
    return last[b.size()];
}

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string>& allowed) {
    if (word.empty() || word.size() > word_max) {
        return {};
    }
    std::string best;
    std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
    for (const auto& candidate : allowed) {
        const auto d = distance(word, candidate);
        if (d < best_distance) {
            best_distance = d;
            best = candidate;
        }
    }
    return best;
}

std::string suggest(std::string_view word, const std::vector<std::string>& allowed) {
    if (const auto meant = nearest(word, allowed); !meant.empty()) {
        return fmt::format("did you mean '{}'?", meant);
    }
    if (allowed.empty()) {
        return {};
    }
    const auto shown = std::min(allowed.size(), shown_max);
    auto text = fmt::format(
        "write one of: {}",
        fmt::join(allowed.begin(), allowed.begin() + std::ptrdiff_t(shown), ", ")
    );
    if (shown < allowed.size()) {
        text += fmt::format(" and {} more", allowed.size() - shown);
    }
    return text;
}

}  // namespace ladder::definition
