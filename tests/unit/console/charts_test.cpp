// Pictures as the tables that they are first: all figures in full, every point linked.
#include "services/console/charts.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "services/console/sources.hpp"

namespace ladder::console::test {

namespace charts_test {

using testing::ElementsAre;
using testing::FieldsAre;
using testing::HasSubstr;
using testing::Not;

// The parts as they are shipped, each on a page of its own.
std::vector<Source> pages_of_parts() {
    std::vector<Source> sources{{"layout", "{{> content}}"}};
    for (const auto& source : templates_embedded()) {
        if (source.name.starts_with("parts/chart_")) {
            sources.push_back(source);
        }
    }
    sources.push_back({"pages/control", "{{#it}}{{> chart_control}}{{/it}}"});
    sources.push_back({"pages/peers", "{{#it}}{{> chart_peers}}{{/it}}"});
    sources.push_back({"pages/travel", "{{#it}}{{> chart_travel}}{{/it}}"});
    sources.push_back({"pages/ladder", "{{#it}}{{> chart_ladder}}{{/it}}"});
    sources.push_back({"pages/timeline", "{{#it}}{{> chart_timeline}}{{/it}}"});
    sources.push_back({"pages/board", "{{#it}}{{> chart_board}}{{/it}}"});
    sources.push_back({"pages/capacity", "{{#it}}{{> chart_capacity}}{{/it}}"});
    return sources;
}

v1::Input figure(const std::string& period_end, double value, int revision = 1) {
    v1::Input input;
    input.set_indicator("officers");
    input.set_body("bodies/kent");
    input.set_period_end(period_end);
    input.set_value(value);
    input.set_revision(revision);
    return input;
}

// The text in order, each after the one before.
MATCHER_P(HoldsInOrder, parts, "") {
    std::size_t at = 0;
    for (const std::string& part : parts) {
        at = arg.find(part, at);
        if (at == std::string::npos) {
            *result_listener << "'" << part << "' is not there, or not in its place";
            return false;
        }
        at += part.size();
    }
    return true;
}

std::vector<std::string> in_order(std::initializer_list<std::string> parts) {
    return parts;
}

class Charts : public testing::Test {
protected:
    Picture picture() { return {data_, "it", templates_, "Officers <of Kent>"}; }
    std::string shown(const std::string& page) { return templates_.render(page, data_); }

