// Every read of the API, found by its descriptor: as known before anything was recorded it shows
// nothing. A new read is not forgotten here.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <map>
#include <set>

#include <boost/json/serialize.hpp>
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
#include "tests/e2e/site.hpp"
#include "tests/support/source_tree_path.hpp"

namespace ladder::e2e {
namespace known_at_test {

using google::protobuf::DescriptorPool;
using google::protobuf::FileDescriptor;
using google::protobuf::MethodDescriptor;

// Reads of the log itself go by position or size, which is exact, and not by time (ADR 25). Who
// calls, tokens and what was looked at are as they are, or are asked by day; people are for
// administrators.
const std::set<std::string> by_position{
    "AccessService/ListAccessRecords",
    "AccessService/ListPeople",
    "AccessService/ListTokens",
    "AccessService/WhoAmI",
    "AccessService/WhoCouldSee",
    "AuditService/GetConsistencyProof",
    "AuditService/GetInclusionProof",
    "AuditService/GetVerification",
    "AuditService/ListCheckpoints",
    "AuditService/ListDestructions",
    "AuditService/ListJournal"};

// What a read is asked, where it needs more than nothing.
const std::map<std::string, std::string> asked{
    {"AccessService/GetPerson", R"("name": "people/ann-lee")"},
    {"BodyService/GetBody", R"("name": "bodies/kent")"},
    {"CaseService/GetCase", R"("name": "cases/west-midlands-general-1")"},
    {"CaseService/ListCaseEvents", R"("name": "cases/west-midlands-general-1")"},
    {"DocumentService/GetContent", R"("name": "documents/2011-07-04-letter")"},
    {"DocumentService/GetDocument", R"("name": "documents/2011-07-04-letter")"},
    {"EvaluationService/Judge",
     R"("body": "bodies/kent", "periodEnd": "2011-03-31", "condition": {"indicator":
        "recorded_robbery", "versus": "COMPARISON_BASELINE", "is": "JUDGEMENT_RESULT_WORSE"})"},
    {"IndicatorService/ComparePeers",
     R"("body": "bodies/kent", "indicator": "recorded_robbery", "periodEnd": "2011-03-31")"},
    {"IndicatorService/GetControlChart",
     R"("body": "bodies/kent", "indicator": "recorded_robbery")"},
    {"IndicatorService/ListObservations", R"("indicator": "recorded_robbery")"},
    {"IndicatorService/ListStandings",
     R"("body": "bodies/kent", "figures": [{"indicator": "recorded_robbery", "periodEnd": "2011-03-31"}])"},
    {"MeetingService/GetMeeting", R"("name": "meetings/ppsg-2099")"},
    {"MeetingService/ProposeAgenda", R"("name": "meetings/ppsg-2099")"},
    {"PeerService/GetCapacity", R"("from": "2026-01-01")"},
    {"PeerService/GetPeer", R"("name": "peers/a-smith")"},
    {"ProcedureService/GetProcedure",
     R"("name": "procedures/west-midlands-peer-support-commission-1")"},
    {"ProcedureService/ListProcedureEvents",
     R"("name": "procedures/west-midlands-peer-support-commission-1")"},
    {"ReportService/RunReport", R"("kind": "REPORT_KIND_INTERVENTIONS")"},
    {"RulesetService/GetRuleset", R"("name": "rulesets/landscape-2009")"},
    {"RulesetService/GetRulesetProposal", R"("name": "rulesetProposals/landscape-2009-1")"}};

// Lists that tell of the answer, and not of the record.
const std::set<std::string> about_the_answer{"columns", "notes"};

// A row that counts nothing: a month of the peers' capacity, a sum of a report, a figure that was
// asked for and is not there.
bool is_heading(const boost::json::value& item) {
    const auto* row = item.if_object();
    if (row != nullptr && row->contains("notComparedReason")) {
        return !row->contains("standing") && !row->contains("mean");
    }
    return row != nullptr && std::all_of(row->begin(), row->end(), [](const auto& member) {
               return member.key() == "month" || member.key() == "key" || member.key() == "title";
           });
}

// Whether a response holds no record: each list in it is empty.
bool shows_nothing(const boost::json::value& value) {
    if (const auto* object = value.if_object()) {
        for (const auto& [key, member] : *object) {
            if (!about_the_answer.contains(std::string{key}) && !shows_nothing(member)) {
                return false;
            }
        }
        return true;
    }
    const auto* list = value.if_array();
    return list == nullptr || std::all_of(list->begin(), list->end(), is_heading);
}

// Every service's file, told by the sources: one that is not linked into this test fails it.
std::vector<const FileDescriptor*> service_files() {
    const std::set<const FileDescriptor*> linked{
        v1::Person::descriptor()->file(),
        v1::ListAssessmentsRequest::descriptor()->file(),
        v1::ListJournalRequest::descriptor()->file(),
        v1::Body::descriptor()->file(),
        v1::Case::descriptor()->file(),
        v1::GetContentRequest::descriptor()->file(),
        v1::JudgeRequest::descriptor()->file(),
        v1::Observation::descriptor()->file(),
        v1::GetMeetingRequest::descriptor()->file(),
        v1::GetPeerRequest::descriptor()->file(),
        v1::GetProcedureRequest::descriptor()->file(),
        v1::RunReportRequest::descriptor()->file(),
        v1::Ruleset::descriptor()->file(),
        v1::ListTasksRequest::descriptor()->file()};
    std::vector<const FileDescriptor*> files{linked.begin(), linked.end()};
    std::size_t known = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator{tests::in_source_tree("proto/ladder/v1")}) {
        known += entry.path().filename().string().ends_with("_service.proto") ? 1 : 0;
    }
    EXPECT_EQ(files.size(), known) << "a service is missing in the list above";
    return files;
}

