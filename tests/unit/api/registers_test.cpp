// Peers, publications and assessments through the journal, and their lists.
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "services/api/register_commands.hpp"
#include "services/api/register_reads.hpp"
#include "tests/unit/api/service.hpp"

namespace ladder::api {
namespace registers_test {

using testing::ElementsAre;
using testing::HasSubstr;

class Registers : public testing::Test {
protected:
    Registers() {
        service.register_forces();
        service.publish();
    }

    static v1::Actor who(const std::string& capacity) {
        v1::Actor actor;
        actor.set_person(capacity + "@example.org");
        actor.set_capacity(capacity);
        return actor;
    }

    // Any role that may do the act: the shipped rules say which.
    v1::Actor able(v1::Permission act) {
        const auto ruleset = service.app().rulesets.indexed("").value();
        for (const auto& role : ruleset->definition().roles()) {
            if (ruleset->may(role.id(), act)) {
                return who(role.id());
            }
        }
        ADD_FAILURE() << "nobody may " << v1::Permission_Name(act);
        return who("nobody");
    }

    base::Result<v1::RegisterPeerResponse> add_peer(
        const std::string& id, const std::string& force, const std::string& skill
    ) {
        v1::RegisterPeerRequest request;
        auto& peer = *request.mutable_peer();
        peer.set_name("peers/" + id);
        peer.set_person(id);
        peer.set_title(id);
        peer.set_home_force(force);
        peer.add_skills(skill);
        peer.set_accredited_from("2012-01-01");
        peer.set_accredited_by("NPIA");
        request.set_reasons("Accredited.");
        request.set_request_id(service.next_id());
        return service.answer_of<v1::RegisterPeerResponse>([&](Done done) {
            register_peer(
                service.view().writer, able(v1::PERMISSION_KEEP_PEERS), request, std::move(done)
            );
        });
    }

    std::vector<std::string> names_of(const v1::ListPeersRequest& request) {
        std::vector<std::string> names;
        auto asked = request;
        do {
            const auto page = list_peers(service.view(), asked).value();
            for (const auto& peer : page.peers()) {
                names.push_back(peer.name());
            }
            asked.set_page_token(page.next_page_token());
        } while (!asked.page_token().empty());
        return names;
    }

    base::Result<v1::RecordAssessmentsResponse> record(
        const std::vector<std::tuple<std::string, std::string, std::string>>& given
    ) {
        v1::RecordAssessmentsRequest request;
        for (const auto& [body, area, day] : given) {
            auto& assessment = *request.add_assessments();
            assessment.set_definition("rounded-assessment");
            assessment.set_body(body);
            assessment.set_area(area);
            assessment.set_grade("fair");
            assessment.set_assessed_on(day);
        }
        request.set_request_id(service.next_id());
        return service.answer_of<v1::RecordAssessmentsResponse>([&](Done done) {
            record_assessments(
                service.view().writer,
                able(v1::PERMISSION_RECORD_ASSESSMENT),
                request,
                std::move(done)
            );
        });
    }

