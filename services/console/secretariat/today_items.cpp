#include "services/console/secretariat/today_items.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "ladder/v1/indicator_service.pb.h"
#include "ladder/v1/task_service.pb.h"
#include "services/console/places.hpp"
#include "services/console/secretariat/pages.hpp"
#include "services/console/secretariat/phrases.hpp"
#include "services/console/words.hpp"

namespace ladder::secretariat {

namespace {

using console::day_in_words;
using console::Visit;

constexpr const char* today_name = "today";
// A review is prepared before it is due.
constexpr std::chrono::days review_ahead{14};

// --- Days

// A case's next review is also a deadline of the case; it is shown once.
bool is_review(const Names& names, const v1::Deadline& deadline) {
    const auto* head = names.find_case(deadline.parent());
    return head != nullptr && head->next_review_on() == deadline.due_on();
}

void tag_by_day(
    WorkItem& item, const TodayWords& words, const std::string& due_on, const std::string& today
) {
    const bool overdue = due_on < today;
    item.tag = words(overdue ? "overdue" : "due");
    item.tag_colour = overdue ? "red" : "yellow";
}

WorkItem item_of(
    const Visit& visit, const Names& names, const TodayWords& words, const v1::Deadline& deadline
) {
    const auto link = visit.link(names.path_of_parent(deadline.parent()));
    WorkItem item{deadline.title(), link, {}};
    const auto whose = names.parent(deadline.parent());
    item.why.push_back(words(
        "deadline.due",
        {{"whose", whose},
         {"day", day_in_words(deadline.due_on())},
         {"age", age_in_words(visit, deadline.due_on(), day_of(visit))}}
    ));
    item.why.push_back(rule_of(visit, names, deadline));
    tag_by_day(item, words, deadline.due_on(), day_of(visit));
    item.act = words("deadline.act");
    item.act_link = link;
    return item;
}

Gathered gather_deadlines(const Visit& visit, const Names& names, const TodayWords& words) {
    v1::ListDeadlinesRequest request;
    const auto today = day_of(visit);
    request.set_as_of(today);
    const auto found =
        visit.read_all("TaskService/ListDeadlines", request, &v1::ListDeadlinesResponse::deadlines);
    if (!found) {
        return found.error();
    }
    WorkSection section{"deadlines", {}};
    for (const auto& deadline : *found) {
        const bool runs = deadline.state() == v1::DEADLINE_STATE_PENDING ||
                          deadline.state() == v1::DEADLINE_STATE_OVERDUE;
        if (runs && deadline.due_soon_on() <= today && !is_review(names, deadline)) {
            section.items.push_back(item_of(visit, names, words, deadline));
        }
    }
    return section;
}

Gathered gather_reviews(const Visit& visit, const Names& names, const TodayWords& words) {
    const auto today = day_of(visit);
    const auto parsed = base::parse_date(today);
    const auto until = parsed ? base::to_string(*parsed + review_ahead) : today;
    std::vector<const v1::CaseSummary*> due;
    for (const auto& [name, head] : names.cases()) {
        if (!head.next_review_on().empty() && head.next_review_on() <= until) {
            due.push_back(&head);
        }
    }
    std::stable_sort(due.begin(), due.end(), [](const auto* a, const auto* b) {
        return a->next_review_on() < b->next_review_on();
    });
    WorkSection section{"reviews", {}};
    for (const auto* head : due) {
        const auto link = visit.link("/" + head->name());
        WorkItem item{names.body(head->body()), link, {}};
        item.why.push_back(words(
            "review.due",
            {{"stage", names.stage(*head)},
             {"since", day_in_words(head->stage_since())},
             {"day", day_in_words(head->next_review_on())},
             {"age", age_in_words(visit, head->next_review_on(), today)}}
        ));
        tag_by_day(item, words, head->next_review_on(), today);
        item.act = words("review.act");
        item.act_link = link;
        section.items.push_back(std::move(item));
    }
    return section;
}

// --- Tasks

// The organisation of the capacity in which somebody acts; empty: none.
std::string organisation_of(const Visit& visit, const std::string& role) {
    const console::RulesetWords words{*visit.desk};
    if (words.definition() != nullptr) {
        for (const auto& known : words.definition()->roles()) {
            if (known.id() == role) {
                return known.organisation();
            }
        }
    }
    return {};
}

// Whose task it is to whoever looks.
enum class Whose { mine, my_role, my_organisation, others };

Whose whose_is(const Visit& visit, const v1::Task& task, const std::string& organisation) {
    const auto& caller = visit.who->caller;
    if (!task.owner().empty()) {
        return task.owner() == caller.person->person() ? Whose::mine : Whose::others;
    }
    if (task.role() == caller.capacity) {
        return Whose::my_role;
    }
    return !organisation.empty() && organisation_of(visit, task.role()) == organisation
               ? Whose::my_organisation
               : Whose::others;
}

WorkItem item_of(
    const Visit& visit,
    const Names& names,
    const TodayWords& words,
    const v1::Task& task,
    Whose whose
) {
    const auto link = visit.link(names.path_of_parent(task.parent()));
    WorkItem item{task.title(), link, {}};
    const auto about = names.parent(task.parent());
    item.why.push_back(
        task.due_on().empty()
            ? words("task.about", {{"about", about}})
            : words("task.about_due", {{"about", about}, {"day", day_in_words(task.due_on())}})
    );
    item.why.push_back(
        whose == Whose::mine ? words("task.mine")
                             : words("task.waits", {{"role", names.role(task.role())}})
    );
    if (!task.due_on().empty() && task.due_on() < day_of(visit)) {
        item.tag = words("overdue");
        item.tag_colour = "red";
    }
    if (whose == Whose::my_role && !visit.known) {
        item.act = words("task.claim");
        item.claim =
            Claimable{fmt::format("{}/tasks/{}", task.parent(), task.id()), task.version()};
    } else {
        item.act = words(whose == Whose::mine ? "task.act" : "task.see");
        item.act_link = link;
    }
    return item;
}

Gathered gather_tasks(const Visit& visit, const Names& names, const TodayWords& words) {
    const auto found = visit.read_all(
        "TaskService/ListTasks", v1::ListTasksRequest{}, &v1::ListTasksResponse::tasks
    );
    if (!found) {
        return found.error();
    }
    const auto organisation = organisation_of(visit, visit.who->caller.capacity);
    WorkSection section{"tasks", {}};
    for (const auto whose : {Whose::mine, Whose::my_role, Whose::my_organisation}) {
        for (const auto& task : *found) {
            if (whose_is(visit, task, organisation) == whose) {
                section.items.push_back(item_of(visit, names, words, task, whose));
            }
        }
    }
    return section;
}

// --- Meetings, and what came in for them

const v1::MeetingSummary* next_planned(const Names& names) {
    const v1::MeetingSummary* next = nullptr;
    for (const auto& meeting : names.meetings()) {
        if (meeting.state() == v1::MEETING_STATE_PLANNED &&
            (next == nullptr || meeting.held_on() < next->held_on())) {
            next = &meeting;
        }
    }
    return next;
}

Gathered gather_meetings(const Visit& visit, const Names& names, const TodayWords& words) {
    WorkSection section{"meetings", {}};
    const bool runs = console::may(visit, v1::PERMISSION_RUN_MEETING) && !visit.known;
    for (const auto& meeting : names.meetings()) {
        const bool frozen = meeting.state() == v1::MEETING_STATE_FROZEN;
        if (!frozen && meeting.state() != v1::MEETING_STATE_PLANNED) {
            continue;
        }
        const auto link = visit.link("/" + meeting.name());
        WorkItem item{meeting.title(), link, {}};
        item.why.push_back(words(
            "meeting.held",
            {{"day", day_in_words(meeting.held_on())},
             {"age", age_in_words(visit, meeting.held_on(), day_of(visit))}}
        ));
        item.why.push_back(words(
            frozen ? "meeting.frozen" : "meeting.planned",
            {{"items", fmt::to_string(meeting.items())},
             {"settled", fmt::to_string(meeting.settled_items())}}
        ));
        item.act = words(!runs ? "meeting.see" : frozen ? "meeting.run" : "meeting.build");
        item.act_link = frozen ? visit.link(fmt::format("/{}/record", meeting.name())) : link;
        section.items.push_back(std::move(item));
    }
    return section;
}

Gathered gather_replies(const Visit& visit, const Names& names, const TodayWords& words) {
    WorkSection section{"replies", {}};
    const auto* meeting = next_planned(names);
    if (meeting == nullptr) {
        return section;
    }
    v1::ProposeAgendaRequest request;
    request.set_name(meeting->name());
    const auto found =
        visit.read<v1::ProposeAgendaResponse>("MeetingService/ProposeAgenda", request);
    if (!found) {
        return found.error();
    }
    for (const auto& proposed : found->items()) {
        if (proposed.reason() != v1::AGENDA_REASON_REPLY) {
            continue;
        }
        const auto link = visit.link("/" + meeting->name());
        WorkItem item{
            proposed.title(), link, {words("reply.why", {{"meeting", meeting->title()}})}};
        item.act = words("reply.act");
        item.act_link = link;
        section.items.push_back(std::move(item));
    }
    return section;
}

// --- Data

// Files whose last load kept rows aside, of the newest loads: one that was loaded again without is
// mended.
Gathered gather_loads(const Visit& visit, const Names&, const TodayWords& words) {
    v1::ListImportsRequest newest;
    newest.set_page_size(console::items_asked_at_once);
    const auto imports =
        visit.read<v1::ListImportsResponse>("IndicatorService/ListImports", newest);
    if (!imports) {
        return imports.error();
    }
    std::set<std::string> seen;
    WorkSection section{"loads", {}};
    for (const auto& load : imports->imports()) {
        if (!seen.insert(load.layout() + "|" + load.file_name()).second ||
            load.quarantined() == 0) {
            continue;
        }
        const auto at = base::from_timestamp(load.recorded_at());
        const auto day = at ? base::to_string(base::day_of(*at)) : std::string{};
        WorkItem item{load.file_name(), visit.link("/data"), {}};
        item.why.push_back(words(
            load.quarantined() == 1 ? "load.row" : "load.rows",
            {{"count", fmt::to_string(load.quarantined())},
             {"figures", fmt::to_string(load.added() + load.revised())},
             {"day", day_in_words(day)},
             {"age", age_in_words(visit, day, day_of(visit))}}
        ));
        item.act = words("load.act");
        item.act_link = visit.link("/data");
        section.items.push_back(std::move(item));
    }
    return section;
}

}  // namespace

std::string TodayWords::operator()(
    std::string_view key, const std::vector<std::pair<std::string, std::string>>& values
) const {
    console::Data data{console::Data::type::object};
    for (const auto& [name, value] : values) {
        data.set(name, value);
    }
    return templates_.text(today_name, key, data);
}

base::Result<std::vector<WorkSection>> gather_work(const Visit& visit, const Names& names) {
    const TodayWords words{visit};
    using console::sees;
    const bool diary = sees(visit, v1::RECORD_KIND_DIARY);
    const bool meetings = sees(visit, v1::RECORD_KIND_MEETING);
    const std::vector<std::pair<bool, Gathered (*)(const Visit&, const Names&, const TodayWords&)>>
        all{
            {diary, gather_deadlines},
            {sees(visit, v1::RECORD_KIND_CASE), gather_reviews},
            {sees(visit, v1::RECORD_KIND_DELIBERATION), gather_proposals},
            {meetings && console::may(visit, v1::PERMISSION_RUN_MEETING), gather_replies},
            {diary, gather_tasks},
            {meetings, gather_meetings},
            {console::may(visit, v1::PERMISSION_IMPORT), gather_loads},
            {console::may(visit, v1::PERMISSION_PUBLISH_RULESET), gather_rules},
        };
    std::vector<WorkSection> sections;
    for (const auto& [open, gather] : all) {
        if (!open) {
            continue;
        }
        auto section = gather(visit, names, words);
        if (section) {
            sections.push_back(std::move(*section));
        } else if (section.error().code != base::Code::permission_denied) {
            return section.error();
        }
    }
    return sections;
}

}  // namespace ladder::secretariat