    Data data_{Data::type::object};
    Templates templates_{pages_of_parts(), texts_embedded(), "en"};
};

v1::ControlChart two_points() {
    v1::ControlChart chart;
    chart.set_unit("offences per 1,000 population");
    auto& first = *chart.add_points();
    *first.mutable_input() = figure("2010-03-31", 88347);
    first.set_value(53.10591486);
    first.set_mean(50.5);
    first.set_lower(45.25);
    first.set_upper(55.75);
    auto& second = *chart.add_points();
    *second.mutable_input() = figure("2011-03-31", 100000, 2);
    second.set_value(60.0625);
    second.set_label(v1::CHART_LABEL_OUTSIDE);
    second.set_variation(v1::CHART_VARIATION_CONCERN);
    second.set_group(1);
    second.set_rebase_reason("Counting rules changed");
    chart.set_variation(v1::CHART_VARIATION_CONCERN);
    chart.set_target(48.5);
    chart.set_assurance(v1::CHART_ASSURANCE_FAILS);
    chart.add_warnings("fewer than 13 points");
    return chart;
}

TEST_F(Charts, GiveFiguresInFullAndRoundedAlikeForPeople) {
    put_control_chart(picture(), two_points(), path_of_figure);
    const auto page = shown("control");
    EXPECT_THAT(page, HasSubstr(R"(data-value="53.10591486">53.11</td>)"));
    EXPECT_THAT(page, HasSubstr(R"(data-value="60.0625">60.06</td>)"));
    EXPECT_THAT(page, HasSubstr(R"(data-value="50.5">50.50</td>)"));
    EXPECT_THAT(page, HasSubstr(R"(data-chart="control")"));
    EXPECT_THAT(page, HasSubstr(R"(data-target="48.5")"));
    EXPECT_THAT(page, HasSubstr("Offences per 1,000 population"));
    EXPECT_THAT(page, HasSubstr("Officers &lt;of Kent&gt;"));
}

TEST_F(Charts, LinkEveryPointAndTellItsRevision) {
    put_control_chart(picture(), two_points(), path_of_figure);
    const auto page = shown("control");
    EXPECT_THAT(
        page,
        HasSubstr(
            R"(<a class="govuk-link" href="/figures/kent/officers#2010-03-31">31 March 2010</a></th>)"
        )
    );
    EXPECT_THAT(
        page, HasSubstr("31 March 2011</a> <span class=\"ladder-revised\">revision 2</span>")
    );
    put_control_chart(picture(), two_points(), {});
    EXPECT_THAT(shown("control"), Not(HasSubstr("href")));
}

TEST_F(Charts, SayWhatAControlChartShows) {
    put_control_chart(picture(), two_points(), path_of_figure);
    const auto page = shown("control");
    EXPECT_THAT(page, HasSubstr(R"(data-value="concern">Outside the limits: concern</td>)"));
    EXPECT_THAT(page, HasSubstr(R"(data-value="usual">Usual variation</td>)"));
    EXPECT_THAT(page, HasSubstr("a worsening that usual variation does not explain"));
    EXPECT_THAT(page, HasSubstr("The target of 48.50 can&apos;t be expected to be met."));
    EXPECT_THAT(page, HasSubstr("New limits from 31 March 2011: Counting rules changed."));
    EXPECT_THAT(page, HasSubstr("Fewer than 13 points."));
}

TEST_F(Charts, SayWhyThereIsNoControlChart) {
    v1::ControlChart chart;
    chart.set_not_charted_reason("its figures are totals of rolling years");
    put_control_chart(picture(), chart, path_of_figure);
    const auto page = shown("control");
    EXPECT_THAT(
        page, HasSubstr("There is no control chart: its figures are totals of rolling years.")
    );
    EXPECT_THAT(page, Not(HasSubstr("<table")));
}

TEST_F(Charts, ShowAHistoryWithoutLimits) {
    put_history(
        picture(),
        {figure("2010-03-31", 850), figure("2011-03-31", 1234)},
        "offences",
        path_of_figure
    );
    const auto page = shown("control");
    EXPECT_THAT(page, HasSubstr(R"(data-value="1234">1,234</td>)"));
    EXPECT_THAT(page, Not(HasSubstr("data-field=\"mean\"")));
}

// Kent is asked about; its peers come in their order, worst first.
v1::ComparePeersResponse three_bodies(bool funnel) {
    v1::ComparePeersResponse peers;
    peers.set_unit("%");
    peers.set_mean(2.5);
    const auto add = [&](const std::string& title, double value) -> v1::PeerStanding& {
        auto& standing = *peers.add_standings();
        standing.set_title(title);
        *standing.mutable_input() = figure("2010-03-31", value);
        standing.set_value(value);
        standing.set_exposure(1695500);
        if (funnel) {
            standing.mutable_funnel()->set_upper_95(2.25);
            standing.mutable_funnel()->set_upper_99_8(2.75);
            standing.mutable_funnel()->set_overdispersion(4.5);
        }
        return standing;
    };
    add("Kent", 2.5);
    add("Essex", 1);
    add("Surrey", 4);
    add("Dorset", 0).set_missing_reason("no figure of this period");
    if (!funnel) {
        peers.set_no_funnel_reason("the group is too small");
    }
    return peers;
}

TEST_F(Charts, PlaceTheBodyAmongItsPeers) {
    put_peers(picture(), three_bodies(false), false, path_of_figure);
    const auto page = shown("peers");
    EXPECT_THAT(
        page,
        HoldsInOrder(
            in_order({"Essex", "data-own", "Kent", "Surrey", "Dorset", "no figure of this period"})
        )
    );
    EXPECT_THAT(page, HasSubstr(R"(data-chart="peers")"));
    EXPECT_THAT(page, HasSubstr(R"(data-mean="2.5")"));
    EXPECT_THAT(page, HasSubstr("The mean of the peers is 2.50."));
}

TEST_F(Charts, TellWhereABodyStandsInTheFunnel) {
    put_peers(picture(), three_bodies(true), true, path_of_figure);
    const auto page = shown("peers");
    EXPECT_THAT(page, HasSubstr(R"(data-chart="funnel")"));
    EXPECT_THAT(page, HasSubstr(R"(data-value="1695500">1,695,500</td>)"));
    EXPECT_THAT(page, HasSubstr("vary 4.5 times as much"));
    EXPECT_THAT(
        page,
        HoldsInOrder(in_order(
            {"Essex",
             "Within the limits",
             "Kent",
             "Above the 95% limit",
             "Surrey",
             "Above the 99.8% limit"}
        ))
    );
}

TEST_F(Charts, ShowBarsAndTheReasonWhereThereIsNoFunnel) {
    put_peers(picture(), three_bodies(false), true, path_of_figure);
    const auto page = shown("peers");
    EXPECT_THAT(page, HasSubstr(R"(data-chart="peers")"));
    EXPECT_THAT(page, HasSubstr("The group is too small."));
}

TEST_F(Charts, ShowTheDirectionOfTravelInALine) {
    put_travel(
        picture(),
        {figure("2010-03-31", 12.5), figure("2010-06-30", 11)},
        "improved",
        path_of_figure
    );
    EXPECT_THAT(
        shown("travel"),
        HoldsInOrder(in_order(
            {"improved",
             R"(data-at="2010-03-31" data-value="12.5")",
             "31 March 2010: ",
             "12.50</a>",
             "30 June 2010: ",
             "11.00</a>"}
        ))
    );
}

const std::vector<Rung>& two_rungs() {
    static const std::vector<Rung> rungs{
        {"low", "Self-improvement"}, {"high", "Watching brief", "F3"}};
    return rungs;
}

TEST_F(Charts, ShowTheLadderFromTheTopWithThePathOnIt) {
    put_ladder_path(
        picture(),
        two_rungs(),
        {{"low", "2009-05-01", "2010-03-10", "/cases/c"},
         {"high", "2010-03-10", {}, "/cases/c#d1"}},
        "2010-12-31"
    );
    EXPECT_THAT(
        shown("ladder"),
        HoldsInOrder(in_order(
            {R"(data-today="2010-12-31")",
             "data-now",
             "Watching brief",
             "F3",
             R"(<li data-from="2010-03-10"><a class="govuk-link" href="/cases/c#d1">Since 10 March 2010</a>)",
             "Self-improvement",
             R"(<li data-from="2009-05-01" data-until="2010-03-10">)",
             "1 May 2009 to 10 March 2010"}
        ))
    );
    put_ladder_path(picture(), two_rungs(), {{"low", "2009-05-01", {}, {}}}, "2010-12-31");
    EXPECT_THAT(
        shown("ladder"), HoldsInOrder(in_order({"Watching brief", "Never", "Self-improvement"}))
    );
}

void add_decision(
    v1::Case& casework, v1::DecisionOutcome outcome, const std::string& to, const std::string& on
) {
    auto& decision = *casework.add_decisions();
    decision.set_id("d" + std::to_string(casework.decisions_size()));
    decision.set_outcome(outcome);
    decision.set_from_stage(casework.stage());
    decision.set_to_stage(to);
    decision.set_effective_on(on);
    casework.set_stage(to);
}

TEST(Stays, FollowTheMovesOfACase) {
    v1::Case casework;
    casework.set_stage("low");
    casework.set_opened_on("2009-05-01");
    const auto link = [](const std::string& decision) { return "/c#" + decision; };
    EXPECT_THAT(stays_of(casework, link), ElementsAre(FieldsAre("low", "2009-05-01", "", "/c#")));
    add_decision(casework, v1::DECISION_OUTCOME_MOVE, "high", "2010-03-10");
    add_decision(casework, v1::DECISION_OUTCOME_REMAIN, "high", "2010-06-10");
    add_decision(casework, v1::DECISION_OUTCOME_MOVE, "low", "2010-09-10");
    casework.set_closed_on("2010-12-10");
    EXPECT_THAT(
        stays_of(casework, link),
        ElementsAre(
            FieldsAre("low", "2009-05-01", "2010-03-10", "/c#"),
            FieldsAre("high", "2010-03-10", "2010-09-10", "/c#d1"),
            FieldsAre("low", "2010-09-10", "2010-12-10", "/c#d3")
        )
    );
}

TEST_F(Charts, TellWhatHappenedAndWhatLasted) {
    put_timeline(
        picture(),
        {{"2010-03-10", {}, false, "Decision", "Moved to watching brief", "/d1", true},
         {"2010-04-01", "2010-05-01", true, "Commission", "Peer <support>", {}, false},
         {"2010-06-01", {}, true, "Plan", "Plan runs", {}, false}},
        "2010-12-31"
    );
    EXPECT_THAT(
        shown("timeline"),
        HoldsInOrder(in_order(
            {R"(data-value="2010-03-10">10 March 2010<)",
             R"(<a class="govuk-link" href="/d1">Moved to watching brief</a>)",
             "entered later",
             R"(data-lasting data-until="2010-05-01")",
             "1 April 2010 to 1 May 2010",
             "Peer &lt;support&gt;",
             "data-lasting",
             "Since 1 June 2010"}
        ))
    );
}

TEST_F(Charts, ShowEveryStageOfTheBoardAndWhichReviewsAreLate) {
    put_board(
        picture(),
        two_rungs(),
        {{"low", "Kent", "/k", "2010-12-30", {}},
         {"low", "Essex", "/e", "2010-06-01", "2010-12-30"},
         {"low", "Dorset", "/d", "2008-01-01", "2010-12-31"}},
        "2010-12-31"
    );
    const auto page = shown("board");
    EXPECT_THAT(
        page,
        HoldsInOrder(in_order(
            {"Watching brief",
             ">0<",
             "Self-improvement",
             ">3<",
             "Dorset",
             "3 years",
             "data-late",
             "Essex",
             "30 weeks",
             "Late",
             "Kent",
             "1 day",
             "None set"}
        ))
    );
}

TEST_F(Charts, TellInWhichMonthsPeersAreOvercommitted) {
    v1::GetCapacityResponse capacity;
    auto& month = *capacity.add_months();
    month.set_month("2010-11-01");
    month.set_committed_weeks(8.25);
    month.set_available_weeks(6);
    month.add_procedures("procedures/kent-1");
    capacity.add_months()->set_month("2010-12-01");
    put_capacity(picture(), capacity, [](const std::string& name) { return "/" + name; });
    EXPECT_THAT(
        shown("capacity"),
        HoldsInOrder(in_order(
            {"data-over",
             "November 2010",
             R"(data-value="8.25">8.2<)",
             R"(data-value="6">6<)",
             R"(data-value="-2.25")",
             "2.2 over",
             R"(href="/procedures/kent-1">kent-1</a>)",
             "December 2010",
             ">0<",
             "None"}
        ))
    );
}

}  // namespace charts_test

}  // namespace ladder::console::test
