// Every procedure of the protocol has its line, and no line is of none.
#include "engine/access/calls.hpp"

#include <algorithm>
#include <set>
#include <string>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <gtest/gtest.h>

#include "ladder/v1/access_service.pb.h"
#include "ladder/v1/assessment_service.pb.h"
#include "ladder/v1/audit_service.pb.h"
#include "ladder/v1/body_service.pb.h"
#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/document_service.pb.h"
#include "ladder/v1/evaluation_service.pb.h"
#include "ladder/v1/indicator_service.pb.h"
#include "ladder/v1/meeting_service.pb.h"
#include "ladder/v1/peer_service.pb.h"
#include "ladder/v1/procedure_service.pb.h"
#include "ladder/v1/report_service.pb.h"
#include "ladder/v1/ruleset_service.pb.h"
#include "ladder/v1/task_service.pb.h"

namespace ladder::access {
namespace {

std::set<std::string> procedures_of_protocol() {
    const google::protobuf::FileDescriptor* const files[]{
        v1::GetPersonRequest::descriptor()->file(),
        v1::Assessment::descriptor()->file(),
        v1::Checkpoint::descriptor()->file(),
        v1::Body::descriptor()->file(),
        v1::Case::descriptor()->file(),
        v1::Document::descriptor()->file(),
        v1::Finding::descriptor()->file(),
        v1::Observation::descriptor()->file(),
        v1::Meeting::descriptor()->file(),
        v1::Peer::descriptor()->file(),
        v1::Procedure::descriptor()->file(),
        v1::RunReportRequest::descriptor()->file(),
        v1::GetRulesetRequest::descriptor()->file(),
        v1::ListTasksRequest::descriptor()->file()};
    std::set<std::string> procedures;
    for (const auto* file : files) {
        for (int i = 0; i < file->service_count(); ++i) {
            const auto& service = *file->service(i);
            for (int j = 0; j < service.method_count(); ++j) {
                procedures.insert("/" + service.full_name() + "/" + service.method(j)->name());
            }
        }
    }
    return procedures;
}

TEST(Calls, HaveALineForEveryProcedureAndNoOther) {
    std::set<std::string> lines;
    for (const auto& rule : call_rules()) {
        EXPECT_TRUE(lines.emplace(rule.procedure).second) << rule.procedure << " has two lines";
    }
    EXPECT_EQ(lines, procedures_of_protocol());
}

TEST(Calls, AreFoundByTheirWholeName) {
    const auto* rule = find_call_rule("/ladder.v1.CaseService/OpenCase");
    ASSERT_NE(rule, nullptr);
    EXPECT_EQ(rule->kind, CallKind::act);
    EXPECT_EQ(rule->needs, v1::PERMISSION_OPEN_CASE);
    EXPECT_EQ(find_call_rule("/ladder.v1.CaseService/"), nullptr);
}

// The protocol says of each procedure whether it changes anything. Two that it does not call free
// of side effects change no record: what they hand out is signed, or recorded as taken away.
TEST(Calls, ChangeWhatTheProtocolSaysThatTheyChange) {
    const std::set<std::string_view> hand_out{
        "/ladder.v1.AuditService/GetCheckpoint", "/ladder.v1.AuditService/ExportBundle"};
    const auto* pool = google::protobuf::DescriptorPool::generated_pool();
    for (const auto& rule : call_rules()) {
        auto name = std::string{rule.procedure.substr(1)};
        std::replace(name.begin(), name.end(), '/', '.');
        const auto* method = pool->FindMethodByName(name);
        ASSERT_NE(method, nullptr) << name;
        const bool reads = method->options().idempotency_level() ==
                               google::protobuf::MethodOptions::NO_SIDE_EFFECTS ||
                           hand_out.contains(rule.procedure);
        switch (rule.kind) {
            case CallKind::act:
            case CallKind::change:
                EXPECT_FALSE(reads) << name;
                break;
            case CallKind::open:
            case CallKind::read:
            case CallKind::take_away:
            case CallKind::audit:
                EXPECT_TRUE(reads) << name;
                break;
            case CallKind::keep:
                break;  // some of each
        }
    }
}

}  // namespace
}  // namespace ladder::access
