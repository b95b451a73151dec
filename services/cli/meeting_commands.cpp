// `ladder meeting`: planning meetings, their agenda and pack, and looking at them.
#include <algorithm>
#include <ostream>
#include <vector>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "services/cli/commands.hpp"
#include "services/cli/meeting_target.hpp"
#include "services/cli/meeting_text.hpp"
#include "services/cli/message_file.hpp"

namespace ladder::cli {

namespace {

struct PlanOptions {
    std::string id;
    std::string kind = "ppsg";
    std::string title;
    std::string held_on;
    std::string known_on;
};

using AgendaItems = google::protobuf::RepeatedPtrField<v1::AgendaItem>;

struct AgendaOptions {
    std::string file;
    bool proposed = false;
    std::vector<std::string> order;
    std::vector<std::string> dropped;
    std::vector<std::string> added;
};

struct MeetingListOptions {
    std::string kind;
    std::string state;
};

base::Result<int> plan_meeting(Session& session, const PlanOptions& options) {
    v1::PlanMeetingRequest request;
    request.set_meeting_id(bare(options.id));
    request.set_kind(options.kind);
    request.set_title(options.title);
    request.set_held_on(options.held_on);
    request.set_known_on(options.known_on);
    set_mutation(session, request);
    const auto response =
        ask<v1::PlanMeetingResponse>(session, "MeetingService/PlanMeeting", request);
    if (!response) {
        return response.error();
    }
    const auto& state = response->meeting();
    Output output{&*response, {&state}, {{"MEETING", "HELD ON", "ETAG"}, {}}, {}, {}};
    output.table.rows.push_back({state.name(), state.held_on(), state.etag()});
    output.text = fmt::format(
        "{}{} planned for {} ({})\n",
        dry_run_mark(session),
        state.name(),
        state.held_on(),
        state.etag()
    );
    print(session.out, session.format, output);
    return exit_ok;
}

base::Result<int> list_meetings(Session& session, const MeetingListOptions& options) {
    v1::ListMeetingsRequest request;
    request.set_kind(options.kind);
    if (!options.state.empty()) {
        const auto state = parse_word<v1::MeetingState>(options.state, "--state");
        if (!state) {
            return state.error();
        }
        request.set_state(*state);
    }
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    const auto all = ask_all<v1::ListMeetingsResponse>(
        session,
        "MeetingService/ListMeetings",
        request,
        [](auto& page) { return page.mutable_meetings(); }
    );
    if (!all) {
        return all.error();
    }
    Output output{
        &*all,
        pointers_to(all->meetings()),
        {{"MEETING", "KIND", "HELD ON", "STATE", "ITEMS", "SETTLED", "ACTIONS", "ETAG"}, {}},
        {},
        {}};
    for (const auto& head : all->meetings()) {
        output.table.rows.push_back(
            {bare(head.name()),
             head.kind(),
             head.held_on(),
             word_of(head.state()),
             std::to_string(head.items()),
             std::to_string(head.settled_items()),
             std::to_string(head.open_tasks()),
             head.etag()}
        );
    }
    output.note =
        all->meetings().empty()
            ? tally(0, "meetings", "`ladder meeting plan` plans one")
            : fmt::format("{} meetings; actions are those not done", all->meetings_size());
    print(session.out, session.format, output);
    return exit_ok;
}

base::Result<int> show_meeting(Session& session, const std::string& name) {
    const auto response = fetch_meeting(session, name, false);
    if (!response) {
        return response.error();
    }
    const auto& state = response->meeting();
    Output output{&state, {&state}, {{"FIELD", "VALUE"}, {}}, in_words(state), {}};
    output.table.rows = {
        {"name", state.name()},
        {"title", state.title()},
        {"held_on", state.held_on()},
        {"state", word_of(state.state())},
        {"etag", state.etag()}};
    print(session.out, session.format, output);
    return exit_ok;
}

base::Result<int> show_pack(Session& session, const std::string& name) {
    const auto response = fetch_meeting(session, name, true);
    if (!response) {
        return response.error();
    }
    if (!response->meeting().has_pack()) {
        return base::Error{
            base::Code::failed_precondition,
            fmt::format("the pack of {} is not frozen", response->meeting().name()),
            {}};
    }
    const auto& pack = response->pack();
    Output output{
        &pack, pointers_to(pack.items()), {{"ITEM", "TITLE", "CASE", "STAGE"}, {}}, {}, {}};
    for (const auto& part : pack.items()) {
        output.table.rows.push_back(
            {part.item().id(),
             part.item().title(),
             or_dash(bare(part.case_().name())),
             or_dash(part.case_().stage())}
        );
    }
    output.text = in_words(pack);
    print(session.out, session.format, output);
    return exit_ok;
}

base::Result<int> propose_agenda(Session& session, const std::string& name) {
    v1::ProposeAgendaRequest request;
    request.set_name(full("meetings", name));
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    const auto response =
        ask<v1::ProposeAgendaResponse>(session, "MeetingService/ProposeAgenda", request);
    if (!response) {
        return response.error();
    }
    Output output{
        &*response,
        pointers_to(response->items()),
        {{"REASON", "CASE", "TITLE", "SOURCES"}, {}},
        {},
        {}};
    for (const auto& item : response->items()) {
        output.table.rows.push_back(
            {word_of(item.reason()),
             or_dash(bare(item.case_name())),
             item.title(),
             or_dash(fmt::format("{}", fmt::join(item.sources(), " ")))}
        );
    }
    output.note = fmt::format(
        "{} items not on the agenda yet; -o json gives a file for `ladder meeting agenda`",
        response->items_size()
    );
    print(session.out, session.format, output);
    return exit_ok;
}

// Takes what is named out of the agenda. Errors: invalid_argument for an item that is not there.
base::Result<v1::AgendaItem> take_out(
    AgendaItems& items, const std::string& id, const char* option
) {
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.id() == id; });
    if (found == items.end()) {
        return base::field_error(
            option,
            fmt::format("the agenda has no item {}; `ladder meeting show` tells its items", id)
        );
    }
    auto item = std::move(*found);
    items.erase(found);
    return item;
}

