// A random walk of lawful and unlawful commands, remembered event by event.
#pragma once

#include <random>
#include <set>
#include <string>
#include <vector>

#include "tests/integration/ground.hpp"

namespace ladder::db {

// What the walk knows of an accepted work.
struct Accepted {
    Work work;
    std::string answer;
};

class Walk {
public:
    Walk(Backend backend, unsigned seed);

    // One more command, perhaps some days later.
    void step();

    Ground& ground() { return ground_; }
    const std::vector<Accepted>& accepted() const { return accepted_; }
    // The days on which something was recorded, at noon, or known.
    const std::set<base::Date>& days() const { return days_; }
    // Commands sent with the etag before the present one, and those of them refused for it.
    int stale() const { return stale_; }
    int stale_refused() const { return stale_refused_; }

private:
    int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
    bool one_in(int count) { return below(count) == 0; }
    std::optional<base::Date> perhaps_earlier();
    base::Result<void> submit(Work work, std::optional<base::Date> known_on);
    void act_on(const v1::Case& state, std::optional<base::Date> known_on);

    Ground ground_;
    std::mt19937 random_;
    base::Date today_;
    std::vector<Accepted> accepted_;
    std::set<base::Date> days_;
    int stale_ = 0;
    int stale_refused_ = 0;
};

}  // namespace ladder::db
