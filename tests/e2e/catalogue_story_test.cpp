// What other systems send, taken in and read back by the command line: bodies, peers, figures of
// the catalogue, assessments, publications.
#include <fstream>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/e2e/desk.hpp"

namespace ladder::e2e {
namespace catalogue_story_test {

using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;

std::string file_of(const Site& site, const std::string& name, const std::string& content) {
    const auto path = site.path(name);
    std::ofstream{path} << content;
    return path;
}

TEST(CatalogueStory, APartnershipIsRegisteredWithItsAuthoritiesAndReadBack) {
    const Site site;
    const Desk secretariat{site, "sam@hmic.example", "ppsg_secretariat"};
    std::vector<std::string> leeds{
        "body",
        "register",
        "leeds-cdrp",
        "--kind",
        "cdrp",
        "--title",
        "Safer Leeds",
        "--country",
        "england",
        "--monitored-by",
        "government_office",
        "--lies-in",
        "west-yorkshire",
        "--authority",
        "leeds-council=council:Leeds City Council",
        "--authority",
        "probation=probation:West Yorkshire Probation@2010-04-01.."};
    auto tried = leeds;
    tried.emplace_back("--dry-run");
    EXPECT_THAT(secretariat.does(tried), HasSubstr("dry run, nothing was written: 1 registered"));
    secretariat.may_not({"body", "show", "leeds-cdrp"});
    secretariat.does(leeds);
    EXPECT_THAT(
        secretariat.does({"body", "show", "leeds-cdrp"}),
        AllOf(
            ContainsRegex("monitored by +government_office"),
            ContainsRegex("lies_in +bodies/west-yorkshire"),
            HasSubstr("leeds-council: Leeds City Council (council)"),
            HasSubstr("probation: West Yorkshire Probation (probation), 2010-04-01 to -")
        )
    );
    EXPECT_THAT(secretariat.may_not(leeds), HasSubstr("registered already: bodies/leeds-cdrp"));
}

TEST(CatalogueStory, SeveralBodiesAndTheirPeersComeByFile) {
    const Site site;
    const Desk secretariat{site, "sam@hmic.example", "ppsg_secretariat"};
    const auto bodies = file_of(
        site,
        "bodies.yaml",
        "bodies:\n"
        "  - {name: bodies/wales-committee, kind: police_authority, title: Joint committee,\n"
        "     short_title: Committee, country: wales, welsh_title: Y Cyd-bwyllgor}\n"
        "  - {name: bodies/new-authority, kind: police_authority, title: New authority,\n"
        "     short_title: New, country: england, wider_duty: true}\n"
    );
    EXPECT_THAT(
        secretariat.does({"body", "register", "--file", bodies}), HasSubstr("2 registered")
    );
    EXPECT_THAT(secretariat.does({"body", "show", "wales-committee"}), HasSubstr("Y Cyd-bwyllgor"));
    EXPECT_THAT(secretariat.does({"body", "show", "new-authority"}), HasSubstr("wider duty"));
    const auto peers = file_of(
        site,
        "peers.yaml",
        "name: peerGroupSets/similar-2009\n"
        "group: most_similar\n"
        "method: iquanta-2009\n"
        "effective_from: 2009-04-01\n"
        "groups:\n"
        "  - {body: bodies/kent, peers: [bodies/essex, bodies/hampshire]}\n"
    );
    secretariat.does({"body", "peers", "record", "--file", peers, "--known-on", "2009-04-01"});
    EXPECT_THAT(
        secretariat.does({"body", "peers", "list", "--body", "kent"}),
        ContainsRegex("similar-2009 .*essex, hampshire")
    );
}

// Counts, a measure and a survey's proportion, each of another publisher.
TEST(CatalogueStory, FiguresOfTheCatalogueAreImportedAndReadBack) {
    const Site site;
    const Desk analyst{site, "rita@hmic.example", "hmic_analyst"};
    const std::string header =
        "body,period_end,indicator,value,numerator,denominator,published_on\n";
    const auto figures = file_of(
        site,
        "catalogue.csv",
        header + "kent,2009-03-31,soc_o8_suspicious_activity_reports,412,,,2009-07-01\n" +
            "kent,2009-03-31,srp_a2_anpr_systems,37,,,2009-07-01\n" +
            "kent,2009-03-31,loc_kent_abstraction,88,,,2009-07-01\n" +
            "kent,2009-03-31,loc_tvp_sickness,7.5,,,2009-07-01\n" +
            "kent,2009-03-31,npl_confidence,50,500,1000,2009-07-16\n"
    );
    const std::vector<std::string> load{"indicator", "import", "--layout", "catalogue", figures};
    EXPECT_THAT(analyst.does(load), HasSubstr("5 new"));
    EXPECT_THAT(
        analyst.does({"indicator", "series", "soc_o8_suspicious_activity_reports", "--body", "kent"}
        ),
        ContainsRegex("kent +2009-03-31 +412 ")
    );
    EXPECT_THAT(
        analyst.does({"indicator", "series", "npl_confidence", "--body", "kent"}),
        ContainsRegex("kent +2009-03-31 +50 ")
    );
    const auto all = analyst.does({"indicator", "series", "--body", "kent", "-o", "csv"});
    for (const auto* line :
         {"soc_o8_suspicious_activity_reports,kent,2009-03-31,412,",
          "npl_confidence,kent,2009-03-31,50,"}) {
        EXPECT_NE(all.find(line), std::string::npos) << line;
    }
    EXPECT_THAT(
        analyst.may_not({"indicator", "series"}), HasSubstr("or a body for all of its figures")
    );
    const auto wrong =
        file_of(site, "wrong.csv", header + "kent,2010-03-31,ra_confidence_grade,3,,,2010-07-01\n");
    EXPECT_THAT(
        analyst.may_not({"indicator", "import", "--layout", "catalogue", wrong}),
        HasSubstr("ra_confidence_grade")
    );
}

TEST(CatalogueStory, AnAssessmentIsReadBackWithItsWords) {
    const Site site;
    const Desk secretariat{site, "sam@hmic.example", "ppsg_secretariat"};
    EXPECT_THAT(secretariat.does({"assessment", "list"}), HasSubstr("0 assessments; `ladder"));
    secretariat.does(
        {"assessment",
         "record",
         "inspection-grade",
         "kent",
         "--area",
         "major_crime",
         "--grade",
         "good",
         "--finding",
         "Well led.",
         "--report",
         "Inspection 12",
         "--assessed-on",
         "2009-03-31"}
    );
    const auto name =
        first_match(secretariat.does({"assessment", "list", "-o", "json"}), "assessments/[^\"]+");
    EXPECT_THAT(
        secretariat.does({"assessment", "show", name}),
        AllOf(
            HasSubstr("Well led."),
            HasSubstr("Inspection 12"),
            HasSubstr("sam@hmic.example (ppsg_secretariat)")
        )
    );
    EXPECT_THAT(
        secretariat.may_not({"assessment", "show", "nothing"}),
        HasSubstr("there is no assessment 'nothing'; `ladder assessment list` shows them")
    );
}

}  // namespace catalogue_story_test
}  // namespace ladder::e2e
