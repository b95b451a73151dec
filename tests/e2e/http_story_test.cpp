// The acceptance by raw HTTP with JSON, as curl sends it.
#include <algorithm>
#include <gmock/gmock.h>

#include <boost/json/serialize.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/e2e/site.hpp"

namespace ladder::e2e {
namespace {

constexpr auto west_midlands = "cases/west-midlands-general-1";
constexpr auto chief = "Denis O'Connor; capacity=hmcic";

class HttpStory : public testing::Test {
protected:
    HttpStory() {
        const auto evaluated = site.post(
            "EvaluationService/Evaluate",
            R"({"periodEnd":"2011-03-31","requestId":"evaluate-2011-03-31"})"
        );
        EXPECT_EQ(evaluated.status, 200) << boost::json::serialize(evaluated.body);
    }

    std::string etag() {
        return site.post("CaseService/GetCase", fmt::format(R"({{"name":"{}"}})", west_midlands))
            .text("case/etag");
    }

    std::string decision(const std::string& request_id, const std::string& seen) {
        return fmt::format(
            R"({{"name":"{}","etag":"{}","outcome":"DECISION_OUTCOME_MOVE","toStage":"peer_support",)"
            R"("reasons":"Robbery rose.","evidence":["p1"],"nextReviewOn":"2099-12-01",)"
            R"("settlements":[{{"proposal":"p1","accepted":true}}],"requestId":"{}"}})",
            west_midlands,
            seen,
            request_id
        );
    }

    // Everything that the move needs.
    void prepare() {
        int step = 0;
        const auto must =
            [&](const std::string& procedure, const std::string& fields, const char* actor) {
                const auto answer = site.post(
                    procedure,
                    fmt::format(
                        R"({{"name":"{}","etag":"{}","requestId":"step-{}",{}}})",
                        west_midlands,
                        etag(),
                        ++step,
                        fields
                    ),
                    actor
                );
                ASSERT_EQ(answer.status, 200) << boost::json::serialize(answer.body);
            };
        must(
            "CaseService/RaiseConcern",
            fmt::format(R"("title":"Robbery","domain":"{}","evidence":["p1"])", domain),
            chief
        );
        for (const auto* fact : {"notified_chief_constable", "notified_authority_chair"}) {
            must(
                "CaseService/RecordFact",
                fmt::format(R"("fact":"{}","evidence":["letter"])", fact),
                chief
            );
        }
        must(
            "CaseService/RecordRecommendation",
            R"("toStage":"peer_support","reasons":"Meeting of 5 July.")",
            "Chair; capacity=ppsg_chair"
        );
    }

    Site site;
};

TEST_F(HttpStory, ARefusalNamesEveryUnmetGateWithTypedDetails) {
    const auto refused = site.post("CaseService/RecordDecision", decision("d", etag()), chief);
    EXPECT_EQ(refused.status, 400);
    EXPECT_EQ(refused.text("code"), "failed_precondition");
    std::vector<std::string> gates;
    for (const auto& detail : refused.at("details").as_array()) {
        const auto& object = detail.as_object();
        if (object.at("type").as_string() == "ladder.v1.UnmetGate") {
            gates.emplace_back(object.at("debug").as_object().at("gate").as_string().c_str());
        }
    }
    EXPECT_THAT(
        gates,
        testing::UnorderedElementsAre(
            "recommendation", "open_concern", "notified_chief_constable", "notified_authority_chair"
        )
    );
}

TEST_F(HttpStory, ADecisionIsTakenOnceAndAnsweredTheSameForEver) {
    prepare();
    const auto seen = etag();
    const auto first = site.post("CaseService/RecordDecision", decision("take", seen), chief);
    ASSERT_EQ(first.status, 200) << boost::json::serialize(first.body);
    EXPECT_EQ(first.text("case/stage"), "peer_support");
    EXPECT_EQ(first.text("decision/id"), "d1");
    const auto again = site.post("CaseService/RecordDecision", decision("take", seen), chief);
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(boost::json::serialize(first.body), boost::json::serialize(again.body));
    EXPECT_EQ(etag(), first.text("case/etag"));
    const auto other = site.post("CaseService/RecordDecision", decision("take", "v1"), chief);
    EXPECT_EQ(other.status, 400);
    EXPECT_EQ(other.text("code"), "invalid_argument");
}

TEST_F(HttpStory, AStaleEtagIsAborted) {
    prepare();
    const auto stale = site.post("CaseService/RecordDecision", decision("late", "v1"), chief);
    EXPECT_EQ(stale.status, 409);
    EXPECT_EQ(stale.text("code"), "aborted");
    EXPECT_EQ(stale.text("details/0/type"), "ladder.v1.StaleEtag");
    EXPECT_EQ(stale.text("details/0/debug/current"), etag());
}

TEST_F(HttpStory, ValidateOnlySaysWhatWouldHappenAndWritesNothing) {
    prepare();
    const auto seen = etag();
    auto trial = decision("trial", seen);
    trial.insert(trial.size() - 1, R"(,"validateOnly":true)");
    const auto would = site.post("CaseService/RecordDecision", trial, chief);
    EXPECT_EQ(would.status, 200);
    EXPECT_EQ(would.text("case/stage"), "peer_support");
    EXPECT_EQ(etag(), seen);
    // The request id was not used up.
    EXPECT_EQ(site.post("CaseService/RecordDecision", decision("trial", seen), chief).status, 200);
}

TEST_F(HttpStory, ListsAgreeWithTheirDetails) {
    const auto list = site.post("CaseService/ListCases", "{}");
    ASSERT_FALSE(list.at("cases").as_array().empty());
    for (const auto& head : list.at("cases").as_array()) {
        const auto name = std::string{head.as_object().at("name").as_string().c_str()};
        const auto one = site.post("CaseService/GetCase", fmt::format(R"({{"name":"{}"}})", name));
        EXPECT_EQ(one.text("case/etag"), head.as_object().at("etag").as_string().c_str());
        EXPECT_EQ(one.text("case/stage"), head.as_object().at("stage").as_string().c_str());
    }
}

TEST_F(HttpStory, PagesAreWholeAndInOrder) {
    std::vector<std::string> names;
    std::string token;
    do {
        const auto page = site.post(
            "BodyService/ListBodies", fmt::format(R"({{"pageSize":10,"pageToken":"{}"}})", token)
        );
        ASSERT_EQ(page.status, 200) << boost::json::serialize(page.body);
        for (const auto& body : page.at("bodies").as_array()) {
            names.emplace_back(body.as_object().at("name").as_string().c_str());
        }
        const auto& object = page.body.as_object();
        token = object.contains("nextPageToken") ? page.text("nextPageToken") : "";
    } while (!token.empty());
    EXPECT_EQ(names.size(), 86U);
    EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
}

TEST_F(HttpStory, TheServerTellsOfItselfAndStopsInOrder) {
    http::Request request;
    request.method = "GET";
    for (const auto* path : {"/livez", "/readyz", "/version"}) {
        request.path = path;
        EXPECT_EQ(site.send(request).status, 200) << path;
    }
    request.path = "/readyz";
    request.query = "verbose";
    EXPECT_THAT(site.send(request).body, testing::HasSubstr("[+]database ok"));
    EXPECT_EQ(site.stop(), 0);
}

}  // namespace
}  // namespace ladder::e2e
