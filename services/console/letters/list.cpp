// The list of letters: public letters by where they stand and what is answered, and others that
// were written.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "ladder/v1/document_service.pb.h"
#include "ladder/v1/task_service.pb.h"
#include "services/console/letters/letters.hpp"
#include "services/console/letters/shared.hpp"
#include "services/console/places.hpp"
#include "services/console/table.hpp"
#include "services/console/words.hpp"

namespace ladder::letters {

namespace {

using console::Answer;
using console::Cell;
using console::Data;
using console::Page;
using console::Visit;

constexpr const char* list_name = "letters";
constexpr const char* written = "written";  // the state of a letter that is no procedure's alone

// What a letter requires: how much of it is answered, and what is due next.
struct Replies {
    int asked = 0;
    int answered = 0;
    std::string next_due_on;
};

base::Result<std::map<std::string, Replies>> replies_by_letter(const Visit& visit) {
    v1::ListDeadlinesRequest request;
    request.set_include_ended(true);
    const auto deadlines =
        visit.read_all("TaskService/ListDeadlines", request, &v1::ListDeadlinesResponse::deadlines);
    std::map<std::string, Replies> found;
    if (!deadlines) {
        const bool hidden = deadlines.error().code == base::Code::permission_denied;
        return hidden ? base::Result<std::map<std::string, Replies>>{found} : deadlines.error();
    }
    for (const auto& deadline : *deadlines) {
        if (deadline.definition() != "letter_requirement" ||
            deadline.state() == v1::DEADLINE_STATE_CANCELLED) {
            continue;
        }
        auto& replies = found[deadline.parent()];
        ++replies.asked;
        if (deadline.state() == v1::DEADLINE_STATE_MET) {
            ++replies.answered;
        } else if (replies.next_due_on.empty() || deadline.due_on() < replies.next_due_on) {
            replies.next_due_on = deadline.due_on();
        }
    }
    return found;
}

const char* colour_of(const std::string& stage) {
    static const std::map<std::string, const char*> colours{
        {"drafting", "grey"},
        {"cleared", "yellow"},
        {"signed", "light-blue"},
        {"sent", "blue"},
        {"published", "purple"},
        {"satisfied", "green"},
        {"failed", "red"},
        {"withdrawn", "grey"}};
    const auto found = colours.find(stage);
    return found == colours.end() ? "grey" : found->second;
}

// Stages of letters by id, in their order.
std::vector<std::pair<std::string, std::string>> states_of(
    const Visit& visit, const Definitions& letters
) {
    std::vector<std::pair<std::string, std::string>> states;
    for (const auto* procedure : letters.all) {
        for (const auto& stage : procedure->stages()) {
            if (std::none_of(states.begin(), states.end(), [&](const auto& known) {
                    return known.first == stage.id();
                })) {
                states.emplace_back(stage.id(), stage.title());
            }
        }
    }
    states.emplace_back(written, visit.desk->templates.text(list_name, "state.written"));
    return states;
}

std::string state_title(
    const std::vector<std::pair<std::string, std::string>>& states, const std::string& id
) {
    for (const auto& [state, title] : states) {
        if (state == id) {
            return title;
        }
    }
    return console::word_in_words(id);
}

Cell day_cell(const std::string& day) {
    return Cell{.text = console::day_in_words(day), .order = day};
}

Cell due_cell(const Visit& visit, const Replies& replies) {
    auto cell = day_cell(replies.next_due_on);
    if (!replies.next_due_on.empty() && replies.next_due_on < day_shown(visit)) {
        cell.note = visit.desk->templates.text("common", "deadline.overdue");
    }
    return cell;
}

Cell replies_cell(const Visit& visit, const Replies& replies) {
    if (replies.asked == 0) {
        return Cell{};
    }
    Data words{Data::type::object};
    words.set("answered", std::to_string(replies.answered));
    words.set("asked", std::to_string(replies.asked));
    return Cell{
        .text = visit.desk->templates.text(list_name, "replies", words),
        .number = static_cast<double>(replies.answered) / replies.asked};
}

bool is_wanted(const Visit& visit, const std::string& state, const std::string& text) {
    const auto asked = visit.query.value("state");
    const auto words = visit.query.value("search");
    const auto lower = [](std::string word) {
        std::transform(word.begin(), word.end(), word.begin(), [](unsigned char c) {
            return static_cast<char>(std::tolower(c));
        });
        return word;
    };
    return (asked.empty() || asked == state) &&
           (words.empty() || lower(text).find(lower(words)) != std::string::npos);
}

// A letter's procedure, and what such a one is called.
struct Listed {
    v1::ProcedureSummary procedure;
    std::string title;
};

base::Result<std::vector<Listed>> letters_listed(const Visit& visit, const Definitions& letters) {
    std::vector<Listed> all;
    for (const auto* letter : letters.all) {
        v1::ListProceduresRequest asked;
        asked.set_definition(letter->id());
        asked.set_include_ended(true);
        auto found = visit.read_all(
            "ProcedureService/ListProcedures", asked, &v1::ListProceduresResponse::procedures
        );
        if (!found) {
            return found.error();
        }
        for (auto& one : *found) {
            all.push_back({std::move(one), letter->title()});
        }
    }
    return all;
}

Answer show_list(Visit& visit) {
    const auto letters = definitions_of(visit, console::ProcedureKind::letter);
    const auto listed = letters_listed(visit, letters);
    if (!listed) {
        return listed.error();
    }
    const auto replies = replies_by_letter(visit);
    const auto documents = visit.read_all(
        "DocumentService/ListDocuments",
        v1::ListDocumentsRequest{},
        &v1::ListDocumentsResponse::documents
    );
    console::Titles titles;
    const auto titled = console::add_body_titles(visit, titles);
    if (!replies || !documents || !titled) {
        return !replies ? replies.error() : !documents ? documents.error() : titled.error();
    }
    const auto states = states_of(visit, letters);
    const auto& templates = visit.desk->templates;
    console::Table table{{{"letter"}, {"state"}, {"since"}, {"replies"}, {"due"}}, {}};
    std::vector<std::string> own;
    for (const auto& [letter, title] : *listed) {
        own.push_back(letter.name());
        const auto body = titles.of(letter.body());
        if (!is_wanted(visit, letter.stage(), body)) {
            continue;
        }
        const auto found = replies->find(letter.name());
        const auto what = found == replies->end() ? Replies{} : found->second;
        table.rows.push_back(
            {Cell{
                 .text = body,
                 .link = visit.link("/letters/" + id_of(letter.name())),
                 .note = title},
             Cell{.text = state_title(states, letter.stage()), .tag = colour_of(letter.stage())},
             day_cell(letter.stage_since()),
             replies_cell(visit, what),
             due_cell(visit, what)}
        );
    }
    for (const auto& document : *documents) {
        const bool is_version = std::find(own.begin(), own.end(), document.about()) != own.end();
        if (document.letter().empty() || is_version ||
            !is_wanted(visit, written, document.title())) {
            continue;
        }
        table.rows.push_back(
            {Cell{document.title(), visit.link("/documents/" + id_of(document.name()))},
             Cell{.text = state_title(states, written), .tag = "grey"},
             day_cell(document.dated()),
             Cell{},
             Cell{}}
        );
    }
    Page page{list_name};
    std::vector<Data> options;
    const auto chosen = visit.query.value("state");
    const auto add = [&](const std::string& value, const std::string& text) {
        auto& option = options.emplace_back(Data::type::object);
        option.set("value", value);
        option.set("text", text);
        option.set("chosen", Data{value == chosen});
    };
    add("", templates.text(list_name, "state.any"));
    for (const auto& [id, title] : states) {
        add(id, title);
    }
    page.data.set("states", console::list_of(std::move(options)));
    page.data.set("search", visit.query.value("search"));
    page.data.set(
        "may_start", Data{!visit.known && may_start(visit, console::ProcedureKind::letter)}
    );
    return console::list_answer(
        visit,
        std::move(page),
        std::move(table),
        {"/letters", {"state", "search"}, "-since", 50, "letters"}
    );
}

}  // namespace

void add_list_pages(console::Pages& pages) {
    pages.get("/letters", console::Audience::signed_in, show_list);
}

}  // namespace ladder::letters
