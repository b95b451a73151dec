// The board: which bodies stand where, since when, and which way they go.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "ladder/v1/assessment_service.pb.h"
#include "services/console/charts.hpp"
#include "services/console/fields.hpp"
#include "services/console/secretariat/names.hpp"
#include "services/console/secretariat/pages.hpp"
#include "services/console/secretariat/phrases.hpp"
#include "services/console/table.hpp"
#include "services/console/words.hpp"

namespace ladder::secretariat {

namespace {

using console::Answer;
using console::Cell;
using console::Data;
using console::list_of;
using console::Page;
using console::Visit;

constexpr const char* board_name = "board";
constexpr const char* board_path = "/board";

std::string board_text(const Visit& visit, std::string_view key) {
    return visit.desk->templates.text(board_name, key);
}

// --- Which way a body goes

struct Travel {
    std::string text;
    std::string note;
    std::string tag;
};

Travel travel_of(const Visit& visit, const Names& names, const v1::Assessment& assessment) {
    static const std::map<v1::DirectionOfTravel, std::string> tags{
        {v1::DIRECTION_OF_TRAVEL_IMPROVED, "green"},
        {v1::DIRECTION_OF_TRAVEL_DETERIORATED, "red"},
    };
    const auto tag = tags.find(assessment.direction());
    const auto* rules = names.ruleset("");
    const auto* kind = rules == nullptr ? nullptr : rules->assessment(assessment.definition());
    return {
        board_text(visit, fmt::format("direction.{}", int{assessment.direction()})),
        fmt::format(
            "{}, {}",
            kind == nullptr ? assessment.definition() : kind->title(),
            console::day_in_words(assessment.assessed_on())
        ),
        tag == tags.end() ? "grey" : tag->second};
}

// By body: as the newest assessment that says it, else as the proposals that stand raised.
// Errors: those of the lists.
base::Result<std::map<std::string, Travel>> travels(const Visit& visit, const Names& names) {
    std::map<std::string, Travel> by_body;
    const auto assessments = visit.read_all(
        "AssessmentService/ListAssessments",
        v1::ListAssessmentsRequest{},
        &v1::ListAssessmentsResponse::assessments
    );
    if (!assessments && assessments.error().code != base::Code::permission_denied) {
        return assessments.error();
    }
    std::map<std::string, const v1::Assessment*> newest;
    if (assessments) {
        for (const auto& one : *assessments) {
            auto& kept = newest[one.body()];
            if (one.direction() != v1::DIRECTION_OF_TRAVEL_UNSPECIFIED &&
                (kept == nullptr || one.assessed_on() > kept->assessed_on())) {
                kept = &one;
            }
        }
    }
    for (const auto& [body, assessment] : newest) {
        if (assessment != nullptr) {
            by_body.emplace(body, travel_of(visit, names, *assessment));
        }
    }
    v1::ListProposalsRequest request;
    request.set_state(v1::PROPOSAL_STATE_OPEN);
    const auto proposals =
        visit.read_all("CaseService/ListProposals", request, &v1::ListProposalsResponse::proposals);
    if (!proposals) {
        return proposals.error().code == base::Code::permission_denied
                   ? base::Result<std::map<std::string, Travel>>{std::move(by_body)}
                   : proposals.error();
    }
    for (const auto& proposal : *proposals) {
        by_body.emplace(
            proposal.body(),
            Travel{
                board_text(visit, "direction.figures"),
                names.indicator(proposal.ruleset(), proposal.indicator()),
                "orange"}
        );
    }
    return by_body;
}

// --- Filtering

struct Filter {
    std::string kind;
    std::string region;
    std::string subject;
    std::string stage;

    static Filter of(const Visit& visit) {
        return {
            visit.query.value("kind"),
            visit.query.value("region"),
            visit.query.value("subject"),
            visit.query.value("stage")};
    }

