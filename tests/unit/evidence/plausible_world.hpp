// Ten bodies with a past of three years, and a file of the fourth in which a test plants errors.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/evidence/plausibility.hpp"
#include "engine/evidence/plausible.hpp"

namespace ladder::evidence {

// Indicators "crime" (a count by rolling years, with a rate), "people" (its population), "share" (a
// proportion), "staff" (a measure) with its parts "officers" and "clerks".
// Bodies "bodies/a" to "bodies/j"; the figures of a body are like those of no other. The past is
// known; the file holds the year to 31 March 2011, each indicator's bodies in order of name.
class PlausibleWorld {
public:
    PlausibleWorld();

    static constexpr std::size_t bodies = 10;
    static constexpr std::string_view period_end = "2011-03-31";

    v1::IndicatorDefinition& indicator(const std::string& id);

    // Changes the file: the figure of a body ("a"), or those of all.
    PlausibleWorld& set(const std::string& id, char body, double value);
    PlausibleWorld& scale(const std::string& id, double factor);
    // The figures of the bodies from `first` to `last` are those of the body after each.
    PlausibleWorld& slip(const std::string& id, char first, char last);
    PlausibleWorld& swap(const std::string& id, char one, char other);
    // The figure revises one of the same period.
    PlausibleWorld& revises(const std::string& id, char body, double before);
    // Takes a body's past away.
    PlausibleWorld& forget(const std::string& id, char body);

    double value(const std::string& id, char body) const;

    // What find_doubts() says, as "crime/a: message".
    std::vector<std::string> doubts() const;

private:
    struct Past {
        std::string indicator;
        std::uint32_t body = 0;
        std::string end;
        double value = 0;
    };

    static std::uint32_t number(char body) { return static_cast<std::uint32_t>(body - 'a'); }

    v1::RulesetDefinition definition_;
    std::vector<Past> past_;
    std::map<std::string, std::vector<double>> file_;  // by indicator, in order of body
    std::map<std::pair<std::string, std::uint32_t>, double> before_;
};

}  // namespace ladder::evidence
