// Control charts and peers as the API gives them: as known at a moment, by the rules in force.
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "engine/base/dates.hpp"
#include "services/api/reads.hpp"
#include "tests/unit/api/service.hpp"

namespace ladder::api {
namespace indicator_charts_test {

using testing::HasSubstr;

constexpr const char* incidents = "antisocial_behaviour_incidents";

class IndicatorCharts : public testing::Test {
protected:
    IndicatorCharts() {
        service.publish();
        service.register_forces();
        service.load_story();
        (void)service
            .import_text(
                "antisocial-behaviour",
                "force_id,year_ending,incidents,rate_per_1000\n"
                "north,2009-03-31,31000,0\nnorth,2010-03-31,30000,0\n"
                "north,2011-03-31,32000,0\nnorth,2012-03-31,20000,0\nnorth,2013-03-31,21000,0\n",
                false
            )
            .value();
    }

    static v1::GetControlChartRequest chart_of(const std::string& indicator) {
        v1::GetControlChartRequest request;
        request.set_indicator(indicator);
        request.set_body("bodies/north");
        return request;
    }
    static v1::ComparePeersRequest peers_of(const std::string& period_end) {
        v1::ComparePeersRequest request;
        request.set_indicator("recorded_robbery");
        request.set_body("bodies/north");
        request.set_period_end(period_end);
        return request;
    }

