// The live record of a meeting: who is there, and what came of each item.
#include <algorithm>

#include <fmt/format.h>

#include "services/console/secretariat/outcome.hpp"
#include "services/console/secretariat/pages.hpp"
#include "services/console/table.hpp"

namespace ladder::secretariat {

namespace {

using console::Answer;
using console::Data;
using console::Visit;

constexpr const char* record_name = "meeting_record";

void put_attendance(Data& data, const Visit& visit, const MeetingSeen& seen) {
    const auto& templates = visit.desk->templates;
    const auto* rules = seen.names.ruleset(seen.meeting.ruleset());
    const auto* kind = rules == nullptr ? nullptr : rules->meeting_kind(seen.meeting.kind());
    const bool reminder = kind != nullptr && kind->official_secrets_reminder();
    console::Table table{{{"person"}, {"capacity"}, {"how"}}, {}};
    if (reminder) {
        table.columns.push_back({"reminded"});
    }
    for (const auto& one : seen.meeting.attendance()) {
        auto& row = table.rows.emplace_back();
        row.push_back({seen.names.person(one.person().person()), {}, one.organisation()});
        row.push_back({seen.names.role(one.person().capacity())});
        row.push_back({templates.text("meeting_words", fmt::format("kind.{}", int{one.kind()}))});
        if (reminder) {
            row.push_back({templates.text(
                record_name, one.official_secrets_reminded() ? "reminded.yes" : "reminded.no"
            )});
        }
    }
    data.set("has_attendance", Data{!table.rows.empty()});
    console::put_table(data, "attendance", templates, record_name, table);
}

Data shown_item(
    const Visit& visit, const MeetingSeen& seen, const v1::AgendaItem& item, int number
) {
    Data row{Data::type::object};
    row.set("id", item.id());
    row.set("number", fmt::to_string(number));
    row.set("item_title", item.title());
    row.set("item_path", fmt::format("{}/items/{}", seen.path, item.id()));
    console::put_text(
        row,
        "case_link",
        item.case_name().empty() ? std::string{} : visit.link("/" + item.case_name())
    );
    row.set("settled", Data{item.has_outcome()});
    std::vector<Data> recusals;
    for (const auto& recusal : item.recusals()) {
        auto& shown = recusals.emplace_back(Data::type::object);
        shown.set("recused", seen.names.person(recusal.person()));
        shown.set("recused_because", recusal.reason());
    }
    row.set("recusals", console::list_of(std::move(recusals)));
    std::vector<Data> lines;
    for (const auto& line : outcome_in_words(visit, seen, item)) {
        lines.emplace_back(Data::type::object).set("line", line);
    }
    row.set("lines", console::list_of(std::move(lines)));
    return row;
}

Answer show_record(Visit& visit) {
    const auto seen = see_meeting(visit);
    if (!seen) {
        return seen.error();
    }
    if (!seen->meeting.has_pack()) {
        return console::Redirect{visit.link(seen->path)};
    }
    console::Page page{record_name};
    page.crumbs = above_meeting(visit);
    auto& data = page.data;
    put_meeting_head(data, visit, *seen, "record");
    data.set("can_record", Data{seen->runs && seen->is(v1::MEETING_STATE_FROZEN)});
    put_attendance(data, visit, *seen);
    std::vector<Data> rows;
    int unsettled = 0;
    for (const auto& item : seen->meeting.items()) {
        const auto number = static_cast<int>(rows.size()) + 1;
        rows.push_back(shown_item(visit, *seen, item, number));
        unsettled += item.has_outcome() ? 0 : 1;
    }
    data.set("record_items", console::list_of(std::move(rows)));
    data.set("all_settled", Data{unsettled == 0});
    data.set("one_unsettled", Data{unsettled == 1});
    data.set("unsettled", fmt::to_string(unsettled));
    return page;
}

}  // namespace

void add_record_pages(console::Pages& pages) {
    pages.get("/meetings/{id}/record", console::Audience::signed_in, show_record);
}

}  // namespace ladder::secretariat
