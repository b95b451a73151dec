// Today: what waits for whoever is signed in.
#include <algorithm>

#include <fmt/format.h>

#include "ladder/v1/task_service.pb.h"
#include "services/console/desks.hpp"
#include "services/console/fields.hpp"
#include "services/console/places.hpp"
#include "services/console/secretariat/pages.hpp"
#include "services/console/secretariat/today_items.hpp"
#include "services/console/words.hpp"

namespace ladder::secretariat {

namespace {

using console::Answer;
using console::Data;
using console::list_of;
using console::Page;
using console::put_text;
using console::Visit;

constexpr const char* today_page_name = "today";

Data shown_item(const WorkItem& item) {
    Data shown{Data::type::object};
    shown.set("what", item.title);
    shown.set("link", item.link);
    std::vector<Data> lines;
    for (const auto& line : item.why) {
        lines.emplace_back(Data::type::object).set("line", line);
    }
    shown.set("why", list_of(std::move(lines)));
    put_text(shown, "tag", item.tag);
    shown.set("tag_colour", item.tag_colour);
    put_text(shown, "act", item.act);
    put_text(shown, "act_link", item.act_link);
    shown.set("claim", Data{false});
    if (item.claim) {
        Data claim{Data::type::object};
        claim.set("task", item.claim->task);
        claim.set("version", fmt::to_string(item.claim->version));
        claim.set("request_id", console::new_request_id());
        claim.set("back", Data{false});
        shown.set("claim", claim);
    }
    return shown;
}

Data shown_section(const console::Templates& templates, const WorkSection& section) {
    Data shown{Data::type::object};
    shown.set("id", section.id);
    shown.set("heading", templates.text(today_page_name, "section." + section.id));
    shown.set(
        "because", templates.text(today_page_name, fmt::format("section.{}.why", section.id))
    );
    shown.set("number", fmt::to_string(section.items.size()));
    std::vector<Data> items;
    for (const auto& item : section.items) {
        items.push_back(shown_item(item));
    }
    shown.set("items", list_of(std::move(items)));
    return shown;
}

// The page; `problem` is what was refused just now, if something was.
Answer today_page(const Visit& visit, const std::string& problem = {}) {
    const auto names = Names::load(visit, true);
    if (!names) {
        return names.error();
    }
    const auto work = gather_work(visit, *names);
    if (!work) {
        return work.error();
    }
    const auto& templates = visit.desk->templates;
    std::vector<Data> sections;
    std::vector<Data> quiet;
    for (const auto& section : *work) {
        if (section.items.empty()) {
            quiet.emplace_back(Data::type::object)
                .set("heading", templates.text(today_page_name, "section." + section.id));
        } else {
            sections.push_back(shown_section(templates, section));
        }
    }
    Page page{today_page_name};
    page.status = problem.empty() ? 200 : 409;
    auto& data = page.data;
    data.set("day", console::day_in_words(day_of(visit)));
    data.set("has_work", Data{!sections.empty()});
    data.set("has_quiet", Data{!quiet.empty()});
    data.set("opens_nothing", Data{work->empty()});
    data.set("sections", list_of(std::move(sections)));
    data.set("quiet", list_of(std::move(quiet)));
    data.set("sees_diary", Data{console::sees(visit, v1::RECORD_KIND_DIARY)});
    console::FieldErrors errors;
    if (!problem.empty()) {
        errors.push_back({"", problem});
    }
    console::put_form(data, templates, today_page_name, {}, visit.form, errors);
    return page;
}

Answer show_today(Visit& visit) {
    return today_page(visit);
}

// Who was quicker, in words.
std::string told_of_claim(const Visit& visit, const std::string& task, const base::Error& error) {
    const auto& templates = visit.desk->templates;
    v1::ListTasksRequest request;
    request.set_parent(task.substr(0, task.rfind("/tasks/")));
    const auto tasks = visit.call<v1::ListTasksResponse>("TaskService/ListTasks", request);
    if (tasks) {
        for (const auto& now : tasks->tasks()) {
            if (now.owner().empty() || fmt::format("{}/tasks/{}", now.parent(), now.id()) != task) {
                continue;
            }
            Data values{Data::type::object};
            values.set("owner", visit.people().title(now.owner()));
            values.set("task", now.title());
            return templates.text(today_page_name, "claim.taken", values);
        }
    }
    return error.code == base::Code::aborted ? templates.text(today_page_name, "claim.changed")
                                             : error.message;
}

Answer claim_task(Visit& visit) {
    v1::ChangeTaskRequest request;
    request.set_name(visit.form.value("task"));
    request.set_version(std::atoll(visit.form.value("version").c_str()));
    request.set_act(v1::TASK_ACT_CLAIM);
    request.set_request_id(visit.form.value("request_id"));
    const auto changed = visit.call<v1::ChangeTaskResponse>("TaskService/ChangeTask", request);
    if (changed) {
        console::Notice notice{"task_claimed", {}};
        notice.values.set("title", changed->task().title());
        visit.leave_notice(notice);
        const auto back = visit.form.value("back");
        return console::Redirect{back.empty() ? "/today#tasks" : console::local_path(back)};
    }
    const auto& error = changed.error();
    const bool taken =
        error.code == base::Code::aborted || error.code == base::Code::failed_precondition;
    return taken ? today_page(visit, told_of_claim(visit, request.name(), error)) : Answer{error};
}

}  // namespace

std::string day_of(const Visit& visit) {
    return base::to_string(base::day_of(visit.known ? visit.known->at : visit.desk->app.clock()));
}

std::string_view bare(std::string_view name) {
    const auto slash = name.find('/');
    return slash == std::string_view::npos ? name : name.substr(slash + 1);
}

void add_today_pages(console::Pages& pages) {
    pages.get("/today", console::Audience::signed_in, show_today);
    pages.post("/today/claim", console::Audience::signed_in, claim_task);
}

}  // namespace ladder::secretariat
