// The indicators of a body, a domain at a time: the newest figure, its revisions, and its peers.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "ladder/v1/indicator_service.pb.h"
#include "services/console/body_figures.hpp"
#include "services/console/charts.hpp"
#include "services/console/fields.hpp"
#include "services/console/pagination.hpp"
#include "services/console/subject/explained.hpp"
#include "services/console/subject/file.hpp"
#include "services/console/subject/head.hpp"
#include "services/console/subject/subject.hpp"
#include "services/console/words.hpp"

namespace ladder::subject {

using console::day_in_words;
using console::list_of;
using console::put_text;

namespace {

constexpr std::size_t indicators_on_a_page = 10;
constexpr std::size_t figures_in_travel = 8;

// An indicator with the body's figures, oldest first, each with its newest revision.
struct Series {
    v1::IndicatorDefinition indicator;
    std::vector<v1::Observation> figures;
};

base::Result<std::vector<v1::IndicatorDefinition>> indicators_in_use(const Visit& visit) {
    // As they are called now: figures may have been known before any rules were published here.
    v1::ListIndicatorsRequest request;
    request.set_page_size(console::items_asked_at_once);
    const auto found =
        visit.call<v1::ListIndicatorsResponse>("IndicatorService/ListIndicators", request);
    if (!found) {
        return found.error();
    }
    std::vector<v1::IndicatorDefinition> all{
        found->indicators().begin(), found->indicators().end()};
    std::erase_if(all, [](const auto& one) {
        return one.status() == v1::INDICATOR_STATUS_TO_DEVELOP ||
               one.statistic() == v1::STATISTIC_NARRATIVE;
    });
    return all;
}

// Those of the domain that have figures of the body.
base::Result<std::vector<Series>> series_of(
    const Visit& visit,
    const BodyFile& file,
    const std::vector<v1::IndicatorDefinition>& indicators,
    const std::string& domain
) {
    std::vector<Series> found;
    auto known = or_none(console::figures_of_body(visit, file.body.name()));
    if (!known) {
        return known.error();
    }
    for (const auto& indicator : indicators) {
        if (indicator.domain() != domain) {
            continue;
        }
        if (auto figures = known->find(indicator.id()); figures != known->end()) {
            found.push_back({indicator, std::move(figures->second)});
        }
    }
    return found;
}

// The figure a year before the newest; none if there is none of that day.
const v1::Observation* year_before(const Series& series) {
    const auto newest = base::parse_date(series.figures.back().period_end());
    if (!newest) {
        return nullptr;
    }
    const auto day = base::to_string(base::add_months(*newest, -12));
    const auto found =
        std::find_if(series.figures.begin(), series.figures.end(), [&](const auto& figure) {
            return figure.period_end() == day;
        });
    return found == series.figures.end() ? nullptr : &*found;
}

// "19,140 a year before: +15.3%".
std::string change_in_words(const Visit& visit, const Series& series) {
    const auto* before = year_before(series);
    if (before == nullptr) {
        return {};
    }
    const auto now = series.figures.back().value();
    Data words{Data::type::object};
    words.set("before", number_in_words(before->value()));
    words.set(
        "change",
        before->value() > 0 ? fmt::format("{:+.1f}%", (now / before->value() - 1) * 100)
                            : std::string{"–"}
    );
    return visit.desk->templates.text("subject_indicators", "before", words);
}

struct BesidePeers {
    std::string peers;   // "7.06, peers 5.36"
    std::string limits;  // "above its limits"
};

BesidePeers peers_in_words(const Visit& visit, const v1::FigureStanding& beside) {
    if (!beside.has_mean() || !beside.standing().missing_reason().empty()) {
        return {};
    }
    const auto& own = beside.standing();
    const auto& texts = visit.desk->templates;
    Data words{Data::type::object};
    words.set("own", number_in_words(own.value()));
    words.set("mean", number_in_words(beside.mean()));
    words.set("unit", beside.unit());
    BesidePeers told{texts.text("subject_indicators", "peers", words), {}};
    if (own.has_funnel()) {
        const auto& funnel = own.funnel();
        const auto* where = own.value() > funnel.upper_99_8()   ? "limits.above"
                            : own.value() < funnel.lower_99_8() ? "limits.below"
                                                                : "limits.within";
        told.limits = texts.text("subject_indicators", where);
    }
    return told;
}

// The newest figures of what a page shows, beside those of the peers; none to whoever may not ask.
base::Result<std::vector<v1::FigureStanding>> standings_of(
    const Visit& visit,
    const BodyFile& file,
    const std::vector<Series>& series,
    const console::Slice& slice
) {
    v1::ListStandingsRequest request;
    request.set_body(file.body.name());
    for (auto i = slice.first(); i < slice.end(); ++i) {
        auto& figure = *request.add_figures();
        figure.set_indicator(series[i].indicator.id());
        figure.set_period_end(series[i].figures.back().period_end());
    }
    std::vector<v1::FigureStanding> standings(slice.end() - slice.first());
    if (standings.empty()) {
        return standings;
    }
    const auto told =
        visit.read<v1::ListStandingsResponse>("IndicatorService/ListStandings", request);
    if (!told) {
        return told.error();
    }
    std::copy(told->standings().begin(), told->standings().end(), standings.begin());
    return standings;
}

// The last figures, oldest first.
std::vector<v1::Input> last_figures(const Series& series) {
    const auto& all = series.figures;
    std::vector<v1::Input> last;
    for (auto i = all.size() - std::min(all.size(), figures_in_travel); i < all.size(); ++i) {
        auto& figure = last.emplace_back();
        figure.set_indicator(all[i].indicator());
        figure.set_body(all[i].body());
        figure.set_period_end(all[i].period_end());
        figure.set_value(all[i].value());
        figure.set_revision(all[i].revision());
        figure.set_published_on(all[i].published_on());
    }
    return last;
}

Data row_of(
    const Visit& visit,
    const BodyFile& file,
    const Series& series,
    const v1::FigureStanding& standing
) {
    const auto& texts = visit.desk->templates;
    const auto& newest = series.figures.back();
    const auto beside = peers_in_words(visit, standing);
    Data row{Data::type::object};
    row.set("indicator", series.indicator.title());
    row.set("link", visit.link(console::path_of_figures(file.body.name(), series.indicator.id())));
    row.set("period", day_in_words(newest.period_end()));
    row.set("value", number_in_words(newest.value()));
    row.set("unit", series.indicator.unit());
    put_text(row, "beside", beside.peers);
    put_text(row, "limits", beside.limits);
    row.set("revised", Data{newest.revision() > 1});
    row.set("revision", std::to_string(newest.revision()));
    Data words{Data::type::object};
    words.set("indicator", series.indicator.title());
    console::put_travel(
        {row, "travel", texts, texts.text("subject_indicators", "travel", words)},
        last_figures(series),
        change_in_words(visit, series),
        console::links_to_figures(visit)
    );
    return row;
}

Data domains_data(
    const BodyFile& file,
    const std::vector<v1::IndicatorDefinition>& indicators,
    const std::string& chosen
) {
    std::vector<Data> shown;
    std::set<std::string> known;
    for (const auto& indicator : indicators) {
        if (!known.insert(indicator.domain()).second) {
            continue;
        }
        auto& option = shown.emplace_back(Data::type::object);
        option.set("value", indicator.domain());
        option.set("text", file.titles.domain(indicator.domain()));
        option.set("chosen", Data{indicator.domain() == chosen});
    }
    return list_of(std::move(shown));
}

Answer show_indicators(Visit& visit) {
    const auto file = open_file(visit, visit.part(1));
    if (!file) {
        return file.error();
    }
    const auto indicators = indicators_in_use(visit);
    if (!indicators) {
        return indicators.error();
    }
    auto domain = visit.query.value("domain");
    if (domain.empty() && !indicators->empty()) {
        domain = indicators->front().domain();
    }
    const auto series = series_of(visit, *file, *indicators, domain);
    if (!series) {
        return series.error();
    }
    Page page{"subject_indicators"};
    put_head(page, visit, *file, "indicators");
    const console::Slice slice{series->size(), indicators_on_a_page, visit.query.value("page")};
    const auto standings = standings_of(visit, *file, *series, slice);
    if (!standings) {
        return standings.error();
    }
    auto& data = page.data;
    data.set("here", visit.request.path);
    data.set("domains", domains_data(*file, *indicators, domain));
    put_text(data, "case_kept", visit.query.value("case"));
    data.set("has_series", Data{!series->empty()});
    std::vector<Data> rows;
    for (auto i = slice.first(); i < slice.end(); ++i) {
        rows.push_back(row_of(visit, *file, (*series)[i], (*standings)[i - slice.first()]));
    }
    data.set("series", list_of(std::move(rows)));
    console::Form kept;
    for (const auto* name : {"case", "domain", "known_at"}) {
        if (visit.query.has(name)) {
            kept.set(name, visit.query.value(name));
        }
    }
    put_pagination(data, slice, visit.request.path, kept);
    return page;
}

}  // namespace

void add_indicator_pages(console::Pages& pages) {
    pages.get("/bodies/{id}/indicators", console::Audience::signed_in, show_indicators);
}

}  // namespace ladder::subject
