#include "tests/process/ground.hpp"

#include <stdexcept>

#include <fmt/format.h>

#include "ladder/v1/body_service.pb.h"
#include "tests/process/connection.hpp"
#include "tests/process/ladder_process.hpp"
#include "tests/support/source_tree_path.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ladder::process {
namespace {

std::string words_of(const Finished& finished) {
    return finished.exit_code == 0
               ? std::string{}
               : fmt::format("exit code {}: {}", finished.exit_code, finished.output);
}

Answer must(std::optional<Answer> answer) {
    if (!answer || answer->status != 200) {
        throw std::runtime_error{answer ? answer->body : "the connection broke"};
    }
    return *std::move(answer);
}

}  // namespace

std::string migrate(const std::string& database) {
    return words_of(run_ladder({"db", "migrate", "--database", database}));
}

std::vector<v1::Case> open_cases(std::uint16_t port, Keyring& keyring, int count) {
    const tests::TemporaryFolder folder;
    const auto published = run_ladder(
        {"ruleset",
         "publish",
         tests::in_source_tree("rules/landscape-2009"),
         "--server",
         fmt::format("http://127.0.0.1:{}", port),
         "--token-file",
         keyring.token_file(acting_of(actor), folder.path().string()),
         "--capacity",
         "ppsg_secretariat",
         "--reason",
         "The rules of these tests"}
    );
    if (published.exit_code != 0) {
        throw std::runtime_error{published.output};
    }
    Connection connection{port, keyring.headers(actor)};
    constexpr int bodies_at_once = 500;
    std::vector<v1::Case> cases;
    for (int i = 0; i < count;) {
        v1::RegisterBodiesRequest bodies;
        bodies.set_request_id(fmt::format("register-{}", i));
        for (; i < count && bodies.bodies_size() < bodies_at_once; ++i) {
            auto& body = *bodies.add_bodies();
            body.set_name(fmt::format("bodies/force-{:05}", i));
            body.set_kind(v1::BODY_KIND_POLICE_FORCE);
            body.set_title(fmt::format("Force {:05}", i));
            body.set_short_title(body.title());
            body.set_country(v1::COUNTRY_ENGLAND);
        }
        (void)must(connection.call("BodyService/RegisterBodies", bodies));
        for (const auto& body : bodies.bodies()) {
            v1::OpenCaseRequest open;
            open.set_body(body.name());
            open.set_subject(v1::SUBJECT_GENERAL);
            open.set_reasons("A case for these tests");
            open.set_request_id("open-" + body.name());
            v1::OpenCaseResponse response;
            response.ParseFromString(must(connection.call("CaseService/OpenCase", open)).body);
            cases.push_back(std::move(*response.mutable_case_()));
        }
    }
    return cases;
}

std::string verify(const std::string& database) {
    return words_of(run_ladder({"db", "verify", "--database", database}));
}

v1::RecordDecisionRequest remain(
    const std::string& case_name, const std::string& etag, const std::string& request_id
) {
    v1::RecordDecisionRequest request;
    request.set_name(case_name);
    request.set_etag(etag);
    request.set_outcome(v1::DECISION_OUTCOME_REMAIN);
    request.mutable_decider()->set_person("Denis Cole");
    request.mutable_decider()->set_capacity("hmcic");
    request.set_reasons("Remain under request " + request_id);
    request.add_evidence("minute of the day");
    request.set_next_review_on("2099-12-31");
    request.set_request_id(request_id);
    return request;
}

}  // namespace ladder::process