// The agenda with what the options drop, add and put first.
base::Result<AgendaItems> edited(AgendaItems items, const AgendaOptions& options) {
    for (const auto& id : options.dropped) {
        if (const auto dropped = take_out(items, id, "--drop"); !dropped) {
            return dropped.error();
        }
    }
    for (const auto& text : options.added) {
        const auto equals = text.find('=');
        auto& item = *items.Add();
        item.set_reason(v1::AGENDA_REASON_REQUEST);
        item.set_title(text.substr(0, equals));
        if (equals != std::string::npos) {
            item.set_case_name(full("cases", text.substr(equals + 1)));
        }
    }
    AgendaItems ordered;
    for (const auto& id : options.order) {
        auto item = take_out(items, id, "--order");
        if (!item) {
            return item.error();
        }
        *ordered.Add() = std::move(*item);
    }
    ordered.MergeFrom(items);
    return ordered;
}

// The agenda of a file, or the present one with what the options change.
base::Result<int> set_agenda(Session& session, MeetingTarget target, const AgendaOptions& options) {
    v1::SetAgendaRequest request;
    if (!options.file.empty()) {
        if (const auto read = read_message(options.file, request); !read) {
            return read.error();
        }
    } else if (!options.proposed && options.order.empty() && options.dropped.empty() &&
               options.added.empty()) {
        return base::field_error(
            "--file", "give a file, --proposed for what is proposed, or --order, --drop and --add"
        );
    } else {
        auto seen = fetch_meeting(session, target.name, false);
        if (!seen) {
            return seen.error();
        }
        auto& items = *seen->mutable_meeting()->mutable_items();
        if (options.proposed) {
            v1::ProposeAgendaRequest proposal;
            proposal.set_name(full("meetings", target.name));
            const auto proposed =
                ask<v1::ProposeAgendaResponse>(session, "MeetingService/ProposeAgenda", proposal);
            if (!proposed) {
                return proposed.error();
            }
            items.MergeFrom(proposed->items());
        }
        auto changed = edited(std::move(items), options);
        if (!changed) {
            return changed.error();
        }
        *request.mutable_items() = std::move(*changed);
        if (target.etag.empty()) {
            target.etag = seen->meeting().etag();  // of the agenda that was changed
        }
    }
    const auto done = fmt::format("agenda set: {} items", request.items_size());
    return act_on_meeting<v1::SetAgendaResponse>(
        session, target, "MeetingService/SetAgenda", std::move(request), done
    );
}

