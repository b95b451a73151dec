// The matrix of who gets what: as it is checked in, and call by call against a real server.
#include "tests/e2e/access_matrix.hpp"

#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <map>
#include <set>
#include <sstream>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "ladder/v1/ruleset_service.pb.h"
#include "tests/e2e/access_matrix_calls.hpp"
#include "tests/e2e/site.hpp"
#include "tests/support/source_tree_path.hpp"

namespace ladder::e2e {
namespace access_matrix_test {

const auto matrix_file = tests::in_source_tree("tests/e2e/access_matrix.txt");
constexpr auto insider = "insider@matrix.example; capacity=ppsg_secretariat";

std::string word_of(v1::Marking marking) {
    return v1::Marking_Name(marking);
}

class AccessMatrix : public testing::Test {
protected:
    void SetUp() override {
        // Before they call: a server knows for some seconds whom it has let in.
        (void)site_.headers_of(insider);
        operate({"let-in", "insider@matrix.example", "counter_terrorism"});
        auto client = http::Client::make(site_.url()).value();
        v1::GetRulesetRequest request;
        request.set_name("rulesets/landscape-2009");
        auto answer = client.call<v1::GetRulesetRequest, v1::GetRulesetResponse>(
            "/ladder.v1.RulesetService/GetRuleset", request, site_.headers_of(insider)
        );
        ASSERT_TRUE(answer) << answer.error().message;
        auto& ruleset = *answer->mutable_ruleset();
        ruleset_ = std::make_unique<definition::Ruleset>(
            ruleset.name(), std::move(*ruleset.mutable_definition())
        );
    }

    // `ladder user ..` as the operator of the database.
    std::string operate(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), "user");
        arguments.insert(arguments.end(), {"--by", "Night shift", "--database", site_.database()});
        const auto run = process::run_ladder(arguments);
        EXPECT_EQ(run.exit_code, 0) << run.output;
        return run.output;
    }

    // Calls with JSON; must go well.
    JsonAnswer must(
        const std::string& procedure, const std::string& json, const char* as = insider
    ) {
        auto answer = site_.post(procedure, json, as);
        EXPECT_EQ(answer.status, 200) << procedure << " " << json << "\n"
                                      << boost::json::serialize(answer.body);
        return answer;
    }

    std::string id() { return fmt::format("\"requestId\": \"matrix-{}\"", ++ids_); }

    // A case, and what belongs to it, marked as the column says.
    Records make(std::size_t index) {
        const auto& column = columns.at(index);
        const bool second = index >= matrix_bodies.size();
        const auto body = second ? matrix_bodies[0] : matrix_bodies.at(index);
        const auto* subject = column.counter_terrorism ? "SUBJECT_COUNTER_TERRORISM"
                              : second                 ? "SUBJECT_CONFIDENCE"
                                                       : "SUBJECT_GENERAL";
        Records made;
        made.case_name = must(
                             "CaseService/OpenCase",
                             fmt::format(
                                 R"({{"body": "{}", "subject": "{}", "reasons": "Matrix", {}}})",
                                 body,
                                 subject,
                                 id()
                             )
        )
                             .text("case/name");
        made.procedure =
            must(
                "ProcedureService/StartProcedure",
                fmt::format(
                    R"({{"definition": "improvement-plan", "caseName": "{}", "reasons": "Matrix", {}}})",
                    made.case_name,
                    id()
                )
            )
                .text("procedure/name");
        for (const auto& name : {made.case_name, made.procedure}) {
            must(
                "CaseService/AddNote",
                fmt::format(
                    R"({{"name": "{}", "text": "Marked", "marking": "{}", {}}})",
                    name,
                    word_of(column.marking),
                    id()
                )
            );
        }
        const auto meeting = must(
            "MeetingService/PlanMeeting",
            fmt::format(
                R"({{"meetingId": "matrix-{}", "kind": "ppsg", "title": "Matrix", "heldOn": "2030-01-01", {}}})",
                index,
                id()
            )
        );
        made.meeting = meeting.text("meeting/name");
        must(
            "MeetingService/SetAgenda",
            fmt::format(
                R"({{"name": "{}", "etag": "{}", "items": [{{"reason": "AGENDA_REASON_REQUEST", "title": "Matrix", "caseName": "{}"}}], {}}})",
                made.meeting,
                meeting.text("meeting/etag"),
                made.case_name,
                id()
            )
        );
        made.document =
            must(
                "DocumentService/AddDocument",
                fmt::format(
                    R"({{"documentId": "matrix-{}", "kind": "inspection_report", "title": "Matrix", "about": "{}", "dated": "2010-01-01", "parts": [{{"title": "Whole", "marking": "{}", "mediaType": "text/plain", "fileName": "a.txt", "content": "QQ=="}}], {}}})",
                    index,
                    made.case_name,
                    word_of(column.marking),
                    id()
                )
            )
                .text("document/name");
        return made;
    }

