// Working days: every day but Saturdays, Sundays and the holidays of a list.
#pragma once

#include <string>
#include <vector>

#include "engine/base/dates.hpp"
#include "engine/base/result.hpp"

namespace ladder::base {

// Tells of the days from `first` to `last` and of no other: what a list of holidays does not reach
// is not known to be a working day. Errors of all questions: failed_precondition, naming the
// calendar and what it reaches.
class Calendar {
public:
    // `name` is for people, such as "england-and-wales@2027". Holidays in any order.
    Calendar(std::string name, Date first, Date last, std::vector<Date> holidays);

    // No holiday but Saturdays and Sundays, in all years that dates have.
    static Calendar weekdays();

    const std::string& name() const { return name_; }

    [[nodiscard]] Result<bool> is_working_day(Date date) const;

    // The so many-th working day after `from`, which is day 0 whatever day it is; before it for a
    // negative count. 0 gives `from`.
    [[nodiscard]] Result<Date> add_working_days(Date from, int count) const;

    // `date` itself if it is a working day, else the next one.
    [[nodiscard]] Result<Date> roll(Date date) const;

    // Working days after `from` up to and including `to`; 0 if `to` is not after `from`.
    [[nodiscard]] Result<int> working_days_between(Date from, Date to) const;

private:
    bool reaches(Date date) const { return first_ <= date && date <= last_; }
    bool works(Date date) const;
    Error beyond(Date date) const;

    std::string name_;
    Date first_;
    Date last_;
    std::vector<Date> holidays_;  // sorted
};

}  // namespace ladder::base
