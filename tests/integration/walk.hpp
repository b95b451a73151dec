// A random walk of lawful and unlawful commands, remembered event by event.
#pragma once

#include <random>
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
    // The days on which something was recorded or known, and those before.
    const std::vector<base::Date>& days() const { return days_; }
    int refused() const { return refused_; }

private:
    int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
    bool one_in(int count) { return below(count) == 0; }
    std::optional<base::Date> perhaps_earlier();
    void submit(Work work, std::optional<base::Date> known_on);
    void act_on(const v1::Case& state, std::optional<base::Date> known_on);

    Ground ground_;
    std::mt19937 random_;
    base::Date today_;
    std::vector<Accepted> accepted_;
    std::vector<base::Date> days_;
    int refused_ = 0;
};

}  // namespace ladder::db