    // Somebody of a role, by the API of an administrator; the headers of their calls.
    std::vector<http::Header> register_person(const std::string& role, const std::string& admin) {
        const auto wanted = person_of(role);
        const auto as_admin = [&](const std::string& procedure, const std::string& json) {
            http::Request request;
            request.method = "POST";
            request.path = "/ladder.v1." + procedure;
            request.headers = {
                {"Authorization", "Bearer " + admin}, {"Content-Type", "application/json"}};
            request.body = json;
            const auto response = site_.send(request);
            EXPECT_EQ(response.status, 200) << procedure << " " << json << "\n" << response.body;
            return JsonAnswer{response.status, boost::json::parse(response.body)};
        };
        auto person = as_admin(
            "AccessService/RegisterPerson",
            fmt::format(
                R"({{"person": {{"person": "{}", "title": "{}", "kind": "PERSON_KIND_SERVICE", "organisation": "Tests"}}, "reasons": "Matrix", {}}})",
                wanted.person(),
                role,
                id()
            )
        );
        std::string bodies;
        for (const auto body : matrix_bodies) {
            bodies += fmt::format("{}\"{}\"", bodies.empty() ? "" : ", ", body);
        }
        for (const auto& change :
             {fmt::format(
                  R"("giveMembership": {{"role": "{}", "bodies": [{}], "regions": ["{}"]}})",
                  role,
                  bodies,
                  matrix_region
              ),
              std::string{
                  R"("giveClearance": {"vetting": "VETTING_SC", "vettedBy": "Tests", "until": "2199-12-31"})"},
              std::string{R"("giveCompartment": {"compartment": "counter_terrorism"})"}}) {
            person = as_admin(
                "AccessService/ChangePerson",
                fmt::format(
                    R"({{"name": "{}", "etag": "{}", "change": {{{}}}, "reasons": "Matrix", {}}})",
                    person.text("person/name"),
                    person.text("person/etag"),
                    change,
                    id()
                )
            );
        }
        const auto token = as_admin(
            "AccessService/CreateToken",
            fmt::format(
                R"({{"title": "Matrix", "person": "{}", "days": 1}})", person.text("person/name")
            )
        );
        return {
            {"Authorization", "Bearer " + token.text("secret")},
            {"Ladder-Capacity", role},
            {"Content-Type", "application/json"}};
    }

    // The status and code of a call: "ok", "not_found", "permission_denied" and so on.
    std::string code_of(
        const std::string& procedure,
        const std::string& json,
        const std::vector<http::Header>& headers,
        std::string* body = nullptr
    ) {
        http::Request request;
        request.method = "POST";
        request.path = "/ladder.v1." + procedure;
        request.headers = headers;
        request.body = json;
        const auto response = client_.send(request).value();
        if (body != nullptr) {
            *body = response.body;
        }
        return response.status == 200
                   ? "ok"
                   : boost::json::parse(response.body).at("code").as_string().c_str();
    }

    Cell expected(std::string_view procedure, const std::string& role, const Column& column) {
        const auto* rule = access::find_call_rule("/ladder.v1." + std::string{procedure});
        return cell_of(*rule, role, rights_of_role(role, *ruleset_), column, *ruleset_);
    }

    Site site_;
    std::unique_ptr<definition::Ruleset> ruleset_;
    http::Client client_{http::Client::make(site_.url()).value()};
    int ids_ = 0;
};