    // Empty: any. The stage is by its title: ladders name theirs alike.
    bool takes(const Names& names, const v1::CaseSummary& head, bool by_stage) const {
        const auto* body = names.find_body(head.body());
        return (kind.empty() || (body != nullptr && kind == fmt::to_string(int{body->kind()}))) &&
               (region.empty() || (body != nullptr && region == body->region())) &&
               (subject.empty() || subject == fmt::to_string(int{head.subject()})) &&
               (!by_stage || stage.empty() || stage == names.stage(head));
    }
};

void put_choice(
    Data& data,
    const std::string& name,
    std::vector<console::Option> options,
    const std::string& chosen
) {
    std::vector<Data> shown;
    for (auto& option : options) {
        auto& now = shown.emplace_back(Data::type::object);
        now.set("value", option.value);
        now.set("text", option.text);
        now.set("chosen", Data{option.value == chosen});
    }
    data.set(name, list_of(std::move(shown)));
}

// What the cases there are can be filtered by, in people's order.
void put_filter(Data& data, const Visit& visit, const Names& names, const Filter& filter) {
    std::set<int> kinds;
    std::set<int> subjects;
    std::set<std::string> regions;
    std::set<std::string> stages;
    for (const auto& [name, head] : names.cases()) {
        subjects.insert(head.subject());
        stages.insert(names.stage(head));
        if (const auto* body = names.find_body(head.body())) {
            kinds.insert(body->kind());
            if (!body->region().empty()) {
                regions.insert(body->region());
            }
        }
    }
    const console::Option any{"", board_text(visit, "any")};
    std::vector<console::Option> options{any};
    for (const auto kind : kinds) {
        options.push_back({fmt::to_string(kind), names.kind(static_cast<v1::BodyKind>(kind))});
    }
    put_choice(data, "kinds", std::move(options), filter.kind);
    options = {any};
    for (const auto& region : regions) {
        options.push_back({region, region});
    }
    put_choice(data, "regions", std::move(options), filter.region);
    options = {any};
    for (const auto subject : subjects) {
        options.push_back(
            {fmt::to_string(subject), names.subject(static_cast<v1::Subject>(subject))}
        );
    }
    put_choice(data, "subjects", std::move(options), filter.subject);
    options = {any};
    for (const auto& stage : stages) {
        options.push_back({stage, stage});
    }
    put_choice(data, "stages", std::move(options), filter.stage);
}

// --- Columns of stages

// Where the filter leads with another stage chosen.
std::string link_to_stage(const Visit& visit, const std::string& stage) {
    console::Form query;
    for (const auto* name : {"kind", "region", "subject"}) {
        if (const auto value = visit.query.value(name); !value.empty()) {
            query.set(name, value);
        }
    }
    query.set("stage", stage);
    return visit.link(fmt::format("{}?{}", board_path, query.encoded()));
}

// Each ladder with its rungs from the bottom up, and how many cases stand on each.
void put_ladders(Data& data, const Visit& visit, const Names& names, const Filter& filter) {
    std::map<std::string, std::map<std::string, int>> counts;  // by ladder, by stage
    std::map<std::string, const v1::LadderDefinition*> ladders;
    for (const auto& [name, head] : names.cases()) {
        const auto* rules = names.ruleset(head.ruleset());
        const auto* ladder = rules == nullptr ? nullptr : rules->ladder(head.ladder());
        if (ladder != nullptr && filter.takes(names, head, false)) {
            ladders[head.ladder()] = ladder;
            ++counts[head.ladder()][head.stage()];
        }
    }
    std::vector<Data> shown;
    for (const auto& [id, ladder] : ladders) {
        std::vector<Data> stages;
        for (const auto& stage : ladder->stages()) {
            const auto count = counts[id][stage.id()];
            auto& now = stages.emplace_back(Data::type::object);
            now.set("stage_title", stage.title());
            now.set("count_here", fmt::to_string(count));
            now.set(
                "stage_link", count == 0 ? Data{false} : Data{link_to_stage(visit, stage.title())}
            );
        }
        auto& now = shown.emplace_back(Data::type::object);
        now.set("ladder_title", ladder->title());
        now.set("ladder_stages", list_of(std::move(stages)));
    }
    data.set("ladders", list_of(std::move(shown)));
}

// The same cases as a picture for each ladder, which says who stands there and for how long.
void put_pictures(Data& data, const Visit& visit, const Names& names, const Filter& filter) {
    std::map<std::string, const v1::LadderDefinition*> ladders;
    std::map<std::string, std::vector<console::BoardCard>> cards;
    for (const auto& [name, head] : names.cases()) {
        const auto* rules = names.ruleset(head.ruleset());
        const auto* ladder = rules == nullptr ? nullptr : rules->ladder(head.ladder());
        if (ladder != nullptr && filter.takes(names, head, true)) {
            ladders[head.ladder()] = ladder;
            cards[head.ladder()].push_back(
                {head.stage(),
                 names.body(head.body()),
                 visit.link("/" + name),
                 head.stage_since(),
                 head.next_review_on()}
            );
        }
    }
    std::vector<Data> shown;
    for (const auto& [id, ladder] : ladders) {
        auto& now = shown.emplace_back(Data::type::object);
        console::put_board(
            {now, "picture", visit.desk->templates, ladder->title()},
            console::rungs_of(*ladder),
            cards[id],
            day_of(visit)
        );
    }
    data.set("has_pictures", Data{!shown.empty()});
    data.set("pictures", list_of(std::move(shown)));
}

// --- The table

std::vector<Cell> row_of(
    const Visit& visit,
    const Names& names,
    const std::map<std::string, Travel>& by_body,
    const v1::CaseSummary& head
) {
    const auto today = day_of(visit);
    const auto* body = names.find_body(head.body());
    const auto travel = by_body.find(head.body());
    const auto& review = head.next_review_on();
    const bool late = !review.empty() && review < today;
    const bool proposed = head.open_proposals() > 0;
    const auto link = visit.link("/" + head.name());
    Cell age{span_in_words(visit, head.stage_since(), today)};
    age.number = static_cast<double>(days_between(head.stage_since(), today));
    age.note = console::day_in_words(head.stage_since());
    Cell next{review.empty() ? board_text(visit, "review.none") : console::day_in_words(review)};
    next.order = review.empty() ? "9999" : review;
    next.tag = late ? "red" : "none";
    Cell direction{board_text(visit, "direction.none")};
    if (travel != by_body.end()) {
        direction = {travel->second.text, {}, travel->second.note, travel->second.tag};
    }
    const auto triggers = visit.link(fmt::format("/bodies/{}/triggers", bare(head.body())));
    const Cell act{
        board_text(
            visit,
            proposed ? "act.answer"
            : late   ? "act.review"
                     : "act.look"
        ),
        proposed ? triggers : link};
    return {
        {names.body(head.body()), link, body == nullptr ? std::string{} : body->region()},
        {names.subject(head.subject())},
        {names.stage(head)},
        age,
        next,
        direction,
        act};
}

Answer show_board(Visit& visit) {
    const auto names = Names::load(visit);
    if (!names) {
        return names.error();
    }
    const auto by_body = travels(visit, *names);
    if (!by_body) {
        return by_body.error();
    }
    const auto filter = Filter::of(visit);
    console::Table table{
        {{"body"},
         {"subject"},
         {"stage"},
         {"age"},
         {"review"},
         {"direction"},
         {"act", false, false}},
        {}};
    for (const auto& [name, head] : names->cases()) {
        if (filter.takes(*names, head, true)) {
            table.rows.push_back(row_of(visit, *names, *by_body, head));
        }
    }
    Page page{board_name};
    put_filter(page.data, visit, *names, filter);
    put_ladders(page.data, visit, *names, filter);
    put_pictures(page.data, visit, *names, filter);
    page.data.set("has_cases", Data{!names->cases().empty()});
    console::ListOptions options{board_path, {"kind", "region", "subject", "stage"}};
    options.sort = "review";
    options.file = "board";
    return list_answer(visit, std::move(page), std::move(table), options);
}

}  // namespace

void add_board_pages(console::Pages& pages) {
    pages.get(board_path, console::Audience::signed_in, show_board);
}

}  // namespace ladder::secretariat
