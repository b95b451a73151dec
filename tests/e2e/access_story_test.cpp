// Who is let in by the built binary: tokens by file and by login, capacities, revocation, the first
// start, and what the record says of it.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <regex>

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include "tests/e2e/site.hpp"

namespace ladder::e2e {
namespace access_story_test {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr auto secretariat = "Ann Lee; capacity=ppsg_secretariat";

class AccessStory : public testing::Test {
protected:
    // `ladder user ..` as the operator of the database.
    std::string operate(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), "user");
        arguments.insert(arguments.end(), {"--by", "Night shift", "--database", site.database()});
        const auto run = process::run_ladder(arguments);
        EXPECT_EQ(run.exit_code, 0) << run.output;
        return run.output;
    }

    // A file of a fresh token, for its owner alone.
    std::string token_file(const std::string& name, std::vector<std::string> options = {}) {
        const auto path = site.path(name + ".token");
        options.insert(options.begin(), {"token", name, "--out", path});
        operate(options);
        return path;
    }

    process::Finished by_file(const std::string& path, std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"--token-file", path, "--server", site.url()});
        return process::run_ladder(arguments);
    }

    JsonAnswer post_with(const std::string& method, const std::vector<http::Header>& headers) {
        http::Request request;
        request.method = "POST";
        request.path = "/ladder.v1." + method;
        request.headers = headers;
        request.headers.push_back({"Content-Type", "application/json"});
        request.body = "{}";
        const auto response = site.send(request);
        return {response.status, boost::json::parse(response.body)};
    }

    Site site;
};

TEST_F(AccessStory, NobodyReadsOrActsWithoutAToken) {
    for (const auto* method :
         {"CaseService/ListCases",
          "BodyService/ListBodies",
          "AccessService/WhoAmI",
          "CaseService/OpenCase",
          "AuditService/ListJournal",
          "AccessService/ListPeople"}) {
        const auto answer = post_with(method, {});
        EXPECT_EQ(answer.status, 401) << method;
        EXPECT_EQ(answer.text("code"), "unauthenticated") << method;
    }
    http::Request download;
    download.method = "GET";
    download.path = "/documents/x/parts/1";
    EXPECT_EQ(site.send(download).status, 401);
    EXPECT_EQ(post_with("CaseService/ListCases", {{"Ladder-Actor", secretariat}}).status, 401);
    EXPECT_EQ(post_with("CaseService/ListCases", {{"Cookie", "session=x"}}).status, 401);
}

TEST_F(AccessStory, ATokenIsKeptByLoginAndForgottenByLogout) {
    const auto path = token_file("jane.smith@hmic.example");
    const auto home = site.path("home");
    ASSERT_EQ(::setenv("XDG_CONFIG_HOME", home.c_str(), 1), 0);
    EXPECT_THAT(
        by_file(path, {"login"}).output,
        AllOf(HasSubstr("jane.smith@hmic.example"), HasSubstr("ppsg_secretariat"))
    );
    const auto who = [&] { return process::run_ladder({"whoami", "--server", site.url()}); };
    EXPECT_THAT(who().output, HasSubstr("Jane Smith"));
    for (const auto& file : std::filesystem::recursive_directory_iterator{home}) {
        EXPECT_EQ(
            file.status().permissions() & std::filesystem::perms::others_all,
            std::filesystem::perms::none
        );
    }
    EXPECT_EQ(process::run_ladder({"logout", "--server", site.url()}).exit_code, 0);
    const auto after = who();
    EXPECT_EQ(after.exit_code, 1);
    EXPECT_THAT(after.output, HasSubstr("unauthenticated"));
    ASSERT_EQ(::unsetenv("XDG_CONFIG_HOME"), 0);
}

