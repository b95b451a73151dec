// The weeks to which peers are committed, month by month.
#include <fmt/format.h>

#include "services/console/charts.hpp"
#include "services/console/desks.hpp"
#include "services/console/npia/shared.hpp"
#include "services/console/table.hpp"
#include "services/console/words.hpp"

namespace ladder::npia {

using console::Answer;
using console::Page;
using console::Visit;

namespace {

constexpr const char* capacity_page = "capacity";

// "June 2011" of "2011-06-01".
std::string month_in_words(const std::string& first_day) {
    const auto words = console::day_in_words(first_day);
    return words.substr(std::min(words.size(), words.find(' ') + 1));
}

std::vector<console::Cell> month_row(
    const Visit& visit, const v1::CapacityMonth& month, const console::Titles& titles
) {
    const auto left = month.available_weeks() - month.committed_weeks();
    const bool over = left < 0;
    std::vector<std::string> bodies;
    for (const auto& name : month.procedures()) {
        bodies.push_back(titles.of(name));
    }
    const auto weeks = [](double count) {
        return console::Cell{fmt::format("{:.1f}", count), {}, {}, {}, count};
    };
    auto rest = weeks(left);
    rest.tag = over ? "red" : "";
    return {
        {month_in_words(month.month()), {}, {}, {}, {}, month.month()},
        weeks(month.committed_weeks()),
        weeks(month.available_weeks()),
        rest,
        {bodies.empty() ? visit.desk->templates.text(capacity_page, "none")
                        : fmt::format("{}", fmt::join(bodies, "; "))}};
}

Answer show_capacity(Visit& visit) {
    v1::GetCapacityRequest request;
    const auto day =
        visit.known ? base::to_string(base::day_of(visit.known->at)) : console::today_of(visit);
    const auto asked = visit.query.value("from");
    request.set_from(asked.size() == 7 ? asked + "-01" : day.substr(0, 7) + "-01");
    const auto capacity = visit.read<v1::GetCapacityResponse>("PeerService/GetCapacity", request);
    if (!capacity) {
        return capacity.error();
    }
    const auto commissions = procedures_of(visit, ProcedureKind::commission, true);
    if (!commissions) {
        return commissions.error();
    }
    console::Titles titles;
    if (const auto added = add_body_titles(visit, titles); !added) {
        return added.error();
    }
    for (const auto& commission : *commissions) {
        titles.add(commission.name(), titles.of(commission.body()));
    }
    console::Table table{
        {{"month", false, false},
         {"committed", true, false},
         {"available", true, false},
         {"left", true, false},
         {"commissions", false, false}},
        {}};
    for (const auto& month : capacity->months()) {
        table.rows.push_back(month_row(visit, month, titles));
    }
    Page page{capacity_page};
    put_desk_nav(page.data, visit);
    page.data.set("from", request.from().substr(0, 7));
    const auto& templates = visit.desk->templates;
    console::put_capacity(
        {page.data, "weeks", templates, templates.text(capacity_page, "caption")},
        *capacity,
        [&](const std::string& procedure) {
            return visit.link(path_below("/commissions", procedure));
        },
        titles
    );
    return list_answer(
        visit, std::move(page), std::move(table), {"/capacity", {"from"}, "", 50, "capacity"}
    );
}

}  // namespace

void add_capacity_pages(console::Pages& pages) {
    pages.get("/capacity", console::Audience::signed_in, show_capacity);
}

}  // namespace ladder::npia
