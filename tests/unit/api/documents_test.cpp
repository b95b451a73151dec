// Documents and letters through the journal and the store.
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "db/verify.hpp"
#include "services/api/document_commands.hpp"
#include "services/api/document_reads.hpp"
#include "tests/unit/api/service.hpp"

namespace ladder::api {
namespace documents_test {

using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;

class DocumentsApi : public testing::Test {
protected:
    DocumentsApi() {
        service.register_forces();
        service.publish();
        request.set_kind("correspondence");
        request.set_title("A letter of the force");
        request.set_about("bodies/north");
        add_part("letter.txt", "text/plain", "Dear Sir,\n");
    }

    void add_part(const std::string& name, const std::string& type, const std::string& content) {
        auto& part = *request.add_parts();
        part.set_file_name(name);
        part.set_media_type(type);
        part.set_content(content);
    }

    v1::Actor able(v1::Permission act) {
        const auto ruleset = service.app().rulesets.indexed("").value();
        v1::Actor actor;
        actor.set_person("keeper@example.org");
        for (const auto& role : ruleset->definition().roles()) {
            if (ruleset->may(role.id(), act)) {
                actor.set_capacity(role.id());
                break;
            }
        }
        return actor;
    }

    base::Result<v1::AddDocumentResponse> send() {
        if (request.request_id().empty()) {
            request.set_request_id(service.next_id());
        }
        return service.answer_of<v1::AddDocumentResponse>([&](const Done& done) {
            add_document(service.view(), able(v1::PERMISSION_ADD_DOCUMENT), request, done);
        });
    }

    std::int64_t orphans() { return db::verify(service.app().database).value().orphan_contents; }

    http::Response fetch(const std::string& path, const std::string& etag = {}) {
        http::Request asked;
        asked.method = "GET";
        asked.path = path;
        if (!etag.empty()) {
            asked.headers.push_back({"If-None-Match", etag});
        }
        return download(service.view(), asked);
    }

    Service service;
    v1::AddDocumentRequest request;
};

TEST_F(DocumentsApi, AreKeptAndGivenBack) {
    const auto added = send();
    ASSERT_TRUE(added) << added.error().message;
    const auto& name = added->document().name();
    EXPECT_THAT(name, testing::StartsWith("documents/correspondence-"));
    v1::GetContentRequest asked;
    asked.set_name(name);
    Held held;
    EXPECT_EQ(get_content(service.view(), asked, held).value().content(), "Dear Sir,\n");
    asked.set_part("2");
    EXPECT_EQ(code_of(get_content(service.view(), asked, held)), base::Code::not_found);
    v1::ListDocumentsRequest about;
    about.set_about("bodies/north");
    EXPECT_EQ(list_documents(service.view(), about).value().documents_size(), 1);
    about.set_about("bodies/south");
    EXPECT_EQ(list_documents(service.view(), about).value().documents_size(), 0);
    EXPECT_TRUE(db::verify(service.app().database).value().clean());
}

TEST_F(DocumentsApi, HaveTheSameAnswerForTheSameRequest) {
    const auto first = send().value().document();
    EXPECT_EQ(send().value().document().name(), first.name());
    request.set_request_id(service.next_id());
    EXPECT_EQ(code_of(send()), base::Code::already_exists);
}

TEST_F(DocumentsApi, AreNotStoredWhenTheyAreRefused) {
    service.app().document_limits.bytes_max = 9;
    auto refused = send();
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("10 bytes together; at most 9"));
    service.app().document_limits.bytes_max = 10;
    request.mutable_parts(0)->set_media_type("application/pdf");
    EXPECT_EQ(code_of(send()), base::Code::invalid_argument);
    EXPECT_EQ(orphans(), 0);
}

TEST_F(DocumentsApi, AreNotReadWhileTooManyAreBeingSent) {
    const auto name = send().value().document().name();
    const auto path = "/" + name + "/parts/1";
    auto all = service.app().contents_sent.take(std::int64_t{1} << 40);
    const auto refused = fetch(path);
    EXPECT_EQ(refused.status, 503);
    EXPECT_TRUE(std::any_of(refused.headers.begin(), refused.headers.end(), [](const auto& header) {
        return header.name == "Retry-After";
    }));
    all->reset();
    const auto sent = fetch(path);
    EXPECT_EQ(sent.status, 200);
    EXPECT_NE(sent.held, nullptr);
}

TEST_F(DocumentsApi, AreOnlyLookedAtInADryRun) {
    request.set_validate_only(true);
    EXPECT_EQ(send().value().document().parts(0).size(), 10);
    EXPECT_EQ(orphans(), 0);
    EXPECT_EQ(list_documents(service.view(), {}).value().documents_size(), 0);
}

TEST_F(DocumentsApi, LeaveAtMostAnOrphanWhenTheWriterRefuses) {
    request.set_about("cases/none");
    EXPECT_EQ(code_of(send()), base::Code::invalid_argument);
    EXPECT_EQ(orphans(), 1);
    EXPECT_TRUE(db::verify(service.app().database).value().clean());
}

TEST_F(DocumentsApi, AreSentAsFilesToKeep) {
    request.mutable_parts(0)->set_file_name("d\xc3\xa9j\xc3\xa0 \"vu\".txt");
    const auto document = send().value().document();
    const auto path = "/" + document.name() + "/parts/1";
    const auto answer = fetch(path);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.content_type, "text/plain");
    EXPECT_EQ(answer.body, "Dear Sir,\n");
    const auto value = [&](std::string_view name) -> std::string {
        for (const auto& header : answer.headers) {
            if (header.name == name) {
                return header.value;
            }
        }
        return {};
    };
    EXPECT_EQ(
        value("Content-Disposition"), "attachment; filename*=UTF-8''d%C3%A9j%C3%A0%20%22vu%22.txt"
    );
    EXPECT_EQ(value("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(value("ETag").size(), 66U);
    EXPECT_EQ(fetch(path, value("ETag")).status, 304);
    EXPECT_EQ(fetch("/" + document.name() + "/parts/2").status, 404);
    EXPECT_EQ(fetch("/documents/none/parts/1").status, 404);
    EXPECT_EQ(fetch("/documents/").status, 404);
}

TEST_F(DocumentsApi, AreMarkedAnew) {
    const auto document = send().value().document();
    v1::ChangeMarkingRequest change;
    change.set_name(document.name());
    change.set_etag(document.etag());
    change.set_part("1");
    change.set_marking(v1::MARKING_SECRET);
    change.set_reasons("It names a source.");
    change.set_request_id(service.next_id());
    const auto changed = service.answer_of<v1::ChangeMarkingResponse>([&](Done done) {
        change_marking(
            service.view().writer, able(v1::PERMISSION_ADD_DOCUMENT), change, std::move(done)
        );
    });
    ASSERT_TRUE(changed) << changed.error().message;
    EXPECT_EQ(changed->document().marking(), v1::MARKING_SECRET);
    EXPECT_EQ(changed->document().etag(), "v2");
}

TEST_F(DocumentsApi, AreWrittenAsLettersOnlyInAProcedureThatIsThere) {
    v1::WriteLetterRequest letter;
    letter.set_letter("public-interest-letter");
    letter.set_procedure("procedures/none");
    letter.set_request_id(service.next_id());
    const auto refused = service.answer_of<v1::WriteLetterResponse>([&](const Done& done) {
        write_letter(service.view(), able(v1::PERMISSION_ADD_DOCUMENT), letter, done);
    });
    EXPECT_EQ(code_of(refused), base::Code::not_found);
}

}  // namespace documents_test
}  // namespace ladder::api