std::string read_whole(const std::string& path) {
    std::ifstream file{path};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

TEST_F(AccessMatrix, IsWhatIsCheckedIn) {
    const auto made = matrix_of(*ruleset_);
    if (std::getenv("LADDER_UPDATE_MATRIX") != nullptr) {
        std::ofstream{matrix_file} << made;
    }
    EXPECT_TRUE(made == read_whole(matrix_file))
        << "who gets what has changed: look at it with LADDER_UPDATE_MATRIX=1 and git diff";
}

TEST_F(AccessMatrix, IsWhatTheServerAnswersCallByCall) {
    std::map<std::string_view, Records> records;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        records[columns.at(i).title] = make(i);
    }
    const auto said = operate({"token", "admin@ladder.example", "--title", "Matrix"});
    const auto begin = said.find("ladder_");
    const auto admin = said.substr(begin, said.find('\n', begin) - begin);

    int calls = 0;
    for (const auto& role : ruleset_->definition().roles()) {
        const auto headers = register_person(role.id(), admin);
        for (const auto& column : columns) {
            const auto& there = records.at(column.title);
            for (const auto& read : reads) {
                const auto json = fmt::format(R"({{"{}": "{}"}})", read.field, there.*read.of);
                const bool seen = expected(read.procedure, role.id(), column) != Cell::hidden;
                EXPECT_EQ(code_of(read.procedure, json, headers), seen ? "ok" : "not_found")
                    << role.id() << " " << read.procedure << " " << column.title;
                ++calls;
            }
            for (const auto& list : lists) {
                std::string body;
                EXPECT_EQ(code_of(list.procedure, R"({"pageSize": 1000})", headers, &body), "ok");
                const bool seen = expected(list.procedure, role.id(), column) != Cell::hidden;
                EXPECT_EQ(body.find('"' + there.*list.of + '"') != std::string::npos, seen)
                    << role.id() << " " << list.procedure << " " << column.title;
                ++calls;
            }
            for (const auto& act : acts) {
                const auto json = fmt::format(
                    R"({{"{}": "{}", "validateOnly": true, {}}})", act.field, there.*act.of, id()
                );
                const auto cell = expected(act.procedure, role.id(), column);
                const auto code = code_of(act.procedure, json, headers);
                if (cell == Cell::hidden) {
                    EXPECT_EQ(code, "not_found")
                        << role.id() << " " << act.procedure << " " << column.title;
                } else if (cell == Cell::refused) {
                    EXPECT_EQ(code, "permission_denied")
                        << role.id() << " " << act.procedure << " " << column.title;
                } else {
                    EXPECT_NE(code, "not_found")
                        << role.id() << " " << act.procedure << " " << column.title;
                    EXPECT_TRUE(cell == Cell::seen || code != "permission_denied")
                        << role.id() << " " << act.procedure << " " << column.title;
                }
                ++calls;
            }
        }
    }
    EXPECT_GT(calls, 5000);
}

TEST_F(AccessMatrix, CallsEveryProcedureButThoseItNames) {
    std::set<std::string_view> called;
    const auto add = [&](const auto& table) {
        for (const auto& named : table) {
            called.insert(named.procedure);
        }
    };
    add(reads);
    add(lists);
    add(acts);
    for (const auto& rule : access::call_rules()) {
        const auto procedure = rule.procedure.substr(std::string_view{"/ladder.v1."}.size());
        EXPECT_EQ(called.contains(procedure) || is_for_all(rule), !not_called.contains(procedure))
            << procedure;
    }
}

TEST_F(AccessMatrix, HasALineForEveryRoleAndProcedureThatAsksAnything) {
    const auto text = read_whole(matrix_file);
    for (const auto& role : ruleset_->definition().roles()) {
        for (const auto& rule : access::call_rules()) {
            if (!is_for_all(rule)) {
                const auto line =
                    fmt::format("{:<30} {:<40} ", role.id(), rule.procedure.substr(11));
                EXPECT_NE(text.find(line), std::string::npos) << line;
            }
        }
    }
}

}  // namespace access_matrix_test
}  // namespace ladder::e2e
