#include "engine/registers/capacity.hpp"

#include <algorithm>
#include <set>

namespace ladder::registers {

namespace {

// Days from one to another, both included; none if `to` is before `from`.
struct Days {
    base::Date from;
    base::Date to;

    long count() const { return to < from ? 0 : static_cast<long>((to - from).count()) + 1; }
};

Days overlap(Days a, Days b) {
    return {std::max(a.from, b.from), std::min(a.to, b.to)};
}

base::Date day_or(std::string_view text, base::Date otherwise) {
    const auto date = base::parse_date(text);
    return date ? *date : otherwise;
}

Days within(const v1::Peer& peer, Days window) {
    if (peer.accredited_from().empty()) {
        return {window.from, window.from - std::chrono::days{1}};
    }
    auto span = overlap(
        window,
        {day_or(peer.accredited_from(), window.from), day_or(peer.accredited_to(), window.to)}
    );
    if (!peer.left_on().empty()) {
        span.to = std::min(span.to, day_or(peer.left_on(), window.to) - std::chrono::days{1});
    }
    return span;
}

long days_available(const v1::Peer& peer, Days window) {
    const auto span = within(peer, window);
    if (peer.availability().empty()) {
        return span.count();
    }
    long total = 0;
    for (const auto& range : peer.availability()) {
        total +=
            overlap(span, {day_or(range.from(), span.from), day_or(range.to(), span.to)}).count();
    }
    return total;
}

std::string_view value_in(const v1::Entry& entry, std::string_view field) {
    for (const auto& value : entry.values()) {
        if (value.field() == field) {
            return value.value();
        }
    }
    return {};
}

long days_committed(const v1::Procedure& commission, const v1::Entry& entry, Days window) {
    auto span = overlap(
        window,
        {day_or(value_in(entry, "from"), day_or(entry.effective_on(), window.from)),
         day_or(value_in(entry, "to"), window.to)}
    );
    if (!entry.withdrawn_on().empty()) {
        span.to = std::min(span.to, day_or(entry.withdrawn_on(), window.to) - std::chrono::days{1});
    }
    if (!commission.ended_on().empty()) {
        span.to =
            std::min(span.to, day_or(commission.ended_on(), window.to) - std::chrono::days{1});
    }
    return span.count();
}

double weeks(long days_counted) {
    return static_cast<double>(days_counted) / 7.0;
}

v1::CapacityMonth month_of(
    const std::vector<v1::Peer>& peers, const std::vector<v1::Procedure>& commissions, Days window
) {
    v1::CapacityMonth month;
    month.set_month(base::to_string(window.from));
    long available = 0;
    for (const auto& peer : peers) {
        available += days_available(peer, window);
    }
    long committed = 0;
    std::set<std::string> behind;
    for (const auto& commission : commissions) {
        for (const auto& entry : commission.entries()) {
            if (commission.definition() != commission_definition ||
                entry.record() != deployment_record) {
                continue;
            }
            if (const auto asked = days_committed(commission, entry, window); asked > 0) {
                committed += asked;
                behind.insert(commission.name());
            }
        }
    }
    month.set_committed_weeks(weeks(committed));
    month.set_available_weeks(weeks(available));
    month.mutable_procedures()->Assign(behind.begin(), behind.end());
    return month;
}

}  // namespace

std::vector<v1::CapacityMonth> capacity_of(
    const std::vector<v1::Peer>& peers,
    const std::vector<v1::Procedure>& commissions,
    base::Date from,
    int months
) {
    const std::chrono::year_month_day asked{from};
    const base::Date first{asked.year() / asked.month() / 1};
    std::vector<v1::CapacityMonth> table;
    for (int i = 0; i < months; ++i) {
        const auto month_first = base::add_months(first, i);
        table.push_back(month_of(
            peers, commissions, {month_first, base::add_months(first, i + 1) - std::chrono::days{1}}
        ));
    }
    return table;
}

bool is_available(const v1::Peer& peer, base::Date day) {
    return days_available(peer, {day, day}) > 0;
}

}  // namespace ladder::registers
