// Which figures somebody sees: by indicator, body and marking.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/access/rights.hpp"

namespace ladder::access {

// Of one call and one thread: it remembers what it answered of an indicator.
class FigureSight {
public:
    using Compartments = std::function<std::vector<std::string>(std::string_view indicator)>;

    static FigureSight everything() { return FigureSight{}; }
    // Borrows the rights.
    FigureSight(const Rights& rights, Compartments compartments)
        : rights_{&rights}, compartments_{std::move(compartments)} {}

    bool sees_everything() const { return rights_ == nullptr; }
    // A figure of a body; `marking` unspecified: not marked.
    bool sees(std::string_view indicator, std::string_view body, v1::Marking marking);
    // Whether any figure of the indicator could be seen.
    bool sees_any(std::string_view indicator);

private:
    // What is seen of an indicator, markings aside.
    struct OfIndicator {
        bool all = false;
        Bodies bodies;
    };
    FigureSight() = default;
    const OfIndicator& of(std::string_view indicator);

    const Rights* rights_ = nullptr;
    Compartments compartments_;
    std::unordered_map<std::string, OfIndicator> known_;
    std::string last_;
    const OfIndicator* last_of_ = nullptr;  // rows come indicator by indicator
};

}  // namespace ladder::access
