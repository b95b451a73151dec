// The agenda, and the pack that is frozen from it.
#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "engine/command/fields.hpp"
#include "engine/meetings/authorise.hpp"

namespace ladder::meetings {

namespace {

using command::Problems;

constexpr int items_max = 200;
constexpr int sources_max = 100;

// 3 for "i3"; 0 for anything else.
int number_of(std::string_view id) {
    int number = 0;
    if (id.size() > 1 && id.front() == 'i') {
        std::from_chars(id.data() + 1, id.data() + id.size(), number);
    }
    return number;
}

// The number of the next new item: above all that the agenda has or had in this act.
int next_number(const v1::Meeting& state) {
    int highest = 0;
    for (const auto& item : state.items()) {
        highest = std::max(highest, number_of(item.id()));
    }
    return highest + 1;
}

void check_case(
    Problems& problems,
    const std::string& at,
    const v1::AgendaItem& item,
    const v1::Meeting& state,
    const Context& context
) {
    if (item.case_name().empty()) {
        return;
    }
    const auto file = context.case_of(item.case_name());
    if (file.state == nullptr) {
        problems.field(at + ".case_name", fmt::format("there is no case {}", item.case_name()));
        return;
    }
    const auto* kind = context.ruleset.meeting_kind(state.kind());
    if (kind == nullptr || kind->body_kinds().empty() || file.around.body == nullptr) {
        return;
    }
    const auto& kinds = kind->body_kinds();
    if (std::find(kinds.begin(), kinds.end(), file.around.body->kind()) == kinds.end()) {
        problems.field(
            at + ".case_name",
            fmt::format(
                "{} is of a kind of body that this meeting does not talk about", item.case_name()
            )
        );
    }
}

void check_item(
    Problems& problems,
    const std::string& at,
    const v1::AgendaItem& item,
    const v1::Meeting& state,
    const Context& context
) {
    if (item.reason() == v1::AGENDA_REASON_UNSPECIFIED ||
        !v1::AgendaReason_IsValid(item.reason())) {
        problems.field(
            at + ".reason", "is missing; say why it is there, such as review or request"
        );
    }
    command::check_text(problems, at + ".title", item.title(), command::title_chars_max);
    check_case(problems, at, item, state, context);
    if (item.sources_size() > sources_max) {
        problems.field(at + ".sources", fmt::format("give at most {}", sources_max));
    }
    for (int i = 0; i < item.sources_size(); ++i) {
        command::check_text(
            problems,
            fmt::format("{}.sources[{}]", at, i),
            item.sources(i),
            command::reference_chars_max
        );
    }
}

void check_ids(Problems& problems, const v1::SetAgendaRequest& command, const v1::Meeting& state) {
    std::set<std::string_view> seen;
    for (int i = 0; i < command.items_size(); ++i) {
        const auto& id = command.items(i).id();
        if (id.empty()) {
            continue;
        }
        if (find_item(state, id) == nullptr) {
            problems.field(
                fmt::format("items[{}].id", i),
                "the agenda has no such item; leave the id of a new one empty"
            );
        } else if (!seen.insert(id).second) {
            problems.field(fmt::format("items[{}].id", i), fmt::format("{} is given twice", id));
        }
    }
}

void require_planned(Problems& problems, const v1::Meeting& state) {
    if (state.state() != v1::MEETING_STATE_PLANNED) {
        problems.conflict(
            "The pack is frozen: what the meeting looks at stands. Talk about what came later at "
            "the next meeting"
        );
    }
}

}  // namespace

base::Result<Events> decide(
    const v1::Meeting& state, const v1::SetAgendaRequest& command, const Context& context
) {
    Problems problems;
    if (const auto fit = require_running(problems, state, command.etag(), context); !fit) {
        return fit.error();
    }
    require_planned(problems, state);
    command::check_known_on(problems, command.known_on(), context.recorded_at);
    if (command.items_size() > items_max) {
        problems.field("items", fmt::format("give at most {}", items_max));
    }
    check_ids(problems, command, state);
    for (int i = 0; i < command.items_size(); ++i) {
        check_item(problems, fmt::format("items[{}]", i), command.items(i), state, context);
    }
    if (problems.any()) {
        return problems.to_error("The agenda can't be set");
    }
    v1::Event event;
    auto& set = *event.mutable_agenda_set();
    int next = next_number(state);
    for (const auto& given : command.items()) {
        auto& item = *set.add_items();
        item = given;
        if (item.id().empty()) {
            item.set_id(fmt::format("i{}", next++));
        }
        item.clear_recusals();
        item.clear_outcome();
    }
    return Events{std::move(event)};
}

v1::PackContent pack_of(const v1::Meeting& state, const Context& context) {
    v1::PackContent content;
    content.set_meeting(state.name());
    for (const auto& item : state.items()) {
        auto& part = *content.add_items();
        *part.mutable_item() = item;
        const auto file = item.case_name().empty() ? CaseFile{} : context.case_of(item.case_name());
        if (file.state != nullptr) {
            *part.mutable_case_() = *file.state;
        }
    }
    return content;
}

base::Result<Events> decide(
    const v1::Meeting& state,
    const v1::FreezePackRequest& command,
    const Frozen& frozen,
    const Context& context
) {
    Problems problems;
    if (const auto fit = require_running(problems, state, command.etag(), context); !fit) {
        return fit.error();
    }
    if (state.state() == v1::MEETING_STATE_FROZEN) {
        problems.conflict("The pack is frozen already");
    } else if (state.items().empty()) {
        problems.conflict("The agenda has no item; set it first");
    }
    command::check_known_on(problems, command.known_on(), context.recorded_at);
    if (problems.any()) {
        return problems.to_error("The pack can't be frozen");
    }
    v1::Event event;
    auto& pack = *event.mutable_pack_frozen()->mutable_pack();
    pack.set_digest(frozen.digest);
    pack.set_journal_size(frozen.journal_size);
    pack.set_content(frozen.content);
    return Events{std::move(event)};
}

}  // namespace ladder::meetings