TEST_F(AccessStory, AFileThatOthersMayReadIsRefused) {
    const auto path = token_file("jane.smith@hmic.example");
    std::filesystem::permissions(
        path, std::filesystem::perms::others_read, std::filesystem::perm_options::add
    );
    const auto run = by_file(path, {"case", "list"});
    EXPECT_EQ(run.exit_code, 1);
    EXPECT_THAT(run.output, HasSubstr("chmod 600"));
}

TEST_F(AccessStory, ARevokedTokenIsRefusedAtOnce) {
    const auto path = token_file("jane.smith@hmic.example");
    EXPECT_EQ(by_file(path, {"case", "list"}).exit_code, 0);
    const auto listed = by_file(path, {"user", "tokens", "-o", "csv"}).output;
    std::smatch id;
    ASSERT_TRUE(std::regex_search(listed, id, std::regex{"t[0-9a-f]{12}"})) << listed;
    EXPECT_EQ(by_file(path, {"user", "revoke", id.str()}).exit_code, 0);
    EXPECT_THAT(by_file(path, {"case", "list"}).output, HasSubstr("revoked"));
}

TEST_F(AccessStory, ATokenThatMayOnlyReadDoesNotAct) {
    const auto path = token_file("jane.smith@hmic.example", {"--read-only"});
    EXPECT_EQ(by_file(path, {"case", "list"}).exit_code, 0);
    for (const auto& act : std::vector<std::vector<std::string>>{
             {"case", "open", "kent", "--reason", "x"},
             {"user", "token", "--title", "More"},
             {"evaluate", "--period-end", "2011-03-31"}}) {
        const auto run = by_file(path, act);
        EXPECT_EQ(run.exit_code, 1);
        EXPECT_THAT(run.output, HasSubstr("may only read"));
    }
}

TEST_F(AccessStory, ACapacityThatIsNotHeldIsRefusedNamingThoseThatAre) {
    const auto path = token_file("nia@npia.example");
    const auto other = by_file(path, {"case", "list", "--capacity", "hmcic"});
    EXPECT_EQ(other.exit_code, 1);
    EXPECT_THAT(
        other.output,
        AllOf(HasSubstr("permission_denied"), HasSubstr("npia_commission_manager, npia_contact"))
    );
    const auto unsaid = by_file(path, {"case", "open", "kent", "--reason", "x"});
    EXPECT_THAT(unsaid.output, HasSubstr("Ladder-Capacity"));
}

TEST_F(AccessStory, OnlyAdministratorsKeepRightsAndNobodyTheirOwn) {
    const auto admin = token_file("admin@ladder.example");
    const auto jane = token_file("jane.smith@hmic.example");
    const std::vector<std::string> add{
        "user", "add", "new@hmic.example", "--organisation", "HMIC", "--reason", "Joined"};
    EXPECT_THAT(by_file(jane, add).output, HasSubstr("only administrators"));
    EXPECT_THAT(by_file(jane, {"user", "list"}).output, HasSubstr("only administrators"));
    EXPECT_THAT(
        by_file(jane, {"user", "show", "nobody@hmic.example"}).output,
        HasSubstr("only administrators")
    );
    EXPECT_EQ(by_file(admin, add).exit_code, 0);
    EXPECT_EQ(
        by_file(admin, {"user", "grant", "new@hmic.example", "hmi", "--reason", "Joined"})
            .exit_code,
        0
    );
    EXPECT_THAT(
        by_file(admin, {"user", "grant", "admin@ladder.example", "hmcic", "--reason", "Me"}).output,
        HasSubstr("nobody changes their own rights")
    );
    EXPECT_THAT(
        by_file(admin, {"user", "list", "-o", "csv"}).output, HasSubstr("new@hmic.example")
    );
    // Whoever keeps rights acts in no case by that.
    EXPECT_THAT(
        by_file(admin, {"case", "open", "kent", "--reason", "x"}).output,
        HasSubstr("you hold no capacity")
    );
}

