// Dates as ISO texts, each made once: a file of figures has few of them.
#pragma once

#include <string>
#include <unordered_map>

#include "engine/base/dates.hpp"

namespace ladder::base {

class DateWriter {
public:
    DateWriter() = default;
    DateWriter(const DateWriter&) = delete;  // it points into itself
    DateWriter& operator=(const DateWriter&) = delete;

    // "2011-03-31". Lasts as long as the writer.
    const std::string& text(Date date) {
        const auto day = date.time_since_epoch().count();
        if (last_ == nullptr || day != last_day_) {
            const auto [found, fresh] = texts_.try_emplace(day);
            if (fresh) {
                found->second = to_string(date);
            }
            last_day_ = day;
            last_ = &found->second;
        }
        return *last_;
    }

private:
    std::unordered_map<Date::rep, std::string> texts_;
    Date::rep last_day_ = 0;
    const std::string* last_ = nullptr;
};

}  // namespace ladder::base
