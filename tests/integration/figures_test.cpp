// The figures' store: sealed imports, revisions, two times, pages.
#include <cmath>

#include "db/observation_store.hpp"
#include "db/verify.hpp"
#include "tests/integration/ground.hpp"

namespace ladder::db {
namespace {

using casework::sample::day;

class Figures : public OnBoth {
protected:
    static StagedFigure figure(
        std::string_view body,
        std::string_view period_end,
        double value,
        std::string_view published_on,
        int revision = 1
    ) {
        StagedFigure staged;
        staged.indicator = "robbery";
        staged.body = body;
        staged.period_end = day(period_end);
        staged.value = value;
        staged.published_on = day(published_on);
        staged.revision = revision;
        return staged;
    }

    void seal(const Staging& staging, const std::vector<StagedFigure>& figures, int aside = 0) {
        NewEvent sealed{staging.name, {}, {}};
        auto& event = *sealed.event.mutable_observations_imported();
        event.set_import(staging.name);
        for (const auto& one : figures) {
            one.revision == 1 ? event.set_added(event.added() + 1)
                              : event.set_revised(event.revised() + 1);
        }
        event.set_quarantined(aside);
        event.set_observations_digest(observations_digest(figures));
        must(ground_.submit(
            Ground::recording({sealed}, staging.name, casework::sample::secretariat())
        ));
    }

    std::string import(const std::vector<StagedFigure>& figures) {
        const auto staging = must(store_.begin_import()).staging;
        must(store_.stage(staging, figures, {}, 2));
        seal(staging, figures);
        return staging.name;
    }

    std::vector<std::string> listed(
        const KnownAt& known_at, bool all_revisions = false, std::int32_t page_size = 2
    ) {
        ObservationFilter filter;
        filter.indicators = {"robbery"};
        filter.all_revisions = all_revisions;
        std::vector<std::string> found;
        std::string token;
        do {
            const auto page =
                must(store_.list(Reader::everything(), filter, {page_size, token}, known_at));
            for (const auto& one : page.items) {
                found.push_back(
                    one.body() + " " + one.period_end() + " r" + std::to_string(one.revision()) +
                    " " + std::to_string(static_cast<int>(one.value()))
                );
            }
            token = page.next_token;
        } while (!token.empty());
        return found;
    }