TEST_F(AccessStory, SomebodyOutOfUseIsRefused) {
    const auto admin = token_file("admin@ladder.example");
    const auto jane = token_file("jane.smith@hmic.example");
    EXPECT_EQ(by_file(jane, {"case", "list"}).exit_code, 0);
    const std::vector<std::string> suspend{
        "user", "suspend", "jane.smith@hmic.example", "--reason", "Left"};
    EXPECT_EQ(by_file(admin, suspend).exit_code, 0);
    EXPECT_THAT(by_file(jane, {"case", "list"}).output, HasSubstr("out of use"));
    auto undo = suspend;
    undo.emplace_back("--undo");
    EXPECT_EQ(by_file(admin, undo).exit_code, 0);
    EXPECT_EQ(by_file(jane, {"case", "list"}).exit_code, 0);
}

TEST_F(AccessStory, TheFirstStartPrintsALinkAndLaterOnesDoNot) {
    const tests::TemporaryFolder folder;
    const auto database = "sqlite:" + (folder.path() / "new.db").string();
    ASSERT_EQ(process::run_ladder({"db", "migrate", "--database", database}).exit_code, 0);
    {
        process::Server server{database};
        EXPECT_EQ(server.stop(), 0);
        EXPECT_THAT(server.said(), HasSubstr("/welcome?code="));
    }
    {
        process::Server server{database};
        EXPECT_EQ(server.stop(), 0);
        EXPECT_THAT(server.said(), Not(HasSubstr("/welcome")));
    }
    const auto again = process::run_ladder(
        {"user", "invite", "administrator", "--administrator", "--by", "me", "--database", database}
    );
    EXPECT_THAT(again.output, HasSubstr("/welcome?code="));
    EXPECT_EQ(process::run_ladder({"db", "verify", "--database", database}).exit_code, 0);
}

// All come from one address: what one of them used up is not the others' loss.
TEST_F(AccessStory, RequestsCountForThePersonOnceProved) {
    const auto ann = token_file("ann@hmic.example");
    const auto jane = token_file("jane.smith@hmic.example");
    EXPECT_EQ(site.stop(), 0);
    process::Server server{
        site.database(),
        {process::limited, "--requests-per-minute", "20", "--requests-at-once", "0"}};
    auto client = http::Client::make("http://127.0.0.1:" + std::to_string(server.port()));
    ASSERT_TRUE(client) << client.error().message;
    const auto status_for = [&](const std::string& file) {
        std::string secret;
        std::getline(std::ifstream{file} >> std::ws, secret);
        http::Request request;
        request.method = "POST";
        request.path = "/ladder.v1.AccessService/WhoAmI";
        request.headers = {
            {"Authorization", "Bearer " + secret}, {"Content-Type", "application/json"}};
        request.body = "{}";
        const auto answer = client->send(request);
        return answer ? answer->status : 0;
    };
    EXPECT_EQ(status_for(jane), 200);
    int refused = 0;
    for (int i = 0; i < 40; ++i) {
        refused += status_for(ann) == 429 ? 1 : 0;
    }
    EXPECT_GE(refused, 10);
    EXPECT_EQ(status_for(jane), 200);
}

TEST_F(AccessStory, TheRecordTellsOfItAndHoldsNoSecret) {
    const auto path = token_file("jane.smith@hmic.example");
    EXPECT_EQ(by_file(path, {"case", "list"}).exit_code, 0);
    std::string secret;
    std::getline(std::ifstream{path} >> std::ws, secret);
    EXPECT_EQ(site.stop(), 0);
    std::ifstream file{site.database().substr(7), std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
    EXPECT_THAT(bytes, HasSubstr("ACCESS_KIND_TOKEN_MADE"));
    EXPECT_THAT(bytes, HasSubstr("ACCESS_KIND_TOKEN_USED"));
    EXPECT_EQ(bytes.find(secret), std::string::npos);
    EXPECT_EQ(process::run_ladder({"db", "verify", "--database", site.database()}).exit_code, 0);
}

}  // namespace access_story_test
}  // namespace ladder::e2e