std::vector<const MethodDescriptor*> reads() {
    std::vector<const MethodDescriptor*> found;
    for (const auto* file : service_files()) {
        for (int at = 0; at < file->service_count(); ++at) {
            const auto* service = file->service(at);
            for (int method = 0; method < service->method_count(); ++method) {
                if (service->method(method)->options().idempotency_level() ==
                    google::protobuf::MethodOptions::NO_SIDE_EFFECTS) {
                    found.push_back(service->method(method));
                }
            }
        }
    }
    return found;
}

// Something of every kind, recorded today.
void record_something(Site& site) {
    const auto document = site.path("letter.txt");
    std::ofstream{document} << "A letter.";
    const auto rules = site.path("rules");
    std::filesystem::copy(
        tests::in_source_tree("rules/landscape-2009"),
        rules,
        std::filesystem::copy_options::recursive
    );
    std::ofstream{rules + "/ruleset.yaml", std::ios::app} << "effective_to: 2199-12-31\n";
    const std::vector<std::vector<std::string>> steps{
        {"evaluate", "--period-end", "2011-03-31"},
        {"procedure",
         "start",
         "peer-support-commission",
         "--case",
         "west-midlands-general-1",
         "--reason",
         "Help is wanted.",
         "--acting",
         "A. Chief",
         "--capacity",
         "chief_constable"},
        {"document",
         "add",
         document,
         "--kind",
         "other",
         "--id",
         "2011-07-04-letter",
         "--title",
         "A letter",
         "--about",
         "cases/west-midlands-general-1"},
        {"ruleset", "propose", rules, "--reason", "An end is given."},
        {"meeting", "plan", "ppsg-2099", "--title", "PPSG", "--on", "2099-01-01"},
        {"peer",
         "register",
         "a-smith",
         "--person",
         "a.smith@surrey.example",
         "--title",
         "Ch Supt A. Smith",
         "--home-force",
         "surrey",
         "--skill",
         "custody",
         "--reason",
         "Accredited",
         "--acting",
         "Nia Rees",
         "--capacity",
         "npia_commission_manager"}};
    for (const auto& step : steps) {
        const auto done = site.run(step);
        ASSERT_EQ(done.exit_code, 0) << step[0] << ' ' << step[1] << ": " << done.output;
    }
}

TEST(EveryRead, TakesKnownAtAndShowsNothingFromBeforeAnythingWasKnown) {
    Site site;
    record_something(site);
    for (const auto* method : reads()) {
        const auto name = method->service()->name() + "/" + method->name();
        SCOPED_TRACE(name);
        if (by_position.contains(name)) {
            continue;
        }
        const auto* request = method->input_type();
        EXPECT_NE(request->FindFieldByName("known_at"), nullptr);
        EXPECT_NE(request->FindFieldByName("known_at_mode"), nullptr);
        const auto found = asked.find(name);
        const auto fields = found == asked.end() ? std::string{} : found->second;
        const auto now = site.post(name, "{" + fields + "}");
        if (now.body.is_object() && now.body.as_object().contains("code") &&
            now.text("code") == "unimplemented") {
            continue;
        }
        EXPECT_EQ(now.status, 200) << boost::json::serialize(now.body);
        for (const auto* mode : {"KNOWN_AT_MODE_AS_KNOWN", "KNOWN_AT_MODE_STRICT"}) {
            const auto then = site.post(
                name,
                "{" + fields + (fields.empty() ? "" : ", ") +
                    R"("knownAt": "1950-01-01T00:00:00Z", "knownAtMode": ")" + mode + "\"}"
            );
            const auto shown = boost::json::serialize(then.body);
            if (then.status == 200) {
                EXPECT_TRUE(shows_nothing(then.body)) << mode << ": " << shown;
            } else {
                EXPECT_TRUE(
                    then.text("code") == "not_found" ||
                    then.text("code") == "failed_precondition" ||
                    shown.find("no figure") != std::string::npos
                ) << shown;
            }
        }
    }
}

// The walk would not notice a read that shows nothing at any time.
TEST(EveryRead, ShowsSomethingNow) {
    Site site;
    record_something(site);
    for (const auto* name :
         {"BodyService/ListBodies",
          "CaseService/ListCases",
          "CaseService/ListProposals",
          "DocumentService/ListDocuments",
          "IndicatorService/ListIndicators",
          "IndicatorService/ListObservations",
          "MeetingService/ListMeetings",
          "PeerService/ListPeers",
          "ProcedureService/ListProcedures",
          "RulesetService/ListReferences",
          "RulesetService/ListRulesetProposals",
          "RulesetService/ListRulesets"}) {
        const auto found = asked.find(name);
        const auto now =
            site.post(name, "{" + (found == asked.end() ? std::string{} : found->second) + "}");
        EXPECT_EQ(now.status, 200) << name;
        EXPECT_FALSE(shows_nothing(now.body)) << name;
    }
}

}  // namespace known_at_test
}  // namespace ladder::e2e