    Ground ground_{GetParam()};
    ObservationStore store_{ground_.database()};
};

LADDER_ON_BOTH(Figures);

TEST_P(Figures, AreSeenOnceTheirImportIsSealed) {
    const std::vector<StagedFigure> figures{
        figure("bodies/a", "2010-03-31", 7, "2010-07-15"),
        figure("bodies/b", "2010-03-31", 8, "2010-07-15"),
        figure("bodies/a", "2010-06-30", 9, "2010-10-15")};
    const auto begun = must(store_.begin_import());
    EXPECT_EQ(begun.newest_import, "");
    std::vector<std::size_t> progress;
    must(store_.stage(
        begun.staging, figures, [&](std::size_t done) { progress.push_back(done); }, 2
    ));
    EXPECT_EQ(progress, (std::vector<std::size_t>{2, 3}));
    must(store_.quarantine(begun.staging, {{{}, "a row"}}));
    EXPECT_TRUE(listed({}).empty());
    EXPECT_TRUE(must(store_.history("robbery")).revisions.empty());
    EXPECT_TRUE(must(store_.quarantined(Reader::everything(), "", {})).items.empty());
    EXPECT_EQ(must(verify(ground_.database())).unsealed_figures, 3);
    seal(begun.staging, figures, 1);
    EXPECT_EQ(
        listed({}),
        (std::vector<std::string>{
            "bodies/a 2010-03-31 r1 7", "bodies/a 2010-06-30 r1 9", "bodies/b 2010-03-31 r1 8"})
    );
    EXPECT_EQ(must(store_.history("robbery")).revisions.size(), 3U);
    EXPECT_EQ(must(store_.quarantined(Reader::everything(), "", {})).items.size(), 1U);
    EXPECT_EQ(must(store_.begin_import()).newest_import, begun.staging.name);
    EXPECT_TRUE(must(verify(ground_.database())).clean());
}

TEST_P(Figures, KeepEveryRevisionAndShowTheNewestKnown) {
    import(
        {figure("bodies/a", "2010-03-31", 7, "2010-07-15"),
         figure("bodies/b", "2010-03-31", 70, "2010-07-15")}
    );
    import({figure("bodies/a", "2010-03-31", 8, "2010-12-01", 2)});
    ground_.on("2011-03-01");
    import({figure("bodies/a", "2010-03-31", 9, "2011-02-01", 3)});
    const auto known = [](std::string_view iso, bool strict) {
        return KnownAt{base::Instant(day(iso)), strict};
    };
    EXPECT_EQ(
        listed({}),
        (std::vector<std::string>{"bodies/a 2010-03-31 r3 9", "bodies/b 2010-03-31 r1 70"})
    );
    EXPECT_EQ(
        listed({}, true, 1),
        (std::vector<std::string>{
            "bodies/a 2010-03-31 r1 7",
            "bodies/a 2010-03-31 r2 8",
            "bodies/a 2010-03-31 r3 9",
            "bodies/b 2010-03-31 r1 70"})
    );
    EXPECT_TRUE(listed(known("2010-07-14", false)).empty());
    EXPECT_EQ(listed(known("2010-07-15", false)).front(), "bodies/a 2010-03-31 r1 7");
    EXPECT_EQ(listed(known("2010-12-01", false)).front(), "bodies/a 2010-03-31 r2 8");
    EXPECT_EQ(listed(known("2011-02-01", false)).front(), "bodies/a 2010-03-31 r3 9");
    EXPECT_TRUE(listed(known("2011-01-10", true)).empty());
    EXPECT_EQ(listed(known("2011-02-15", true)).front(), "bodies/a 2010-03-31 r2 8");
    const auto history = must(store_.history("robbery"));
    ASSERT_EQ(history.revisions.size(), 4U);
    EXPECT_EQ(history.revisions[2].figure.body, "bodies/a");
    EXPECT_EQ(history.revisions[2].figure.revision, 3);
    EXPECT_EQ(history.revisions[2].figure.value, 9);
    EXPECT_EQ(history.revisions[3].figure.body, "bodies/b");
    EXPECT_EQ(history.revisions[3].figure.indicator, "robbery");
}

std::string in_short(const v1::FigureRevision& revision) {
    const auto value = [](const v1::Observation& one) {
        return std::to_string(static_cast<int>(one.value()));
    };
    return revision.now().import() + " " + revision.now().body() + " " +
           (revision.has_before() ? value(revision.before()) : "-") + ">" + value(revision.now());
}

TEST_P(Figures, ListWhatWasRevisedOldAndNewNewestImportFirst) {
    import(
        {figure("bodies/a", "2010-03-31", 7, "2010-07-15"),
         figure("bodies/b", "2010-03-31", 70, "2010-07-15")}
    );
    import(
        {figure("bodies/a", "2010-03-31", 8, "2010-12-01", 2),
         figure("bodies/b", "2010-03-31", 80, "2010-12-01", 2)}
    );
    ground_.on("2011-03-01");
    const auto unsealed = must(store_.begin_import()).staging;
    must(store_.stage(unsealed, {figure("bodies/a", "2010-03-31", 99, "2011-01-01", 3)}));
    import({figure("bodies/a", "2010-03-31", 9, "2011-02-01", 3)});
    import({figure("bodies/a", "2010-03-31", 6, "2010-06-01", 4)});  // an edition before the first
    const auto listed_as = [&](const RevisionFilter& filter, const KnownAt& known_at) {
        std::vector<std::string> found;
        std::string token;
        do {
            const auto page =
                must(store_.revisions(Reader::everything(), filter, {2, token}, known_at));
            for (const auto& one : page.items) {
                found.push_back(in_short(one));
            }
            token = page.next_token;
        } while (!token.empty());
        return found;
    };
    EXPECT_EQ(
        listed_as({}, {}),
        (std::vector<std::string>{
            "imports/5 bodies/a ->6",
            "imports/4 bodies/a 8>9",
            "imports/2 bodies/a 7>8",
            "imports/2 bodies/b 70>80"})
    );
    EXPECT_EQ(
        listed_as({"", "bodies/b", ""}, {}), std::vector<std::string>{"imports/2 bodies/b 70>80"}
    );
    EXPECT_EQ(
        listed_as({"robbery", "", "imports/4"}, {}),
        std::vector<std::string>{"imports/4 bodies/a 8>9"}
    );
    EXPECT_TRUE(listed_as({"burglary", "", ""}, {}).empty());
    EXPECT_EQ(
        listed_as({}, {base::Instant(day("2011-02-15")), true}),
        (std::vector<std::string>{"imports/2 bodies/a 7>8", "imports/2 bodies/b 70>80"})
    );
}

TEST_P(Figures, ShowTheFileThatBroughtThem) {
    const auto staging = must(store_.begin_import()).staging;
    const std::vector<StagedFigure> figures{figure("bodies/a", "2010-03-31", 7, "2010-07-15")};
    must(store_.stage(staging, figures));
    NewEvent sealed{staging.name, {}, {}};
    auto& event = *sealed.event.mutable_observations_imported();
    event.set_import(staging.name);
    event.set_layout("crime");
    event.set_file_digest(std::string(32, '\xAB'));
    event.set_added(1);
    event.set_observations_digest(observations_digest(figures));
    must(ground_.submit(Ground::recording({sealed}, "one", casework::sample::secretariat())));
    ObservationFilter filter;
    filter.indicators = {"robbery"};
    const auto found = must(store_.list(Reader::everything(), filter, {}, {})).items;
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].file_digest(), std::string(32, '\xAB'));
    EXPECT_EQ(must(store_.import_of("crime", std::string(32, '\xAB'))), staging.name);
    EXPECT_EQ(must(store_.import_of("other", std::string(32, '\xAB'))), "");
    EXPECT_EQ(must(store_.import_of("crime", std::string(32, '\xAC'))), "");
}

