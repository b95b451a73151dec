// Pictures of work: the ladder and the path on it, what happened, the board, the weeks of peers.
#include <algorithm>
#include <cstdint>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/dates.hpp"
#include "engine/evidence/words.hpp"
#include "services/console/chart_data.hpp"
#include "services/console/words.hpp"

namespace ladder::console {

namespace {

// "from 1 May 2009 to 30 June 2010", "since 1 July 2010".
std::string span_in_words(
    const Templates& templates, const std::string& from, const std::string& until
) {
    return chart_text(
        templates,
        until.empty() ? "span.since" : "span.between",
        {{"from", day_in_words(from)}, {"until", day_in_words(until)}}
    );
}

// "3 days", "14 weeks", "2 years": in the largest unit of which there are two or more.
std::string age_in_words(
    const Templates& templates, const std::string& since, const std::string& today
) {
    const auto from = base::parse_date(since);
    const auto to = base::parse_date(today);
    if (!from || !to || *to < *from) {
        return {};
    }
    constexpr std::int64_t week = 7;
    constexpr std::int64_t year = 365;
    const std::int64_t days = (*to - *from).count();
    const auto in = [&](std::string_view unit, std::int64_t length) {
        return chart_text(
            templates, fmt::format("age.{}", unit), {{"count", std::to_string(days / length)}}
        );
    };
    if (days >= 2 * year) {
        return in("years", year);
    }
    return days >= 2 * week ? in("weeks", week) : in(days == 1 ? "day" : "days", 1);
}

Data row_of_rung(const Templates& templates, const Rung& rung, const std::vector<Stay>& stays) {
    std::vector<Data> there;
    bool now = false;
    for (const auto& stay : stays) {
        if (stay.stage != rung.id) {
            continue;
        }
        auto& shown = there.emplace_back(Data::type::object);
        shown.set("from", stay.from);
        put_text(shown, "until", stay.until);
        put_text(shown, "link", stay.link);
        shown.set("span", span_in_words(templates, stay.from, stay.until));
        now = now || stay.until.empty();
    }
    Data row{Data::type::object};
    row.set("stage", rung.id);
    row.set("stage_title", rung.title);
    put_text(row, "stage_note", rung.note);
    row.set("now", Data{now});
    row.set("been", Data{!there.empty()});
    row.set("stays", list_of(std::move(there)));
    return row;
}

Data row_of_happening(const Templates& templates, const Happening& happening) {
    Data row{Data::type::object};
    const bool lasting = happening.lasting || !happening.until.empty();
    row.set("on", happening.on);
    put_text(row, "until", happening.until);
    row.set("lasting", Data{lasting});
    row.set(
        "day",
        lasting ? span_in_words(templates, happening.on, happening.until)
                : day_in_words(happening.on)
    );
    row.set("kind", happening.kind);
    row.set("text", happening.text);
    put_text(row, "link", happening.link);
    row.set("entered_later", Data{happening.entered_later});
    return row;
}

Data row_of_card(const Templates& templates, const BoardCard& card, const std::string& today) {
    Data row{Data::type::object};
    row.set("body", card.title);
    put_text(row, "link", card.link);
    row.set("since", card.since);
    row.set("since_day", day_in_words(card.since));
    row.set("age", age_in_words(templates, card.since, today));
    put_text(row, "review", card.next_review_on);
    row.set("review_day", day_in_words(card.next_review_on));
    row.set("late", Data{!card.next_review_on.empty() && card.next_review_on < today});
    return row;
}

// "November 2026" of "2026-11-01".
std::string month_in_words(const std::string& month) {
    const auto words = day_in_words(month);
    const auto space = words.find(' ');
    return space == std::string::npos ? words : words.substr(space + 1);
}

Data row_of_month(
    const v1::CapacityMonth& month,
    const std::function<std::string(const std::string& procedure)>& link,
    const Titles& titles
) {
    const double left = month.available_weeks() - month.committed_weeks();
    Data row{Data::type::object};
    row.set("month", month.month());
    row.set("month_title", month_in_words(month.month()));
    const auto weeks = [&row](const std::string& name, double value) {
        put_number(row, name, value, evidence::number(value, 1));
    };
    weeks("committed", month.committed_weeks());
    weeks("available", month.available_weeks());
    weeks("left", left);
    weeks("short", -left);
    row.set("over", Data{left < 0});
    std::vector<Data> behind;
    for (const auto& procedure : month.procedures()) {
        auto& shown = behind.emplace_back(Data::type::object);
        shown.set("procedure", titles.of(procedure));
        put_text(shown, "link", link ? link(procedure) : std::string{});
    }
    row.set("has_procedures", Data{!behind.empty()});
    row.set("procedures", list_of(std::move(behind)));
    return row;
}

}  // namespace

std::vector<Rung> rungs_of(const v1::LadderDefinition& ladder) {
    std::vector<Rung> rungs;
    for (const auto& stage : ladder.stages()) {
        rungs.push_back(
            {stage.id(), stage.title(), fmt::format("{}", fmt::join(stage.aliases(), ", "))}
        );
    }
    return rungs;
}

std::vector<Stay> stays_of(
    const v1::Case& casework, const std::function<std::string(const std::string& decision)>& link
) {
    std::vector<const v1::Decision*> moves;
    for (const auto& decision : casework.decisions()) {
        if (decision.outcome() == v1::DECISION_OUTCOME_MOVE) {
            moves.push_back(&decision);
        }
    }
    std::vector<Stay> stays;
    const auto first = moves.empty() ? casework.stage() : moves.front()->from_stage();
    stays.push_back({first, casework.opened_on(), {}, link({})});
    for (const auto* move : moves) {
        stays.back().until = move->effective_on();
        stays.push_back({move->to_stage(), move->effective_on(), {}, link(move->id())});
    }
    stays.back().until = casework.closed_on();
    return stays;
}

void put_ladder_path(
    const Picture& picture,
    const std::vector<Rung>& rungs,
    const std::vector<Stay>& stays,
    const std::string& today
) {
    auto shown = new_picture(picture);
    std::vector<Data> rows;
    for (auto rung = rungs.rbegin(); rung != rungs.rend(); ++rung) {
        rows.push_back(row_of_rung(picture.templates, *rung, stays));
    }
    shown.set("today", today);
    put_rows(shown, std::move(rows));
    picture.data.set(picture.name, shown);
}

void put_timeline(
    const Picture& picture, const std::vector<Happening>& happenings, const std::string& today
) {
    auto shown = new_picture(picture);
    std::vector<Data> rows;
    rows.reserve(happenings.size());
    for (const auto& happening : happenings) {
        rows.push_back(row_of_happening(picture.templates, happening));
    }
    shown.set("today", today);
    put_rows(shown, std::move(rows));
    picture.data.set(picture.name, shown);
}

void put_board(
    const Picture& picture,
    const std::vector<Rung>& rungs,
    const std::vector<BoardCard>& cards,
    const std::string& today
) {
    auto shown = new_picture(picture);
    std::vector<Data> stages;
    for (auto rung = rungs.rbegin(); rung != rungs.rend(); ++rung) {
        std::vector<const BoardCard*> there;
        for (const auto& card : cards) {
            if (card.stage == rung->id) {
                there.push_back(&card);
            }
        }
        std::stable_sort(there.begin(), there.end(), [](const auto* a, const auto* b) {
            return a->since < b->since;
        });
        std::vector<Data> rows;
        rows.reserve(there.size());
        for (const auto* card : there) {
            rows.push_back(row_of_card(picture.templates, *card, today));
        }
        auto& stage = stages.emplace_back(Data::type::object);
        stage.set("stage", rung->id);
        stage.set("stage_title", rung->title);
        stage.set("count", std::to_string(there.size()));
        put_rows(stage, std::move(rows));
    }
    shown.set("today", today);
    shown.set("stages", list_of(std::move(stages)));
    picture.data.set(picture.name, shown);
}

void put_capacity(
    const Picture& picture,
    const v1::GetCapacityResponse& capacity,
    const std::function<std::string(const std::string& procedure)>& link,
    const Titles& titles
) {
    auto shown = new_picture(picture);
    std::vector<Data> rows;
    for (const auto& month : capacity.months()) {
        rows.push_back(row_of_month(month, link, titles));
    }
    put_rows(shown, std::move(rows));
    picture.data.set(picture.name, shown);
}

}  // namespace ladder::console