    Service service;
};

TEST_F(IndicatorCharts, DrawsEachGroupWithItsOwnLimits) {
    const auto response = get_control_chart(service.view(), chart_of(incidents));
    ASSERT_TRUE(response) << response.error().message;
    const auto& chart = response->chart();
    ASSERT_EQ(chart.points_size(), 5);
    EXPECT_EQ(chart.points(0).mean(), 31);
    EXPECT_EQ(chart.points(4).mean(), 20.5);
    EXPECT_EQ(chart.points(4).group(), 1);
    EXPECT_THAT(chart.points(3).rebase_reason(), HasSubstr("a break in the series"));
    EXPECT_EQ(chart.points(4).input().value(), 21'000);
    EXPECT_EQ(chart.warnings_size(), 2);
}

TEST_F(IndicatorCharts, ChartsOnlyThePeriodsAskedFor) {
    auto request = chart_of(incidents);
    request.set_from("2009-03-31");
    request.set_to("2011-03-31");
    const auto chart = get_control_chart(service.view(), request).value().chart();
    ASSERT_EQ(chart.points_size(), 3);
    EXPECT_EQ(chart.points(0).mean(), 31);
    request.set_to("2001-03-31");
    const auto none = get_control_chart(service.view(), request).value().chart();
    EXPECT_EQ(none.points_size(), 0);
    EXPECT_THAT(none.not_charted_reason(), HasSubstr("0 figures"));
}

// A figure is known from the day it was published on: the year to March 2011 is not, in June.
TEST_F(IndicatorCharts, ShowsTheChartAsKnownAtAMoment) {
    auto request = chart_of(incidents);
    *request.mutable_known_at() =
        base::to_timestamp(base::end_of(base::parse_date("2011-06-30").value()));
    const auto chart = get_control_chart(service.view(), request).value().chart();
    ASSERT_EQ(chart.points_size(), 2);
    EXPECT_EQ(chart.points(1).input().period_end(), "2010-03-31");
}

TEST_F(IndicatorCharts, SaysWhyThereIsNone) {
    const auto chart =
        get_control_chart(service.view(), chart_of("recorded_robbery")).value().chart();
    EXPECT_THAT(chart.not_charted_reason(), HasSubstr("neighbours share months"));
}

TEST_F(IndicatorCharts, PutsTheBodyBesideItsPeersInTheirFunnel) {
    const auto response = compare_peers(service.view(), peers_of("2011-03-31"));
    ASSERT_TRUE(response) << response.error().message;
    ASSERT_EQ(response->standings_size(), 2);
    const auto& north = response->standings(0);
    EXPECT_EQ(north.body(), "bodies/north");
    EXPECT_EQ(north.value(), 2);
    EXPECT_EQ(north.exposure(), 1'000'000);
    EXPECT_EQ(north.funnel().centre(), 1.5);
    EXPECT_LT(north.funnel().upper_99_8(), 2);
    EXPECT_EQ(response->mean(), 1);
    EXPECT_EQ(response->pooled(), 1.5);
    EXPECT_EQ(response->group(), "most_similar (two)");
    EXPECT_EQ(response->unit(), "offences per 1,000 population");
    auto wide = peers_of("2011-03-31");
    wide.set_overdispersed(true);
    wide.set_group("all");
    const auto widened = compare_peers(service.view(), wide).value();
    EXPECT_GT(widened.standings(0).funnel().overdispersion(), 100);
    EXPECT_GT(widened.standings(0).funnel().upper_99_8(), 2);
}

TEST_F(IndicatorCharts, SetsSeveralFiguresBesideThePeersAtOnce) {
    v1::ListStandingsRequest request;
    request.set_body("bodies/north");
    const auto ask = [&](const std::string& indicator, const std::string& period_end) {
        auto& figure = *request.add_figures();
        figure.set_indicator(indicator);
        figure.set_period_end(period_end);
    };
    ask("recorded_robbery", "2011-03-31");
    ask("recorded_robbery", "2010-03-31");
    ask(incidents, "2013-03-31");
    ask("recorded_robbery", "2011-03-30");
    const auto response = list_standings(service.view(), request);
    ASSERT_TRUE(response) << response.error().message;
    ASSERT_EQ(response->standings_size(), 4);
    for (const auto i : {0, 1}) {
        const auto& told = response->standings(i);
        const auto one =
            compare_peers(service.view(), peers_of(told.figure().period_end())).value();
        EXPECT_THAT(
            told.standing(),
            testing::Property(
                &v1::PeerStanding::SerializeAsString, one.standings(0).SerializeAsString()
            )
        );
        EXPECT_EQ(told.mean(), one.mean());
        EXPECT_EQ(told.group(), one.group());
        EXPECT_EQ(told.unit(), one.unit());
    }
    EXPECT_NE(response->standings(0).standing().value(), response->standings(1).standing().value());
    EXPECT_EQ(response->standings(2).standing().input().value(), 21'000);
    EXPECT_FALSE(response->standings(2).has_mean()) << "the peer has no such figure";
    EXPECT_THAT(
        response->standings(3).not_compared_reason(),
        HasSubstr("the nearest end on 2010-03-31 and 2011-03-31")
    );
}

TEST_F(IndicatorCharts, NamesWhatIsWrongWithFiguresAskedFor) {
    const auto code = [&](auto change) {
        v1::ListStandingsRequest request;
        request.set_body("bodies/north");
        auto& figure = *request.add_figures();
        figure.set_indicator("recorded_robbery");
        figure.set_period_end("2011-03-31");
        change(request);
        return code_of(list_standings(service.view(), request));
    };
    EXPECT_EQ(code([](auto&) {}), base::Code{});
    EXPECT_EQ(code([](auto& r) { r.clear_figures(); }), base::Code::invalid_argument);
    EXPECT_EQ(
        code([](auto& r) {
            for (int i = 0; i < 50; ++i) {
                *r.add_figures() = r.figures(0);
            }
        }),
        base::Code::invalid_argument
    );
    EXPECT_EQ(code([](auto& r) { r.set_body("north"); }), base::Code::invalid_argument);
    EXPECT_EQ(code([](auto& r) { r.set_body("bodies/east"); }), base::Code::not_found);
    EXPECT_EQ(
        code([](auto& r) { r.mutable_figures(0)->clear_indicator(); }), base::Code::invalid_argument
    );
    EXPECT_EQ(
        code([](auto& r) { r.mutable_figures(0)->set_indicator("robbery"); }), base::Code::not_found
    );
    EXPECT_EQ(
        code([](auto& r) { r.mutable_figures(0)->set_period_end("March"); }),
        base::Code::invalid_argument
    );
}

TEST_F(IndicatorCharts, NamesWhatIsWrongWithARequest) {
    const auto code = [&](auto change) {
        auto request = peers_of("2011-03-31");
        change(request);
        return code_of(compare_peers(service.view(), request));
    };
    EXPECT_EQ(code([](auto& r) { r.set_body("north"); }), base::Code::invalid_argument);
    EXPECT_EQ(code([](auto& r) { r.clear_indicator(); }), base::Code::invalid_argument);
    EXPECT_EQ(code([](auto& r) { r.set_period_end("March"); }), base::Code::invalid_argument);
    EXPECT_EQ(code([](auto& r) { r.set_body("bodies/east"); }), base::Code::not_found);
    EXPECT_EQ(code([](auto& r) { r.set_indicator("robbery"); }), base::Code::not_found);
    EXPECT_EQ(code([](auto& r) { r.set_group("nearest"); }), base::Code::failed_precondition);
    const auto off = compare_peers(service.view(), peers_of("2011-03-30"));
    ASSERT_FALSE(off);
    EXPECT_THAT(off.error().message, HasSubstr("the nearest end on 2010-03-31 and 2011-03-31"));
    auto chart = chart_of(incidents);
    chart.set_from("spring");
    EXPECT_EQ(code_of(get_control_chart(service.view(), chart)), base::Code::invalid_argument);
    Service empty;
    EXPECT_EQ(
        code_of(get_control_chart(empty.view(), chart_of(incidents))),
        base::Code::failed_precondition
    );
}

}  // namespace indicator_charts_test
}  // namespace ladder::api