TEST_P(Figures, GiveJudgementsWhatWasKnown) {
    import(
        {figure("bodies/a", "2010-03-31", 7, "2010-07-15"),
         figure("bodies/b", "2010-03-31", 70, "2010-07-15"),
         figure("bodies/elsewhere", "2010-03-31", 700, "2010-07-15")}
    );
    import({figure("bodies/a", "2010-03-31", 8, "2010-12-01", 2)});
    const std::vector<evidence::BodyEntry> bodies{
        {"bodies/a", "A", v1::BODY_KIND_POLICE_FORCE, v1::COUNTRY_ENGLAND},
        {"bodies/b", "B", v1::BODY_KIND_POLICE_FORCE, v1::COUNTRY_ENGLAND}};
    const auto now =
        must(store_.figures(Reader::everything(), {{"burglary"}, {"robbery"}}, bodies, {}));
    ASSERT_EQ(now.figures.size(), 2U);
    EXPECT_EQ(now.figures[0].indicator, 1U);
    EXPECT_EQ(now.figures[0].body, 0U);
    EXPECT_EQ(now.figures[0].value, 8);
    EXPECT_EQ(now.figures[0].revision, 2);
    EXPECT_TRUE(std::isnan(now.figures[0].numerator));
    EXPECT_EQ(now.figures[1].value, 70);
    EXPECT_EQ(now.evidence_position, 2);
    const auto then = must(store_.figures(
        Reader::everything(),
        {{"burglary"}, {"robbery"}},
        bodies,
        {base::Instant(day("2010-08-01")), {}}
    ));
    ASSERT_EQ(then.figures.size(), 2U);
    EXPECT_EQ(then.figures[0].value, 7);
    EXPECT_EQ(then.evidence_position, 1);
}

TEST_P(Figures, KeepEveryBitOfANumber) {
    auto exact = figure("bodies/a", "2010-03-31", 0.1 + 0.2, "2010-07-15");
    exact.numerator = 1e-308;
    exact.denominator = 9007199254740991.0;
    auto negative = figure("bodies/b", "2010-03-31", -3, "2010-07-15");
    negative.quality = v1::QUALITY_NEGATIVE_COUNT;
    negative.marking = v1::MARKING_RESTRICTED;
    const auto name = import({exact, negative});
    ObservationFilter filter;
    filter.indicators = {"robbery"};
    const auto found = must(store_.list(Reader::everything(), filter, {}, {})).items;
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].value(), 0.1 + 0.2);
    EXPECT_EQ(found[0].numerator(), 1e-308);
    EXPECT_EQ(found[0].denominator(), 9007199254740991.0);
    EXPECT_EQ(found[0].import(), name);
    EXPECT_TRUE(found[0].entered_later());
    EXPECT_FALSE(found[1].has_numerator());
    EXPECT_EQ(found[1].value(), -3);
    EXPECT_EQ(found[1].quality(), v1::QUALITY_NEGATIVE_COUNT);
    EXPECT_EQ(found[1].marking(), v1::MARKING_RESTRICTED);
}

