// What anybody reads without an account: what was published and stands, and nothing else.
#include "services/api/public_register.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "services/api/document_commands.hpp"
#include "services/api/register_commands.hpp"
#include "tests/unit/api/service.hpp"

namespace ladder::api {
namespace public_register_test {

using testing::ElementsAre;
using testing::IsEmpty;

class PublicRegister : public testing::Test {
protected:
    PublicRegister() {
        service_.register_forces();
        service_.publish();
    }

    std::string add(const std::string& title, v1::Marking marking) {
        v1::AddDocumentRequest request;
        request.set_kind("other");
        request.set_title(title);
        auto& part = *request.add_parts();
        part.set_marking(marking);
        part.set_media_type("text/plain");
        part.set_file_name("paper.txt");
        part.set_content("The text of " + title);
        request.set_request_id(service_.next_id());
        return service_
            .answer_of<v1::AddDocumentResponse>([&](Done done) {
                add_document(service_.view(), Service::secretariat(), request, done);
            })
            .value()
            .document()
            .name();
    }

    v1::Publication put_out(
        const std::string& title, const std::string& of, const std::string& audience = "public"
    ) {
        v1::PublishRequest request;
        auto& publication = *request.mutable_publication();
        publication.set_title(title);
        publication.set_of(of);
        publication.set_body("bodies/north");
        publication.set_audience(audience);
        publication.set_published_on("2012-01-01");
        publication.set_publisher("HMIC");
        request.set_known_on("2012-01-01");
        request.set_request_id(service_.next_id());
        return service_
            .answer_of<v1::PublishResponse>([&](Done done) {
                publish(service_.view().writer, Service::secretariat(), request, std::move(done));
            })
            .value()
            .publication();
    }

    void take_back(const v1::Publication& publication) {
        v1::WithdrawPublicationRequest request;
        request.set_name(publication.name());
        request.set_etag(publication.etag());
        request.set_reasons("Wrong annex");
        request.set_request_id(service_.next_id());
        ASSERT_TRUE(service_.answer_of<v1::WithdrawPublicationResponse>([&](Done done) {
            withdraw_publication(
                service_.view().writer, Service::secretariat(), request, std::move(done)
            );
        }));
    }

    void lower(const std::string& name) {
        v1::ChangeMarkingRequest request;
        request.set_name(name);
        request.set_etag(service_.view().streams.get_as<v1::Document>(name, {}).value().etag());
        request.set_part("1");
        request.set_marking(v1::MARKING_NOT_PROTECTIVELY_MARKED);
        request.set_reasons("It is published");
        request.set_request_id(service_.next_id());
        ASSERT_TRUE(service_.answer_of<v1::ChangeMarkingResponse>([&](Done done) {
            change_marking(
                service_.view().writer, Service::secretariat(), request, std::move(done)
            );
        }));
    }

    std::vector<std::string> titles() {
        std::vector<std::string> found;
        for (const auto& entry : public_register(service_.app()).value()) {
            found.push_back(entry.title);
        }
        return found;
    }

    Service service_;
};

std::string id_of(const v1::Publication& publication) {
    return publication.name().substr(publication.name().find('/') + 1);
}

TEST_F(PublicRegister, ShowsWhatWentToThePublicWithItsText) {
    const auto open = put_out("Open", add("Open paper", v1::MARKING_NOT_PROTECTIVELY_MARKED));
    const auto entry = public_entry(service_.app(), id_of(open)).value();
    EXPECT_EQ(entry.title, "Open");
    EXPECT_EQ(entry.kind, "other");
    EXPECT_EQ(entry.kind_title, "Other document");
    EXPECT_EQ(entry.body, "bodies/north");
    ASSERT_EQ(entry.parts.size(), 1U);
    EXPECT_EQ(
        public_content(service_.app(), id_of(open), "1").value().bytes, "The text of Open paper"
    );
    EXPECT_THAT(titles(), ElementsAre("Open"));
}

TEST_F(PublicRegister, ShowsNothingOfWhatIsMarkedUntilItsMarkingIsLowered) {
    const auto name = add("Secret paper", v1::MARKING_RESTRICTED);
    const auto early = put_out("Too early", name);
    EXPECT_THAT(titles(), IsEmpty());
    EXPECT_EQ(public_entry(service_.app(), id_of(early)).error().code, base::Code::not_found);
    EXPECT_EQ(
        public_content(service_.app(), id_of(early), "1").error().code, base::Code::not_found
    );
    lower(name);
    EXPECT_THAT(titles(), ElementsAre("Too early"));
    EXPECT_TRUE(public_content(service_.app(), id_of(early), "1"));
}

TEST_F(PublicRegister, ShowsNothingThatWentToOthersOrWasTakenBack) {
    const auto paper = add("Paper", v1::MARKING_NOT_PROTECTIVELY_MARKED);
    put_out("For the force", paper, "the force");
    EXPECT_THAT(titles(), IsEmpty());
    const auto wrong = put_out("Wrong", paper);
    const db::KnownAt before{base::end_of(base::parse_date("2012-01-02").value()), false};
    EXPECT_THAT(titles(), ElementsAre("Wrong"));
    EXPECT_EQ(public_register(service_.app(), before).value().size(), 1U);
    take_back(wrong);
    EXPECT_THAT(titles(), IsEmpty());
    EXPECT_EQ(public_entry(service_.app(), id_of(wrong)).error().code, base::Code::not_found);
    EXPECT_THAT(public_register(service_.app(), before).value(), IsEmpty())
        << "what was taken back is gone from the past too";
}

TEST_F(PublicRegister, AnswersNothingElseByItsName) {
    const auto paper = add("Unpublished", v1::MARKING_NOT_PROTECTIVELY_MARKED);
    for (const auto& id :
         {paper, std::string{"nothing"}, std::string{}, std::string{"../" + paper}}) {
        EXPECT_EQ(public_entry(service_.app(), id).error().code, base::Code::not_found) << id;
    }
}

}  // namespace public_register_test
}  // namespace ladder::api
