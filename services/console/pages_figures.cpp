// One indicator of one body: its history, its peers, every figure with its revisions and sources.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/base/hex.hpp"
#include "engine/evidence/words.hpp"
#include "engine/registers/names.hpp"
#include "ladder/v1/body_service.pb.h"
#include "services/console/charts.hpp"
#include "services/console/console.hpp"
#include "services/console/fields.hpp"
#include "services/console/words.hpp"

namespace ladder::console {

namespace {

constexpr const char* figures_page = "figures";

// The indicator of a body that the path names.
struct Subject {
    std::string body;  // "bodies/kent"
    std::string indicator;
};

base::Result<v1::Body> body_of(const Visit& visit, const Subject& subject) {
    v1::GetBodyRequest request;
    request.set_name(subject.body);
    auto found = visit.read<v1::GetBodyResponse>("BodyService/GetBody", request);
    return found ? base::Result<v1::Body>{std::move(*found->mutable_body())} : found.error();
}

// Every revision of every figure, in order of period and revision.
base::Result<std::vector<v1::Observation>> figures_of(const Visit& visit, const Subject& subject) {
    v1::ListObservationsRequest request;
    request.set_indicator(subject.indicator);
    request.set_body(subject.body);
    request.set_all_revisions(true);
    auto all = visit.read_all(
        "IndicatorService/ListObservations", request, &v1::ListObservationsResponse::observations
    );
    if (!all) {
        return all.error();
    }
    std::sort(all->begin(), all->end(), [](const auto& a, const auto& b) {
        return std::pair{a.period_end(), a.revision()} < std::pair{b.period_end(), b.revision()};
    });
    return all;
}

v1::Input input_of(const v1::Observation& figure) {
    v1::Input input;
    input.set_indicator(figure.indicator());
    input.set_body(figure.body());
    input.set_period_end(figure.period_end());
    input.set_value(figure.value());
    input.set_revision(figure.revision());
    input.set_published_on(figure.published_on());
    return input;
}

// Whether a newer revision of the same figure follows.
bool is_superseded(const std::vector<v1::Observation>& figures, std::size_t at) {
    return at + 1 < figures.size() && figures[at + 1].period_end() == figures[at].period_end();
}

std::string number_in_full(double value) {
    constexpr int decimals_max = 6;
    return evidence::number(value, decimals_max);
}

// The imports that brought the figures, each by one of its figures, in the order in which they
// came.
std::vector<const v1::Observation*> sources_of(const std::vector<v1::Observation>& figures) {
    std::vector<const v1::Observation*> sources;
    for (const auto& figure : figures) {
        const bool known = std::any_of(sources.begin(), sources.end(), [&](const auto* source) {
            return source->import() == figure.import();
        });
        if (!known) {
            sources.push_back(&figure);
        }
    }
    std::stable_sort(sources.begin(), sources.end(), [](const auto* a, const auto* b) {
        return a->recorded_at().seconds() < b->recorded_at().seconds();
    });
    return sources;
}

std::string number_of_source(
    const std::vector<const v1::Observation*>& sources, const v1::Observation& figure
) {
    const auto found = std::find_if(sources.begin(), sources.end(), [&](const auto* source) {
        return source->import() == figure.import();
    });
    return std::to_string(found - sources.begin() + 1);
}

std::string recorded_in_words(const v1::Observation& figure) {
    const auto at = base::from_timestamp(figure.recorded_at());
    return at ? moment_in_words(*at) : std::string{};
}

// A row of the list; `superseded` by a newer revision.
Data row_of_figure(
    const v1::Observation& figure,
    bool superseded,
    const std::vector<const v1::Observation*>& sources
) {
    Data row{Data::type::object};
    // The newest revision is what links to the period lead to.
    row.set(
        "id",
        superseded ? fmt::format("{}-r{}", figure.period_end(), figure.revision())
                   : figure.period_end()
    );
    row.set("at", figure.period_end());
    row.set("period", day_in_words(figure.period_end()));
    row.set("superseded", Data{superseded});
    row.set("value", number_in_full(figure.value()));
    const bool has_parts = figure.has_numerator() && figure.has_denominator();
    row.set("has_parts", Data{has_parts});
    row.set("numerator", number_in_full(figure.numerator()));
    row.set("denominator", number_in_full(figure.denominator()));
    row.set("revision", std::to_string(figure.revision()));
    row.set("published", day_in_words(figure.published_on()));
    row.set("recorded", recorded_in_words(figure));
    row.set("entered_later", Data{figure.entered_later()});
    row.set("negative", Data{figure.quality() == v1::QUALITY_NEGATIVE_COUNT});
    put_text(
        row,
        "marking",
        figure.marking() > v1::MARKING_NOT_PROTECTIVELY_MARKED ? marking_in_words(figure.marking())
                                                               : std::string{}
    );
    row.set("source", number_of_source(sources, figure));
    return row;
}

// The figures, newest period first, and where they came from.
void put_figures(const Visit& visit, Data& data, const std::vector<v1::Observation>& figures) {
    const auto sources = sources_of(figures);
    std::vector<Data> rows;
    for (auto at = figures.size(); at > 0; --at) {
        const auto& figure = figures[at - 1];
        auto& row =
            rows.emplace_back(row_of_figure(figure, is_superseded(figures, at - 1), sources));
        row.set(
            "peers_path",
            visit.link(fmt::format(
                "{}?period={}#peers",
                path_of_figures(figure.body(), figure.indicator()),
                figure.period_end()
            ))
        );
    }
    data.set("has_figures", Data{!rows.empty()});
    data.set("figures", list_of(std::move(rows)));
    std::vector<Data> shown;
    for (const auto* source : sources) {
        auto& now = shown.emplace_back(Data::type::object);
        now.set("number", number_of_source(sources, *source));
        now.set("import", source->import());
        now.set("recorded", recorded_in_words(*source));
        now.set("digest", base::hex(source->file_digest()));
    }
    data.set("sources", list_of(std::move(shown)));
}

// Links of pictures: to this page's own list, or to the page of another body.
LinkOfFigure links_from(const Visit& visit, const Subject& subject) {
    return [&visit, &subject](const v1::Input& figure) {
        const bool here = figure.body() == subject.body && figure.indicator() == subject.indicator;
        return here ? "#" + figure.period_end() : visit.link(path_of_figure(figure));
    };
}

// The control chart, or else the plain history and why there is no chart.
base::Result<void> put_course(
    Page& page,
    const Visit& visit,
    const Subject& subject,
    const std::vector<v1::Observation>& figures,
    const v1::IndicatorDefinition& indicator
) {
    v1::GetControlChartRequest request;
    request.set_indicator(subject.indicator);
    request.set_body(subject.body);
    const auto answer =
        visit.read<v1::GetControlChartResponse>("IndicatorService/GetControlChart", request);
    if (!answer) {
        return answer.error();
    }
    const auto& templates = visit.desk->templates;
    const auto& chart = answer->chart();
    const Picture picture{
        page.data,
        "course",
        templates,
        templates.text(
            figures_page, chart.not_charted_reason().empty() ? "chart.caption" : "history.caption"
        )};
    if (chart.not_charted_reason().empty()) {
        put_control_chart(picture, chart, links_from(visit, subject));
        return {};
    }
    std::vector<v1::Input> newest;
    for (std::size_t at = 0; at < figures.size(); ++at) {
        if (!is_superseded(figures, at)) {
            newest.push_back(input_of(figures[at]));
        }
    }
    put_history(picture, newest, indicator.unit(), links_from(visit, subject));
    page.data.set("not_charted", chart.not_charted_reason());
    return {};
}

// Beside the most similar bodies as bars, and beside all of its kind as a funnel.
base::Result<void> put_beside_peers(
    Page& page, const Visit& visit, const Subject& subject, const std::string& period_end
) {
    const auto& templates = visit.desk->templates;
    for (const std::string group : {"most_similar", "all"}) {
        v1::ComparePeersRequest request;
        request.set_indicator(subject.indicator);
        request.set_body(subject.body);
        request.set_period_end(period_end);
        request.set_group(group);
        // Among all of a kind chance alone explains next to nothing; a funnel must tell who stands
        // out.
        request.set_overdispersed(group == "all");
        const auto peers =
            visit.read<v1::ComparePeersResponse>("IndicatorService/ComparePeers", request);
        if (!peers) {
            return peers.error();
        }
        const bool as_funnel = group == "all";
        if (as_funnel && !peers->no_funnel_reason().empty()) {
            continue;  // tens of bars tell nothing that the list of most similar bodies does not
        }
        Data values{Data::type::object};
        values.set("group", peers->group());
        values.set("period", day_in_words(period_end));
        const auto caption = templates.text(figures_page, group + ".caption", values);
        put_peers(
            {page.data, group, templates, caption}, *peers, as_funnel, links_from(visit, subject)
        );
    }
    return {};
}

std::string text_of_polarity(const Templates& templates, v1::Polarity polarity) {
    switch (polarity) {
        case v1::POLARITY_HIGHER_IS_BETTER:
            return templates.text(figures_page, "polarity.higher");
        case v1::POLARITY_LOWER_IS_BETTER:
            return templates.text(figures_page, "polarity.lower");
        default:
            return templates.text(figures_page, "polarity.neither");
    }
}

// The period that is compared: the one asked for if there is a figure of it, else the newest.
std::string period_to_compare(
    const std::vector<v1::Observation>& figures, const std::string& asked
) {
    const bool known = std::any_of(figures.begin(), figures.end(), [&](const auto& figure) {
        return figure.period_end() == asked;
    });
    return known || figures.empty() ? asked : figures.back().period_end();
}

base::Result<void> put_pictures(
    Page& page,
    const Visit& visit,
    const Subject& subject,
    const std::vector<v1::Observation>& figures,
    const v1::IndicatorDefinition& indicator
) {
    page.data.set("not_charted", Data{false});
    for (const auto* name : {"course", "most_similar", "all"}) {
        page.data.set(name, Data{false});
    }
    if (figures.empty()) {
        return {};
    }
    if (auto put = put_course(page, visit, subject, figures, indicator); !put) {
        return put;
    }
    const auto period = period_to_compare(figures, visit.query.value("period"));
    return put_beside_peers(page, visit, subject, period);
}

Answer show_figures(Visit& visit) {
    const Subject subject{"bodies/" + visit.part(1), visit.part(2)};
    const RulesetWords words{*visit.desk};
    const auto* indicator = words.indicator(subject.indicator);
    if (indicator == nullptr) {
        return base::Error{base::Code::not_found, "there is no such indicator", {}};
    }
    const auto body = body_of(visit, subject);
    if (!body) {
        return body.error();
    }
    const auto figures = figures_of(visit, subject);
    if (!figures) {
        return figures.error();
    }
    Page page{figures_page};
    const auto& texts = visit.desk->templates;
    const auto body_path = "/" + body->name();
    page.crumbs = {
        {"/bodies", texts.text("common", "nav.bodies")},
        {body_path, body->title()},
        {body_path + "/indicators", texts.text("common", "subject.tab.indicators")}};
    auto& data = page.data;
    data.set("body", body->title());
    data.set("indicator", indicator->title());
    data.set("unit", evidence::sentence_case(indicator->unit()));
    data.set("polarity", text_of_polarity(visit.desk->templates, indicator->polarity()));
    put_text(data, "source_text", law_in_words(indicator->source()));
    put_figures(visit, data, *figures);
    if (const auto put = put_pictures(page, visit, subject, *figures, *indicator); !put) {
        return put.error();
    }
    return page;
}

}  // namespace

void add_figure_pages(Pages& pages) {
    pages.get("/figures/{body}/{indicator}", Audience::signed_in, show_figures);
}

}  // namespace ladder::console