TEST_P(Figures, AreChosenByBodyAndPeriod) {
    import(
        {figure("bodies/a", "2010-03-31", 1, "2010-07-15"),
         figure("bodies/a", "2010-06-30", 2, "2010-10-15"),
         figure("bodies/a", "2010-09-30", 3, "2010-12-15"),
         figure("bodies/b", "2010-06-30", 4, "2010-10-15")}
    );
    ObservationFilter filter{{"robbery"}, "bodies/a", "2010-06-30", "2010-09-30", false};
    EXPECT_EQ(must(store_.list(Reader::everything(), filter, {}, {})).items.size(), 2U);
    filter.to = "2010-06-30";
    EXPECT_EQ(must(store_.list(Reader::everything(), filter, {}, {})).items.size(), 1U);
    filter.indicators = {"burglary"};
    EXPECT_TRUE(must(store_.list(Reader::everything(), filter, {}, {})).items.empty());
}

TEST_P(Figures, AreListedOfSeveralIndicatorsInTheirOrder) {
    auto burglary = figure("bodies/b", "2010-03-31", 3, "2010-07-15");
    burglary.indicator = "burglary";
    import(
        {burglary,
         figure("bodies/a", "2010-03-31", 1, "2010-07-15"),
         figure("bodies/a", "2010-06-30", 2, "2010-10-15")}
    );
    ObservationFilter filter{{"robbery", "burglary", "theft"}, {}, {}, {}, false};
    std::vector<double> values;
    std::string token;
    do {
        const auto page = must(store_.list(Reader::everything(), filter, {1, token}, {}));
        ASSERT_EQ(page.items.size(), 1U);
        values.push_back(page.items.front().value());
        token = page.next_token;
    } while (!token.empty());
    EXPECT_EQ(values, (std::vector<double>{3, 1, 2}));
}

TEST_P(Figures, AreRefusedTwiceInOneImport) {
    const auto staging = must(store_.begin_import()).staging;
    const auto one = figure("bodies/a", "2010-03-31", 7, "2010-07-15");
    const auto failed = store_.stage(staging, {one, one});
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, base::Code::internal);
    EXPECT_EQ(ground_.count("SELECT count(*) FROM observation"), 0);
}

TEST_P(Figures, PageTheRowsKeptAsideNewestImportFirst) {
    for (int i = 0; i < 2; ++i) {
        const auto staging = must(store_.begin_import()).staging;
        std::vector<QuarantinedText> rows(3);
        for (std::size_t row = 0; row < rows.size(); ++row) {
            rows[row].issue.set_line(static_cast<int>(row) + 2);
            rows[row].text = std::string("no\0number", 9);
        }
        must(store_.quarantine(staging, rows));
        seal(staging, {}, 3);
    }
    std::vector<std::string> found;
    std::string token;
    do {
        const auto page = must(store_.quarantined(Reader::everything(), "", {2, token}));
        for (const auto& row : page.items) {
            found.push_back(row.import() + ":" + std::to_string(row.issue().line()));
            EXPECT_EQ(row.text(), "no?number");
        }
        token = page.next_token;
    } while (!token.empty());
    EXPECT_EQ(
        found,
        (std::vector<std::string>{
            "imports/2:2",
            "imports/2:3",
            "imports/2:4",
            "imports/1:2",
            "imports/1:3",
            "imports/1:4"})
    );
    EXPECT_EQ(must(store_.quarantined(Reader::everything(), "imports/1", {})).items.size(), 3U);
    const KnownAt before{base::Instant(day("2011-01-01")), false};
    EXPECT_TRUE(must(store_.quarantined(Reader::everything(), "", {}, before)).items.empty());
    EXPECT_EQ(must(store_.imports(Reader::everything(), {}, {})).items.size(), 2U);
    EXPECT_TRUE(must(store_.imports(Reader::everything(), {}, before)).items.empty());
    EXPECT_TRUE(must(store_.quarantined(Reader::everything(), "imports/none", {})).items.empty());
    EXPECT_TRUE(must(verify(ground_.database())).clean());
}

}  // namespace
}  // namespace ladder::db
