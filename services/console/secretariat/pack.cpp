// The pack as it was frozen: what the meeting looks at.
#include <fmt/format.h>

#include "engine/base/hex.hpp"
#include "services/console/secretariat/meeting_seen.hpp"
#include "services/console/secretariat/pages.hpp"
#include "services/console/secretariat/phrases.hpp"
#include "services/console/words.hpp"

namespace ladder::secretariat {

namespace {

using console::Answer;
using console::Data;
using console::day_in_words;
using console::list_of;
using console::put_text;
using console::Visit;

constexpr const char* pack_name = "meeting_pack";

Data lines_of(const std::vector<std::string>& texts) {
    std::vector<Data> lines;
    for (const auto& text : texts) {
        lines.emplace_back(Data::type::object).set("line", text);
    }
    return list_of(std::move(lines));
}

std::vector<std::string> open_proposals(const v1::Case& one) {
    std::vector<std::string> lines;
    for (const auto& proposal : one.proposals()) {
        if (proposal.state() == v1::PROPOSAL_STATE_OPEN) {
            lines.push_back(proposal.raised_because().text());
        }
    }
    return lines;
}

std::vector<std::string> open_concerns(const Visit& visit, const v1::Case& one) {
    std::vector<std::string> lines;
    for (const auto& concern : one.concerns()) {
        if (concern.closed_on().empty()) {
            Data values{Data::type::object};
            values.set("concern", concern.title());
            values.set("day", day_in_words(concern.raised_on()));
            lines.push_back(visit.desk->templates.text(pack_name, "concern", values));
        }
    }
    return lines;
}

std::vector<std::string> pending(const v1::Case& one) {
    std::vector<std::string> lines;
    for (const auto& deadline : one.deadlines()) {
        if (deadline.state() == v1::DEADLINE_STATE_PENDING ||
            deadline.state() == v1::DEADLINE_STATE_OVERDUE) {
            lines.push_back(fmt::format("{}: {}", day_in_words(deadline.due_on()), deadline.title())
            );
        }
    }
    return lines;
}

// The newest decision, in words; empty: none was taken.
std::string last_decision(const Visit& visit, const MeetingSeen& seen, const v1::Case& one) {
    if (one.decisions().empty()) {
        return {};
    }
    const auto& last = one.decisions(one.decisions_size() - 1);
    Data values{Data::type::object};
    values.set("day", day_in_words(last.effective_on()));
    values.set("stage", seen.names.stage(one.ruleset(), one.ladder(), last.to_stage()));
    values.set("capacity", seen.names.role(last.decider().capacity()));
    values.set("reasons", last.reasons());
    return visit.desk->templates.text(pack_name, "decision", values);
}

void put_case(Data& row, const Visit& visit, const MeetingSeen& seen, const v1::Case& one) {
    Data shown{Data::type::object};
    shown.set("body", seen.names.body(one.body()));
    shown.set("body_link", visit.link("/" + one.name()));
    shown.set("stage", seen.names.stage(one.ruleset(), one.ladder(), one.stage()));
    shown.set("since", day_in_words(one.stage_since()));
    put_text(shown, "review", day_in_words(one.next_review_on()));
    put_text(shown, "last", last_decision(visit, seen, one));
    const auto put_lines = [&](const std::string& name, const std::vector<std::string>& lines) {
        shown.set("has_" + name, Data{!lines.empty()});
        shown.set(name, lines_of(lines));
    };
    put_lines("proposals", open_proposals(one));
    put_lines("concerns", open_concerns(visit, one));
    put_lines("deadlines", pending(one));
    row.set("about_case", shown);
}

Answer show_pack(Visit& visit) {
    const auto seen = see_meeting(visit);
    if (!seen) {
        return seen.error();
    }
    v1::GetMeetingRequest request;
    request.set_name(seen->meeting.name());
    request.set_with_pack(true);
    const auto found = visit.read<v1::GetMeetingResponse>("MeetingService/GetMeeting", request);
    if (!found) {
        return found.error();
    }
    if (!found->has_pack()) {
        return base::Error{base::Code::not_found, "the pack is not frozen", {}};
    }
    console::Page page{pack_name};
    page.crumbs = above_meeting(visit);
    auto& data = page.data;
    put_meeting_head(data, visit, *seen, "pack");
    const auto& pack = seen->meeting.pack();
    const auto frozen_at = base::from_timestamp(pack.frozen_at());
    data.set("frozen_at", frozen_at ? console::moment_in_words(*frozen_at) : std::string{});
    data.set("frozen_by", seen->names.person(pack.frozen_by().person()));
    data.set("digest", base::hex(pack.digest()));
    data.set("journal_size", fmt::to_string(pack.journal_size()));
    data.set("can_run", Data{seen->runs && seen->is(v1::MEETING_STATE_FROZEN)});
    std::vector<Data> rows;
    for (const auto& part : found->pack().items()) {
        auto& row = rows.emplace_back(Data::type::object);
        row.set("number", fmt::to_string(rows.size()));
        row.set("item_title", part.item().title());
        row.set(
            "reason",
            visit.desk->templates.text(
                "meeting_words", fmt::format("reason.{}", int{part.item().reason()})
            )
        );
        row.set("about_case", Data{false});
        if (part.has_case_()) {
            put_case(row, visit, *seen, part.case_());
        }
    }
    data.set("pack_items", list_of(std::move(rows)));
    return page;
}

}  // namespace

void add_pack_pages(console::Pages& pages) {
    pages.get("/meetings/{id}/pack", console::Audience::signed_in, show_pack);
}

}  // namespace ladder::secretariat
