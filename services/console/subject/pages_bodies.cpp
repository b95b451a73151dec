// The list of bodies, and the way from a case to its body's page.
#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "services/console/fields.hpp"
#include "services/console/subject/file.hpp"
#include "services/console/subject/subject.hpp"
#include "services/console/table.hpp"
#include "services/console/words.hpp"

namespace ladder::subject {

namespace {

constexpr const char* bodies_page = "bodies";

std::string in_lower_case(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return text;
}

// Of the cases that are seen, the one that a list tells of: the open one, general before others.
using CaseOfBody = std::map<std::string, v1::CaseSummary>;

CaseOfBody cases_by_body(const std::vector<v1::CaseSummary>& cases) {
    CaseOfBody by_body;
    for (const auto& one : cases) {
        const auto [there, is_new] = by_body.try_emplace(one.body(), one);
        if (!is_new && one.subject() < there->second.subject()) {
            there->second = one;
        }
    }
    return by_body;
}

struct BodyFilter {
    std::string words;
    std::string kind;
    std::string country;
    std::string region;
    std::string stage;

    explicit BodyFilter(const Visit& visit)
        : words{in_lower_case(visit.query.value("search"))},
          kind{visit.query.value("kind")},
          country{visit.query.value("country")},
          region{visit.query.value("region")},
          stage{visit.query.value("stage")} {}

    bool holds(const v1::Body& body, const std::string& stage_title) const {
        const auto has = [&](const std::string& text) {
            return in_lower_case(text).find(words) != std::string::npos;
        };
        return (has(body.title()) || has(body.short_title()) || has(body.welsh_title())) &&
               (kind.empty() || kind == kind_in_words(body.kind())) &&
               (country.empty() || country == country_in_words(body.country())) &&
               (region.empty() || region == body.region()) &&
               (stage.empty() || stage == stage_title);
    }
};

Data choices(
    const std::set<std::string>& values, const std::string& chosen, const std::string& any
) {
    std::vector<Data> options;
    const auto add = [&](const std::string& value, const std::string& text) {
        auto& option = options.emplace_back(Data::type::object);
        option.set("value", value);
        option.set("text", text);
        option.set("chosen", Data{value == chosen});
    };
    add("", any);
    for (const auto& value : values) {
        add(value, value);
    }
    return console::list_of(std::move(options));
}

Answer show_bodies(Visit& visit) {
    const auto bodies = visit.read_all(
        "BodyService/ListBodies", v1::ListBodiesRequest{}, &v1::ListBodiesResponse::bodies
    );
    if (!bodies) {
        return bodies.error();
    }
    const auto cases = or_none(visit.read_all(
        "CaseService/ListCases", v1::ListCasesRequest{}, &v1::ListCasesResponse::cases
    ));
    if (!cases) {
        return cases.error();
    }
    const auto by_body = cases_by_body(*cases);
    const auto titles = titles_of(visit, "");
    const BodyFilter filter{visit};
    std::set<std::string> kinds;
    std::set<std::string> countries;
    std::set<std::string> regions;
    std::set<std::string> stages;
    console::Table table;
    table.columns = {{"body"}, {"kind"}, {"region"}, {"stage"}, {"since"}, {"review"}};
    for (const auto& body : *bodies) {
        const auto found = by_body.find(body.name());
        const auto* standing = found == by_body.end() ? nullptr : &found->second;
        const auto stage = standing == nullptr
                               ? std::string{}
                               : titles.stage(standing->ladder(), standing->stage());
        kinds.insert(kind_in_words(body.kind()));
        countries.insert(country_in_words(body.country()));
        regions.insert(body.region());
        stages.insert(stage);
        if (!filter.holds(body, stage)) {
            continue;
        }
        console::Cell since{
            standing == nullptr ? std::string{} : console::day_in_words(standing->stage_since())};
        console::Cell review{
            standing == nullptr ? std::string{}
                                : console::day_in_words(standing->next_review_on())};
        if (standing != nullptr) {
            since.order = standing->stage_since();
            review.order = standing->next_review_on();
        }
        table.rows.push_back(
            {{body.title(), visit.link("/bodies/" + id_of(body.name())), body.welsh_title()},
             {kind_in_words(body.kind())},
             {body.region()},
             {stage},
             since,
             review}
        );
    }
    for (auto* set : {&kinds, &countries, &regions, &stages}) {
        set->erase("");
    }
    Page page{bodies_page};
    const auto& texts = visit.desk->templates;
    page.crumbs = {{"/", texts.text("common", "nav.home")}};
    const auto& any = texts.text(bodies_page, "any");
    page.data.set("search", visit.query.value("search"));
    page.data.set("kinds", choices(kinds, filter.kind, any));
    page.data.set("countries", choices(countries, filter.country, any));
    page.data.set("regions", choices(regions, filter.region, any));
    page.data.set("stages", choices(stages, filter.stage, any));
    return list_answer(
        visit,
        std::move(page),
        std::move(table),
        {"/bodies", {"search", "kind", "country", "region", "stage"}, "body", 50, "bodies"}
    );
}

// A case is read on its body's page.
Answer show_case(Visit& visit) {
    const auto file = open_case_file(visit, visit.part(1));
    return file ? Answer{console::Redirect{visit.link(file->subject_path())}}
                : Answer{file.error()};
}

}  // namespace

void add_body_pages(console::Pages& pages) {
    pages.get("/bodies", console::Audience::signed_in, show_bodies);
    pages.get("/cases/{id}", console::Audience::signed_in, show_case);
}

}  // namespace ladder::subject