void add_meeting_looks(CLI::App& noun, Session& session) {
    auto& list = *noun.add_subcommand("list", "meetings, newest first");
    list.fallthrough()->footer("Example: ladder meeting list --kind ppsg --state closed");
    auto options = std::make_shared<MeetingListOptions>();
    list.add_option("--kind", options->kind, "only of this kind");
    list.add_option("--state", options->state, "planned, frozen, closed or cancelled");
    on_run(list, session, [options](Session& now) { return list_meetings(now, *options); });

    auto name = std::make_shared<std::string>();
    auto& show = *noun.add_subcommand("show", "one meeting, whole");
    show.fallthrough()->footer("Example: ladder meeting show ppsg-2009-08-25 --known-at 2009-09-30"
    );
    show.add_option("name", *name, "its name, with or without meetings/")->required();
    on_run(show, session, [name](Session& now) { return show_meeting(now, *name); });

    auto& pack = *noun.add_subcommand("pack", "what the meeting looked at, as it was frozen");
    pack.fallthrough()->footer(
        "Refused if the content is not what its digest says.\n"
        "Example: ladder meeting pack ppsg-2009-08-25"
    );
    pack.add_option("name", *name, "its name")->required();
    on_run(pack, session, [name](Session& now) { return show_pack(now, *name); });

    auto& propose = *noun.add_subcommand("propose", "what could be on the agenda");
    propose.fallthrough()->footer("Example: ladder meeting propose ppsg-2009-08-25");
    propose.add_option("name", *name, "its name")->required();
    on_run(propose, session, [name](Session& now) { return propose_agenda(now, *name); });
}

void add_plan(CLI::App& noun, Session& session) {
    auto& plan = *noun.add_subcommand("plan", "plan a meeting");
    plan.fallthrough()->footer(
        "Example: ladder meeting plan ppsg-2009-08-25 --title 'PPSG meeting 3' --on 2009-08-25"
    );
    auto options = std::make_shared<PlanOptions>();
    plan.add_option("id", options->id, "its id, such as ppsg-2009-08-25")->required();
    plan.add_option("--kind", options->kind, "the kind of meeting [ppsg]");
    plan.add_option("--title", options->title, "its title")->required();
    plan.add_option("--on", options->held_on, "the day it is held")->required();
    plan.add_option("--known-on", options->known_on, "when it was known, if entered later [today]");
    on_run(plan, session, [options](Session& now) { return plan_meeting(now, *options); });
}

void add_agenda(CLI::App& noun, Session& session) {
    auto target = std::make_shared<MeetingTarget>();
    auto options = std::make_shared<AgendaOptions>();
    auto& agenda = add_meeting_verb(
        noun,
        "agenda",
        "set the whole agenda, in order",
        "ladder meeting agenda ppsg-2009-08-25 --file agenda.yaml\n"
        "agenda.yaml:\n"
        "  items:\n"
        "    - {reason: overview, title: National overview}\n"
        "    - id: i2            # as it is on the agenda; a new item has none\n"
        "      reason: review\n"
        "      title: Nottinghamshire\n"
        "      case_name: cases/nottinghamshire-general-1\n"
        "Or change what is there: take over all that is proposed, put i4 and i2 first, drop i3:\n"
        "  ladder meeting agenda ppsg-2009-08-25 --proposed\n"
        "  ladder meeting agenda ppsg-2009-08-25 --order i4,i2 --drop i3\n"
        "  ladder meeting agenda ppsg-2009-08-25 --add 'Kent: its plan=kent-general-1'",
        target
    );
    agenda.add_option("--file", options->file, "YAML or JSON with the items");
    agenda.add_flag("--proposed", options->proposed, "what is there, and all that is proposed");
    const auto add_ids = [&](const char* name, auto& ids, const char* help) {
        agenda.add_option(name, ids, help)->allow_extra_args(false)->delimiter(',');
    };
    add_ids("--order", options->order, "i4,i2: these first, in this order");
    add_ids("--drop", options->dropped, "i3: without these");
    agenda.add_option("--add", options->added, "TITLE[=CASE] that was asked for; may be repeated")
        ->allow_extra_args(false);
    on_run(agenda, session, [target, options](Session& now) {
        return set_agenda(now, *target, *options);
    });

    auto frozen = std::make_shared<MeetingTarget>();
    auto& freeze = add_meeting_verb(
        noun,
        "freeze",
        "freeze the pack: later data does not alter it",
        "ladder meeting freeze ppsg-2009-08-25",
        frozen
    );
    on_run(freeze, session, [frozen](Session& now) {
        return act_on_meeting<v1::FreezePackResponse>(
            now, *frozen, "MeetingService/FreezePack", v1::FreezePackRequest{}, "pack frozen"
        );
    });
}

}  // namespace

void add_meeting(CLI::App& program, Session& session) {
    auto& noun = *program.add_subcommand("meeting", "meetings: agenda, pack, outcomes, minutes");
    noun.require_subcommand(1)->fallthrough();
    add_meeting_looks(noun, session);
    add_plan(noun, session);
    add_agenda(noun, session);
    add_meeting_acts(noun, session);
}

}  // namespace ladder::cli
