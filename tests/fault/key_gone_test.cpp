// The key that signs checkpoints is gone: decisions go on, nothing is signed by another key in
// silence, and what was handed out still agrees with the record once the key is back.
#include <filesystem>
#include <gmock/gmock.h>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "ladder/v1/audit_service.pb.h"
#include "tests/fault/on_both.hpp"
#include "tests/fault/under_load.hpp"
#include "tests/process/backends.hpp"
#include "tests/process/ground.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ladder::fault {
namespace key_gone_test {

using testing::HasSubstr;

class KeyGone : public testing::TestWithParam<process::MakeBackend> {
protected:
    KeyGone() {
        EXPECT_EQ(process::migrate(database_), "");
        const auto made =
            process::run_ladder({"audit", "keygen", "ladder.example", "--out", key_.string()});
        EXPECT_EQ(made.exit_code, 0) << made.output;
    }

    [[nodiscard]] std::vector<std::string> with_key() const {
        return {"--audit-signing-key-file", key_.string()};
    }

    // The newest checkpoint, or the error.
    static std::string checkpoint(const process::Server& server, const process::Headers& headers) {
        process::Connection connection{server.port(), headers};
        const auto answer =
            connection.call("AuditService/GetCheckpoint", v1::GetCheckpointRequest{});
        v1::GetCheckpointResponse response;
        return answer && answer->status == 200 && response.ParseFromString(answer->body)
                   ? "signed"
                   : (answer ? answer->body : "no answer");
    }

    std::unique_ptr<process::Backend> backend_ = GetParam()();
    const std::string& database_ = backend_->url();
    tests::TemporaryFolder folder_;
    std::filesystem::path key_ = folder_.path() / "checkpoint.key";
};

TEST_P(KeyGone, AndDecisionsGoOnAndCheckpointsAgreeWhenItIsBack) {
    const auto safe = folder_.path() / "safe.key";
    process::Headers headers;
    {
        process::Server server{database_, with_key()};
        UnderLoad load{server, database_};
        headers = load.headers();
        ASSERT_EQ(load.wait_for(20), "");
        EXPECT_EQ(checkpoint(server, headers), "signed");
        std::filesystem::rename(key_, safe);
        ASSERT_EQ(load.wait_for(20), "");
        EXPECT_EQ(checkpoint(server, headers), "signed") << "a server under way holds its key";
        EXPECT_EQ(load.end(), "");
    }
    try {
        const process::Server server{database_, with_key()};
        ADD_FAILURE() << "it started without the key that it was told to use";
    } catch (const std::runtime_error& error) {
        EXPECT_THAT(error.what(), HasSubstr(key_.string()));
    }
    {
        process::Server server{database_};
        EXPECT_THAT(checkpoint(server, headers), HasSubstr("audit_signing_key_file"));
        EXPECT_FALSE(wait_for_readiness(server.port(), 200).empty());
        EXPECT_EQ(server.stop(), 0);
    }
    std::filesystem::rename(safe, key_);
    process::Server server{database_, with_key()};
    EXPECT_EQ(checkpoint(server, headers), "signed");
    EXPECT_EQ(server.stop(), 0);
    EXPECT_EQ(process::verify(database_), "");
}

LADDER_FAULT_ON_BOTH(KeyGone);

}  // namespace key_gone_test
}  // namespace ladder::fault
