// Pictures of figures: a body's own history, a body beside its peers, the direction of travel.
#include "services/console/charts.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/evidence/words.hpp"
#include "services/console/chart_data.hpp"
#include "services/console/words.hpp"

namespace ladder::console {

namespace {

// So many digits after the point that the largest value of a column shows four or so in all.
int decimals_for(const std::vector<double>& values) {
    double largest = 0;
    bool whole = true;
    for (const double value : values) {
        largest = std::max(largest, std::abs(value));
        whole = whole && value == std::round(value);
    }
    if (whole || largest >= 1000) {
        return 0;
    }
    return largest >= 100 ? 1 : largest >= 1 ? 2 : 3;
}

// "3,719.80": the digits of a column stand below each other.
std::string aligned(double value, int decimals) {
    auto text = evidence::number(value, decimals);
    if (decimals == 0) {
        return text;
    }
    auto point = text.find('.');
    if (point == std::string::npos) {
        point = text.size();
        text.push_back('.');
    }
    text.append(static_cast<std::size_t>(decimals) - (text.size() - 1 - point), '0');
    return text;
}

void put_figure(Data& row, const v1::Input& figure, const LinkOfFigure& link) {
    row.set("at", figure.period_end());
    row.set("period", day_in_words(figure.period_end()));
    row.set("revision", std::to_string(figure.revision()));
    row.set("revised", Data{figure.revision() > 1});
    put_text(row, "link", link ? link(figure) : std::string{});
}

std::string_view key_of(v1::ChartLabel label) {
    switch (label) {
        case v1::CHART_LABEL_OUTSIDE:
            return "outside";
        case v1::CHART_LABEL_TREND:
            return "trend";
        case v1::CHART_LABEL_TWO_IN_THREE:
            return "two_in_three";
        case v1::CHART_LABEL_SHIFT:
            return "shift";
        default:
            return "usual";
    }
}

std::string_view key_of(v1::ChartVariation variation) {
    switch (variation) {
        case v1::CHART_VARIATION_IMPROVEMENT:
            return "improvement";
        case v1::CHART_VARIATION_CONCERN:
            return "concern";
        case v1::CHART_VARIATION_NEUTRAL:
            return "neutral";
        default:
            return "usual";
    }
}

std::string_view key_of(v1::ChartAssurance assurance) {
    switch (assurance) {
        case v1::CHART_ASSURANCE_PASSES:
            return "passes";
        case v1::CHART_ASSURANCE_FAILS:
            return "fails";
        default:
            return "inconsistent";
    }
}

// "Outside the limits: concern", "Usual variation".
std::string finding_of(const Templates& templates, const v1::ChartPoint& point) {
    const auto label = chart_text(templates, fmt::format("label.{}", key_of(point.label())));
    const auto variation = key_of(point.variation());
    return variation == "usual"
               ? label
               : fmt::format(
                     "{}: {}", label, chart_text(templates, fmt::format("variation.{}", variation))
                 );
}

// What there is to say below a control chart.
std::vector<std::string> notes_of(
    const Templates& templates, const v1::ControlChart& chart, int decimals
) {
    std::vector<std::string> notes;
    if (chart.variation() != v1::CHART_VARIATION_UNSPECIFIED) {
        notes.push_back(chart_text(templates, fmt::format("shows.{}", key_of(chart.variation()))));
    }
    if (chart.has_target() && chart.assurance() != v1::CHART_ASSURANCE_UNSPECIFIED) {
        notes.push_back(chart_text(
            templates,
            fmt::format("target.{}", key_of(chart.assurance())),
            {{"target", aligned(chart.target(), decimals)}}
        ));
    }
    for (const auto& point : chart.points()) {
        if (!point.rebase_reason().empty()) {
            notes.push_back(chart_text(
                templates,
                "rebased",
                {{"period", day_in_words(point.input().period_end())},
                 {"reason", point.rebase_reason()}}
            ));
        }
    }
    for (const auto& warning : chart.warnings()) {
        notes.push_back(evidence::sentence_case(warning) + ".");
    }
    return notes;
}

Data row_of_point(
    const Templates& templates, const v1::ChartPoint& point, int decimals, const LinkOfFigure& link
) {
    Data row{Data::type::object};
    put_figure(row, point.input(), link);
    put_number(row, "value", point.value(), aligned(point.value(), decimals));
    put_number(row, "mean", point.mean(), aligned(point.mean(), decimals));
    put_number(row, "lower", point.lower(), aligned(point.lower(), decimals));
    put_number(row, "upper", point.upper(), aligned(point.upper(), decimals));
    row.set("group", std::to_string(point.group()));
    row.set("variation", std::string{key_of(point.variation())});
    row.set("finding", finding_of(templates, point));
    return row;
}

// Where a value stands to the funnel's limits: the key of its text.
std::string_view standing_key(double value, const v1::FunnelLimits& limits) {
    if (value > limits.upper_99_8()) {
        return "above_99_8";
    }
    if (value < limits.lower_99_8()) {
        return "below_99_8";
    }
    if (value > limits.upper_95()) {
        return "above_95";
    }
    return value < limits.lower_95() ? "below_95" : "within";
}

// The bodies in order of value, that asked about among them; those without a value last.
std::vector<const v1::PeerStanding*> in_order(const v1::ComparePeersResponse& peers) {
    std::vector<const v1::PeerStanding*> with;
    std::vector<const v1::PeerStanding*> without;
    for (const auto& standing : peers.standings()) {
        (standing.missing_reason().empty() ? with : without).push_back(&standing);
    }
    const bool has_own = !with.empty() && with.front() == &peers.standings(0);
    if (has_own && with.size() > 2) {
        // The peers are in order already, worst first; which way that is they show themselves.
        const bool falling = with[1]->value() >= with.back()->value();
        std::stable_sort(with.begin(), with.end(), [falling](const auto* a, const auto* b) {
            return falling ? a->value() > b->value() : a->value() < b->value();
        });
    }
    with.insert(with.end(), without.begin(), without.end());
    return with;
}

// By how much the group's variance exceeds what chance gives, where its limits were widened by it.
double overdispersion_of(const v1::ComparePeersResponse& peers) {
    double widest = 1;
    for (const auto& standing : peers.standings()) {
        widest = std::max(widest, standing.funnel().overdispersion());
    }
    return widest;
}

void put_funnel(
    Data& row, const Templates& templates, const v1::PeerStanding& standing, int digits
) {
    const auto& limits = standing.funnel();
    put_number(row, "lower_95", limits.lower_95(), aligned(limits.lower_95(), digits));
    put_number(row, "upper_95", limits.upper_95(), aligned(limits.upper_95(), digits));
    put_number(row, "lower_99_8", limits.lower_99_8(), aligned(limits.lower_99_8(), digits));
    put_number(row, "upper_99_8", limits.upper_99_8(), aligned(limits.upper_99_8(), digits));
    put_number(row, "centre", limits.centre(), aligned(limits.centre(), digits));
    const auto key = standing_key(standing.value(), limits);
    row.set("standing_key", std::string{key});
    row.set("standing", chart_text(templates, fmt::format("standing.{}", key)));
}

}  // namespace

std::string path_of_figures(
    std::string_view body, std::string_view indicator, std::string_view period_end
) {
    const auto id = body.substr(body.find('/') + 1);  // all of it where there is no '/'
    auto path = fmt::format("/figures/{}/{}", id, indicator);
    return period_end.empty() ? path : fmt::format("{}#{}", path, period_end);
}

std::string path_of_figure(const v1::Input& figure) {
    return path_of_figures(figure.body(), figure.indicator(), figure.period_end());
}

LinkOfFigure links_to_figures(const Visit& visit) {
    return [&visit](const v1::Input& figure) { return visit.link(path_of_figure(figure)); };
}

void put_control_chart(
    const Picture& picture, const v1::ControlChart& chart, const LinkOfFigure& link
) {
    auto shown = new_picture(picture);
    std::vector<double> values;
    for (const auto& point : chart.points()) {
        values.insert(values.end(), {point.value(), point.upper()});
    }
    const auto decimals = decimals_for(values);
    std::vector<Data> rows;
    for (const auto& point : chart.points()) {
        rows.push_back(row_of_point(picture.templates, point, decimals, link));
    }
    shown.set("has_limits", Data{true});
    shown.set("unit", evidence::sentence_case(chart.unit()));
    put_text(shown, "target", chart.has_target() ? exact(chart.target()) : std::string{});
    put_text(shown, "reason", chart.not_charted_reason());
    put_rows(shown, std::move(rows));
    put_notes(shown, notes_of(picture.templates, chart, decimals));
    picture.data.set(picture.name, shown);
}

void put_history(
    const Picture& picture,
    const std::vector<v1::Input>& figures,
    const std::string& unit,
    const LinkOfFigure& link
) {
    auto shown = new_picture(picture);
    std::vector<double> values;
    values.reserve(figures.size());
    for (const auto& figure : figures) {
        values.push_back(figure.value());
    }
    const auto decimals = decimals_for(values);
    std::vector<Data> rows;
    for (const auto& figure : figures) {
        auto& row = rows.emplace_back(Data::type::object);
        put_figure(row, figure, link);
        put_number(row, "value", figure.value(), aligned(figure.value(), decimals));
        row.set("group", "0");
        row.set("variation", "usual");
    }
    shown.set("has_limits", Data{false});
    shown.set("unit", evidence::sentence_case(unit));
    shown.set("target", Data{false});
    shown.set("reason", Data{false});
    put_rows(shown, std::move(rows));
    put_notes(shown, {});
    picture.data.set(picture.name, shown);
}

void put_peers(
    const Picture& picture,
    const v1::ComparePeersResponse& peers,
    bool as_funnel,
    const LinkOfFigure& link
) {
    auto shown = new_picture(picture);
    const bool funnel = as_funnel && peers.no_funnel_reason().empty();
    std::vector<double> values;
    for (const auto& standing : peers.standings()) {
        values.push_back(standing.value());
    }
    const auto decimals = decimals_for(values);
    std::vector<Data> rows;
    for (const auto* standing : in_order(peers)) {
        auto& row = rows.emplace_back(Data::type::object);
        put_figure(row, standing->input(), link);
        row.set("body", standing->title());
        row.set("own", Data{standing == &peers.standings(0)});
        put_text(row, "missing", standing->missing_reason());
        put_number(row, "value", standing->value(), aligned(standing->value(), decimals));
        put_number(
            row, "exposure", standing->exposure(), evidence::number(standing->exposure(), 0)
        );
        if (funnel && standing->has_funnel()) {
            put_funnel(row, picture.templates, *standing, decimals);
        }
        row.set("has_funnel", Data{funnel && standing->has_funnel()});
    }
    std::vector<std::string> notes;
    if (peers.has_mean()) {
        notes.push_back(
            chart_text(picture.templates, "mean", {{"mean", aligned(peers.mean(), decimals)}})
        );
    }
    if (funnel && overdispersion_of(peers) > 1) {
        notes.push_back(chart_text(
            picture.templates,
            "overdispersed",
            {{"times", evidence::number(overdispersion_of(peers), 1)}}
        ));
    }
    if (as_funnel && !funnel) {
        notes.push_back(evidence::sentence_case(peers.no_funnel_reason()) + ".");
    }
    shown.set("kind", funnel ? "funnel" : "peers");
    shown.set("as_funnel", Data{funnel});
    shown.set("unit", evidence::sentence_case(peers.unit()));
    put_text(shown, "mean", peers.has_mean() ? exact(peers.mean()) : std::string{});
    put_rows(shown, std::move(rows));
    put_notes(shown, notes);
    picture.data.set(picture.name, shown);
}

void put_travel(
    const Picture& picture,
    const std::vector<v1::Input>& figures,
    const std::string& direction,
    const LinkOfFigure& link
) {
    auto shown = new_picture(picture);
    std::vector<double> values;
    values.reserve(figures.size());
    for (const auto& figure : figures) {
        values.push_back(figure.value());
    }
    const auto decimals = decimals_for(values);
    std::vector<Data> rows;
    for (const auto& figure : figures) {
        auto& row = rows.emplace_back(Data::type::object);
        put_figure(row, figure, link);
        put_number(row, "value", figure.value(), aligned(figure.value(), decimals));
    }
    put_text(shown, "direction", direction);
    put_rows(shown, std::move(rows));
    picture.data.set(picture.name, shown);
}

}  // namespace ladder::console
