#include "tests/fault/deadlines.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/task_service.pb.h"

namespace ladder::fault {
namespace {

constexpr unsigned aborted = 409;

v1::Case read_case(process::Connection& connection, const std::string& name) {
    v1::GetCaseRequest request;
    request.set_name(name);
    const auto answer = connection.call("CaseService/GetCase", request);
    v1::GetCaseResponse response;
    if (!answer || answer->status != 200 || !response.ParseFromString(answer->body)) {
        throw std::runtime_error{answer ? answer->body : name + ": the connection broke"};
    }
    return std::move(*response.mutable_case_());
}

}  // namespace

std::string set_deadline(
    process::Connection& connection,
    const std::string& case_name,
    const std::string& key,
    const std::string& from_on,
    const std::string& due_on
) {
    v1::SetDeadlineRequest request;
    request.set_parent(case_name);
    request.set_definition("plan_due");  // nothing else sets or meets it, and its day is named
    request.set_key(key);
    request.set_from_on(from_on);
    request.set_due_on(due_on);
    request.set_reasons("A plan is due");
    for (;;) {
        request.set_etag(read_case(connection, case_name).etag());
        // Of the etag too: what was refused as late may be asked again with another one.
        request.set_request_id(fmt::format("set/{}/{}/{}", case_name, key, request.etag()));
        const auto answer = connection.call("TaskService/SetDeadline", request);
        if (answer && answer->status == 200) {
            return {};
        }
        if (!answer || answer->status != aborted) {
            return fmt::format("{}: {}", case_name, answer ? answer->body : "the connection broke");
        }
        // The worker recorded something on the case meanwhile.
    }
}

Firings firings_of(process::Connection& connection, const std::string& case_name) {
    Firings firings;
    const auto read = read_case(connection, case_name);
    for (const auto& deadline : read.deadlines()) {
        const auto& changes = deadline.changes();
        const auto fired = std::count_if(changes.begin(), changes.end(), [](const auto& change) {
            return change.what() == "fired";
        });
        firings.set += 1;
        firings.fired_once += fired == 1 ? 1 : 0;
        firings.fired_more += fired > 1 ? 1 : 0;
    }
    return firings;
}

}  // namespace ladder::fault