    Service service;
};

TEST_F(Registers, ChoosePeersWhoMayHelp) {
    ASSERT_TRUE(add_peer("a", "bodies/north", "custody"));
    ASSERT_TRUE(add_peer("b", "bodies/south", "custody"));
    ASSERT_TRUE(add_peer("c", "bodies/south", "finance"));
    ASSERT_TRUE(add_peer("d", "bodies/south", "custody"));
    v1::ListPeersRequest request;
    EXPECT_THAT(names_of(request), ElementsAre("peers/a", "peers/b", "peers/c", "peers/d"));
    request.set_skill("custody");
    request.set_may_help("bodies/north");
    request.set_available_on("2012-01-01");
    request.set_page_size(1);
    EXPECT_THAT(names_of(request), ElementsAre("peers/b", "peers/d"));
    request.set_available_on("2011-12-31");
    EXPECT_THAT(names_of(request), ElementsAre());
}

TEST_F(Registers, RefuseAPeerOfNoForceAndSayWhy) {
    const auto refused = add_peer("a", "bodies/nowhere", "custardy");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().details.size(), 2U);
    EXPECT_THAT(refused.error().message, HasSubstr("bodies/nowhere"));
}

TEST_F(Registers, ReplacePeersByTheirEtag) {
    auto peer = add_peer("a", "bodies/north", "custody").value().peer();
    v1::UpdatePeerRequest request;
    peer.set_left_on("2013-05-01");
    *request.mutable_peer() = peer;
    request.set_reasons("Retired.");
    request.set_request_id(service.next_id());
    const auto update = [&] {
        return service.answer_of<v1::UpdatePeerResponse>([&](Done done) {
            update_peer(
                service.view().writer, able(v1::PERMISSION_KEEP_PEERS), request, std::move(done)
            );
        });
    };
    EXPECT_EQ(update().value().peer().etag(), "v2");
    EXPECT_EQ(update().value().peer().etag(), "v2") << "the same request has the same answer";
    request.set_request_id(service.next_id());
    EXPECT_EQ(code_of(update()), base::Code::aborted);
    EXPECT_THAT(names_of({}), ElementsAre());
}

TEST_F(Registers, ListAssessmentsByBodyAndAreaNewestFirst) {
    ASSERT_TRUE(record(
        {{"bodies/south", "ra1", "2012-03-31"},
         {"bodies/north", "ra2", "2012-03-31"},
         {"bodies/north", "ra1", "2012-03-31"},
         {"bodies/north", "ra1", "2013-03-31"}}
    ));
    v1::ListAssessmentsRequest request;
    request.set_page_size(3);
    auto page = list_assessments(service.view(), request).value();
    ASSERT_EQ(page.assessments_size(), 3);
    EXPECT_EQ(page.assessments(0).name(), "assessments/rounded-assessment-north-ra1-2013-03-31");
    EXPECT_EQ(page.assessments(1).name(), "assessments/rounded-assessment-north-ra1-2012-03-31");
    EXPECT_EQ(page.assessments(2).name(), "assessments/rounded-assessment-north-ra2-2012-03-31");
    request.set_page_token(page.next_page_token());
    page = list_assessments(service.view(), request).value();
    ASSERT_EQ(page.assessments_size(), 1);
    EXPECT_EQ(page.assessments(0).body(), "bodies/south");
    EXPECT_TRUE(page.next_page_token().empty());
}

TEST_F(Registers, RecordAssessmentsAllOrNone) {
    const auto refused =
        record({{"bodies/north", "ra1", "2012-03-31"}, {"bodies/north", "ra9", "2012-03-31"}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(list_assessments(service.view(), {}).value().assessments_size(), 0);
    ASSERT_TRUE(record({{"bodies/north", "ra1", "2012-03-31"}}));
    EXPECT_EQ(
        code_of(record({{"bodies/north", "ra1", "2012-03-31"}})), base::Code::invalid_argument
    );
    v1::WithdrawAssessmentRequest request;
    request.set_name("assessments/rounded-assessment-north-ra1-2012-03-31");
    request.set_etag("v1");
    request.set_reasons("In error.");
    request.set_request_id(service.next_id());
    ASSERT_TRUE(service.answer_of<v1::WithdrawAssessmentResponse>([&](Done done) {
        withdraw_assessment(
            service.view().writer, able(v1::PERMISSION_RECORD_ASSESSMENT), request, std::move(done)
        );
    }));
    EXPECT_EQ(list_assessments(service.view(), {}).value().assessments_size(), 0);
    v1::ListAssessmentsRequest all;
    all.set_include_withdrawn(true);
    EXPECT_EQ(list_assessments(service.view(), all).value().assessments_size(), 1);
}

TEST_F(Registers, RecordWhatWasPublishedOnlyIfItIsThere) {
    v1::PublishRequest request;
    auto& publication = *request.mutable_publication();
    publication.set_title("Note");
    publication.set_of("documents/none");
    publication.set_audience("public");
    publication.set_publisher("HMIC");
    publication.set_published_on("2012-01-01");
    const auto send = [&] {
        request.set_request_id(service.next_id());
        return service.answer_of<v1::PublishResponse>([&](Done done) {
            publish(service.view().writer, able(v1::PERMISSION_PUBLISH), request, std::move(done));
        });
    };
    EXPECT_EQ(code_of(send()), base::Code::invalid_argument);
    publication.set_of("bodies/north");
    EXPECT_EQ(send().value().publication().name(), "publications/2012-01-01-note");
    EXPECT_EQ(send().value().publication().name(), "publications/2012-01-01-note-2");
    EXPECT_EQ(list_publications(service.view(), {}).value().publications_size(), 2);
}

TEST_F(Registers, FindReferencesByKindAndText) {
    v1::ListReferencesRequest request;
    request.set_kind("statute");
    request.set_search("SECTION 40:");
    const auto found = list_references(service.view(), request).value();
    ASSERT_EQ(found.references_size(), 1);
    EXPECT_EQ(found.references(0).id(), "police-act-1996-s40");
}

TEST_F(Registers, CountCapacityFromTheRegister) {
    ASSERT_TRUE(add_peer("a", "bodies/north", "custody"));
    v1::GetCapacityRequest request;
    request.set_from("2012-02-01");
    request.set_months(1);
    const auto months = get_capacity(service.view(), request).value();
    ASSERT_EQ(months.months_size(), 1);
    EXPECT_NEAR(months.months(0).available_weeks(), 29.0 / 7, 1e-9);
    EXPECT_EQ(months.months(0).committed_weeks(), 0);
    request.set_months(37);
    EXPECT_EQ(code_of(get_capacity(service.view(), request)), base::Code::invalid_argument);
}

}  // namespace registers_test
}  // namespace ladder::api
